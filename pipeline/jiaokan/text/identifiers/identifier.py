"""What a finder of identifiers returns, and what it may read of the text around a number."""

import sys
from typing import NamedTuple

from jiaokan.core.deferred_patterns import compile_on_use

TEXT_END = sys.maxsize  # stands for the end of a text
_LINE_FEED = "\n"
_BLANKS = " \n"


class Identifier(NamedTuple):
    """A number or name that leads to a person or an organisation, in code points of a normalized view.

    `kind` is one of IDENTIFIER_KINDS, `norm` the number without blanks, `code` the area of an identity
    card, `evidence` how it is known.
    """

    start: int
    end: int
    kind: str
    norm: str
    evidence: str
    code: str = ""


IDENTIFIER_KINDS = (
    "id_number", "passport", "bank_card", "mobile", "landline", "email", "plate", "wechat", "qq", "contact",
)  # fmt: skip


def read_before(text: str, at: int, reach: int) -> str:
    """Return at most `reach` code points before `at`, of the same line.

    >>> read_before("甲\\n乙丙丁", 5, 9)
    '乙丙丁'
    """
    begin = max(0, at - reach)
    return text[max(begin, text.rfind(_LINE_FEED, begin, at) + 1) : at]


def read_after(text: str, at: int, reach: int) -> str:
    """Return at most `reach` code points from `at` on, of the same line.

    >>> read_after("甲乙\\n丙", 1, 9)
    '乙'
    """
    end = min(len(text), at + reach)
    feed = text.find(_LINE_FEED, at, end)
    return text[at : end if feed < 0 else feed]


def read_label_before(text: str, at: int, reach: int) -> str:
    """Return what `read_before` does; where nothing stands there, that of the line above.

    >>> read_label_before("联系电话:\\n87654321", 6, 9)
    '联系电话:'
    """
    end = at
    while end and text[end - 1] in _BLANKS:
        end -= 1
    return read_before(text, end if _LINE_FEED in text[end:at] else at, reach)


_SEPARATORS = compile_on_use(r"[^0-9A-Za-z]+")


def keep_ascii_letters(number: str) -> str:
    """Return the digits and letters of a number, in upper case.

    >>> keep_ascii_letters("1101 0119 9003 077x")
    '110101199003077X'
    """
    return _SEPARATORS.sub("", number).upper()
