"""Read escapes: what each kind looks like, and the text that a run of them stands for.

What is no text, such as half a surrogate pair or bytes of no charset, is None.
"""

import re
from html.entities import html5
from unicodedata import category
from urllib.parse import unquote_to_bytes

from jiaokan.text.language_model import mean
from jiaokan.text.unicode_ranges import HAN

_HAN = re.compile(f"[{HAN}]")
_GBK_READS = -9.0  # mean score from which bytes that are no UTF-8 may be GBK
_C1, _CONTROLS = range(0x80, 0xA0), ("Cc", "Cn", "Cs")


def _run(sign: str, rest: str) -> str:
    """Return the pattern of one escape or more; a search that begins with a character skips to it."""
    return f"{sign}(?:{rest})(?:{sign}(?:{rest}))*"


def _unit(sign: str) -> str:
    """Return the pattern of the UTF-16 of one character, the second half after `sign`."""
    pair = f"[dD][89abAB]{_HEX}{{2}}{sign}[dD][c-fC-F]{_HEX}{{2}}"
    return f"{pair}|(?![dD][89a-fA-F]){_HEX}{{4}}"


_HEX = "[0-9a-fA-F]"
_LONE = "[A-Za-z0-9_.~!*'()/-]{1,40}"  # what stays as it is among percent escapes
_PERCENT = _run("%", f"{_HEX}{{2}}(?:{_LONE}(?=%{_HEX}{{2}}))?") + "[@-~]?"
_PERCENT_U = _run("%u", _unit("%u"))
_DOUBLED = r"\\{1,2}u"  # JSON within JSON doubles the backslash
_BACKSLASH = _run(
    r"\\",
    rf"\\?u(?:{_unit(_DOUBLED)})|x{_HEX}{{2}}|U(?!0000[dD][89a-fA-F])00(?:0[0-3]|10){_HEX}{{4}}",
)
_MEANT = {"+": " ", r"\n": "\n", r"\r": "\r", r"\t": "\t"} | {f"\\{char}": char for char in "\\/\"'"}

ENTITY = re.compile(r"&(?:amp;)*(?:(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8});|nbsp(?![A-Za-z;]))")
# without a semicolon only the digits tell where it ends: Han and full-width marks have five
BARE = re.compile("&(?:amp;)*#([0-9]{2,6}(?=;)|[1-6][0-9]{4}|8[0-9]{3});?|#([0-9]{2,6});")
BARE_RUN = re.compile(f"(?:{BARE.pattern})(?:[ -~]{{0,12}}?(?:{BARE.pattern}))+")
PERCENT = re.compile(_PERCENT)
PERCENT_U = re.compile(_PERCENT_U)
BACKSLASH = re.compile(_BACKSLASH)
QUOTED = re.compile(_run("=", r"[0-9A-F]{2}|\r?\n"))
QUOTED_LINE = re.compile(r"(?:=\r?\n|[^\n])+")  # which goes on after a soft break

# what programs make that escape more than letters
_FORM = re.compile(rf"{_PERCENT}|\+")
_JAVASCRIPT = re.compile(f"{_PERCENT_U}|(?:%{_HEX}{{2}})+")
_OUTER = re.compile(r"\\[\\\"'/nrt]")
_JSON, _JSON_LINE = re.compile(rf"{_BACKSLASH}|\\[\\\"'/]"), re.compile(f"{_BACKSLASH}|{_OUTER.pattern}")
_ASCII = re.compile("%[02-7]")
_PLAIN = re.compile("[A-Za-z0-9@*_+./-]*")  # what escape() leaves


def bare_throughout(_: str, __: str) -> re.Pattern[str]:
    """Return the pattern of all escapes of a line that has only escaped Han, here of the bare kind."""
    return BARE


def percent_throughout(line: str, _: str) -> re.Pattern[str]:
    """Return that of percent escapes; where marks are escaped too, as in a form, "+" is a space."""
    return _FORM if " " not in line and _ASCII.search(line) else PERCENT


def percent_u_throughout(line: str, _: str) -> re.Pattern[str]:
    """Return that of %uXXXX, and of %XX where a line is what escape() of JavaScript makes."""
    return _JAVASCRIPT if _PLAIN.fullmatch(_JAVASCRIPT.sub("", line)) else PERCENT_U


def backslash_throughout(line: str, text: str) -> re.Pattern[str]:
    """Return that of backslash escapes; of all that JSON escapes where every backslash is of that kind.

    Of JSON within JSON the outer escapes go; the next round undoes the inner.
    """
    patterns = (_OUTER, _JSON if "\n" in text.strip() else _JSON_LINE)
    return next((pattern for pattern in patterns if "\\" not in pattern.sub("", line)), BACKSLASH)


def quoted_throughout(_: str, __: str) -> re.Pattern[str]:
    """Return that of quoted-printable."""
    return QUOTED


def entity(escaped: str) -> str | None:
    """Return the characters of entities, however often their ampersand was escaped too."""
    return re.sub(r"&?(?:amp;)*(#?\w+);?", lambda m: _entity_char(m[1]) or m[0], escaped)


def bare(escaped: str) -> str | None:
    """Return the characters of entities that lost an ampersand or a semicolon."""
    return BARE.sub(lambda m: _entity_char(f"#{m[1] or m[2]}") or m[0], escaped)


def percent(escaped: str) -> str | None:
    """Return the text of percent escapes; a letter after the last may be a GBK trail byte or a letter."""
    if escaped in _MEANT:
        return _MEANT[escaped]
    text = _bytes(unquote_to_bytes(escaped))
    if text is None and escaped[-3] != "%":
        rest = _bytes(unquote_to_bytes(escaped[:-1]))
        return rest and rest + escaped[-1]
    return text


def code_units(escaped: str) -> str | None:
    r"""Return the characters of %uXXXX, \uXXXX, \xXX (or the text of these as bytes) and the like."""
    if escaped in _MEANT:
        return _MEANT[escaped]
    if len(escaped) == 4 * escaped.count(r"\x") and (text := _bytes(_hex(escaped, r"\\x"))):
        return text
    utf16 = re.sub(rf"(?:\\+[uUx]|%u?)({_HEX}+)", lambda m: chr(int(m[1], 16)), escaped)
    return utf16.encode("utf-16", "surrogatepass").decode("utf-16")


def quoted(escaped: str) -> str | None:
    """Return the text of quoted-printable, of which line breaks are no part."""
    return _bytes(_hex(escaped, r"=(?:\r?\n)?"))


def _entity_char(name: str) -> str | None:
    if name in ("nbsp", "#160", "#xa0", "#xA0"):
        return " "  # which keeps two words on a line, and a text has no lines to break
    if not name.startswith("#"):
        return html5.get(name + ";")
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    if code in _C1:  # HTML reads the numbers of these controls as Windows-1252
        return bytes((code,)).decode("cp1252", "ignore") or None
    return chr(code) if 0x20 <= code < 0x110000 and category(chr(code)) not in _CONTROLS else None


def _hex(escaped: str, sign: str) -> bytes:
    return bytes.fromhex(re.sub(sign, "", escaped))


def _bytes(data: bytes) -> str | None:
    """Return the Chinese text that the bytes are in UTF-8, or in GBK where it reads well."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if len(_HAN.findall(text)) > 1 and mean(text) > _GBK_READS else None
