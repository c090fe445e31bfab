"""Patterns of each kind of escape, and the text that a run of escapes stands for.

The text is None where there is none, as for half a surrogate pair or bytes in no charset.
"""

import re
from html.entities import html5
from unicodedata import category
from urllib.parse import unquote_to_bytes

from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN

_MIN_GBK_MEAN_NATS = -9.0  # nats per character above which bytes that are not UTF-8 may be GBK
_C1_CODES, _CONTROL_CATEGORIES = range(0x80, 0xA0), ("Cc", "Cn", "Cs")


def _make_run_pattern(sign: str, rest: str) -> str:
    """Return the pattern of one or more escapes; a search that begins with a character skips to it."""
    return f"{sign}(?:{rest})(?:{sign}(?:{rest}))*"


def _make_unit_pattern(sign: str) -> str:
    """Return the pattern of a character in UTF-16 units, the second one after `sign`."""
    pair = f"[dD][89abAB]{_HEX_DIGIT}{{2}}{sign}[dD][c-fC-F]{_HEX_DIGIT}{{2}}"
    return f"{pair}|(?![dD][89a-fA-F]){_HEX_DIGIT}{{4}}"


_HEX_DIGIT = "[0-9a-fA-F]"
_UNESCAPED_RUN = "[A-Za-z0-9_.~!*'()/-]{1,40}"  # characters that stay unescaped among percent escapes
# %E4%B8%AD; a letter after the last may be the trail byte of a GBK character
_PERCENT_REGEX = (
    _make_run_pattern("%", f"{_HEX_DIGIT}{{2}}(?:{_UNESCAPED_RUN}(?=%{_HEX_DIGIT}{{2}}))?") + "[@-~]?"
)
_PERCENT_U_REGEX = _make_run_pattern("%u", _make_unit_pattern("%u"))
_DOUBLED_BACKSLASH_U = r"\\{1,2}u"  # JSON within JSON doubles the backslash
_BACKSLASH_REGEX = _make_run_pattern(
    r"\\",
    rf"\\?u(?:{_make_unit_pattern(_DOUBLED_BACKSLASH_U)})"  # \u4e2d
    rf"|x{_HEX_DIGIT}{{2}}"  # \xe4
    rf"|U(?!0000[dD][89a-fA-F])00(?:0[0-3]|10){_HEX_DIGIT}{{4}}",  # \U00004e2d
)
_SIMPLE_ESCAPES = {"+": " ", r"\n": "\n", r"\r": "\r", r"\t": "\t"} | {f"\\{char}": char for char in "\\/\"'"}

ENTITY_PATTERN = re.compile(
    r"&(?:amp;)*(?:(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8});|nbsp(?![A-Za-z;]))"
)
# a reference without its ampersand or semicolon; Han and full-width marks have five digits
BARE_ENTITY_PATTERN = re.compile("&(?:amp;)*#([0-9]{2,6}(?=;)|[1-6][0-9]{4}|8[0-9]{3});?|#([0-9]{2,6});")
BARE_ENTITY_RUN = re.compile(
    f"(?:{BARE_ENTITY_PATTERN.pattern})(?:[ -~]{{0,12}}?(?:{BARE_ENTITY_PATTERN.pattern}))+"
)
PERCENT_PATTERN = re.compile(_PERCENT_REGEX)
PERCENT_U_PATTERN = re.compile(_PERCENT_U_REGEX)
BACKSLASH_PATTERN = re.compile(_BACKSLASH_REGEX)
QUOTED_PRINTABLE_PATTERN = re.compile(_make_run_pattern("=", r"[0-9A-F]{2}|\r?\n"))
QUOTED_PRINTABLE_LINE = re.compile(r"(?:=\r?\n|[^\n])+")  # continues after a soft line break

# escapes of programs that escape more than letters
_FORM_ESCAPE = re.compile(rf"{_PERCENT_REGEX}|\+")
_JAVASCRIPT_ESCAPE = re.compile(f"{_PERCENT_U_REGEX}|(?:%{_HEX_DIGIT}{{2}})+")
_OUTER_JSON_ESCAPE = re.compile(r"\\[\\\"'/nrt]")
_JSON_ESCAPE = re.compile(rf"{_BACKSLASH_REGEX}|\\[\\\"'/]")
_JSON_LINE_ESCAPE = re.compile(f"{_BACKSLASH_REGEX}|{_OUTER_JSON_ESCAPE.pattern}")
_ESCAPED_ASCII = re.compile("%[02-7]")
_UNESCAPED_BY_JAVASCRIPT = re.compile("[A-Za-z0-9@*_+./-]*")  # characters that escape() does not escape


def select_bare_pattern(_: str, __: str) -> re.Pattern[str]:
    """Return the pattern of bare entities, for a line in which all Han are escaped."""
    return BARE_ENTITY_PATTERN


def select_percent_pattern(line: str, _: str) -> re.Pattern[str]:
    """Return the pattern of percent escapes; in a form, where marks are escaped too, "+" is a space."""
    return _FORM_ESCAPE if " " not in line and _ESCAPED_ASCII.search(line) else PERCENT_PATTERN


def select_percent_u_pattern(line: str, _: str) -> re.Pattern[str]:
    """Return the pattern of %uXXXX, with %XX on a line that JavaScript's escape() produced."""
    return (
        _JAVASCRIPT_ESCAPE
        if _UNESCAPED_BY_JAVASCRIPT.fullmatch(_JAVASCRIPT_ESCAPE.sub("", line))
        else PERCENT_U_PATTERN
    )


def select_backslash_pattern(line: str, text: str) -> re.Pattern[str]:
    """Return the pattern of backslash escapes, of all that JSON has where every backslash is one of them.

    For JSON within JSON it is the pattern of the outer escapes; the next round decodes the inner ones.
    """
    patterns = (_OUTER_JSON_ESCAPE, _JSON_ESCAPE if "\n" in text.strip() else _JSON_LINE_ESCAPE)
    return next((pattern for pattern in patterns if "\\" not in pattern.sub("", line)), BACKSLASH_PATTERN)


def select_quoted_printable_pattern(_: str, __: str) -> re.Pattern[str]:
    """Return the pattern of quoted-printable."""
    return QUOTED_PRINTABLE_PATTERN


def decode_entities(escaped: str) -> str | None:
    """Return the characters of entities, however often their ampersand was escaped.

    >>> decode_entities("&#20013;&amp;amp;#x6587;")
    '中文'
    """
    return re.sub(r"&?(?:amp;)*(#?\w+);?", lambda m: _decode_entity(m[1]) or m[0], escaped)


def decode_bare_entities(escaped: str) -> str | None:
    """Return the characters of entities that lost an ampersand or a semicolon.

    >>> decode_bare_entities("#20013;&#25991")
    '中文'
    """
    return BARE_ENTITY_PATTERN.sub(lambda m: _decode_entity(f"#{m[1] or m[2]}") or m[0], escaped)


def decode_percent(escaped: str) -> str | None:
    """Return the text of percent escapes; a letter after the last may be a trail byte of GBK or a letter.

    >>> decode_percent("%E4%B8%AD%E6%96%87")
    '中文'
    """
    if escaped in _SIMPLE_ESCAPES:
        return _SIMPLE_ESCAPES[escaped]
    text = _decode_bytes(unquote_to_bytes(escaped))
    if text is None and escaped[-3] != "%":
        without_letter = _decode_bytes(unquote_to_bytes(escaped[:-1]))
        return without_letter and without_letter + escaped[-1]
    return text


def decode_code_units(escaped: str) -> str | None:
    r"""Return the characters of %uXXXX, \uXXXX, \xXX (or the text of these as bytes) and similar escapes.

    >>> decode_code_units(r"\u4e2d\u6587"), decode_code_units("%u4E2D")
    ('中文', '中')
    """
    if escaped in _SIMPLE_ESCAPES:
        return _SIMPLE_ESCAPES[escaped]
    if len(escaped) == 4 * escaped.count(r"\x") and (text := _decode_bytes(_decode_hex(escaped, r"\\x"))):
        return text
    utf16 = re.sub(rf"(?:\\+[uUx]|%u?)({_HEX_DIGIT}+)", lambda m: chr(int(m[1], 16)), escaped)
    return utf16.encode("utf-16", "surrogatepass").decode("utf-16")


def decode_quoted_printable(escaped: str) -> str | None:
    """Return the text of quoted-printable, in which soft line breaks are ignored.

    >>> decode_quoted_printable("=E4=B8=AD")
    '中'
    """
    return _decode_bytes(_decode_hex(escaped, r"=(?:\r?\n)?"))


def _decode_entity(name: str) -> str | None:
    if name in ("nbsp", "#160", "#xa0", "#xA0"):
        return " "  # a no-break space prevents line breaks, which plain text does not need
    if not name.startswith("#"):
        return html5.get(name + ";")
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    if code in _C1_CODES:  # HTML decodes the numbers of these controls as Windows-1252
        return bytes((code,)).decode("cp1252", "ignore") or None
    return chr(code) if 0x20 <= code < 0x110000 and category(chr(code)) not in _CONTROL_CATEGORIES else None


def _decode_hex(escaped: str, sign: str) -> bytes:
    return bytes.fromhex(re.sub(sign, "", escaped))


def _decode_bytes(data: bytes) -> str | None:
    """Return the Chinese text of the bytes in UTF-8, or in GBK where its score is good."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return (
        text if len(HAN_CHAR_PATTERN.findall(text)) > 1 and mean_log_prob(text) > _MIN_GBK_MEAN_NATS else None
    )
