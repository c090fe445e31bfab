"""Find authors without a label: datelines, reporters at the ends of lines, signatures, accounts of WeChat."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.name_forms import OFFICE, PERSON, PERSONS, clean_outlet, clean_person
from jiaokan.metadata.page_lines import PageLine, PageLines

REPORTER, SIGNATURE = 4, 5  # ranks of evidence of an author
SIGNATURE_CHARS = 60  # code points at the end of a line in which it is signed
MAX_LINES_AWAY = 14  # lines by which a reporter named in passing counts as farther away
MAX_LINES_FROM_TOP = 4  # lines of the article that may hold its dateline
MAX_DATELINE_CHARS = 160  # code points at the beginning of a line in which it stands
_RANK = (
    r"(?:本报|本刊|本网|本台|见习|实习|特约|首席|驻[\u4e00-\u9fff]{2,4}|全媒体|融媒体|职工"
    r"|[\u4e00-\u9fff]{2,8}(?:报|社|网|台|传媒|都)){0,3}"
)
# a name of any people, where nothing else stands in the brackets
_ANY_NAME = r"[\u4e00-\u9fff·]{3,6}(?=\s?[)】〕\]])"
# (记者陈智 整合), (本报记者 张三 李四), (职工通讯员 李琴雯 刘会)
_BRACKETED = compile_on_use(
    rf"[(【〔\[]{_RANK}(?:(?:记者|通讯员|特派员)\s?){{1,2}}:?\s?(?P<name>{PERSONS}|{_ANY_NAME})"
    r"(?:\s*(?:整合|综合|摄影|报道|文/?图?|实习生[^()]{0,12}|通讯员[^()]{0,16}|摄影报道))?\s?[)】〕\]]"
)
# (叶家铭/台北报导) and 记者林悦/南市报导
_REPORT_CREDIT = compile_on_use(
    rf"(?:(?:^|[(【〔\[。/╱]|\s)(?:记者\s?)?(?P<name>{PERSONS})"
    r"|[(【〔\[](?P<alone>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*))"
    r"\s?[/╱]\s?[\u4e00-\u9fff]{2,6}报[导道]"
)
_REPORTER_AT_START = compile_on_use(
    rf"^[\s□]*(?:20\d\d[-/.]\d+[-/.]\d+\s+)?(?:[\u4e00-\u9fff]{{2,6}}[/╱])?{_RANK}(?:记者|通讯员|特约撰稿人?)\s?:?\s?(?P<name>{PERSONS})"
    r"\s*(?![/╱]?\s?摄)(?:$|[/)〕】╱]|(?:\s[\u4e00-\u9fff]{2,6})?报道|综合|专访|20\d\d|来源)"
)
# a reporter near an end of a line, in no form of the above
_REPORTER = compile_on_use(
    rf"(?:记者|通讯员|实习生|特约撰稿人?)\s?:?\s?(?P<name>(?!于[今昨当近]){PERSONS})"
    r"(?!\s?[/╱]?\s?摄)(?=\s*(?:$|[/)〕】╱]|报道|综合|专访|电|讯|通讯员|实习生)|\s)"
)
# 大江网讯 记者喻云亮报道:
_REPORTER_INSIDE = compile_on_use(rf"记者\s?(?P<name>{PERSON}(?:、{PERSON})*)\s?(?:摄影|综合)?报道\s?[:,]")
_REPORTER_AT_END = compile_on_use(
    rf"(?:^|[。!?”)\s]\s*){_RANK}记者\s?:?\s?(?P<name>{PERSONS})(?:\s?(?:报道|综合报道))?\s?[)】]?\s*$"
)
# 新华社记者张松青 新华社通讯员罗照春: credits and nothing else
_CREDITS = compile_on_use(rf"\s*(?:{_RANK}(?:记者|通讯员|实习生|作者)\s?:?\s?{PERSONS}\s*)+")
_CREDITED = compile_on_use(rf"(?:记者|通讯员|实习生|作者)\s?:?\s?(?P<name>{PERSONS})")
# (李楠), (编译/林靖东), (德清县发改局) where the article ends; □李海
_SIGNED = compile_on_use(
    rf"(?:[(](?:文/|编译/|作者:|通讯员:?|供稿:|记者:?)?\s?"
    rf"(?P<name>{PERSON}(?:\s?[、 ]\s?{PERSON})*|{OFFICE})(?:\s*文)?[)]"
    rf"|^\s*[□◇◎]\s?(?P<mark>{PERSON}))\s*$"
)
_NO_SIGNATURE = compile_on_use(
    r"完|待续|社$|^周[一二三四五六日]|上|下|图|略|全文|来源|节选|一|二|三|左|右|原标题|化名|音译|中$|市|省|同上|注"
)
_CALLING = compile_on_use(
    rf"^\s*(?P<name>{PERSON})\s?/\s?(?:律师|教授|副教授|作家|医[师生]|学者|立委|导演|专栏作家|评论员|读者|研究员|记者)"
    r"(?=[\s,。:]|$)"
)
_SENT_IN = compile_on_use(
    rf"(?:^|[。!]\s*)(?P<name>{OFFICE})(?:、{OFFICE})*\s?供稿|供稿:\s?(?P<unit>{OFFICE}|[\u4e00-\u9fff]{{2,6}}队)"
)
# what is looked for near the top, with signs of which every match has one
_NEAR_TOP = (
    (_BRACKETED, ("记者", "通讯员", "特派员")),
    (_CALLING, ("/",)),
    (_REPORTER_INSIDE, ("记者",)),
)


def find_signed_authors(page: PageLines) -> Iterator[Candidate]:
    """Yield the authors whom datelines, credits and signatures name."""
    for i in range(max(page.title, 0), min(page.end + 3, len(page.lines))):
        line = page.lines[i]
        distance = float(page.measure_distance(i))
        yield from _find_credits(line, distance)
        if page.top <= i < page.top + MAX_LINES_FROM_TOP:
            patterns = tuple(
                pattern for pattern, signs in _NEAR_TOP if any(sign in line.text for sign in signs)
            )
            yield from _find_first(line, patterns, (REPORTER, distance), MAX_DATELINE_CHARS)
    for i in range(page.top, min(page.end + 1, len(page.lines))):
        is_last = i >= page.end - 2 or not page.lines[i + 1].is_kept
        if is_last:
            yield from _find_signature(page.lines[i])


def _find_credits(line: PageLine, distance: float) -> Iterator[Candidate]:
    """Yield the reporters named at the two ends of a line, and those of a line of credits alone."""
    if "记者" not in line.text and "报" not in line.text and "通讯员" not in line.text:
        return
    if _CREDITS.fullmatch(line.text):
        matches = list(_CREDITED.finditer(line.text))
        names = [line.spell(*match.span("name")) for match in matches]
        span = line.find_span(matches[0].start("name"), matches[-1].end("name"))
        yield Candidate("author", _join_names(names), "reporter", span, REPORTER, distance)
        return
    yield from _find_first(line, (_REPORTER_AT_START, _REPORT_CREDIT), (REPORTER, distance))
    at = max(0, len(line.text) - SIGNATURE_CHARS)
    if match := _REPORTER_AT_END.search(line.text, at) or _BRACKETED.search(line.text, at):
        yield _make_signer(line, match, "name", (REPORTER, distance))
    for start in (0, at):
        if match := _REPORTER.search(line.text, start, start + SIGNATURE_CHARS):
            yield _make_signer(line, match, "name", (REPORTER, distance + MAX_LINES_AWAY))


def _find_first(
    line: PageLine, patterns: tuple[re.Pattern[str], ...], rank: tuple[int, float], limit: int = 10_000
) -> Iterator[Candidate]:
    for pattern in patterns:
        match = pattern.search(line.text, 0, limit)
        if match is None:
            continue
        group = next(name for name in ("name", "alone") if match.groupdict().get(name))
        if clean_person(match[group]):
            yield _make_signer(line, match, group, rank)


def _find_signature(line: PageLine) -> Iterator[Candidate]:
    """Yield who signs at the end of the article, in brackets or behind a square."""
    at = max(0, len(line.text) - SIGNATURE_CHARS)
    if match := _SIGNED.search(line.text, at):
        group = "name" if match["name"] else "mark"
        if not _NO_SIGNATURE.search(match[group]):
            yield _make_signer(line, match, group, (SIGNATURE, 0))
    if "供稿" in line.text and (match := _SENT_IN.search(line.text, at)):
        yield _make_signer(line, match, "name" if match["name"] else "unit", (SIGNATURE, 0))


def _make_signer(line: PageLine, match: re.Match[str], group: str, rank: tuple[int, float]) -> Candidate:
    span = match.span(group)
    return Candidate("author", _join_names([line.spell(*span)]), "signature", line.find_span(*span), *rank)


def _join_names(groups: list[str]) -> str:
    """Return names of several groups joined by the mark of enumeration.

    >>> _join_names(["张三 李四", "王五"])
    '张三、李四、王五'
    """
    return "、".join(
        dict.fromkeys(name for group in groups for name in re.split(r"[\s、,，]+", group) if name)
    )


# 原创 紫队  紫队研究   2024-11-20 03:59: author, account and time of an article of WeChat on one line
_ACCOUNT_LINE = compile_on_use(
    r"^\s*(?P<own>原创\s+)?(?:(?P<name>\S{2,20})\s{2,})?(?P<account>\S{2,20})\s{2,}20\d\d-\d\d-\d\d(?:\s\d\d:\d\d)?\s*$"
)
_ACCOUNT_NOTE = compile_on_use(r"^\s*(?:微信号|功能介绍)\s*:?")
_OWN_MARK = compile_on_use(r"^\s*原创\s*:?\s*$")


def is_account_line(text: str) -> bool:
    """Tell whether a normalized line holds account and time of an article of WeChat, and nothing else.

    >>> is_account_line("原创 小巴  江城读书   2024-11-20 03:59"), is_account_line("会议于 2024-11-20 03:59")
    (True, False)
    """
    return "-" in text and bool(_ACCOUNT_LINE.match(text))


ACCOUNT = 3  # rank of evidence of a source
_NO_ACCOUNT_AUTHOR = compile_on_use(r"综合|编译|整理|转载|来源")


def find_accounts(page: PageLines) -> Iterator[Candidate]:
    """Yield the account of WeChat under the title, and the author whom it names before itself."""
    for i in range(page.title + 1, min(page.title + 5, len(page.lines))):
        line = page.lines[i]
        if "-" in line.text and (match := _ACCOUNT_LINE.match(line.text)):
            yield from _read_account_line(page, line, match)
            return
        if _is_twice(page, i):
            yield _make_account(line)
            above = page.lines[i - 1] if i - 1 > page.title else None
            if above and not _OWN_MARK.match(above.text) and len(above.text) <= 16:
                name = above.spell(0, len(above.text)).strip()
                if clean_person(name):
                    yield Candidate("author", name, "account", above.span, REPORTER)
            return


def _is_twice(page: PageLines, i: int) -> bool:
    """Tell whether a line is printed twice, and what an account says of itself follows."""
    lines = [line.text.strip() for line in page.lines[i : i + 3]]
    return len(lines) == 3 and lines[0] == lines[1] and bool(_ACCOUNT_NOTE.match(lines[2]))


def _make_account(line: PageLine) -> Candidate:
    return Candidate("source", line.spell(0, len(line.text)).strip(), "account", line.span, ACCOUNT)


def _read_account_line(page: PageLines, line: PageLine, match: re.Match[str]) -> Iterator[Candidate]:
    account = match.span("account")
    if clean_outlet(match["account"]):
        yield Candidate("source", line.spell(*account), "account", line.find_span(*account), ACCOUNT)
    name = match["name"]
    title = page.lines[page.title].text if page.title >= 0 else ""
    if name and name != match["account"] and not _NO_ACCOUNT_AUTHOR.search(name) and name not in title:
        span = match.span("name")
        yield Candidate("author", line.spell(*span), "account", line.find_span(*span), REPORTER)
