"""Printed forms of page numbers, for normalized text."""

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.paragraphs.list_markers import HAN_NUMERALS

_NUMBER_GROUP = rf"(\d{{1,4}}|[{HAN_NUMERALS}]{{1,3}})"
_DASHES = "[-—~·*=]{1,3}"
# numbers with a word or slash that shows them to be page numbers
_STATED_NUMBER = rf"""(?x:
      第\ ?{_NUMBER_GROUP}\ ?页(?:[\ ,/]*共\ ?\d+\ ?页)?         # 第3页,共8页
    | 共\ ?\d+\ ?页[\ ,/]*第\ ?{_NUMBER_GROUP}\ ?页              # 共8页 第3页
    | (?i:page\ ?|p\.\ ?)(\d{{1,4}})(?:\ ?(?:/|of)\ ?\d{{1,4}})? # Page 3 of 8
    | (\d{{1,4}})\ ?/\ ?\d{{1,4}}(?:\ ?页)?                      # 3/8
    | (\d{{1,4}})\ ?页                                           # 3页
)"""
_DECORATED_NUMBER = rf"{_DASHES} ?{_NUMBER_GROUP} ?{_DASHES}|[\[(【<{{](\d{{1,4}})[\])】>}}]|([①-⑳])"
# what one of them begins with: most lines are passed over at the first character
_NUMBER_SIGN = rf"(?=[第共pP\d{HAN_NUMERALS}①-⑳\-—~·*=\[(【<{{])"
HAN_IN_NUMBERS = frozenset("第共" + HAN_NUMERALS)  # the Han among them
STATED_PAGE_NUMBER = compile_on_use(rf"(?:{_STATED_NUMBER})$")
DASHED_NUMBER = compile_on_use(rf"{_DASHES} ?{_NUMBER_GROUP} ?{_DASHES}$")
# a number with an item mark (1.) is no page number
LONE_PAGE_NUMBER = compile_on_use(rf"{_NUMBER_SIGN}(?:{_STATED_NUMBER}|{_DECORATED_NUMBER}|{_NUMBER_GROUP})$")
LEADING_PAGE_NUMBER = compile_on_use(
    rf"{_NUMBER_SIGN}(?:{_STATED_NUMBER}|{_DECORATED_NUMBER}"
    rf"|(\d{{1,4}})(?:[、: ]|\.(?!\d))|([{HAN_NUMERALS}]{{1,3}})、)[:、]*"
)
# the text at the place of a number that an earlier stage removed
REMOVED_PAGE_NUMBER = compile_on_use(
    rf"{_NUMBER_SIGN}(?:{LONE_PAGE_NUMBER.pattern[:-1]}|{_NUMBER_GROUP}[、.:])$"
)
