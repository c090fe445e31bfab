"""What the project knows of characters, by Unicode block and standard, as named data.

Every class here is a body for a regular expression's [...] and holds BMP characters alone: one
astral character in a class costs `re` its bitmap and makes it some 70 times slower.
"""

import re

# CJK Unified Ideographs, Extension A, Compatibility Ideographs; 〇 stands among the numerals
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
# Extensions B to H and the compatibility supplement (planes 2 and 3): test these apart
ASTRAL_HAN = "\U00020000-\U0003ffff"
KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
HANGUL = "\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f"
# marks that end a sentence, and those that may close it after
SENTENCE_STOPS = "。！？!?…"
CLOSING_MARKS = "”’」』）)】》〉］\\]\"'"
PRIVATE_USE = "\ue000-\uf8ff"
# Cc but for \t \n \r, then zero width and bidi marks, soft hyphen, BOM
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
# Zs and the two blanks that HTML leaves, but for the line feed
BLANK_CHARS = " \t\r\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

# readings as converters print them: pinyin with or without tone marks, ü as ü or v
PINYIN_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"

_NUMERAL_VALUES = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0}
_HAN_PATTERN, _HAN_RUN_PATTERN = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}]+")
_ASTRAL_HAN_PATTERN = re.compile(f"[{ASTRAL_HAN}]")

# U+FF01-FF5E stand in the order of ASCII 21-7E
FULL_TO_HALF = {0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)}
HALF_TO_FULL = {half: chr(full) for full, half in FULL_TO_HALF.items()}


def extract_han(text: str) -> str:
    """Return the Han characters of a text, those of the BMP."""
    return "".join(_HAN_RUN_PATTERN.findall(text))


def count_non_ascii(text: str) -> int:
    """Return the number of characters beyond ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def count_han(text: str) -> int:
    """Return the number of Han characters, in all planes."""
    return len(_HAN_PATTERN.findall(text)) + len(_ASTRAL_HAN_PATTERN.findall(text))


def parse_number(numeral: str) -> int:
    """Return the value of digits, Han numerals below 1,000, or a circled number."""
    if numeral.isdecimal():
        return int(numeral)
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    total = digit = 0
    for char in numeral:
        scale = {"十": 10, "百": 100}.get(char, 0)
        total += max(digit, 1) * scale
        digit = 0 if scale else _NUMERAL_VALUES.get(char, 0)
    return total + digit
