"""Delete what no reader sees: controls strewn by copy guards, zero width, bidi marks, byte-order marks.

Codes by which a terminal colours its text go whole, and the quotation marks that Windows-1252 has among
the controls of Latin-1 come back where they stand in pairs.

Joiners hold emoji and Indic or Arabic words together, and bidi marks belong to right-to-left
writing: there they stay. This repair comes last, since a control may be half of a character
that was decoded wrongly.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from jiaokan.core.edits import Edit, Span, make_deletion, make_replacement, sort_edits
from jiaokan.text.unicode_ranges import CONTROLS, HAN, INVISIBLE

# U+0085 ends a line in EBCDIC alone; in scraped text it is one more control
_DELETABLE_CHARS = f"{CONTROLS}\x85{INVISIBLE}"
TRIGGER_CHARS = frozenset(
    re.findall(f"[{_DELETABLE_CHARS}]", "".join(map(chr, (*range(0x2100), 0xFEFF))))
) | {"["}
# ECMA-48: what a terminal is told, and the same of a bulletin board (the name of its reader, his clock)
_TERMINAL_CODE = re.compile(r"(?:\x1b\[|\x9b)[0-9;?]{0,16}[A-Za-z]|\x1b\*[A-Za-z]")
# a colour whose first character was lost, and not written out: \\033[0m, \\e[0m, \\x1b[0m, ^[[0m, ESC[0m
_COLOUR_VALUE = "(?:[0-8]|[34][0-7]|9[0-7]|10[0-7])"
_BARE_COLOUR_CODE = re.compile(
    rf"(?<!\x1b)(?<!33)(?<!\\e)(?<!1[bB])(?<!\^)(?<!(?i:esc))\[(?:{_COLOUR_VALUE}(?:;{_COLOUR_VALUE}){{0,4}})?m"
)
_BARE_RESET_CODE = re.compile(r"\[0?m")
_QUOTING_MARKS = frozenset("“”\"'`()（）：:，,、。")  # what stands beside a code that a text speaks of
# marks of Windows-1252, U+0085 to U+0097, that Latin-1 takes for controls; no letter of it stands beside them
_LATIN_1_CHARS = "\x80-\x84\x86-\x90\x98-\x9f\xa1-\xff"
_C1_QUOTATION = re.compile(
    f"(?<![{_LATIN_1_CHARS}])\x93(?![{_LATIN_1_CHARS}])[^\x93\x94\n]{{1,200}}(?<![{_LATIN_1_CHARS}])\x94(?![{_LATIN_1_CHARS}])"
)
_C1_MARK = re.compile(f"(?<![{_LATIN_1_CHARS}])[\x85\x91-\x97](?![{_LATIN_1_CHARS}])")
_DELETABLE_CHAR = re.compile(f"[{_DELETABLE_CHARS}]")
_CONTROL_RUN = re.compile(f"[{CONTROLS}\x85\ufeff]+")
_INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+".replace("\ufeff", ""))
_HAN = re.compile(f"[{HAN}]")
_RIGHT_TO_LEFT_CHAR = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_DIRECTION_MARK = re.compile("[\u200c-\u200f\u202a-\u202e\u2066-\u2069]")  # joiners too: they shape letters
_JOINERS = "\u200c\u200d"
# neighbours that no joiner joins: Latin-1 signs, punctuation, shapes, Han, kana, Hangul, full width
_UNJOINED_CHAR = re.compile("[\x00-\xbf\u2000-\u25ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose to delete invisible characters; in text without Han, controls and BOMs alone."""
    if not _DELETABLE_CHAR.search(text) and "[m" not in text and "[0m" not in text:
        return iter(())
    found = [*_find_codes(text), *_find_marks(text)]
    rest = _mask_edits(text, found)
    found += [
        make_deletion(text, Span(*match.span()), "controls/control") for match in _CONTROL_RUN.finditer(rest)
    ]
    if _HAN.search(text):
        rtl = _RIGHT_TO_LEFT_CHAR.search(text) is not None
        unseen = (match for match in _INVISIBLE_RUN.finditer(text) if not _is_needed(text, match, rtl))
        found += [make_deletion(text, Span(*match.span()), "controls/invisible") for match in unseen]
    return iter(sort_edits(found))


def _mask_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with letters where edits stand, so that no offset moves."""
    pieces: list[str] = []
    at = 0
    for edit in sort_edits(edits):
        pieces += text[at : edit.start], "x" * len(edit.old)
        at = edit.end
    return "".join([*pieces, text[at:]])


def _find_codes(text: str) -> Iterator[Edit]:
    """Yield the deletions of colours and other codes of a terminal."""
    for match in _TERMINAL_CODE.finditer(text):
        yield make_deletion(
            text, Span(*match.span()), "controls/terminal", why="a code that a terminal obeys"
        )
    bare = list(_BARE_COLOUR_CODE.finditer(text)) if "[m" in text or "[0m" in text else []
    if _are_colours(text, bare):
        why = "a code that a terminal obeys, less its first character"
        yield from (
            make_deletion(text, Span(*match.span()), "controls/terminal", 0.95, why) for match in bare
        )


def _are_colours(text: str, codes: Sequence[re.Match[str]]) -> bool:
    """Tell whether codes without their first character colour the text: one ends another, none is named."""
    ends = [_BARE_RESET_CODE.fullmatch(code[0]) is not None for code in codes]
    return True in ends and False in ends and not any(_is_named(text, code) for code in codes)


def _is_named(text: str, code: re.Match[str]) -> bool:
    """Tell whether a text speaks of a code: blanks or quotation marks set it apart."""
    before, after = text[max(0, code.start() - 1) : code.start()], text[code.end() : code.end() + 1]
    return (before.isspace() or before in _QUOTING_MARKS) and (after.isspace() or after in _QUOTING_MARKS)


def _find_marks(text: str) -> Iterator[Edit]:
    """Yield the marks of Windows-1252 of a text that holds a quotation in them."""
    if "\x93" in text and _C1_QUOTATION.search(text):
        for match in _C1_MARK.finditer(text):
            mark = match[0].encode("latin-1").decode("cp1252")
            yield make_replacement(
                text, Span(*match.span()), mark, "controls/mark", 0.97, "a mark of Windows-1252"
            )


def _is_needed(text: str, match: re.Match[str], rtl: bool) -> bool:
    return _is_joiner_needed(text, match) or (rtl and _is_direction_mark_needed(text, match))


def _is_direction_mark_needed(text: str, match: re.Match[str]) -> bool:
    """Tell whether the match holds what turns the direction of writing, and has right-to-left text to turn.

    Such text stands beside it, or fills most of the line; 200 code points are looked at each way.
    """
    if not _DIRECTION_MARK.search(match[0]):
        return False
    before = text[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + 200].partition("\n")[0]
    if len(_RIGHT_TO_LEFT_CHAR.findall(before + after)) > len(_HAN.findall(before + after)):
        return True
    return any(map(_RIGHT_TO_LEFT_CHAR.match, _LETTER.findall(before)[-1:] + _LETTER.findall(after)[:1]))


def _is_joiner_needed(text: str, match: re.Match[str]) -> bool:
    """Tell whether the match is a joiner between characters such as joiners join."""
    around = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return not match[0].strip(_JOINERS) and all(char and not _UNJOINED_CHAR.match(char) for char in around)
