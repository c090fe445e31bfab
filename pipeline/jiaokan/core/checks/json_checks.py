"""Check JSON from outside before it is read."""

import re

MAX_NESTING_DEPTH = 100  # brackets within brackets
_STRING_PATTERN = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET_PATTERN = re.compile(rb"[\[\]{}]")


def is_nested_too_deeply(data: bytes) -> bool:
    """Tell whether JSON has more than MAX_NESTING_DEPTH nested brackets; Python reads it by recursion.

    >>> is_nested_too_deeply(b'["[[["]'), is_nested_too_deeply(b"[" * 101)
    (False, True)
    """
    if data.count(b"[") + data.count(b"{") <= MAX_NESTING_DEPTH:
        return False
    depth = 0
    for match in _BRACKET_PATTERN.finditer(_STRING_PATTERN.sub(b"", data)):
        depth += 1 if match[0] in b"[{" else -1
        if depth > MAX_NESTING_DEPTH:
            return True
    return False
