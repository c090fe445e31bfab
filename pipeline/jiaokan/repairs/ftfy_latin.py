"""Let ftfy repair the rest of UTF-8 that was read as a Latin code page; only this module calls it.

ftfy knows further corruptions of such text (a no-break space that became a space, two code pages
mixed). Its options of style are off, because they rewrite Chinese punctuation. Its result is used
only in Chinese text, and only if no foreign letter is left in the stretch.
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import is_all_chinese
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN

_LATIN_PAGES = ("latin-1", "cp1252", "cp1250")
# bytes C2, C3 and E2 to EF, the lead bytes of marks and Han in UTF-8, in Latin-1 and similar charsets
TRIGGER_CHARS = frozenset("ÂÃâãäåæçèéï")
_NARROW_RUN = compile_on_use("[^\u2e80-\uffff\n]+")
# bytes 80 to BF, which follow a lead byte, in Latin-1 and similar charsets; a blank may stand for A0
_TRAIL_CHARS = re.escape(
    "".join(
        sorted(
            {codecs.list_byte_characters(name)[b] for name in _LATIN_PAGES for b in range(0x80, 0xC0)} | {" "}
        )
    )
)
_MISREAD_START = re.compile(f"[ÂÃâãäåæçèéï][{_TRAIL_CHARS}]")
# in text without Han, the result must be Han
_MISREAD_HAN = re.compile(
    rf"""
    [ÂÃãäåæçèéï]
    (?:
        (?<![ÂÃ])[{_TRAIL_CHARS}]{{2}}      # three bytes of a character
      | (?<=[ÂÃ])[{_TRAIL_CHARS}][ÂÃâ]      # its first two bytes, misread twice
    )
    """,
    re.VERBOSE,
)
_MARKED_PART = re.compile("[^,;:!?()\n]+")
_RULE = "wrong-charset/utf-8-as-latin"
_NON_ASCII_LETTER = re.compile("[\u00c0-\u024f\u0391-\u03c9\x80-\x9f]")


def propose_edits(text: str) -> Iterator[Edit]:
    r"""Propose ftfy's result for each stretch of Latin letters in Chinese text.

    >>> [edit.new for edit in propose_edits("他说：â€œ你好â€\x9d")]
    ['“', '”']
    """
    has_han = HAN_CHAR_PATTERN.search(text) is not None
    misread_pattern = _MISREAD_START if has_han else _MISREAD_HAN
    if not misread_pattern.search(text):
        return
    for match in _NARROW_RUN.finditer(text):
        if misread_pattern.search(match[0]):
            for span, new in _fix_run(text, Span(*match.span()), misread_pattern):
                if has_han or HAN_CHAR_PATTERN.search(new):
                    yield make_replacement(text, span, new, _RULE, 0.95, "ftfy.fix_encoding")


def _fix_run(text: str, run: Span, misread_pattern: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Yield the run with its repair, or where it has none as a whole, its parts between half-width marks.

    Script makes such marks full-width, and the parts would be runs of their own in the clean text.
    """
    if new := _fix_span(text, run):
        yield run, new
        return
    for match in _MARKED_PART.finditer(text, run.start, run.end):
        part = Span(*match.span())
        if part != run and misread_pattern.search(match[0]) and (new := _fix_span(text, part)):
            yield part, new


def _fix_span(text: str, span: Span) -> str:
    """Return the repair of a stretch, "" where ftfy finds none that is Chinese throughout."""
    old = span.slice_text(text)
    new = _fix_with_ftfy(old)
    return new if new != old and is_all_chinese(new) and not _NON_ASCII_LETTER.search(new) else ""


def _fix_with_ftfy(text: str) -> str:
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - takes 0.1 s, not needed for clean text

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
