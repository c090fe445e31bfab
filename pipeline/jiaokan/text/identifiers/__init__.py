"""Numbers and names in a text that lead to a person: identity cards, telephones, accounts, plates.

    id_numbers      identity cards, travel permits, passports     phone_numbers    mobile and fixed telephones
    account_names   bank cards, WeChat, QQ                        mail_and_plates  e-mail, plates of cars
    office_contacts tells what is an organisation's contact       identifier       the record that all return

All finders read a normalized view and need no word boundary: a number is found whether Han or nothing
stands beside it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.identifiers.account_names import find_bank_cards, find_qq_numbers, find_wechat_names
from jiaokan.text.identifiers.id_numbers import find_id_numbers
from jiaokan.text.identifiers.identifier import IDENTIFIER_KINDS, Identifier
from jiaokan.text.identifiers.mail_and_plates import find_emails, find_plates
from jiaokan.text.identifiers.office_contacts import type_contact
from jiaokan.text.identifiers.phone_numbers import find_landlines, find_mobiles
from jiaokan.text.match_windows import find_windows

__all__ = ["IDENTIFIER_KINDS", "Identifier", "find_identifiers"]

_MANY_DIGITS = compile_on_use(r"[0-9](?:[ ()—.-]{0,3}[0-9]){5}[0-9 ()—.-]*")
_AT_SIGN = compile_on_use(r"@|#at#|[(\[](?:at|AT|a)[)\]]")
_WECHAT_NAME = compile_on_use(r"[微薇威徽加vVwW+](?:信|[eE]\ ?[cC]hat|[xX](?=号|[:;])|(?=号|[ ]?:)|[微vV])")
_QQ_NAME = compile_on_use(r"QQ|qq|Qq|Q(?=[ :号群])|扣扣|企鹅")
_PLATE_HEAD = compile_on_use(r"[A-HJ-NP-Z][ ·.-]?[A-HJ-NP-Z0-9]{4}")
_REACH_BEFORE, _REACH_AFTER = 70, 50  # code points around what a finder looks for in which a match lies

# what each finder looks for, and the finder, in the order of trust: of two identifiers that overlap, the
# one of the earlier finder is kept
_FINDERS: tuple[tuple[re.Pattern[str], Callable[[str, int, int], Iterator[Identifier]]], ...] = (
    (_MANY_DIGITS, find_id_numbers),
    (_AT_SIGN, find_emails),
    (_MANY_DIGITS, find_bank_cards),
    (_MANY_DIGITS, find_mobiles),
    (_MANY_DIGITS, find_landlines),
    (_WECHAT_NAME, find_wechat_names),
    (_QQ_NAME, find_qq_numbers),
    (_PLATE_HEAD, find_plates),
)
_PATTERNS = tuple(dict.fromkeys(pattern for pattern, _ in _FINDERS))


def find_identifiers(text: str) -> list[Identifier]:
    """Return the identifiers of a normalized view in order; none overlaps another.

    >>> [(i.kind, i.norm) for i in find_identifiers("联系人张三,电话13812345678,邮箱a_b@163.com")]
    [('mobile', '13812345678'), ('email', 'a_b@163.com')]
    """
    windows_by_pattern = {
        pattern: list(find_windows(pattern, text, _REACH_BEFORE, _REACH_AFTER)) for pattern in _PATTERNS
    }
    taken: list[Identifier] = []
    for pattern, find in _FINDERS:
        found = [one for window in windows_by_pattern[pattern] for one in find(text, *window)]
        if found:
            taken += _drop_overlapping(found, taken)
    return [type_contact(text, found) for found in sorted(taken)]


def _drop_overlapping(found: list[Identifier], taken: Iterable[Identifier]) -> list[Identifier]:
    """Return those that overlap none of `taken` and none before them, the longest of one start first."""
    kept: list[Identifier] = []
    others = sorted((other.start, other.end) for other in taken)
    for one in sorted(found, key=lambda identifier: (identifier.start, -identifier.end)):
        place = bisect_left(others, (one.start, one.end))
        is_free_before = not place or others[place - 1][1] <= one.start
        if is_free_before and (place == len(others) or one.end <= others[place][0]):
            kept.append(one)
            others.insert(place, (one.start, one.end))
    return kept
