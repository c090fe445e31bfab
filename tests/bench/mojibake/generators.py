"""Ways to damage clean text, one per family; the result is None where a text cannot be damaged that way."""

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


def flatten_marks(text: str) -> str:
    """Return the text with half-width marks, whose width is not measured here."""
    return text.translate(_FLAT)


def to_traditional(text: str) -> str:
    return "".join(load_char_table("STCharacters").get(char, char) for char in text)


def make_misreading(right: str, wrong: str) -> Damage:
    """Return the damage by decoding the bytes of the right charset in a wrong one, where it is reversible."""

    def damage(text: str, _: random.Random) -> str | None:
        data = codecs.encode_strictly(text, right)
        read = codecs.decode_strictly(data, wrong) if data is not None else None
        return read if read is not None and codecs.encode_strictly(read, wrong) == data else None

    return damage


def make_sequence(first: Damage, second: Damage) -> Damage:
    def damage(text: str, rng: random.Random) -> str | None:
        once = first(text, rng)
        return second(once, rng) if once is not None else None

    return damage


def make_lossy_misreading(sign: str, wrong: str = "gbk", right: str = "utf-8") -> Damage:
    """Return the damage by decoding in a wrong charset, with `sign` for each byte that is no character."""

    def damage(text: str, _: random.Random) -> str | None:
        read = (codecs.encode_strictly(text, right) or b"").decode(wrong, "replace")
        return read.replace("\ufffd", sign) if "\ufffd" in read else None

    return damage


def make_escape(form: str) -> Damage:
    """Return the damage by writing every non-ASCII character as its number."""

    def damage(text: str, _: random.Random) -> str:
        return "".join(form.format(ord(char)) if ord(char) > 127 else char for char in text)

    return damage


def escape_code_units(match: re.Match[str]) -> str:
    """Return a character as its UTF-16 code units, as JavaScript escapes it."""
    data = match[0].encode("utf-16-be")
    return "".join(f"%u{data[at]:02X}{data[at + 1]:02X}" for at in range(0, len(data), 2))


def make_scatter(chars: str, rate: float) -> Damage:
    def damage(text: str, rng: random.Random) -> str:
        return "".join(char + (rng.choice(chars) if rng.random() < rate else "") for char in text)

    return damage


def make_replacement(table: dict[str, str]) -> Damage:
    return lambda text, _: "".join(table.get(char, char) for char in text)


def _list_compatibility_chars(first: int, last: int) -> dict[str, str]:
    return {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(last, first - 1, -1)}


def make_annotation(rate: float, tones: bool, fixed: bool) -> Damage:
    """Return the damage by printing pinyin after some Traditional characters (`fixed`), or after any at random."""

    def damage(text: str, rng: random.Random) -> str:
        text = to_traditional(text) if fixed else text
        kit = {char for char in list_traditional_chars() if rng.random() < rate} if fixed else set()
        return "".join(
            _annotate(char, tones) if _is_annotated(char, kit, fixed, rate, rng) else char for char in text
        )

    return damage


def _is_annotated(char: str, kit: set[str], fixed: bool, rate: float, rng: random.Random) -> bool:
    return char in kit if fixed else rng.random() < rate and bool(list_readings(char))


def _annotate(char: str, tones: bool) -> str:
    first = list_readings(char)[0]
    return f"{char}({first if tones else strip_tones(first)})"


@lru_cache
def list_traditional_chars() -> tuple[str, ...]:
    gbk_chars = frozenset(gbk_tables.chars_by_code().values())
    pairs = load_char_table("TSCharacters").items()
    return tuple(old for old, new in pairs if old != new and old in gbk_chars and list_readings(old))


def make_converter_damage(rate: float, keep: str) -> Damage:
    """Return the damage by a converter that processes bytes of GBK: half-width marks, and pinyin in brackets.

    `keep` is what a decoder writes for unassigned pairs: "private", "nothing" or "?".
    """

    def damage(text: str, rng: random.Random) -> str | None:
        clean = to_traditional(text).replace("?", "？").replace(";", "；")
        data = codecs.encode_strictly(clean, "gbk")
        if data is None:
            return None
        data = data.replace(b"\xa3\xbf", b"?").replace(b"\xa3\xbb", b";")
        for char in list_traditional_chars() if rate else ():
            if rng.random() < rate:
                pair = char.encode("gbk")
                data = data.replace(pair, pair + b"(" + list_readings(char)[0].encode("gbk", "ignore") + b")")
        shown = decode_pairs(data, keep)
        aligned = re.sub(r"\([^()]{1,6}\)", "", shown)
        return shown if flatten_marks(aligned) != flatten_marks(clean) else None

    return damage


def decode_pairs(data: bytes, keep: str) -> str:
    """Return GBK bytes as a decoder reads them that continues after every pair."""
    if keep != "?":
        decoded = data.decode("gb18030", "ignore")
        return decoded if keep == "private" else _PRIVATE.sub("", decoded)
    chars, offset = [], 0
    while offset < len(data):
        size = 1 if data[offset] < 0x80 else 2
        chars.append(data[offset : offset + size].decode("gbk", "replace")[:1].replace("\ufffd", "?"))
        offset += size
    return "".join(chars)


def make_byte_loss(sign: bytes, lead_only: bool) -> Damage:
    """Return the damage by losing a byte of one character in GBK; `sign` stands in its place."""

    def damage(text: str, rng: random.Random) -> str | None:
        data = codecs.encode_strictly(text, "gbk")
        if data is None or len(text) < 8:
            return None
        chars = [i for i in range(2, len(text) - 3) if not text[i].isascii()]
        if not chars:
            return None
        at = len(text[: rng.choice(chars)].encode("gbk")) + (0 if lead_only else rng.randint(0, 1))
        return decode_pairs(data[:at] + sign + data[at + 1 :], "private")

    return damage


GENERATORS: dict[str, Damage] = {
    **{
        f"{right} as {wrong}": make_misreading(right, wrong)
        for right in ("utf-8", "gbk", "big5hkscs")
        for wrong in (*codecs.SINGLE_BYTE_CHARSETS, "gb18030", "cp936", "cp950", "cp932", "cp949")
        if right != "gbk" or wrong not in ("gb18030", "cp936")
        if right != "big5hkscs" or wrong != "cp950"
    },
    "utf-8 as latin-1 twice": make_sequence(
        make_misreading("utf-8", "latin-1"), make_misreading("utf-8", "latin-1")
    ),
    "utf-8 as cp1252 twice": make_sequence(
        make_misreading("utf-8", "cp1252"), make_misreading("utf-8", "cp1252")
    ),
    "utf-8 as gb18030 twice": make_sequence(
        make_misreading("utf-8", "gb18030"), make_misreading("utf-8", "gb18030")
    ),
    "utf-8 as gb18030, then latin-1": make_sequence(
        make_misreading("utf-8", "gb18030"), make_misreading("utf-8", "latin-1")
    ),
    "gbk as latin-1, then utf-8 as latin-1": make_sequence(
        make_misreading("gbk", "latin-1"), make_misreading("utf-8", "latin-1")
    ),
    "utf-8 as gbk, lossy, U+FFFD": make_lossy_misreading("\ufffd"),
    "utf-8 as gbk, lossy, ?": make_lossy_misreading("?"),
    "utf-8 as gbk, lossy, nothing": make_lossy_misreading(""),
    "utf-8 as cp1252, lossy, U+FFFD": make_lossy_misreading("\ufffd", "cp1252"),
    "utf-8 as cp1252, lossy, nothing": make_lossy_misreading("", "cp1252"),
    "utf-8 as cp932, lossy, U+FFFD": make_lossy_misreading("\ufffd", "cp932"),
    "utf-8 as cp949, lossy, U+FFFD": make_lossy_misreading("\ufffd", "cp949"),
    "gbk as big5, lossy, U+FFFD": make_lossy_misreading("\ufffd", "big5", "gbk"),
    "gbk as cp932, lossy, U+FFFD": make_lossy_misreading("\ufffd", "cp932", "gbk"),
    "gbk as cp949, lossy, U+FFFD": make_lossy_misreading("\ufffd", "cp949", "gbk"),
    "big5 as gbk, lossy, U+FFFD": make_lossy_misreading("\ufffd", "gbk", "big5hkscs"),
    "entities, decimal": make_escape("&#{};"),
    "entities, hex": make_escape("&#x{:x};"),
    "entities, escaped twice": make_escape("&amp;#{};"),
    "entities, no ampersand": make_escape("#{};"),
    "entities, named": make_replacement(_NAMED),
    "percent, utf-8": lambda text, _: quote(text),
    "percent, gbk": lambda text, _: quote(data) if (data := codecs.encode_strictly(text, "gbk")) else None,
    "percent u": lambda text, _: re.sub("[^\0-\x7f]", escape_code_units, text),
    "backslash u": lambda text, _: text.encode("unicode_escape").decode(),
    "quoted-printable": lambda text, _: quopri.encodestring(text.encode()).decode(),
    "zero width": make_scatter("\u200b\u200c\u200d\u2060\ufeff", 0.15),
    "soft hyphens": make_scatter("\u00ad", 0.1),
    "controls": make_scatter("\x00\x01\x05\x06\x07\x08\x0b\x1f\x7f\x85", 0.1),
    "bidi marks": make_scatter("\u200e\u200f\u202a\u202c\u202e\u2066\u2069", 0.1),
    "byte-order mark": lambda text, _: "\ufeff" + text,
    "kangxi radicals": make_replacement(_list_compatibility_chars(0x2F00, 0x2FD5)),
    "compatibility ideographs": make_replacement(_list_compatibility_chars(0xF900, 0xFAD9)),
    "readings, toned, kit": make_annotation(0.35, True, True),
    "readings, toned, any": make_annotation(0.12, True, False),
    "readings, toneless": make_annotation(0.4, False, False),
    "slips, kit with readings": make_converter_damage(0.35, "private"),
    "slips, marks alone": make_converter_damage(0.0, "private"),
    "slips, kit, private use dropped": make_converter_damage(0.35, "nothing"),
    "slips, marks, private use dropped": make_converter_damage(0.0, "nothing"),
    "slips, lead byte shown as ?": make_byte_loss(b"?", True),
    "slips, one byte lost": make_byte_loss(b"", False),
}
# what the text was before a generator that converts it first
BEFORE: dict[str, Callable[[str], str]] = {
    name: to_traditional
    for name in GENERATORS
    if name.startswith(("slips, kit", "slips, marks", "readings, toned, kit"))
}
