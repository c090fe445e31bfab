"""Tell verse from prose by the lengths of its lines and clauses."""

import re
from collections.abc import Sequence

from jiaokan.config.paragraph_settings import VerseSettings

# lines of one stanza on a page of HTML, where single line breaks part them
MAX_STANZA_LINE_CHARS = 24  # code points
MIN_STANZA_LINES = 4
_CLASSIC_CLAUSE_CHARS = (5, 7)  # characters of the lines of classical verse
_MIN_CLAUSE_CHARS = 3  # characters of the shortest clause
_STANZA_LINES = 4  # lines without marks come in quatrains
_CLAUSE_TEXT = re.compile(r"[^,。、;:!?…~ ]+")


def measure_clauses(text: str, settings: VerseSettings) -> list[int]:
    """Return the lengths of the clauses of a normalized line that may be verse; empty if it may not."""
    clauses = _CLAUSE_TEXT.findall(text) if len(text) <= settings.max_line_chars else []
    lengths = list(map(len, clauses))
    may_be_verse = (
        bool(lengths)
        and min(lengths) >= _MIN_CLAUSE_CHARS
        and max(lengths) <= settings.max_free_clause_chars
        and all(map(str.isalpha, clauses))
    )
    return lengths if may_be_verse else []


def is_verse(lines: Sequence[str], settings: VerseSettings) -> bool:
    """Tell whether lines are regular verse (clauses of one length), lyrics, or free verse (without marks).

    Args:
        lines: Normalized lines, each of which may be verse.
        settings: The limits.
    """
    lengths = sorted(length for line in lines for length in measure_clauses(line, settings))
    has_marks = not all(map(str.isalpha, lines))
    if len(lengths) >= settings.min_lines and lengths[0] == lengths[-1] in _CLASSIC_CLAUSE_CHARS:
        return has_marks or len(lines) % _STANZA_LINES == 0
    if len(lines) < settings.min_lines or lengths[len(lengths) // 2] < settings.min_clause_chars:
        return False
    common_count = lengths.count(lengths[len(lengths) // 2])
    is_regular = common_count >= settings.min_equal_clause_share * len(lengths)
    is_long_enough = len(lines) >= settings.min_free_lines
    if has_marks:
        return is_regular or (is_long_enough and lengths[-1] <= settings.max_lyric_clause_chars)
    return len(lines) % _STANZA_LINES == 0 if is_regular else is_long_enough


def is_mostly_verse(lines: Sequence[str], settings: VerseSettings) -> bool:
    """Tell whether most normalized lines of a page consist of clauses as short as those of lyrics."""
    if len(lines) < settings.min_lines:
        return False
    lengths = filter(None, (measure_clauses(line, settings) for line in lines))
    short_count = sum(max(one) <= settings.max_lyric_clause_chars for one in lengths)
    return 2 * short_count > len(lines)
