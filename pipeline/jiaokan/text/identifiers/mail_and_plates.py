"""Addresses of e-mail, and the plates of cars."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.identifiers.identifier import (
    TEXT_END,
    Identifier,
    keep_ascii_letters,
    read_after,
    read_before,
)

_LOCAL_CHAR = r"[A-Za-z0-9._%+\-]"
_EMAIL = compile_on_use(
    rf"""
    (?<![A-Za-z0-9._%+/@-])(?P<local>[A-Za-z0-9_]{_LOCAL_CHAR}{{0,63}}(?<!\.))   # zhang.san
    [ ]?(?P<at>@|\#at\#|\[at\]|\(at\)|\(AT\)|\[AT\]|\(a\)|\(@\))[ ]?             # @, [at]
    (?P<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}})\.)+(?P<top>[A-Za-z]{{2,18}}))   # example.com
    (?![A-Za-z0-9_@-])
    """,
    re.VERBOSE,
)
# endings of files and names of code that stand where the top of a domain does
_NO_TOP = compile_on_use(
    r"""
    png|jpe?g|gif|svg|webp|css|js|ts|tsx|jsx|vue|py|java|html?|php|json|xml|ya?ml|toml|md|txt|exe|zip|gz
    |jar|so|dll                                                      # files: logo@2x.png
    |local|localhost|lan|internal|invalid|test|example|git|latest|class|click|length|value|name|target
    """,
    re.I | re.VERBOSE,
)
# RFC 2606 keeps example.com and its like for examples
_PLACEHOLDER = compile_on_use(
    r"(?i:(?:.*\.)?(?:example|test|domain|yourdomain|mydomain|xxx+|abc|email|mail|foo|bar)\.[a-z.]+)"
)
_PLATE = compile_on_use(
    r"""(?<![A-Za-z0-9])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][ ]?
    (?P<letter>[A-HJ-NP-Z])[ ·.-]?(?P<rest>
      [A-HJ-NP-Z0-9]{5}              # 京A12345
    | [A-K][A-HJ-NP-Z0-9]\d{4}       # 粤BD12345: electric
    | \d{5}[A-K]                     # 粤B12345D: electric, large
    | [A-HJ-NP-Z0-9]{4}[挂学警港澳应]  # 粤Z1234港
    )(?![A-Za-z0-9_-])""",
    re.VERBOSE,
)
_PLATE_LABEL = compile_on_use(
    r"车牌|牌照|号牌|车号|车辆|轿车|货车|客车|出租|驾驶|停|撞|汽车|面包车|越野|司机|车主|车"
)
ADDRESS_REACH = 60  # code points before an address in which that of a machine may begin
MIN_PLATE_DIGITS = 3  # of five characters, without a word for cars nearby
_PLATE_REACH = 30  # code points on both sides in which such a word may stand


def find_emails(text: str, begin: int = 0, end: int = TEXT_END) -> Iterator[Identifier]:
    """Yield addresses of e-mail.

    >>> [e.norm for e in find_emails("邮箱zhang.san@163.com,pkg@1.2.3.4,logo@2x.png")]
    ['zhang.san@163.com']
    """
    for match in _EMAIL.finditer(text, begin, end):
        name = f"{match['local']}@{match['domain']}"
        if _NO_TOP.fullmatch(match["top"]) or _PLACEHOLDER.fullmatch(match["domain"]):
            continue
        is_spaced = match[0] != name and match["at"] == "@"
        if is_spaced or _is_login(text, match):
            continue
        yield Identifier(*match.span(), "email", name.lower(), "form")


def find_plates(text: str, begin: int = 0, end: int = TEXT_END) -> Iterator[Identifier]:
    """Yield plates of cars.

    >>> [p.norm for p in find_plates("一辆车牌为京A·12345的轿车,粤B2-20090059")]
    ['京A12345']
    """
    for match in _PLATE.finditer(text, begin, end):
        rest = match["rest"]
        digits = sum(char.isdigit() for char in rest)
        near = read_before(text, match.start(), _PLATE_REACH) + read_after(text, match.end(), _PLATE_REACH)
        has_label = bool(_PLATE_LABEL.search(near))
        if digits >= MIN_PLATE_DIGITS - has_label and (has_label or not rest.isdigit() or len(rest) == 5):
            norm = match[0][0] + match["letter"] + keep_ascii_letters(rest)
            norm += rest[-1] if not rest[-1].isascii() else ""
            yield Identifier(*match.span(), "plate", norm, "label" if has_label else "form")


def _is_login(text: str, match: re.Match[str]) -> bool:
    """Tell whether an address is that of a machine: git@host:path, ssh user@host, a part of a web address."""
    if match["local"] in ("git", "root", "svn"):
        return True
    before = read_before(text, match.start(), ADDRESS_REACH)
    is_command = "ssh " in before or "scp " in before or text.startswith(":/", match.end())
    return is_command or ".." in match["local"] or "://" in before.rpartition(" ")[2]
