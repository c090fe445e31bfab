"""Find who edited a page, by the labels of its bylines."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.labelled_names import (
    BYLINE,
    MAX_BYLINE_CHARS,
    MAX_CREDIT_CHARS,
    find_inside,
    make_name,
    make_person,
)
from jiaokan.metadata.byline_labels import (
    COLON,
    EDITOR_LABELS,
    END_WORDS,
    LABEL_START,
    NO_LABEL_AHEAD,
    has_colon,
)
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.page_lines import PageLines

_EDITOR = compile_on_use(
    rf"""
    {LABEL_START}(?:{EDITOR_LABELS}){COLON}                         # 责任编辑:
    (?P<name>
      (?-i:[A-Z][a-z]+(?:\s[A-Z][a-z]+){{1,2}})(?=$|[\s|)\]】,;])     # Jane Doe
      |(?:{NO_LABEL_AHEAD}[^\s|)\]】>;,。:/_])+                      # 张三
      (?:[、,](?:{NO_LABEL_AHEAD}[^\s|)\]】>;。:/_])+)*              # 、李四
    )
    """,
    re.VERBOSE,
)
# 来源:江城网责任编辑:张三_AB123, as markup without blanks between two facts is read
_GLUED = compile_on_use(
    r"(?:来源|稿源|出处|作者|记者)\s?:[^:。]{0,24}?(?<![\s(\[【])(?:责任编辑|责编|值班编辑)\s?:\s?(?P<name>[\u3400-\u9fff]{2,4})(?=$|[\s_)】,;])"
)
_WORK_NUMBER = compile_on_use("[A-Z]{1,4}\\d{1,6}")  # an editor whom a site names by number
_EDITOR_INSIDE = compile_on_use(
    rf"(?:{EDITOR_LABELS})\s?:\s?(?P<name>[\u3400-\u9fff]{{2,4}}?|[A-Za-z]{{2,12}})(?=$|[\s|)\]】>;,。]|{END_WORDS}|\d)"
)


def find_editors(page: PageLines) -> Iterator[Candidate]:
    """Yield the editors that labels state."""
    for i in page.index.find_lines("编", "审校"):  # each of EDITOR_LABELS has one of them
        line = page.lines[i]
        if line.text.lstrip().startswith("※"):  # a board says who changed a post
            continue
        for match in _EDITOR.finditer(line.text):
            if not _is_byline(page, i, match):
                continue
            if _WORK_NUMBER.fullmatch(match["name"]):
                yield make_name("editor", line, match, "byline", BYLINE, i)
            elif candidate := make_person("editor", line, match, (BYLINE, i)):
                yield candidate
        glued = _GLUED.search(line.text) if not line.is_kept and has_colon(line.text) else None
        if glued and (candidate := make_person("editor", line, glued, (BYLINE + 1, i))):
            yield candidate
        yield from find_inside(line, "editor", _EDITOR_INSIDE)


def _is_byline(page: PageLines, i: int, match: re.Match[str]) -> bool:
    """Tell whether a label stands in a line that is no prose of the article."""
    line = page.lines[i]
    if line.is_removed_at(match.start("name")):
        return True
    size = len(line.text)
    return (match.start() < 2 and size <= MAX_BYLINE_CHARS) or (
        i >= page.end - 2 and size <= MAX_CREDIT_CHARS
    )
