"""Telephone numbers: mobile and fixed, of the mainland, Hong Kong, Macau and Taiwan."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.identifiers.identifier import (
    TEXT_END,
    Identifier,
    read_after,
    read_before,
    read_label_before,
)

PHONE_LABEL_REACH = 16  # code points before a number in which a word for a telephone may stand
_ASCII_REACH = 80  # code points of an address on the web before and behind a number, at most

_GAP = r"(?:\ ?[-—.]\ ?|\ {1,2})?"  # what may divide the groups of a number
_WIDE_GAP = r"(?:\ ?[-—]\ ?|\ )"
_BEGIN = r"(?<![0-9A-Za-z_.@])(?<![0-9][-—])"
_MOBILE_BEGIN = rf"(?:{_BEGIN}|(?<=[Tt]el)|(?<=TEL)|(?<=[Mm]obile)|(?<=[Pp]hone)|(?<=[Tt]el\.)|(?<=TEL\.))"
_END = r"(?![0-9A-Za-z_@])(?![-—.]\d)"
_MAINLAND_PREFIX = r"(?:\(?(?:\+|00)\ ?86\)?[- —]?|\(86\)[- ]?|86[- —]|86(?=1\d{10})|0(?=1))?"
_MOBILE_HEAD = r"1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])"
_MAINLAND_MOBILE = compile_on_use(
    rf"""{_MOBILE_BEGIN}{_MAINLAND_PREFIX}(?P<number>
      {_MOBILE_HEAD}{_GAP}\d{{4}}{_GAP}\d{{4}}              # 13812345678, 138-1234-5678, 138 1234 5678
    | {_MOBILE_HEAD}{_WIDE_GAP}\d{{3}}{_WIDE_GAP}\d{{5}}    # 138-123-45678
    | {_MOBILE_HEAD}\d{_WIDE_GAP}\d{{3}}{_WIDE_GAP}\d{{4}}  # 1381-234-5678
    | {_MOBILE_HEAD}\d{_WIDE_GAP}\d{{4}}{_WIDE_GAP}\d{{3}}  # 1381-2345-678
    | {_MOBILE_HEAD}{_WIDE_GAP}\d{{8}}                      # 138-12345678
    | {_MOBILE_HEAD}\d{{4}}{_WIDE_GAP}\d{{4}}               # 1381234-5678
    ){_END}""",
    re.VERBOSE,
)
_FOREIGN_MOBILE = compile_on_use(
    rf"""{_BEGIN}(?:
      \(?(?:\+|00)\ ?852\)?[- —]?(?P<hong_kong>[4-9]\d{{3}}[- ]?\d{{4}})        # +852 9123 4567
    | \(?(?:\+|00)\ ?853\)?[- —]?(?P<macau>6\d{{3}}[- ]?\d{{4}})                # +853 6612 3456
    | \(?(?:\+|00)\ ?886\)?[- —]?0?(?P<taiwan>9\d{{2}}[- —]?\d{{3}}[- —]?\d{{3}})  # +886 912 345 678
    | 0(?P<taiwan_local>9\d{{2}}[- —]?\d{{3}}[- —]?\d{{3}})                     # 0912-345-678
    ){_END}""",
    re.VERBOSE,
)
_MAINLAND_AREA = r"""0(?:10|2[0-57-9]|3(?:1\d|35|49|5\d|7\d|9[1-8])|4(?:1\d|2[179]|3\d|5\d|6[4789]|7\d|8[23])
    |5(?:1\d|2[37]|3\d|4[36]|5\d|6[1-6]|7\d|80|9\d)|6(?:3[1-5]|6[0238]|9[12])
    |7(?:01|1\d|2[248]|3\d|4[3-6]|5\d|6[0-368]|7\d|9\d)|8(?:1[236-8]|2[5-7]|3\d|5\d|7\d|8[3678]|9\d)
    |9(?:0\d|1[1-79]|3\d|4[13]|5[1-5]|7\d|9\d))"""
_LOCAL = r"[2-9]\d{2,3}[- ]?\d{4}"
_EXTENSION = r"(?:\ ?(?:转|分机|[-—#]|ext\.?|EXT\.?)\ ?:?\d{1,5}(?!\d))?"
_MAINLAND_LANDLINE = compile_on_use(
    rf"""(?<![0-9A-Za-z_.@])(?<![0-9][-—])(?:(?:\+|00)?86[- —]?)?(?:
      \({_MAINLAND_AREA}\)[- ]?{_LOCAL}        # (010)65541234
    | \(?{_MAINLAND_AREA}\)?\ ?[-—]{{1,2}}\ ?{_LOCAL}   # 010-65541234, 0755-8888 1234
    | (?P<open>{_MAINLAND_AREA}\ ?{_LOCAL})    # 01065541234, 010 65541234
    | (?<=86[- —])(?P<bare>{_MAINLAND_AREA[1:]}[- ]?{_LOCAL})  # +86 10 65541234
    ){_EXTENSION}(?![0-9A-Za-z_])""",
    re.VERBOSE,
)
_FOREIGN_LANDLINE = compile_on_use(
    rf"""{_BEGIN}(?:
      \(?(?:\+|00)\ ?852\)?[- —]?(?P<hong_kong>[23]\d{{3}}[- ]?\d{{4}})         # +852 2123 4567
    | \(?(?:\+|00)\ ?853\)?[- —]?(?P<macau>[28]\d{{3}}[- ]?\d{{4}})             # +853 2871 2345
    | \(?(?:\+|00)\ ?886\)?[- —]?\(?0?(?P<taiwan>[2-8]\)?[- —]?\d{{3,4}}[- —]?\d{{4}})  # +886-2-2345-6789
    | \(0(?P<taiwan_area>[2-8]\)[- ]?\d{{3,4}}[- —]?\d{{4}})                    # (02)2345-6789
    | 0(?P<taiwan_local>[2-8]-\d{{3,4}}[- —]?\d{{4}})                           # 02-23456789
    ){_EXTENSION}{_END}""",
    re.VERBOSE,
)
_SERVICE = compile_on_use(
    rf"{_BEGIN}(?:[48]00[- —]\d{{3,4}}[- —]?\d{{3,4}}|[48]00\d{{7}}|0800[- —]\d{{3}}[- —]?\d{{3}}){_END}"
)
_LABELLED_LOCAL = compile_on_use(
    rf"""
    (?:电话|手机|热线|传真|来电|致电|拨打|查询|专线|座机|短信|[Tt]el|TEL|[Pp]hone|PHONE|[Ff]ax|FAX|[Ww]hats[Aa]pp)
    (?:号码|号|是|为|\([^()\n]{{0,8}}\)|[^\n0-9,。;]{{0,4}}[/、])?[ ]?[:.=]?[ ]{{0,4}}    # 电话(办公):
    (?P<numbers>{_LOCAL}(?:[ ]?[/、,;或][ ]?{_LOCAL})*){_EXTENSION}{_END}                 # 8222222转5
    """,
    re.VERBOSE,
)
_FURTHER_LOCAL = compile_on_use(rf"\ ?[/、,;或]\ ?(?P<number>{_LOCAL}){_END}", re.VERBOSE)
_NUMBER_IN_LIST = compile_on_use(_LOCAL)
_PHONE_LABEL = compile_on_use(
    r"电话|手机|热线|传真|来电|致电|拨打|联系|咨询|查询|座机|专线|短信|客服|号码|(?i:tel|phone|fax|mobile|whatsapp|call)"
)
_MOBILE_LABEL = compile_on_use(r"手机|行动电话|短信|(?i:whatsapp|mobile)")
# words of numbers that are no telephone's, right before the number
_OTHER_NUMBER = compile_on_use(
    r"""(?:(?:订单|单据|运单|快递|流水|条码|代码|编码|专利|许可|备案)号?
        |[单编工学货证书票考序批账帐卡户案文型款料番]号)码?(?:为|是)?[ ]?[:=#]?[ ]?$  # 订单13…, 学号:13…
      | (?i:(?<![A-Za-z])(?:id|uid|no|isbn|issn|sku|asin|pid|aid|code|sn|key|qq)|\#)[ ]?[.:=]?[ ]?["']?$""",
    re.VERBOSE,
)
_UNIT = compile_on_use(r" ?(?:元|万|亿|人次|人|次|年|个|吨|公里|米|平方|%|字节|(?i:kb|mb|bytes))")
_WEB_ADDRESS = compile_on_use(
    r"://|www\.|\.(?:com|cn|net|org|html?|php|aspx?|jpe?g|png|gif|pdf)\b|[?&][a-z_]+=", re.I
)
_TRADITIONAL_LABEL = compile_on_use(r"[電話機]")


def find_mobiles(text: str, begin: int = 0, end: int = TEXT_END) -> Iterator[Identifier]:
    """Yield the numbers of mobile telephones.

    >>> [m.norm for m in find_mobiles("电话13812345678,或+86 139-1234-5678。订单号13812345678")]
    ['13812345678', '13912345678']
    """
    for match in _MAINLAND_MOBILE.finditer(text, begin, end):
        digits = _keep_digits(match["number"])
        if not _is_other_number(text, match) and not _is_in_row_of_numbers(text, match):
            yield Identifier(*match.span(), "mobile", digits, _name_evidence(text, match))
    for match in _FOREIGN_MOBILE.finditer(text, begin, end):
        place = match.lastgroup or ""
        is_open = place == "taiwan_local" and match[0].isdigit()
        if (is_open and not _has_phone_label(text, match)) or _is_other_number(text, match):
            continue
        country = {"hong_kong": "+852", "macau": "+853"}.get(place, "+886")
        yield Identifier(
            *match.span(), "mobile", country + _keep_digits(match[place]), _name_evidence(text, match)
        )


def find_landlines(text: str, begin: int = 0, end: int = TEXT_END) -> Iterator[Identifier]:
    """Yield the numbers of fixed telephones, and of services (400, 800) as contacts.

    >>> [m.norm for m in find_landlines("(010)6554 1234转8、电话:87654321、400-820-1234")]
    ['010-65541234-8', '4008201234', '87654321']
    """
    for match in _MAINLAND_LANDLINE.finditer(text, begin, end):
        if match["open"] and not _has_phone_label(text, match):
            continue
        if not _is_other_number(text, match):
            evidence = _name_evidence(text, match)
            yield Identifier(*match.span(), "landline", _format_landline(match[0]), evidence)
            yield from _find_further_locals(text, match.end(), evidence)
    for match in _FOREIGN_LANDLINE.finditer(text, begin, end):
        place = match.lastgroup or ""
        number = _add_country(place, match[place])
        yield Identifier(*match.span(), "landline", number, _name_evidence(text, match))
    for match in _SERVICE.finditer(text, begin, end):
        if (not match[0].isdigit() or _has_phone_label(text, match)) and not _is_other_number(text, match):
            yield Identifier(*match.span(), "contact", _keep_digits(match[0]), "service-number")
    yield from _find_labelled_locals(text, begin, end)


def _find_labelled_locals(text: str, begin: int, end: int) -> Iterator[Identifier]:
    """Yield numbers without an area code that stand right behind a word for a telephone."""
    for match in _LABELLED_LOCAL.finditer(text, begin, end):
        kind = "mobile" if _MOBILE_LABEL.match(match[0]) else "landline"
        for number in _NUMBER_IN_LIST.finditer(text, *match.span("numbers")):
            yield Identifier(*number.span(), kind, _keep_digits(number[0]), "label")


def _find_further_locals(text: str, at: int, evidence: str) -> Iterator[Identifier]:
    """Yield the numbers that a list goes on with behind one that has an area code."""
    while match := _FURTHER_LOCAL.match(text, at):
        yield Identifier(*match.span("number"), "landline", _keep_digits(match["number"]), evidence)
        at = match.end()


def _keep_digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _add_country(place: str, number: str) -> str:
    return {"hong_kong": "+852", "macau": "+853"}.get(place, "+886") + _keep_digits(number)


def _format_landline(number: str) -> str:
    """Return a number of the mainland as area, number and extension with hyphens between.

    >>> _format_landline("+86 10-6554 1234"), _format_landline("(0571)87654321转205")
    ('010-65541234', '0571-87654321-205')
    """
    inner = re.sub(r"^(?:\+|00)?86[- —]?(?=\(?0?\d)", "", number)
    main, _, extension = re.sub(r"\ ?(?:转|分机|#|ext\.?|EXT\.?)\ ?:?", "x", inner).partition("x")
    digits = _keep_digits(main)
    digits = digits if digits.startswith("0") else f"0{digits}"
    area = 3 if digits[1] in "12" else 4
    rest, tail = digits[area : area + 8], digits[area + 8 :]
    return "-".join(part for part in (digits[:area], rest, tail + _keep_digits(extension)) if part)


def _has_phone_label(text: str, match: re.Match[str]) -> bool:
    return bool(_PHONE_LABEL.search(read_label_before(text, match.start(), PHONE_LABEL_REACH)))


def _name_evidence(text: str, match: re.Match[str]) -> str:
    return "label" if _has_phone_label(text, match) else "form"


def _is_other_number(text: str, match: re.Match[str]) -> bool:
    """Tell whether the number is said to be another one, is an amount, or part of a web address."""
    before = read_label_before(text, match.start(), PHONE_LABEL_REACH)
    if _OTHER_NUMBER.search(before) or _UNIT.match(text, match.end()):
        return True
    if not before[-1:].isascii() or before[-1:] in ("", " ", ":", "(", ","):
        return False
    word = read_before(text, match.start(), _ASCII_REACH).rpartition(" ")[2]
    tail = read_after(text, match.end(), _ASCII_REACH).partition(" ")[0]
    ascii_before = re.search(r"[\x21-\x7e]*$", word)
    ascii_after = re.match(r"[\x21-\x7e]*", tail)
    return bool(_WEB_ADDRESS.search((ascii_before or [""])[0] + "0" + (ascii_after or [""])[0]))


def _is_in_row_of_numbers(text: str, match: re.Match[str]) -> bool:
    """Tell whether groups that blanks divide stand in a row with more of them, as in a table."""
    if " " not in match["number"]:
        return False
    before, after = read_before(text, match.start(), 4), read_after(text, match.end(), 4)
    return bool(re.search(r"\d ?$", before) or re.match(r" ?\d", after))
