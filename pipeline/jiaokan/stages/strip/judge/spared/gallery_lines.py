"""Find removed lines of galleries: names of pictures that alternate with credits of photographers."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from jiaokan.stages.strip.judge.units import CutPage

_CREDIT = re.compile(r"(?:摄影?|供图|图源|图片来源)[:|/] ?[^。,;!?:]{1,24}")
_SENTENCE_END = re.compile("[。!?;:][”’)]*$")
_MIN_CREDITS = 3  # of a gallery
_MAX_NAME_CHARS = 45  # code points of the name of a picture


def find_gallery_lines(page: CutPage, gone: Collection[int]) -> Iterator[int]:
    """Yield the removed lines of galleries, where every second line says who took a picture.

    A byline stands once, with no name of a picture above it; so three credits or more, each below a short
    line that ends no sentence, are none.
    """
    credit_lines = [at for at in range(1, len(page.texts)) if _is_credit(page, at)]
    starts = [0, *(place for place, (one, other) in enumerate(pairwise(credit_lines), 1) if other != one + 2)]
    for first, end in pairwise([*starts, len(credit_lines)]):
        run = credit_lines[first:end]
        if len(run) >= _MIN_CREDITS:
            yield from (at for at in range(run[0] - 1, run[-1] + 1) if at in gone)


def _is_credit(page: CutPage, at: int) -> bool:
    """Tell whether a line credits a picture that the line above it names."""
    name, text = page.texts[at - 1 : at + 1]
    if page.units[at].pieces > 1 or page.units[at - 1].pieces > 1 or not _CREDIT.fullmatch(text.strip()):
        return False
    return len(name) <= _MAX_NAME_CHARS and not _SENTENCE_END.search(name) and not _CREDIT.match(name)
