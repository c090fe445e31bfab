"""Names of files: as Unicode text and back to the bytes that the file system has, and their endings.

A name is bytes on most systems. A byte that is no UTF-8 becomes the character U+10FF00 plus its value, as
in `byte_escapes`; a character of that range in a name is escaped byte by byte, so every name comes back.
"""

import os
from collections.abc import Iterable

from jiaokan.core.byte_escapes import ESCAPE_BASE_CODE_POINT, ESCAPE_PATTERN, escape_bytes

_SURROGATE_BASE_CODE_POINT = 0xDC00  # Python's own escape for a byte of a name, from 0xDC80 on


def decode_file_name(name: str) -> str:
    r"""Return a name as the system gives it in text that any file can hold.

    >>> decode_file_name("a\udcff.txt") == "a\U0010ffff.txt"
    True
    """
    text = os.fsencode(name).decode("utf-8", "surrogateescape")
    text = ESCAPE_PATTERN.sub(lambda match: escape_bytes(match[0].encode()), text)
    return "".join(
        escape_bytes(bytes([ord(char) - _SURROGATE_BASE_CODE_POINT]))
        if "\udc80" <= char <= "\udcff"
        else char
        for char in text
    )


def encode_file_name(text: str) -> str:
    """Return the name that `decode_file_name` made the text of; raises ValueError where no name can be it."""
    data = b"".join(
        bytes([ord(char) - ESCAPE_BASE_CODE_POINT]) if ESCAPE_PATTERN.match(char) else char.encode()
        for char in text
    )
    return os.fsdecode(data)


def find_ending(name: str, endings: Iterable[str]) -> str:
    """Return the longest of some endings, in lower case, that a name has in any case; "" for none.

    >>> find_ending("A.HTML.gz", (".gz", ".html.gz", ".txt"))
    '.html.gz'
    """
    lowered = name.lower()
    return max((ending for ending in endings if lowered.endswith(ending)), key=len, default="")
