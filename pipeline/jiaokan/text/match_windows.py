"""Search a costly pattern only where a cheap one has matched."""

import re
from collections.abc import Iterator


def find_windows(pattern: re.Pattern[str], text: str, before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a text around the matches of a pattern, in order; none overlaps another.

    Args:
        pattern: The cheap pattern; best with a class or a literal at its beginning.
        text: The text.
        before: Code points before a match that belong to its part.
        after: Code points after it.

    >>> list(find_windows(re.compile("@"), "....@.@.......@", 2, 3))
    [(2, 10), (12, 18)]
    """
    begin = end = -1
    for match in pattern.finditer(text):
        if match.start() - before > end:
            if end >= 0:
                yield begin, end
            begin = max(0, match.start() - before)
        end = match.end() + after
    if end >= 0:
        yield begin, end
