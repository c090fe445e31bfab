"""Find who wrote and who edited a page, by the labels of its bylines."""

import re
from collections.abc import Iterator
from itertools import groupby

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.byline_labels import (
    AUTHOR_LABELS,
    COLON,
    EDITOR_LABELS,
    END_WORDS,
    LABEL_START,
    NO_LABEL_AHEAD,
    REPORTER_LABELS,
    find_issuer,
    has_colon,
)
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HeadValue, HtmlHead
from jiaokan.metadata.name_forms import PERSON, PERSONS, clean_person, is_nobody
from jiaokan.metadata.page_lines import PageLine, PageLines, list_near_lines
from jiaokan.text.normalized_view import normalize_chars

MAX_BYLINE_CHARS = 120  # code points of a line that is a byline and nothing else
MAX_CREDIT_CHARS = 60  # code points of the last lines of an article that may be credits
MAX_POSTED_LINES_AWAY = 4  # the same for "X posted on", which forums print above every reply
MAX_LINES_AWAY = 14  # lines between the place of a byline and a label of one
MAX_HEAD_CHARS = 500  # code points at the beginning of a page on one line that may hold its byline
MAX_TAIL_CHARS = 160  # code points at its end
MAX_HEAD_NAME_CHARS = 16  # code points of a name in the head: more is a sentence
BYLINE, HEAD, ELEMENT, OFFICE = 1, 2, 3, 6  # ranks of evidence of an author

_AUTHOR_METAS = ("author", "article:author", "og:article:author", "byl", "dc.creator", "parsely-author")
_AUTHOR_DATA = ("author.name", "creator.name", "author")
_TAG = compile_on_use(r"<[^>]*>")
_NAME = r"[\u3400-\u9fffA-Za-z][\u3400-\u9fff·&A-Za-z .0-9_-]{0,24}?"
_NAME_END = (
    rf"(?=\s*(?:$|[\s,;:|/)（）【】〕\]、。<>(〓]|&nbsp|{END_WORDS}"
    r"|出自|发帖|张贴|摄|报道|回复|字|类|于|审核|校对|摄影))"
)
_OFFICE = r"(?:[\u4e00-\u9fff]{0,6}记者\s?:?\s?)?"  # what may stand before the name
_LABELS = rf"(?:{AUTHOR_LABELS}|(?<![\u3400-\u9fff])(?:[图文][、/]文|文字?)|(?<![\u3400-\u9fff])by)"
_LABELLED = compile_on_use(rf"{_LABELS}\s*[:/|]\s*{_OFFICE}(?P<name>{_NAME}){_NAME_END}", re.I)
_REPORTED_BY = compile_on_use(rf"(?:{REPORTER_LABELS}){COLON}{_OFFICE}(?P<name>{PERSONS})(?![\u4e00-\u9fff])")
# a line of its own at the end of the text, wherever other lines follow that were kept too
_CREDIT_LINE = compile_on_use(
    rf"\s*(?:{AUTHOR_LABELS}|{REPORTER_LABELS}|文){COLON}{_OFFICE}(?P<name>{PERSONS})\s*"
)
_SIGNED = compile_on_use(
    rf"(?:(?<![\u3400-\u9fff])由|posted by|written by|\bby)\s+(?P<name>{_NAME}){_NAME_END}", re.I
)
_POSTED = compile_on_use(
    rf"(?:^|[\s|])由?\s*(?P<name>{_NAME})\s*(?:发表于|发布于|写于|张贴于?|@\s*20\d\d"
    rf"|于\s*20\d\d.{{0,20}}(?:发表|发布)|posted)",
    re.I,
)
# 作者: PttACT (活动部帐号) 看板: SYSOP; 发信人: xht (小呆), 信区: Network
_BOARD_AUTHOR = compile_on_use(
    r"^\s*(?:发信人|寄信人|作者)\s?:?\s*(?P<name>[\w.-]{2,20}\s?\([^()]{0,40}\))[\s,]*(?:看板|信区|站内)"
)
# a source of two or three Han at the end of a line is a person
_PERSON_AS_SOURCE = compile_on_use(
    rf"来源\s*:\s*(?P<name>{PERSON}(?<![网报社台刊站局院部厅委会所校室馆]))\s*$"
)
# what stands behind a name after a comma or a space: one more
_NEXT_NAME = compile_on_use(
    rf"(?:\s*[、,&]\s*|\s+)(?P<name>[\u3400-\u9fff·]{{2,4}})(?=\s*(?:$|[、,&|)]|\s|{END_WORDS}))"
)
_NO_NEXT_NAME = compile_on_use(
    r"来源|责任|编辑|责编|记者|通讯|实习|时间|日期|发布|发表|点击|浏览|阅读|评论|摄影|摄|图片?|文$|字号|字体|审核|校对"
    r"|综合|报道|专访|首页|正文|原创|转载|[省市县区]$|北京|上海|天津|重庆|台北|台中|台南|高雄|香港|澳门|今天|昨天|[网报社台]$"
)
_EDITOR = compile_on_use(
    rf"{LABEL_START}(?:{EDITOR_LABELS}){COLON}"
    rf"(?P<name>(?:{NO_LABEL_AHEAD}[^\s|)\]】>;,。:/])+(?:[、,](?:{NO_LABEL_AHEAD}[^\s|)\]】>;。:/])+)*)"
)
_WORK_NUMBER = compile_on_use("[A-Z]{1,4}\\d{1,6}")  # an editor whom a site names by number
_EDITOR_INSIDE = compile_on_use(
    rf"(?:{EDITOR_LABELS})\s?:\s?(?P<name>[\u3400-\u9fff]{{2,4}}?|[A-Za-z]{{2,12}})(?=$|[\s|)\]】>;,。]|{END_WORDS}|\d)"
)
_AUTHOR_INSIDE = compile_on_use(
    rf"(?:{AUTHOR_LABELS}|记者)\s?:\s?(?P<name>[\u3400-\u9fff]{{2,4}}?)(?=$|[\s|)\]】>;,。]|{END_WORDS})"
)

_LABEL_PATTERNS = (_LABELLED, _REPORTED_BY)
_NEAR_SIGN = re.compile("[由于@贴源yYdD]")  # every match of one of these has one of them
_NEAR_PATTERNS = (_SIGNED, _POSTED, _PERSON_AS_SOURCE)  # only where a byline is expected


def find_authors(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the authors that labels near the title or the end, the head and named elements state."""
    yield from _find_labelled_authors(page)
    yield from _find_credit_lines(page)
    yield from _find_authors_in_head(head)
    for named in head.names:
        name = _clean_head_name(named)
        if named.name == "author" and name and not _NO_NEXT_NAME.search(name):
            yield Candidate("author", name, "author element", named.span, ELEMENT)
    for line in page.lines:
        if len(line.text) <= MAX_BYLINE_CHARS and (match := find_issuer(line.text)):
            yield _make_candidate("author", line, match, "issuer", OFFICE, 0)


def find_editors(page: PageLines) -> Iterator[Candidate]:
    """Yield the editors that labels state."""
    for i, line in enumerate(page.lines):
        if "编" not in line.text and "审校" not in line.text:  # each of EDITOR_LABELS has one of them
            continue
        for match in _EDITOR.finditer(line.text):
            if not _is_byline(page, i, match):
                continue
            if _WORK_NUMBER.fullmatch(match["name"]):
                yield _make_candidate("editor", line, match, "byline", BYLINE, i)
            elif candidate := _make_person("editor", line, match, (BYLINE, i)):
                yield candidate
        yield from _find_inside(line, "editor", _EDITOR_INSIDE)


def _is_byline(page: PageLines, i: int, match: re.Match[str]) -> bool:
    """Tell whether a label stands in a line that is no prose of the article."""
    line = page.lines[i]
    if line.is_removed_at(match.start("name")):
        return True
    size = len(line.text)
    return (match.start() < 2 and size <= MAX_BYLINE_CHARS) or (
        i >= page.end - 2 and size <= MAX_CREDIT_CHARS
    )


def _find_labelled_authors(page: PageLines) -> Iterator[Candidate]:
    for distance, i in list_near_lines(page, MAX_LINES_AWAY):
        line = page.lines[i]
        if board := _BOARD_AUTHOR.match(line.text):
            yield _make_candidate("author", line, board, "byline", BYLINE, distance)
        if len(line.text) > MAX_BYLINE_CHARS:
            yield from _find_inside(line, "author", _AUTHOR_INSIDE)
            continue
        is_far = distance > MAX_POSTED_LINES_AWAY or (line.is_kept and len(line.text) > MAX_CREDIT_CHARS)
        labelled = _LABEL_PATTERNS if has_colon(line.text) else ()
        has_near = not is_far and _NEAR_SIGN.search(line.text)
        for pattern in (*labelled, *_NEAR_PATTERNS) if has_near else labelled:
            match = pattern.search(line.text)
            if match and (candidate := _make_person("author", line, match, (BYLINE, distance))):
                yield candidate


def _find_credit_lines(page: PageLines) -> Iterator[Candidate]:
    """Yield who is named by a label in a line of its own, in the article or right behind a part of it."""
    for i in range(page.top + 1, len(page.lines)):
        line = page.lines[i]
        is_place = has_colon(line.text) and (line.is_kept or page.lines[i - 1].is_kept)
        match = _CREDIT_LINE.fullmatch(line.text) if is_place else None
        if match and (candidate := _make_person("author", line, match, (ELEMENT, i))):
            yield candidate


def _find_inside(line: PageLine, field: str, pattern: re.Pattern[str]) -> Iterator[Candidate]:
    """Yield who is named at the two ends of a page or paragraph that stands on one long line."""
    size = len(line.text)
    if size <= MAX_BYLINE_CHARS or ":" not in line.text:
        return
    for match in pattern.finditer(line.text):
        at_an_end = match.start() < MAX_HEAD_CHARS or match.end() > size - MAX_TAIL_CHARS
        if at_an_end and (candidate := _make_person(field, line, match, (BYLINE, MAX_LINES_AWAY))):
            yield candidate


def _make_person(
    field: str, line: PageLine, match: re.Match[str], rank: tuple[int, float]
) -> Candidate | None:
    """Return the persons that a match names, one and those right behind; None where it is nobody."""
    start, end = match.span("name")
    names = [clean_person(part) for part in re.split("[、,]", line.text[start:end])]
    if not all(names):
        return None
    spelled = [
        line.spell(start + at, start + at + len(name)) for at, name in _locate(line.text[start:end], names)
    ]
    while (more := _NEXT_NAME.match(line.text, end)) and not _is_no_next_name(more["name"]):
        spelled.append(line.spell(*more.span("name")))
        end = more.end("name")
    return Candidate(field, "、".join(dict.fromkeys(spelled)), "byline", line.find_span(start, end), *rank)


def _locate(text: str, names: list[str]) -> Iterator[tuple[int, str]]:
    at = 0
    for name in names:
        at = text.index(name, at)
        yield at, name
        at += len(name)


def _is_no_next_name(name: str) -> bool:
    return bool(_NO_NEXT_NAME.search(name)) or not clean_person(name)


def _make_candidate(
    field: str, line: PageLine, match: re.Match[str], source: str, trust: int, distance: float
) -> Candidate:
    span = match.span("name")
    return Candidate(field, line.spell(*span).strip(), source, line.find_span(*span), trust, distance)


def _find_authors_in_head(head: HtmlHead) -> Iterator[Candidate]:
    for stated in (head.metas[name] for name in _AUTHOR_METAS if name in head.metas):
        if name := _clean_head_name(stated):
            yield Candidate("author", name, stated.name, stated.span, HEAD)
    data = [value for path, value in head.data if path.lower().endswith(_AUTHOR_DATA)]
    for (source, span), group in groupby(data, key=lambda value: (value.name, value.span)):
        if names := dict.fromkeys(name for value in group if (name := _clean_head_name(value))):
            yield Candidate("author", "、".join(names), source, span, HEAD)


def _clean_head_name(stated: HeadValue) -> str:
    """Return the name that the head states, "" where it is nobody's."""
    name = _TAG.sub("", stated.value).strip()
    is_name = len(name) <= MAX_HEAD_NAME_CHARS and "://" not in name and not is_nobody(normalize_chars(name))
    return name if is_name else ""
