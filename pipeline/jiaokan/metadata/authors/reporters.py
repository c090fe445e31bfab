"""Find reporters without a label: in datelines, credits and at the ends of lines."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.end_signatures import (
    MAX_SIGNATURE_CHARS,
    NO_SIGNATURE,
    join_names,
    make_signed_authors,
)
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.name_forms import PERSON, PERSONS, clean_person, split_names
from jiaokan.metadata.page_lines import PageLine, PageLines

REPORTER = 4  # rank of evidence of an author
SURE = 1.0  # lines by which credits and nothing else count as nearer
PASSING_REPORTER_DISTANCE = 14  # lines by which a reporter named in passing counts as farther away
MAX_LINES_FROM_TOP = 4  # lines of the article that may hold its dateline
MAX_FIRST_CHARS = 600  # code points at the beginning of a line in which a dateline may follow an abstract
MAX_DATELINE_CHARS = 160  # code points at the beginning of a line in which it stands
_RANK = (
    r"(?:本报|本刊|本网|本台|见习|实习|特约|特派|首席|驻[\u4e00-\u9fff]{2,4}|全媒体|融媒体|职工"
    r"|[\u4e00-\u9fff]{2,8}(?:报|社|网|台|传媒|都)[·/]?|《[\u4e00-\u9fff]{2,8}》){0,3}"
)
# a name of any people, where nothing else stands in the brackets
_ANY_NAME = r"(?![在从于们对向昨今近获了独随])[\u4e00-\u9fff·]{3,6}(?=\s?[)】〕\]])"
# (记者高晓书程云禾孟安): names that touch each other
_TOUCHING = compile_on_use(
    rf"""
    [(【〔\[]{_RANK}(?:记者|通讯员)\s?[:/]?\s?                       # (记者
    (?P<name>(?!.{{0,16}}(?:记者|通讯员|实习))[\u4e00-\u9fff、\s]{{4,16}}?)
    \s?(?:摄影|综合)?(?:报道|摄)?\s?[)】〕\]]                        # 摄影报道)
    """,
    re.VERBOSE,
)
# (记者/黄小河 实习生/朱子舟 通讯员/成小山)
_ROLE = r"(?:记者|实习生|通讯员|特派员)"
_ROLES = compile_on_use(
    rf"[(【〔\[]\s?(?P<roles>{_RANK}{_ROLE}\s?[:/]?\s?{PERSONS}(?:[\s、,;]+{_RANK}{_ROLE}\s?[:/]?\s?{PERSONS})+)\s?[)】〕\]]"
)
# 每日人物卫小舟、张小禾报道: outlet and names on a line of their own
_OUTLET_REPORT = compile_on_use(
    rf"\s*[\u4e00-\u9fffA-Za-z]{{2,8}}?(?P<name>{PERSON}(?:[、\s]{PERSON}){{0,3}})\s?(?:综合|联合|发自\S{{2,4}})?报道\s*"
)
# (记者陈安 整合), (本报记者 张三 李四), (职工通讯员 李小雯 刘安)
_BRACKETED = compile_on_use(
    rf"""
    [(【〔\[]{_RANK}(?:(?:记者|通讯员|特派员)\s?){{1,2}}:?\s?        # (本报记者
    (?P<name>{PERSONS}|{_ANY_NAME})
    (?:\s*(?:整合|综合|摄影|报道|文/?图?                            # 整合)
      |实习生[^()]{{0,12}}|通讯员[^()]{{0,16}}|摄影报道))?           # 通讯员李四)
    \s?[)】〕\]]
    """,
    re.VERBOSE,
)
# (叶小铭/台北报导) and 记者林悦/南市报导
_REPORT_CREDIT = compile_on_use(
    rf"""
    (?:
      (?:^|[(【〔\[。/╱]|\s)(?:{_RANK}记者\s?)?(?P<name>{PERSONS})  # 记者林悦
      |[(【〔\[](?P<alone>[\u4e00-\u9fff]{{2,4}}(?:、[\u4e00-\u9fff]{{2,4}})*)   # (叶小铭
    )
    \s?[/╱]\s?[\u4e00-\u9fff]{{2,6}}报[导道]                        # /台北报导
    """,
    re.VERBOSE,
)
_REPORTER_AT_START = compile_on_use(
    rf"""
    ^[\s□]*(?:20\d\d[-/.]\d+[-/.]\d+\s+)?                           # 2019-05-01
    (?:[\u4e00-\u9fff]{{2,6}}[/╱])?                                 # 台北/
    {_RANK}(?:记者|通讯员|特约撰稿人?)\s?:?\s?(?P<name>{PERSONS})
    \s*(?![/╱]?\s?摄)                                               # who took a picture is no author
    (?:$|[/)〕】╱]|(?:\s[\u4e00-\u9fff]{{2,6}})?报道|综合|专访|20\d\d|来源)
    """,
    re.VERBOSE,
)
# a reporter near an end of a line, in no form of the above
_REPORTER = compile_on_use(
    rf"""
    (?:记者|通讯员|实习生|特约撰稿人?)\s?:?\s?(?P<name>(?!于[今昨当近]){PERSONS})
    (?!\s?[/╱]?\s?(?:摄|[供翻]?图))                                # who took a picture is no author
    (?=\s*(?:$|[/)〕】╱]|报道|综合|专访|电|讯|通讯员|实习生)|\s)
    """,
    re.VERBOSE,
)
# 新京报讯 (记者韩小宇), anywhere in the first lines
_AFTER_DATELINE = compile_on_use(
    rf"(?:[报网社台]讯|日电|消息)\s?[(【〔\[]{_RANK}记者\s?:?\s?(?P<name>{PERSONS})\s?[)】〕\]]"
)
_TAIWAN_DATELINE = compile_on_use(  # (中央社记者温晓明台北21日电), in which they touch
    rf"""
    [(〔]\s?[\u4e00-\u9fff]{{2,6}}记者(?P<name>{PERSON}(?:、{PERSON})*?)
    (?:[台新]北|[台新]竹|台[中南东]|[\u4e00-\u9fff]{{2,4}})                # 台北
    \s?\d{{1,2}}日(?:综合[\u4e00-\u9fff]{{0,4}})?[电讯]\s?[)〕]           # 21日电)
    """,
    re.VERBOSE,
)
# 【江城快讯/林小真】, which opens the text
_OUTLET_AND_NAME = compile_on_use(
    rf"^\s*[【\[(〔][\u4e00-\u9fff]{{2,8}}\s?[/╱]\s?(?P<name>{PERSON})\s?[】\])〕]"
)
# 报导•摄影/张三 where a line ends: who wrote it and took the pictures
_REPORT_AND_PICTURES = compile_on_use(
    rf"报[导道]\s?[•·‧、/&及和]\s?(?:摄影|图片?)\s?[╱/:]\s?(?P<name>{PERSONS})\s*$"
)
_DATELINES = (_AFTER_DATELINE, _TAIWAN_DATELINE)
# 大江网讯 记者喻小亮报道:
_REPORTER_INSIDE = compile_on_use(
    rf"记者\s?(?P<name>{PERSON}(?:、{PERSON})*)\s?(?:\d{{1,2}}月\d{{1,2}}日)?(?:摄影|综合)?报道\s?[:,]"
)
_REPORTER_AT_END = compile_on_use(
    rf"""
    (?:(?:^|[。!?”)\s]\s*){_RANK}|^[\u4e00-\u9fff、]{{2,16}})            # 江城晚报、江城新闻
    记者\s?:?\s?(?P<name>{PERSONS})(?:\s?(?:综合|摄影)?报道)?\s?[)】]?\s*(?:来源\s?:.*)?$
    """,
    re.VERBOSE,
)
# 新华社记者张小松 新华社通讯员罗小春: credits and nothing else
_CREDITS = compile_on_use(rf"\s*(?:{_RANK}(?:记者|通讯员|实习生|作者)\s?:?\s?{PERSONS}\s*)+")
_CREDITED = compile_on_use(rf"(?:记者|通讯员|实习生|特派员|作者)\s?[:/]?\s?(?P<name>{PERSONS})")
_CALLING = compile_on_use(
    rf"^\s*(?P<name>{PERSON})\s?/\s?(?:律师|教授|副教授|作家|医[师生]|学者|立委|导演|专栏作家|评论员|读者|研究员|记者)"
    r"(?=[\s,。:]|$)"
)
_RANKED = compile_on_use(r"\s*(?P<number>\d{1,2})[.、\s]?[^\d.、:\s]")  # 2《远方》记者:张三, a link of a list
# a line without one of them names nobody, and one without a role nobody but in the form of _REPORT_CREDIT
_SIGN = re.compile("报|记者|通讯员|特派员|》作者|/|╱")
_CREDIT_SIGNS = ("记者", "报", "通讯员", "》作者")
_ROLE_SIGN = re.compile("记者|通讯员|特派员|实习生|作者|特约撰稿")
# patterns with signs of which every match has one: of what is looked for near the top, and in any line
_Signs = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
_NEAR_TOP: _Signs = (
    (_BRACKETED, ("记者", "通讯员", "特派员")),
    (_CALLING, ("/",)),
    (_OUTLET_AND_NAME, ("/", "╱")),
    (_REPORTER_INSIDE, ("记者",)),
)
_IN_ANY_LINE: _Signs = (
    (_REPORTER_AT_START, ("记者", "通讯员", "特约撰稿")),
    (_REPORT_CREDIT, ("/", "╱")),
    (_REPORT_AND_PICTURES, ("影", "图")),
)


def find_reporters(page: PageLines) -> Iterator[Candidate]:
    """Yield the reporters whom datelines, credits and the ends of lines name."""
    first, last = max(page.title, 0), page.end + 2
    for i in (i for i in page.index.find_matching_lines(_SIGN) if first <= i <= last):
        line = page.lines[i]
        if not line.is_kept and _is_of_list(page, i):
            continue
        distance = float(page.measure_distance(i))
        is_inside = line.is_kept and page.top <= i < page.end - 2
        yield from _find_credits(line, distance, is_inside)
        if i <= page.top + 1 and "报道" in line.text and (match := _OUTLET_REPORT.fullmatch(line.text)):
            yield from _make_split(line, match, distance)
        if page.top <= i < page.top + MAX_LINES_FROM_TOP:
            if "记者" in line.text or "通讯员" in line.text:
                yield from _find_several(line, distance)
                yield from _find_first(line, _DATELINES, (REPORTER, distance), MAX_FIRST_CHARS)
            patterns = _list_possible(_NEAR_TOP, line.text)
            yield from _find_first(line, patterns, (REPORTER, distance), MAX_DATELINE_CHARS)


def _is_of_list(page: PageLines, i: int) -> bool:
    """Tell whether a line begins with a number and the next one with the number that follows."""
    matches = [_RANKED.match(one.text) for one in page.lines[i : i + 2]]
    numbers = [int(match["number"]) for match in matches if match]
    return len(numbers) > 1 and numbers[1] == numbers[0] + 1


def _list_possible(table: _Signs, text: str) -> list[re.Pattern[str]]:
    """Return the patterns of which a text has a sign."""
    return [pattern for pattern, signs in table if any(map(text.__contains__, signs))]


def _find_several(line: PageLine, distance: float) -> Iterator[Candidate]:
    """Yield the reporters of a dateline whose names touch each other or whose roles stand before each."""
    if match := _ROLES.search(line.text, 0, MAX_DATELINE_CHARS):
        start = match.start("roles")
        spans = [one.span("name") for one in _CREDITED.finditer(line.text, start, match.end("roles"))]
        names = [line.spell(*span) for span in spans]
        span = line.find_span(spans[0][0], spans[-1][1])
        yield Candidate("author", join_names(names), "reporter", span, REPORTER, distance - SURE)
    if match := _TOUCHING.search(line.text, 0, MAX_DATELINE_CHARS):
        yield from _make_split(line, match, distance - SURE)


def _make_split(line: PageLine, match: re.Match[str], distance: float) -> Iterator[Candidate]:
    """Yield the names that a match consists of, none where it holds another word."""
    names, at = [], match.start("name")
    for name in split_names(match["name"]):
        if NO_SIGNATURE.search(name) or name not in line.text[at:]:
            return
        at = line.text.index(name, at)
        names.append(line.spell(at, at + len(name)))
    if names:
        span = line.find_span(*match.span("name"))
        yield Candidate("author", join_names(names), "reporter", span, REPORTER, distance)


def _find_credits(line: PageLine, distance: float, is_inside: bool) -> Iterator[Candidate]:
    """Yield the reporters named at the two ends of a line, and those of a line of credits alone.

    Who is named at the end of a line inside the article mostly took the picture above it.
    """
    if not any(map(line.text.__contains__, _CREDIT_SIGNS)):
        return
    has_role = _ROLE_SIGN.search(line.text) is not None
    if has_role and _CREDITS.fullmatch(line.text):
        matches = list(_CREDITED.finditer(line.text))
        names = [line.spell(*match.span("name")) for match in matches]
        span = line.find_span(matches[0].start("name"), matches[-1].end("name"))
        yield Candidate("author", join_names(names), "reporter", span, REPORTER, distance - SURE)
        return
    yield from _find_first(line, _list_possible(_IN_ANY_LINE, line.text), (REPORTER, distance))
    if not has_role:
        return
    at = max(0, len(line.text) - MAX_SIGNATURE_CHARS)
    if match := _REPORTER_AT_END.search(line.text, at) or _BRACKETED.search(line.text, at):
        is_in_brackets = line.text.rstrip().endswith((")", "】", "]", "〕"))
        away = PASSING_REPORTER_DISTANCE if is_inside and not is_in_brackets else 0
        yield make_signed_authors(line, match, "name", (REPORTER, distance + away))
    for start in (0, at):
        if match := _REPORTER.search(line.text, start, start + MAX_SIGNATURE_CHARS):
            yield make_signed_authors(line, match, "name", (REPORTER, distance + PASSING_REPORTER_DISTANCE))


def _find_first(
    line: PageLine, patterns: Sequence[re.Pattern[str]], rank: tuple[int, float], limit: int = 10_000
) -> Iterator[Candidate]:
    for pattern in patterns:
        match = pattern.search(line.text, 0, limit)
        if match is None:
            continue
        group = next(name for name in ("name", "alone") if match.groupdict().get(name))
        if clean_person(match[group]):
            yield make_signed_authors(line, match, group, rank)
