"""Find table rows, verse and signatures by the shape of their lines."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import HAN_NUMERALS, has_sentence_end

_CELL_SEPARATOR = re.compile(r"\t+| *\| *| {3,}")
_CLAUSE_TEXT = re.compile(r"[^,。、;:!?…~ ]+")
_YEAR = rf"(?:\d{{4}}|[{HAN_NUMERALS}O○]{{4}})"
_DAY = rf"(?:\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}})"
_DATE = rf"(?:{_YEAR} ?年 ?{_DAY} ?月(?: ?{_DAY} ?日)?|\d{{4}}([-./])\d{{1,2}}\1\d{{1,2}})"
DATE_LINE = re.compile(rf"(?:[^,。;:!?]{{2,20}} )?{_DATE}(?: .{{1,8}})?$")
# the close of a letter or a notice is above the name and is no name
_SIGNER_NAME = re.compile(r"(?!此致|敬礼|特此|谨此)[^,。;:!?]{2,24}$")

_CLASSIC_VERSE_CHARS = (5, 7)  # characters of the lines of classical verse

RoleAssignments = Iterator[tuple[int, str]]


def find_roles_by_shape(
    texts: Sequence[str], normalized_texts: Sequence[str], settings: ParagraphSettings
) -> dict[int, str]:
    """Return the paragraphs that are table rows, verse or a signature, each with its role.

    Args:
        texts: the paragraphs.
        normalized_texts: the same paragraphs, normalized.
        settings: the limits of the stage.
    """
    return {
        **dict(_find_verse(normalized_texts, settings)),
        **dict(_find_table_rows(texts)),
        **dict(_find_signature(normalized_texts, settings)),
    }


def _find_table_rows(texts: Sequence[str]) -> RoleAssignments:
    """Yield consecutive lines, two or more, with the same number of cells."""
    separator_counts = [len(_CELL_SEPARATOR.findall(text.strip("| "))) for text in texts]
    for i, count in enumerate(separator_counts):
        if count and count in (*separator_counts[max(0, i - 1) : i], *separator_counts[i + 1 : i + 2]):
            yield i, "table"


def _find_verse(texts: Sequence[str], settings: ParagraphSettings) -> RoleAssignments:
    """Yield runs of short lines that are verse."""
    run: list[int] = []
    for i, text in enumerate((*texts, "")):
        lengths = measure_clauses(text, settings)
        if lengths and (not run or text[-1].isalnum() == texts[run[0]][-1].isalnum()):
            run.append(i)
            continue
        if _is_verse([texts[j] for j in run], settings):
            yield from ((j, "verse") for j in run)
        run = [i] if lengths else []


def measure_clauses(text: str, settings: ParagraphSettings) -> list[int]:
    """Return the lengths of the clauses of a normalized line that may be verse; empty if it may not."""
    clauses = _CLAUSE_TEXT.findall(text) if len(text) <= settings.verse.max_line_chars else []
    lengths = [len(clause) for clause in clauses if clause.isalpha()]
    may_be_verse = (
        len(lengths) == len(clauses) > 0
        and min(lengths) >= 3
        and max(lengths) <= settings.verse.max_free_clause_chars
    )
    return lengths if may_be_verse else []


def _is_verse(lines: Sequence[str], settings: ParagraphSettings) -> bool:
    """Tell whether lines are regular verse (clauses of one length), lyrics, or free verse (without marks)."""
    lengths = sorted(length for line in lines for length in measure_clauses(line, settings))
    if len(lengths) >= settings.verse.min_lines and lengths[0] == lengths[-1] in _CLASSIC_VERSE_CHARS:
        return not all(map(str.isalpha, lines)) or len(lines) % 4 == 0
    if len(lines) < settings.verse.min_lines or lengths[len(lengths) // 2] < settings.verse.min_clause_chars:
        return False
    common_count = lengths.count(lengths[len(lengths) // 2])
    is_regular = common_count >= settings.verse.min_equal_clause_share * len(lengths)
    if not all(map(str.isalpha, lines)):
        return is_regular or (
            len(lines) >= settings.verse.min_free_lines
            and lengths[-1] <= settings.verse.max_lyric_clause_chars
        )
    return (
        len(lines) % 4 == 0 if is_regular else len(lines) >= settings.verse.min_free_lines
    )  # quatrains, or free verse


def _find_signature(texts: Sequence[str], settings: ParagraphSettings) -> RoleAssignments:
    """Yield the signed names and the date at the end of a document."""
    last = len(texts) - 1
    date_lines = [
        i
        for i in range(max(1, last - settings.signatures.max_closing_paragraphs + 1), last + 1)
        if DATE_LINE.match(texts[i])
    ]
    for i in date_lines:
        yield i, "signature"
        for j in range(i - 1, max(0, i - settings.signatures.max_closing_paragraphs), -1):
            if not _SIGNER_NAME.match(texts[j]) or has_sentence_end(texts[j]):
                break
            yield j, "signature"
