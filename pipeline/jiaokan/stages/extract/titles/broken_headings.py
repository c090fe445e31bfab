"""Join the lines of a heading that `<br>` breaks, where they are one title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from jiaokan.metadata import Candidate, HtmlHead, PageLine
from jiaokan.metadata.name_forms import split_names
from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.titles.title_candidates import STATING_NAMES
from jiaokan.text.normalized_view import normalize_letters
from jiaokan.text.title_separators import is_site_name
from jiaokan.text.unicode_ranges import count_han

MAX_HEADING_LINES = 4  # of a heading that is broken
_MIN_HAN = 2  # of each line of one that is the only h1
# how the title of an official document ends, whose first lines are no title by themselves
_DOCUMENT = re.compile(
    r"(?:通知|公告|通告|公示|意见|办法|决定|规定|通报|方案|批复|细则|条例|纲要|规划|的函)\W*$"
)
_SUBTITLE = re.compile(r"\s*[-—]{2}")
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d")


def join_broken_heading(
    title: Candidate, row: int, lines: Sequence[PageLine], sources: Sequence[HtmlLine], head: HtmlHead
) -> tuple[Candidate, list[int]]:
    """Return a title with the lines of its heading that belong to it, and their numbers.

    They do where the head of the page states them together, where they end as the title of an official
    document, or where they are the only h1 and the head does not state this one alone. The span stays that of
    the title's own line.

    Args:
        title: The title.
        row: The number of its line.
        lines: The lines of the page.
        sources: The same lines with their places in the page.
        head: What the head of the page states.
    """
    if not sources[row].level or normalize_letters(title.value) != lines[row].letters:
        return title, [row]
    rows = [*_list_rows_of_heading(row, sources)]
    if not 1 < len(rows) <= MAX_HEADING_LINES:
        return title, [row]
    words = [lines[at].spell(0, len(lines[at].text)).strip() for at in rows]
    whole = "".join(lines[at].letters for at in rows)
    stated = [*_list_stated_letters(head)]
    is_stated = any(whole in letters for letters in stated)
    is_part = any(lines[row].letters in letters for letters in stated)
    if is_stated or _is_document_title([lines[at].text for at in rows]):
        return replace(title, value=_join_words(words)), rows
    if not is_part and _is_only_heading(rows, lines):
        return replace(title, value=_join_words(words)), rows
    return title, [row]


def _is_document_title(texts: Sequence[str]) -> bool:
    """Tell whether lines end as an official document does, and none is a day or the name of a site."""
    if not _DOCUMENT.search(texts[-1]) or _DOCUMENT.search(texts[0]) or any(map(_DAY.search, texts)):
        return False
    return any("关于" in text for text in texts) or not any(map(is_site_name, texts))


def _is_only_heading(rows: Sequence[int], lines: Sequence[PageLine]) -> bool:
    """Tell whether lines are the only h1 of the page, all in Chinese, none a day, a name or the site."""
    tops = [i for i, line in enumerate(lines) if line.level == 1]
    texts = [lines[at].text for at in rows]
    if tops != [*rows] or any(count_han(text) < _MIN_HAN for text in texts):
        return False
    return not any(_is_other(text) for text in texts)


def _is_other(text: str) -> bool:
    is_name = split_names(text.strip()) == (text.strip(),)
    return is_name or bool(_DAY.search(text) or _SUBTITLE.match(text)) or is_site_name(text)


def _list_rows_of_heading(row: int, sources: Sequence[HtmlLine]) -> Iterator[int]:
    """Yield the lines of the heading element that a line stands in, in their order."""
    node = sources[row].node

    def is_in_heading(at: int) -> bool:
        return sources[at].node is node

    yield from reversed([*takewhile(is_in_heading, range(row - 1, -1, -1))])
    yield row
    yield from takewhile(is_in_heading, range(row + 1, len(sources)))


def _list_stated_letters(head: HtmlHead) -> Iterator[str]:
    """Yield the letters of what the head states as the title."""
    stated = [head.title, *(head.metas.get(name) for name in STATING_NAMES)]
    return (normalize_letters(one.value) for one in stated if one)


def _join_words(words: Sequence[str]) -> str:
    """Return lines joined, with a blank between letters of the Latin script."""
    joined = words[0]
    for line in words[1:]:
        joined += " " * (joined[-1:].isascii() and line[:1].isascii()) + line
    return joined
