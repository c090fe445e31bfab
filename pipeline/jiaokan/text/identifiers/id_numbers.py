"""Numbers of identity cards, travel permits and passports.

A number of the mainland needs no word beside it: of random numbers about one in three million has an area,
a date of birth and a check digit that are valid. Nor does a number of Hong Kong that has its check digit in
brackets. All others need a word before them that names them.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.identifiers.identifier import TEXT_END, Identifier, keep_ascii_letters, read_label_before

ID_LABEL_REACH = 24  # code points before a number in which the word that names it may stand
_CODES = {"hong_kong": "810000", "macau": "820000", "taiwan": "710000"}
_MAINLAND_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MAINLAND_CHECKS = "10X98765432"
_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR = 1880, 2029
_TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # in the order of their values, from 10
_TAIWAN_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)

_MAINLAND = compile_on_use(
    r"(?<![0-9A-Za-z])[1-8]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_MAINLAND_OLD = compile_on_use(r"(?<![0-9A-Za-z])[1-8]\d{14}(?![0-9A-Za-z])")
_HONG_KONG = compile_on_use(r"(?<![0-9A-Za-z])[A-Z]{1,2}\d{6} ?\([0-9A]\)")
_LABELLED_FORMS = compile_on_use(
    r"""(?<![0-9A-Za-z_])(?:
      (?P<hong_kong>[A-Z]{1,2}\d{6}[0-9A])           # A1234563
    | (?P<macau>[157]\d{6}[ ]?(?:\(\d\)|/\d|\d))     # 1234567(8)
    | (?P<taiwan>[A-Z][1289A-D]\d{8})                # A123456789
    )(?![0-9A-Za-z])""",
    re.VERBOSE,
)
_PASSPORT = compile_on_use(
    r"""(?<![0-9A-Za-z])(?:
      [EGDSPKH][A-Z]?\d{7,8}    # E12345678, EA1234567, G12345678
    | [HMC]\d{8}(?:\d{2})?      # H12345678: permit of a resident of Hong Kong or Macau
    | \d{8,9}                   # 123456789: Taiwan, and others
    )(?![0-9A-Za-z])""",
    re.VERBOSE,
)
_ID_LABEL = compile_on_use(
    r"身份证|身分证|居民证|证件号|证号|统一编号|居留证|公民身份|(?<![A-Za-z])(?:ID|id|HKID|Id)(?![A-Za-z])"
)
_PASSPORT_LABEL = compile_on_use(r"护照|通行证|回乡证|台胞证|旅行证|(?i:passport)")
_OTHER_LABEL = compile_on_use(r"电话|手机|准考|邮编|订单|合同|资格证|许可证|工作证|学生证")


def find_id_numbers(text: str, begin: int = 0, end: int = TEXT_END) -> Iterator[Identifier]:
    """Yield the numbers of identity cards, and of passports behind their name.

    >>> [(i.norm, i.code) for i in find_id_numbers("身份证11010519491231002X,")]
    [('11010519491231002X', '110105')]
    """
    for match in _MAINLAND.finditer(text, begin, end):
        number = keep_ascii_letters(match[0])
        if is_mainland_number(number):
            yield Identifier(*match.span(), "id_number", number, "check-digit", number[:6])
    for match in _HONG_KONG.finditer(text, begin, end):
        if has_hong_kong_check(keep_ascii_letters(match[0])):
            yield Identifier(
                *match.span(), "id_number", keep_ascii_letters(match[0]), "check-digit", _CODES["hong_kong"]
            )
    yield from _find_labelled_numbers(text, begin, end)
    for match in _PASSPORT.finditer(text, begin, end):
        if _is_labelled(_PASSPORT_LABEL, text, match.start()):
            yield Identifier(*match.span(), "passport", keep_ascii_letters(match[0]), "label")


def is_mainland_number(number: str) -> bool:
    """Tell whether 18 digits are the number of an identity card: area, date of birth and check digit.

    >>> is_mainland_number("11010519491231002X"), is_mainland_number("110105194912310021")
    (True, False)
    """
    total = sum(int(digit) * weight for digit, weight in zip(number, _MAINLAND_WEIGHTS, strict=False))
    return _MAINLAND_CHECKS[total % 11] == number[17] and _has_area_and_birth(number[:6], number[6:14])


def has_hong_kong_check(number: str) -> bool:
    """Tell whether the last character of a number of Hong Kong is its check digit.

    >>> has_hong_kong_check("A1234563"), has_hong_kong_check("A1234567")
    (True, False)
    """
    padded = number.rjust(9)
    values = [36 if char == " " else int(char, 36) for char in padded[:8]]
    total = sum(value * weight for value, weight in zip(values, range(9, 1, -1), strict=True))
    return "0123456789A"[-total % 11] == padded[8]


def has_taiwan_check(number: str) -> bool:
    """Tell whether the last digit of a number of Taiwan is its check digit.

    >>> has_taiwan_check("A123456789"), has_taiwan_check("A123456788")
    (True, False)
    """
    first = _TAIWAN_LETTERS.index(number[0]) + 10
    second = number[1] if number[1].isdigit() else str(_TAIWAN_LETTERS.index(number[1]) % 10)
    digits = f"{first}{second}{number[2:]}"
    return sum(int(digit) * weight for digit, weight in zip(digits, _TAIWAN_WEIGHTS, strict=True)) % 10 == 0


def _find_labelled_numbers(text: str, begin: int, end: int) -> Iterator[Identifier]:
    for match in _MAINLAND_OLD.finditer(text, begin, end):
        number = match[0]
        if _has_area_and_birth(number[:6], f"19{number[6:12]}") and _is_labelled(
            _ID_LABEL, text, match.start()
        ):
            yield Identifier(*match.span(), "id_number", number, "label", number[:6])
    for match in _LABELLED_FORMS.finditer(text, begin, end):
        number, place = keep_ascii_letters(match[0]), match.lastgroup or ""
        before = read_label_before(text, match.start(), ID_LABEL_REACH)
        if _fits_place(number, place, before) and _is_labelled(_ID_LABEL, text, match.start()):
            yield Identifier(*match.span(), "id_number", number, "label", _CODES[place])


def _fits_place(number: str, place: str, before: str) -> bool:
    """Tell whether a number has the check digit of its place; one of Macau has none, and needs its name."""
    if place == "hong_kong":
        return has_hong_kong_check(number)
    return has_taiwan_check(number) if place == "taiwan" else "澳" in before


def _is_labelled(label: re.Pattern[str], text: str, at: int) -> bool:
    """Tell whether a word that names the number stands before it, and none of another number behind that."""
    before = read_label_before(text, at, ID_LABEL_REACH)
    found = [match.end() for match in label.finditer(before)]
    return bool(found) and not _OTHER_LABEL.search(before, found[-1])


def _has_area_and_birth(area: str, birth: str) -> bool:
    year, month, day = int(birth[:4]), int(birth[4:6]), int(birth[6:])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return _FIRST_BIRTH_YEAR <= year <= _LAST_BIRTH_YEAR and area in _load_areas()


@lru_cache
def _load_areas() -> frozenset[str]:
    """Read the table of area codes."""
    codes: set[str] = set()
    lines = (files(__package__) / "id_areas.txt").read_text("utf-8").split("\n")
    for head, *ranges in (line.split() for line in lines if line and not line.startswith("#")):
        for part in ranges:
            first, _, last = part.partition("-")
            codes.update(f"{head}{number:02}" for number in range(int(first), int(last or first) + 1))
    return frozenset(codes)
