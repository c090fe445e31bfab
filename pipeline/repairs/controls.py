"""Delete what no reader sees: controls strewn by copy guards, zero width, bidi marks, byte-order marks.

Joiners hold emoji and Indic or Arabic words together, and bidi marks belong to right-to-left
writing: there they stay. This repair comes last, since a control may be half of a character
that was decoded wrongly.
"""

import re
from collections.abc import Iterator

from pipeline.edit import Edit, Span, delete, ordered
from pipeline.han import CONTROLS, HAN, INVISIBLE

# U+0085 ends a line in EBCDIC alone; in scraped text it is one more control
_ALL = f"{CONTROLS}\x85{INVISIBLE}"
NEEDS = frozenset(re.findall(f"[{_ALL}]", "".join(map(chr, (*range(0x2100), 0xFEFF)))))
_CONTROL = re.compile(f"[{CONTROLS}\x85\ufeff]+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]+".replace("\ufeff", ""))
_HAN = re.compile(f"[{HAN}]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_TURNS = re.compile("[\u200c-\u200f\u202a-\u202e\u2066-\u2069]")  # joiners too: they shape letters
_JOINERS = "\u200c\u200d"
# neighbours that no joiner joins: Latin-1 signs, punctuation, shapes, Han, kana, Hangul, full width
_UNJOINED = re.compile("[\x00-\xbf\u2000-\u25ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")


def propose(text: str) -> Iterator[Edit]:
    """Propose to delete invisible characters; in text without Han, controls and BOMs alone."""
    found = [("controls/control", match) for match in _CONTROL.finditer(text)]
    if _HAN.search(text):
        rtl = _RIGHT_TO_LEFT.search(text) is not None
        found += [("controls/invisible", m) for m in _INVISIBLE.finditer(text) if not _at_work(text, m, rtl)]
    return iter(ordered(delete(text, Span(*match.span()), rule) for rule, match in found))


def _at_work(text: str, match: re.Match[str], rtl: bool) -> bool:
    return _joins(text, match) or (rtl and _turns(text, match))


def _turns(text: str, match: re.Match[str]) -> bool:
    """Tell whether the match holds what turns the direction of writing, and has right-to-left text to turn.

    Such text stands beside it, or fills most of the line; 200 code points are looked at each way.
    """
    if not _TURNS.search(match[0]):
        return False
    before = text[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + 200].partition("\n")[0]
    if len(_RIGHT_TO_LEFT.findall(before + after)) > len(_HAN.findall(before + after)):
        return True
    return any(map(_RIGHT_TO_LEFT.match, _LETTER.findall(before)[-1:] + _LETTER.findall(after)[:1]))


def _joins(text: str, match: re.Match[str]) -> bool:
    """Tell whether the match is a joiner between characters such as joiners join."""
    around = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return not match[0].strip(_JOINERS) and all(char and not _UNJOINED.match(char) for char in around)
