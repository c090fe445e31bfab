"""Numbers and names in a text that lead to a person: identity cards, telephones, accounts, plates.

    id_numbers      identity cards, travel permits, passports     phone_numbers    mobile and fixed telephones
    account_names   bank cards, WeChat, QQ                        mail_and_plates  e-mail, plates of cars
    office_contacts tells what is an organisation's contact       identifier       the record that all return

All finders read a normalized view and need no word boundary: a number is found whether Han or nothing
stands beside it.
"""

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

# a sign of each group of kinds: finders read the text only around one of theirs
_SIGNS = {
    "digits": compile_on_use(r"[0-9](?:[ ()—.-]{0,3}[0-9]){5}[0-9 ()—.-]*"),
    "at": compile_on_use(r"[@#(\[](?:(?<=@)|(?<=#)at#|(?<=[(\[])(?:at|AT|a)[)\]])"),  # @, #at#, (at)
    "wechat": compile_on_use(r"[微薇威徽加vVwW+](?:信|[eE]\ ?[cC]hat|[xX](?=号|[:;])|(?=号|[ ]?:)|[微vV])"),
    "qq": compile_on_use(r"QQ|qq|Qq|Q(?=[ :号群])|扣扣|企鹅"),
    "plate": compile_on_use(r"[A-HJ-NP-Z][ ·.-]?[A-HJ-NP-Z0-9]{4}"),
}
# those of which a match is also one where all characters beyond ASCII are left out
_ASCII_SIGNS = frozenset(("digits", "at", "plate"))
_REACH_BEFORE, _REACH_AFTER = 70, 50  # code points before and after a sign that a finder reads

# the sign around which each finder reads, and the finder, in the order of precedence: of two identifiers that
# overlap, the one of the earlier finder is kept
_FINDERS: tuple[tuple[str, Callable[[str, int, int], Iterator[Identifier]]], ...] = (
    ("digits", find_id_numbers),
    ("at", find_emails),
    ("digits", find_bank_cards),
    ("digits", find_mobiles),
    ("digits", find_landlines),
    ("wechat", find_wechat_names),
    ("qq", find_qq_numbers),
    ("plate", find_plates),
)


def find_identifiers(text: str) -> list[Identifier]:
    """Return the identifiers of a normalized view in order; none overlaps another.

    >>> [(i.kind, i.norm) for i in find_identifiers("联系人张三,电话13812345678,邮箱a_b@163.com")]
    [('mobile', '13812345678'), ('email', 'a_b@163.com')]
    """
    ascii_chars = text.encode("ascii", "ignore").decode()  # few of most texts
    windows = {
        name: list(find_windows(sign, text, _REACH_BEFORE, _REACH_AFTER))
        for name, sign in _SIGNS.items()
        if sign.search(ascii_chars if name in _ASCII_SIGNS else text)
    }
    taken: list[Identifier] = []
    for name, find in _FINDERS:
        parts = windows.get(name, ())
        if found := [one for part in parts for one in find(text, *part)]:
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
