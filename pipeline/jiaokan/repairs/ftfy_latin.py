"""Let ftfy undo what is left of UTF-8 read as a Latin code page; the only module that asks it.

ftfy knows the ways in which such text is bent further (a no-break space turned plain, two code
pages mixed). Its style options stay off, since they rewrite Chinese punctuation, and its answer
counts only in Chinese text and where nothing stranger is left of the stretch.
"""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import is_all_chinese
from jiaokan.text.unicode_ranges import HAN

_LATIN_PAGES = ("latin-1", "cp1252", "cp1250")
# what C2, C3 and E2 to EF, the lead bytes of marks and Han in UTF-8, are in Latin-1 and its kin
TRIGGER_CHARS = frozenset("ÂÃâãäåæçèéï")
_NARROW_RUN = re.compile("[^\u2e80-\uffff\n]+")
# what 80 to BF, the bytes after a lead byte, are in Latin-1 and its kin; a blank stood for A0
_TRAIL_CHARS = re.escape(
    "".join(
        sorted(
            {codecs.list_byte_characters(name)[b] for name in _LATIN_PAGES for b in range(0x80, 0xC0)} | {" "}
        )
    )
)
_MISREAD_START = re.compile(f"[ÂÃâãäåæçèéï][{_TRAIL_CHARS}]")
# without Han beside it, Han must come of it: three bytes, or two that were misread twice
_MISREAD_HAN = re.compile(f"[ÂÃãäåæçèéï](?:(?<![ÂÃ])[{_TRAIL_CHARS}]{{2}}|(?<=[ÂÃ])[{_TRAIL_CHARS}][ÂÃâ])")
_NON_ASCII_LETTER = re.compile("[\u00c0-\u024f\u0391-\u03c9\x80-\x9f]")
_HAN = re.compile(f"[{HAN}]")


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose ftfy's reading of each stretch of Latin letters in Chinese text."""
    in_chinese = _HAN.search(text) is not None
    misread = _MISREAD_START if in_chinese else _MISREAD_HAN
    if not misread.search(text):
        return
    for match in _NARROW_RUN.finditer(text):
        if not misread.search(match[0]):
            continue
        new = _fix_with_ftfy(match[0])
        plain = new != match[0] and is_all_chinese(new) and not _NON_ASCII_LETTER.search(new)
        if plain and (in_chinese or _HAN.search(new)):
            yield make_replacement(text, Span(*match.span()), new, "latin/ftfy", 0.95, "ftfy.fix_encoding")


def _fix_with_ftfy(text: str) -> str:
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - 0.1 s that clean text need not pay

    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    return str(fix_encoding(text, config))
