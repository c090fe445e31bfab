"""Find authors whose bare names stand beside the time of a page or above an affiliation."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import find_dates
from jiaokan.metadata.name_forms import split_names
from jiaokan.metadata.page_lines import PageLine, PageLines, list_byline_places

BESIDE_TIME = 4  # rank of evidence of an author
MAX_TIME_LINE_CHARS = 60  # code points of a line that holds a time and names
MAX_NAME_LINE_CHARS = 40  # code points of a line of names
_NAMES_BESIDE_TIME = compile_on_use(r"[\s|·]*(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff\s、,]{1,20}?)[\s|·]*$")
# (华中农业大学 公共管理学院, 湖北 武汉 430070)
_AFFILIATION = compile_on_use(
    r"\s*[(\[]?\d?\.?\s?[^()]{0,30}(?:大学|学院|学校|研究院|研究所|医院|公司|中心|党校|科学院|集团|局|委员会)"
    r"[^()。]{0,60}[)\]]?\s*$"
)

# 曹咏、谢刚炬: two names or more, and nothing else
_NAME_LIST = compile_on_use(
    r"\s*[\u4e00-\u9fff]{2,4}[\d*†]{0,2}(?:[、,][\u4e00-\u9fff]{2,4}[\d*†]{0,2}){1,5}\s*"
)


def find_bare_names(page: PageLines) -> Iterator[Candidate]:
    """Yield names between title and article: behind the time, above an affiliation, or a list of them."""
    for i in list_byline_places(page):
        line = page.lines[i]
        if len(line.text) <= MAX_TIME_LINE_CHARS:
            yield from _read_behind_time(line)
        below = page.lines[i + 1].text if i + 1 < len(page.lines) else ""
        if len(line.text) <= MAX_NAME_LINE_CHARS and (
            _AFFILIATION.match(below) or _NAME_LIST.fullmatch(line.text)
        ):
            yield from _make_candidate(line, 0, len(line.text), 0)


def _read_behind_time(line: PageLine) -> Iterator[Candidate]:
    mention = next(find_dates(line.text), None)
    if mention is None or line.text[: mention.start].strip(" ·|("):
        return
    if match := _NAMES_BESIDE_TIME.match(line.text, mention.end):
        yield from _make_candidate(line, *match.span("names"), 1)


def _make_candidate(line: PageLine, start: int, end: int, distance: float) -> Iterator[Candidate]:
    names = split_names(line.text[start:end])
    if not names:
        return
    spelled, at = [], start
    for name in names:
        found = re.compile(r"\s*".join(name)).search(line.text, at, end)
        if found:
            spelled.append(line.spell(*found.span()).replace(" ", "").replace("\u3000", ""))
            at = found.end()
    yield Candidate("author", "、".join(spelled), "name", line.find_span(start, end), BESIDE_TIME, distance)
