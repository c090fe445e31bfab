"""Replace private-use characters of decoders by the characters that Unicode has assigned since.

CPython's gb18030 codec follows the standard of 2000, in which 24 characters had no code point. They
have one since GB 18030-2005 and Unicode 5.1 (WHATWG Encoding, index gb18030).
"""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Edit, Span, make_replacement

# pairs A6D9-A6F3 (marks for vertical text) and FE51-FEA0 (components), as CPython decodes them
_ASSIGNED_CHARS = dict(
    zip(
        (bytes.fromhex(
            "A6D9A6DAA6DBA6DCA6DDA6DEA6DFA6ECA6EDA6F3"
            "FE51FE52FE53FE59FE61FE66FE67FE6CFE6DFE76FE7EFE90FE91FEA0"
        ).decode("gb18030")),
        "︐︒︑︓︔︕︖︗︘︙\U00020087\U00020089\U000200cc龴龵龶龷\U000215d7龸\U0002298f龹龺\U000241fe龻",
        strict=True,
    )
)  # fmt: skip
TRIGGER_CHARS = frozenset(_ASSIGNED_CHARS)
_PRIVATE_CHAR = re.compile("[" + "".join(_ASSIGNED_CHARS) + "]")


def propose_edits(text: str) -> Iterator[Edit]:
    r"""Propose the assigned character for each private-use one.

    >>> [edit.new for edit in propose_edits("\ue81e")]
    ['龴']
    """
    for match in _PRIVATE_CHAR.finditer(text):
        yield make_replacement(text, Span(*match.span()), _ASSIGNED_CHARS[match[0]], "private-use/gb18030")
