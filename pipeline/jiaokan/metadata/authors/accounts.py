"""Find the account of WeChat that published a page, and the author whom it names before itself."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.reporters import REPORTER
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.name_forms import clean_outlet, clean_person
from jiaokan.metadata.page_lines import PageLine, PageLines

# 原创 紫队  紫队研究   2024-11-20 03:59: author, account and time of an article of WeChat on one line
_ACCOUNT_LINE = compile_on_use(
    r"^\s*(?P<own>原创\s+)?(?:(?P<name>\S{2,20})\s{2,})?(?P<account>\S{2,20})\s{2,}20\d\d-\d\d-\d\d(?:\s\d\d:\d\d)?\s*$"
)
# 2018-03-20 青队 江城读书 江城读书: the same in older pages, which print the account twice, the author or not
_DAY_LINE = compile_on_use(
    r"^\s*(?P<own>原创\s+)?20\d\d-\d\d-\d\d\s+(?:(?P<name>\S{2,20})\s+)?(?P<account>\S{2,20})\s+(?P=account)\s*$"
)
# 原创  青队    江城读书, above the account once more
_OWN_LINE = compile_on_use(r"^\s*(?P<own>原创)\s+(?P<name>\S{2,20})\s{2,}(?P<account>\S{2,20})\s*$")
_ACCOUNT_NOTE = compile_on_use(r"^\s*(?:微信号|功能介绍)\s*:?")
_OWN_MARK = compile_on_use(r"^\s*原创\s*:?\s*$")


def is_account_line(text: str) -> bool:
    """Tell whether a normalized line holds account and time of an article of WeChat, and nothing else.

    >>> is_account_line("原创 小巴  江城读书   2024-11-20 03:59"), is_account_line("会议于 2024-11-20 03:59")
    (True, False)
    """
    return "-" in text and bool(_ACCOUNT_LINE.match(text))


TITLE_TO_ACCOUNT_LINES = 8  # the account stands fewer lines than this below the title
ACCOUNT = 3  # rank of evidence of a source
_NO_ACCOUNT_AUTHOR = compile_on_use(r"综合|编译|整理|转载|来源")


def find_accounts(page: PageLines) -> Iterator[Candidate]:
    """Yield the account of WeChat under the title, and the author whom it names before itself."""
    for i in range(page.title + 1, min(page.title + TITLE_TO_ACCOUNT_LINES, len(page.lines))):
        line = page.lines[i]
        if match := _match_account_line(page, i):
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


def _match_account_line(page: PageLines, i: int) -> re.Match[str] | None:
    text = page.lines[i].text
    if "-" in text and (match := _ACCOUNT_LINE.match(text) or _DAY_LINE.match(text)):
        return match
    match = _OWN_LINE.match(text) if "原创" in text and i + 1 < len(page.lines) else None
    return match if match and page.lines[i + 1].text.strip() == match["account"] else None


def _is_twice(page: PageLines, i: int) -> bool:
    """Tell whether a line is printed twice or three times, and what an account says of itself follows."""
    name, *below = [line.text.strip() for line in page.lines[i : i + 4]]
    if not below or below[0] != name:
        return False
    copies = next((n for n, text in enumerate(below) if text != name), 0)
    return copies > 0 and bool(_ACCOUNT_NOTE.match(below[copies]))


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
