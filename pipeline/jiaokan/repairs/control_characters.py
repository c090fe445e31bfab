"""Delete invisible characters: controls of copy protection, zero-width and bidi marks, byte-order marks.

Escape sequences by which a terminal colours its text are deleted as a whole. Quotation marks of
Windows-1252 that were read as controls of Latin-1 are restored where they stand in pairs.

Joiners stay within emoji and within Indic and Arabic words, and bidi marks stay in right-to-left
text. This repair comes last, because a control may be half of a character in a wrong charset.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, make_deletion, make_replacement, sort_edits
from jiaokan.text.unicode_ranges import CONTROLS, HAN_CHAR_PATTERN, INVISIBLE

# U+0085 ends lines only in EBCDIC; in scraped text it is a control like others
_DELETABLE_CHARS = f"{CONTROLS}\x85{INVISIBLE}"
TRIGGER_CHARS = frozenset(
    re.findall(f"[{_DELETABLE_CHARS}]", "".join(map(chr, (*range(0x2100), 0xFEFF))))
) | {"["}
# escape sequences of ECMA-48, and those of bulletin boards (ESC *), which insert the reader's name
_TERMINAL_CODE = compile_on_use(r"(?:\x1b\[|\x9b)[0-9;?]{0,16}[A-Za-z]|\x1b\*[A-Za-z]")
# colour sequences that lost their ESC, unless it is written out: \\033[0m, \\e[0m, \\x1b[0m, ^[[0m, ESC[0m
_COLOUR_VALUE = "(?:[0-8]|[34][0-7]|9[0-7]|10[0-7])"
_BARE_COLOUR_CODE = compile_on_use(
    rf"""
    (?<!\x1b)(?<!33)(?<!\\e)(?<!1[bB])(?<!\^)(?<!(?i:esc))   # no ESC before it, however written
    \[(?:{_COLOUR_VALUE}(?:;{_COLOUR_VALUE}){{0,4}})?m       # [1;31m
    """,
    re.VERBOSE,
)
_BARE_RESET_CODE = compile_on_use(r"\[0?m")
_QUOTING_MARKS = frozenset("“”\"'`()（）：:，,、。")  # marks beside a sequence that prose names
# letters of Latin-1, which do not stand beside the marks of Windows-1252 at 85 and 91 to 97
_LATIN_1_CHARS = "\x80-\x84\x86-\x90\x98-\x9f\xa1-\xff"
_C1_QUOTATION = compile_on_use(
    f"(?<![{_LATIN_1_CHARS}])\x93(?![{_LATIN_1_CHARS}])[^\x93\x94\n]{{1,200}}"
    f"(?<![{_LATIN_1_CHARS}])\x94(?![{_LATIN_1_CHARS}])"
)
_C1_MARK = compile_on_use(f"(?<![{_LATIN_1_CHARS}])[\x85\x91-\x97](?![{_LATIN_1_CHARS}])")
_DELETABLE_CHAR = compile_on_use(f"[{_DELETABLE_CHARS}]")
_CONTROL_RUN = compile_on_use(f"[{CONTROLS}\x85\ufeff]+")
_INVISIBLE_RUN = compile_on_use(f"[{INVISIBLE}]+".replace("\ufeff", ""))
_RIGHT_TO_LEFT_CHAR = compile_on_use("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = compile_on_use(r"[^\W\d_]")
_DIRECTION_MARK = compile_on_use(
    "[\u200c-\u200f\u202a-\u202e\u2066-\u2069]"
)  # and joiners, which shape letters
_JOINERS = "\u200c\u200d"
# characters that are never joined: Latin-1, punctuation, shapes, Han, kana, Hangul, full width
_UNJOINED_CHAR = compile_on_use("[\x00-\xbf\u2000-\u25ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")


def propose_edits(text: str) -> Iterator[Edit]:
    r"""Propose to delete invisible characters; in text without Han, only controls and byte-order marks.

    >>> [edit.start for edit in propose_edits("复\u200b制\x00保护")]
    [1, 3]
    """
    if not _DELETABLE_CHAR.search(text) and "[m" not in text and "[0m" not in text:
        return iter(())
    edits = [*_find_codes(text), *_find_marks(text)]
    masked_text = _mask_edits(text, edits)
    edits += [
        make_deletion(text, Span(*match.span()), "controls/control")
        for match in _CONTROL_RUN.finditer(masked_text)
    ]
    if HAN_CHAR_PATTERN.search(text):
        has_right_to_left = _RIGHT_TO_LEFT_CHAR.search(text) is not None
        removable = (
            match for match in _INVISIBLE_RUN.finditer(text) if not _is_needed(text, match, has_right_to_left)
        )
        edits += [make_deletion(text, Span(*match.span()), "controls/invisible") for match in removable]
    return iter(sort_edits(edits))


def _mask_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with letters in place of the edits, so that offsets do not change."""
    pieces: list[str] = []
    previous_end = 0
    for edit in sort_edits(edits):
        pieces += text[previous_end : edit.start], "x" * len(edit.old)
        previous_end = edit.end
    return "".join([*pieces, text[previous_end:]])


def _find_codes(text: str) -> Iterator[Edit]:
    """Yield the deletions of colours and other escape sequences of terminals."""
    for match in _TERMINAL_CODE.finditer(text):
        yield make_deletion(
            text, Span(*match.span()), "controls/terminal-code", why="a code that a terminal obeys"
        )
    bare = list(_BARE_COLOUR_CODE.finditer(text)) if "[m" in text or "[0m" in text else []
    if _are_colours(text, bare):
        why = "a code that a terminal obeys, less its first character"
        yield from (
            make_deletion(text, Span(*match.span()), "controls/terminal-code", 0.95, why) for match in bare
        )


def _are_colours(text: str, codes: Sequence[re.Match[str]]) -> bool:
    """Return whether sequences without ESC colour the text: some set and some reset, and prose names none."""
    is_reset = [_BARE_RESET_CODE.fullmatch(code[0]) is not None for code in codes]
    return True in is_reset and False in is_reset and not any(_is_named(text, code) for code in codes)


def _is_named(text: str, code: re.Match[str]) -> bool:
    """Return whether prose names a sequence: blanks or quotation marks separate it."""
    before, after = text[max(0, code.start() - 1) : code.start()], text[code.end() : code.end() + 1]
    return (before.isspace() or before in _QUOTING_MARKS) and (after.isspace() or after in _QUOTING_MARKS)


def _find_marks(text: str) -> Iterator[Edit]:
    """Yield the marks of Windows-1252 if the text has a quotation in them."""
    if "\x93" in text and _C1_QUOTATION.search(text):
        for match in _C1_MARK.finditer(text):
            mark = match[0].encode("latin-1").decode("cp1252")
            yield make_replacement(
                text, Span(*match.span()), mark, "controls/windows-1252-mark", 0.97, "a mark of Windows-1252"
            )


def _is_needed(text: str, match: re.Match[str], has_right_to_left: bool) -> bool:
    return _is_joiner_needed(text, match) or (has_right_to_left and _is_direction_mark_needed(text, match))


def _is_direction_mark_needed(text: str, match: re.Match[str]) -> bool:
    """Return whether the match has a direction mark that right-to-left text beside it needs.

    Such text is the nearest letter, or most of the line, within 200 code points on each side.
    """
    if not _DIRECTION_MARK.search(match[0]):
        return False
    before = text[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + 200].partition("\n")[0]
    if len(_RIGHT_TO_LEFT_CHAR.findall(before + after)) > len(HAN_CHAR_PATTERN.findall(before + after)):
        return True
    return any(map(_RIGHT_TO_LEFT_CHAR.match, _LETTER.findall(before)[-1:] + _LETTER.findall(after)[:1]))


def _is_joiner_needed(text: str, match: re.Match[str]) -> bool:
    """Return whether the match is a joiner between characters that can be joined."""
    neighbors = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return not match[0].strip(_JOINERS) and all(char and not _UNJOINED_CHAR.match(char) for char in neighbors)
