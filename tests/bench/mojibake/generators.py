"""Ways to damage clean text, one per family; None where a text cannot be damaged that way."""

import quopri
import random
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.pinyin_dictionary import list_readings, strip_tones
from jiaokan.text.charsets import codecs
from jiaokan.text.script_conversion import load_char_table

Damage = Callable[[str, random.Random], str | None]

_FLAT = str.maketrans("，：；？！（）", ",:;?!()")
_NAMED = {"“": "&ldquo;", "”": "&rdquo;", "·": "&middot;", "—": "&mdash;", "…": "&hellip;", "《": "&#12298;"}
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def flat(text: str) -> str:
    """Return the text with half-width marks: damage of that kind is not what is measured here."""
    return text.translate(_FLAT)


def traditional(text: str) -> str:
    return "".join(load_char_table("STCharacters").get(char, char) for char in text)


def misread(right: str, wrong: str) -> Damage:
    """Read bytes of the right charset in a wrong one; only where they come back."""

    def damage(text: str, _: random.Random) -> str | None:
        data = codecs.encode_strictly(text, right)
        read = codecs.decode_strictly(data, wrong) if data is not None else None
        return read if read is not None and codecs.encode_strictly(read, wrong) == data else None

    return damage


def twice(first: Damage, second: Damage) -> Damage:
    def damage(text: str, rng: random.Random) -> str | None:
        once = first(text, rng)
        return second(once, rng) if once is not None else None

    return damage


def lossy(sign: str, wrong: str = "gbk", right: str = "utf-8") -> Damage:
    """Read bytes of the right charset in a wrong one, with `sign` for each byte that makes no character."""

    def damage(text: str, _: random.Random) -> str | None:
        read = (codecs.encode_strictly(text, right) or b"").decode(wrong, "replace")
        return read.replace("\ufffd", sign) if "\ufffd" in read else None

    return damage


def escaped(form: str) -> Damage:
    """Write every character beyond ASCII by its number."""

    def damage(text: str, _: random.Random) -> str:
        return "".join(form.format(ord(char)) if ord(char) > 127 else char for char in text)

    return damage


def in_units(match: re.Match[str]) -> str:
    """Write a character by the numbers of its UTF-16, as JavaScript does."""
    data = match[0].encode("utf-16-be")
    return "".join(f"%u{data[at]:02X}{data[at + 1]:02X}" for at in range(0, len(data), 2))


def strewn(chars: str, rate: float) -> Damage:
    def damage(text: str, rng: random.Random) -> str:
        return "".join(char + (rng.choice(chars) if rng.random() < rate else "") for char in text)

    return damage


def mapped(table: dict[str, str]) -> Damage:
    return lambda text, _: "".join(table.get(char, char) for char in text)


def _doubles(first: int, last: int) -> dict[str, str]:
    return {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(last, first - 1, -1)}


def annotated(rate: float, tones: bool, fixed: bool) -> Damage:
    """Print readings behind characters: all of some Traditional ones (a kit), or any at random."""

    def damage(text: str, rng: random.Random) -> str:
        text = traditional(text) if fixed else text
        kit = {char for char in traditional_only() if rng.random() < rate} if fixed else set()
        return "".join(
            _annotated(char, tones) if _picked(char, kit, fixed, rate, rng) else char for char in text
        )

    return damage


def _picked(char: str, kit: set[str], fixed: bool, rate: float, rng: random.Random) -> bool:
    return char in kit if fixed else rng.random() < rate and bool(list_readings(char))


def _annotated(char: str, tones: bool) -> str:
    first = list_readings(char)[0]
    return f"{char}({first if tones else strip_tones(first)})"


@lru_cache
def traditional_only() -> tuple[str, ...]:
    known = frozenset(gbk_tables.chars_by_code().values())
    pairs = load_char_table("TSCharacters").items()
    return tuple(old for old, new in pairs if old != new and old in known and list_readings(old))


def kit(rate: float, keep: str) -> Damage:
    """Do what a converter kit does to GBK bytes: half-width marks, readings, and no care for pairs.

    `keep` is what a reader shows for pairs that are none: "private", "nothing" or "?".
    """

    def damage(text: str, rng: random.Random) -> str | None:
        clean = traditional(text).replace("?", "？").replace(";", "；")
        data = codecs.encode_strictly(clean, "gbk")
        if data is None:
            return None
        data = data.replace(b"\xa3\xbf", b"?").replace(b"\xa3\xbb", b";")
        for char in traditional_only() if rate else ():
            if rng.random() < rate:
                pair = char.encode("gbk")
                data = data.replace(pair, pair + b"(" + list_readings(char)[0].encode("gbk", "ignore") + b")")
        shown = read(data, keep)
        aligned = re.sub(r"\([^()]{1,6}\)", "", shown)
        return shown if flat(aligned) != flat(clean) else None

    return damage


def read(data: bytes, keep: str) -> str:
    """Return GBK bytes as a reader shows them that goes on after every pair."""
    if keep != "?":
        shown = data.decode("gb18030", "ignore")
        return shown if keep == "private" else _PRIVATE.sub("", shown)
    found, at = [], 0
    while at < len(data):
        size = 1 if data[at] < 0x80 else 2
        found.append(data[at : at + size].decode("gbk", "replace")[:1].replace("\ufffd", "?"))
        at += size
    return "".join(found)


def lost_byte(sign: bytes, lead_only: bool) -> Damage:
    """Lose a byte of one character in GBK; `sign` stands where it was."""

    def damage(text: str, rng: random.Random) -> str | None:
        data = codecs.encode_strictly(text, "gbk")
        if data is None or len(text) < 8:
            return None
        chars = [i for i in range(2, len(text) - 3) if not text[i].isascii()]
        if not chars:
            return None
        at = len(text[: rng.choice(chars)].encode("gbk")) + (0 if lead_only else rng.randint(0, 1))
        return read(data[:at] + sign + data[at + 1 :], "private")

    return damage


GENERATORS: dict[str, Damage] = {
    **{
        f"{right} as {wrong}": misread(right, wrong)
        for right in ("utf-8", "gbk", "big5hkscs")
        for wrong in (*codecs.SINGLE_BYTE_CHARSETS, "gb18030", "cp936", "cp950", "cp932", "cp949")
        if right != "gbk" or wrong not in ("gb18030", "cp936")
        if right != "big5hkscs" or wrong != "cp950"
    },
    "utf-8 as latin-1 twice": twice(misread("utf-8", "latin-1"), misread("utf-8", "latin-1")),
    "utf-8 as cp1252 twice": twice(misread("utf-8", "cp1252"), misread("utf-8", "cp1252")),
    "utf-8 as gb18030 twice": twice(misread("utf-8", "gb18030"), misread("utf-8", "gb18030")),
    "utf-8 as gb18030, then latin-1": twice(misread("utf-8", "gb18030"), misread("utf-8", "latin-1")),
    "gbk as latin-1, then utf-8 as latin-1": twice(misread("gbk", "latin-1"), misread("utf-8", "latin-1")),
    "utf-8 as gbk, lossy, U+FFFD": lossy("\ufffd"),
    "utf-8 as gbk, lossy, ?": lossy("?"),
    "utf-8 as gbk, lossy, nothing": lossy(""),
    "utf-8 as cp1252, lossy, U+FFFD": lossy("\ufffd", "cp1252"),
    "utf-8 as cp1252, lossy, nothing": lossy("", "cp1252"),
    "utf-8 as cp932, lossy, U+FFFD": lossy("\ufffd", "cp932"),
    "utf-8 as cp949, lossy, U+FFFD": lossy("\ufffd", "cp949"),
    "gbk as big5, lossy, U+FFFD": lossy("\ufffd", "big5", "gbk"),
    "gbk as cp932, lossy, U+FFFD": lossy("\ufffd", "cp932", "gbk"),
    "gbk as cp949, lossy, U+FFFD": lossy("\ufffd", "cp949", "gbk"),
    "big5 as gbk, lossy, U+FFFD": lossy("\ufffd", "gbk", "big5hkscs"),
    "entities, decimal": escaped("&#{};"),
    "entities, hex": escaped("&#x{:x};"),
    "entities, escaped twice": escaped("&amp;#{};"),
    "entities, no ampersand": escaped("#{};"),
    "entities, named": mapped(_NAMED),
    "percent, utf-8": lambda text, _: quote(text),
    "percent, gbk": lambda text, _: quote(data) if (data := codecs.encode_strictly(text, "gbk")) else None,
    "percent u": lambda text, _: re.sub("[^\0-\x7f]", in_units, text),
    "backslash u": lambda text, _: text.encode("unicode_escape").decode(),
    "quoted-printable": lambda text, _: quopri.encodestring(text.encode()).decode(),
    "zero width": strewn("\u200b\u200c\u200d\u2060\ufeff", 0.15),
    "soft hyphens": strewn("\u00ad", 0.1),
    "controls": strewn("\x00\x01\x05\x06\x07\x08\x0b\x1f\x7f\x85", 0.1),
    "bidi marks": strewn("\u200e\u200f\u202a\u202c\u202e\u2066\u2069", 0.1),
    "byte-order mark": lambda text, _: "\ufeff" + text,
    "kangxi radicals": mapped(_doubles(0x2F00, 0x2FD5)),
    "compatibility ideographs": mapped(_doubles(0xF900, 0xFAD9)),
    "readings, toned, kit": annotated(0.35, True, True),
    "readings, toned, any": annotated(0.12, True, False),
    "readings, toneless": annotated(0.4, False, False),
    "slips, kit with readings": kit(0.35, "private"),
    "slips, marks alone": kit(0.0, "private"),
    "slips, kit, private use dropped": kit(0.35, "nothing"),
    "slips, marks, private use dropped": kit(0.0, "nothing"),
    "slips, lead byte shown as ?": lost_byte(b"?", True),
    "slips, one byte lost": lost_byte(b"", False),
}
# what the text was before a generator that converts it first
BEFORE: dict[str, Callable[[str], str]] = {
    name: traditional
    for name in GENERATORS
    if name.startswith(("slips, kit", "slips, marks", "readings, toned, kit"))
}
