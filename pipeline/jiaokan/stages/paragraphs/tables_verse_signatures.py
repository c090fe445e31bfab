"""Lines that show by their shape what they are: rows of a table, verse, a signed name and date."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.config.schema import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import HAN_NUMERALS, has_sentence_end

_CELL_SEPARATOR = re.compile(r"\t+| *\| *| {3,}")
_CLAUSE_TEXT = re.compile(r"[^,。、;:!?…~ ]+")
_YEAR = rf"(?:\d{{4}}|[{HAN_NUMERALS}O○]{{4}})"
_DAY = rf"(?:\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}})"
_DATE = rf"(?:{_YEAR} ?年 ?{_DAY} ?月(?: ?{_DAY} ?日)?|\d{{4}}([-./])\d{{1,2}}\1\d{{1,2}})"
DATE_LINE = re.compile(rf"(?:[^,。;:!?]{{2,20}} )?{_DATE}(?: .{{1,8}})?$")
# what closes a letter or a notice stands above the name, and is none
_SIGNER_NAME = re.compile(r"(?!此致|敬礼|特此|谨此)[^,。;:!?]{2,24}$")

_CLASSIC_VERSE_CHARS = (5, 7)  # characters of the lines of classical verse

RoleAssignments = Iterator[tuple[int, str]]


def find_roles_by_shape(
    texts: Sequence[str], reads: Sequence[str], settings: ParagraphSettings
) -> dict[int, str]:
    """Return the roles of the paragraphs, given as they are and folded, that their shape tells."""
    return {
        **dict(_find_verse(reads, settings)),
        **dict(_find_table_rows(texts)),
        **dict(_find_signature(reads, settings)),
    }


def _find_table_rows(texts: Sequence[str]) -> RoleAssignments:
    """Yield two lines or more, one after another, that part into as many cells."""
    cells = [len(_CELL_SEPARATOR.findall(text.strip("| "))) for text in texts]
    for i, count in enumerate(cells):
        if count and count in (*cells[max(0, i - 1) : i], *cells[i + 1 : i + 2]):
            yield i, "table"


def _find_verse(reads: Sequence[str], settings: ParagraphSettings) -> RoleAssignments:
    """Yield runs of short lines that are verse."""
    run: list[int] = []
    for i, read in enumerate((*reads, "")):
        lengths = measure_clauses(read, settings)
        if lengths and (not run or read[-1].isalnum() == reads[run[0]][-1].isalnum()):
            run.append(i)
            continue
        if _is_verse([reads[k] for k in run], settings):
            yield from ((k, "verse") for k in run)
        run = [i] if lengths else []


def measure_clauses(read: str, settings: ParagraphSettings) -> list[int]:
    """Return the lengths of the clauses of a line that may be verse, none where it may not."""
    clauses = _CLAUSE_TEXT.findall(read) if len(read) <= settings.verse_line else []
    lengths = [len(clause) for clause in clauses if clause.isalpha()]
    right = len(lengths) == len(clauses) > 0 and min(lengths) >= 3 and max(lengths) <= settings.verse_clause
    return lengths if right else []


def _is_verse(run: Sequence[str], settings: ParagraphSettings) -> bool:
    """Tell whether lines are regular verse (clauses of one length), lyrics, or free verse (bare of marks)."""
    lengths = sorted(length for read in run for length in measure_clauses(read, settings))
    if len(lengths) >= settings.verse_lines and lengths[0] == lengths[-1] in _CLASSIC_VERSE_CHARS:
        return not all(map(str.isalpha, run)) or len(run) % 4 == 0
    if len(run) < settings.verse_lines or lengths[len(lengths) // 2] < settings.verse_least:
        return False
    common = lengths.count(lengths[len(lengths) // 2])
    regular = common >= settings.verse_share * len(lengths)
    if not all(map(str.isalpha, run)):
        return regular or (len(run) >= settings.verse_free and lengths[-1] <= settings.verse_lyric)
    return len(run) % 4 == 0 if regular else len(run) >= settings.verse_free  # quatrains, or free verse


def _find_signature(reads: Sequence[str], settings: ParagraphSettings) -> RoleAssignments:
    """Yield the signed names and the date that close a document."""
    last = len(reads) - 1
    dated = [i for i in range(max(1, last - settings.signature + 1), last + 1) if DATE_LINE.match(reads[i])]
    for i in dated:
        yield i, "signature"
        for k in range(i - 1, max(0, i - settings.signature), -1):
            if not _SIGNER_NAME.match(reads[k]) or has_sentence_end(reads[k]):
                break
            yield k, "signature"
