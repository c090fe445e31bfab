r"""Show control characters of text from data, so that no terminal obeys them.

A name, an id or a reason may hold an escape sequence that clears the screen, a carriage return that
overwrites a line, a bidirectional control that turns words round, or half of a surrogate pair, which no
stream can write. Each is shown as `\uXXXX`, which JSON and TOML strings read back as the character.
"""

import re

_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS_REGEX = f"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI_CONTROLS}\ud800-\udfff"
_CONTROL_PATTERN = re.compile(f"[{_CONTROLS_REGEX}]")  # all but the tab and the line feed
_LINE_CONTROL_PATTERN = re.compile(f"[\t\n{_CONTROLS_REGEX}]")


def show_controls(text: str) -> str:
    r"""Return text of several lines with its control characters shown; line feeds and tabs stay.

    >>> show_controls("a\x1b[2Jb\n")
    'a\\u001B[2Jb\n'
    """
    return _CONTROL_PATTERN.sub(_escape_match, text)


def show_controls_in_line(text: str) -> str:
    r"""Return text that stays on one line, with its control characters, line feeds and tabs shown.

    >>> show_controls_in_line("id\nrejected: none")
    'id\\u000Arejected: none'
    """
    return _LINE_CONTROL_PATTERN.sub(_escape_match, text)


def _escape_match(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04X}"
