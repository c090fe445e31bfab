"""Lines that show by their shape what they are: rows of a table, verse, a signed name and date."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.list_markers import NUMERALS, finished

_CELLS = re.compile(r"\t+| *\| *| {3,}")
_CLAUSE = re.compile(r"[^,。、;:!?…~ ]+")
_YEAR = rf"(?:\d{{4}}|[{NUMERALS}O○]{{4}})"
_DAY = rf"(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})"
_DATE = rf"(?:{_YEAR} ?年 ?{_DAY} ?月(?: ?{_DAY} ?日)?|\d{{4}}([-./])\d{{1,2}}\1\d{{1,2}})"
DATE_LINE = re.compile(rf"(?:[^,。;:!?]{{2,20}} )?{_DATE}(?: .{{1,8}})?$")
# what closes a letter or a notice stands above the name, and is none
_SIGNED = re.compile(r"(?!此致|敬礼|特此|谨此)[^,。;:!?]{2,24}$")

_CLASSIC = (5, 7)  # characters of the lines of classical verse

Named = Iterator[tuple[int, str]]


def shapes(texts: Sequence[str], reads: Sequence[str], settings: Paragraphs) -> dict[int, str]:
    """Return the roles of the paragraphs, given as they are and folded, that their shape tells."""
    return {**dict(_verse(reads, settings)), **dict(_rows(texts)), **dict(_signature(reads, settings))}


def _rows(texts: Sequence[str]) -> Named:
    """Yield two lines or more, one after another, that part into as many cells."""
    cells = [len(_CELLS.findall(text.strip("| "))) for text in texts]
    for i, count in enumerate(cells):
        if count and count in (*cells[max(0, i - 1) : i], *cells[i + 1 : i + 2]):
            yield i, "table"


def _verse(reads: Sequence[str], settings: Paragraphs) -> Named:
    """Yield runs of short lines that are verse."""
    run: list[int] = []
    for i, read in enumerate((*reads, "")):
        lengths = metre(read, settings)
        if lengths and (not run or read[-1].isalnum() == reads[run[0]][-1].isalnum()):
            run.append(i)
            continue
        if _sings([reads[k] for k in run], settings):
            yield from ((k, "verse") for k in run)
        run = [i] if lengths else []


def metre(read: str, settings: Paragraphs) -> list[int]:
    """Return the lengths of the clauses of a line that may be verse, none where it may not."""
    clauses = _CLAUSE.findall(read) if len(read) <= settings.verse_line else []
    lengths = [len(clause) for clause in clauses if clause.isalpha()]
    right = len(lengths) == len(clauses) > 0 and min(lengths) >= 3 and max(lengths) <= settings.verse_clause
    return lengths if right else []


def _sings(run: Sequence[str], settings: Paragraphs) -> bool:
    """Tell whether lines are regular verse (clauses of one length), lyrics, or free verse (bare of marks)."""
    lengths = sorted(length for read in run for length in metre(read, settings))
    if len(lengths) >= settings.verse_lines and lengths[0] == lengths[-1] in _CLASSIC:
        return not all(map(str.isalpha, run)) or len(run) % 4 == 0
    if len(run) < settings.verse_lines or lengths[len(lengths) // 2] < settings.verse_least:
        return False
    common = lengths.count(lengths[len(lengths) // 2])
    regular = common >= settings.verse_share * len(lengths)
    if not all(map(str.isalpha, run)):
        return regular or (len(run) >= settings.verse_free and lengths[-1] <= settings.verse_lyric)
    return len(run) % 4 == 0 if regular else len(run) >= settings.verse_free  # quatrains, or free verse


def _signature(reads: Sequence[str], settings: Paragraphs) -> Named:
    """Yield the signed names and the date that close a document."""
    last = len(reads) - 1
    dated = [i for i in range(max(1, last - settings.signature + 1), last + 1) if DATE_LINE.match(reads[i])]
    for i in dated:
        yield i, "signature"
        for k in range(i - 1, max(0, i - settings.signature), -1):
            if not _SIGNED.match(reads[k]) or finished(reads[k]):
                break
            yield k, "signature"
