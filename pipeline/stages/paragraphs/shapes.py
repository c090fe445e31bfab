"""Lines that show by their shape what they are: rows of a table, verse, a signed name and date."""

import re
from collections.abc import Iterator, Sequence

from pipeline.config import Paragraphs
from pipeline.stages.paragraphs.marks import NUMERALS, finished

_CELLS = re.compile(r"\t+| *\| *| {3,}")
_CLAUSE = re.compile(r"[^,。、;:!?…~“”‘’ ]+")
_YEAR = rf"(?:\d{{4}}|[{NUMERALS}O○]{{4}})"
_DAY = rf"(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})"
DATE_LINE = re.compile(
    rf"(?:[^,。;:!?]{{2,20}} )?(?:{_YEAR} ?年 ?{_DAY} ?月(?: ?{_DAY} ?日)?|\d{{4}}([-./])\d{{1,2}}\1\d{{1,2}})"
    r"(?: .{1,8})?$"
)
_SIGNED = re.compile(r"(?:此致|敬礼[!]?|谨启|敬上|敬启|特此(?:公告|通知|证明|函告)[。!]?|[^,。;:!?]{2,24})$")

Named = Iterator[tuple[int, str]]


def shapes(reads: Sequence[str], settings: Paragraphs) -> dict[int, str]:
    """Return the roles of the paragraphs, given folded, that their shape tells."""
    return {**dict(_verse(reads, settings)), **dict(_rows(reads)), **dict(_signature(reads, settings))}


def _rows(reads: Sequence[str]) -> Named:
    """Yield two lines or more, one after another, that part into as many cells."""
    cells = [len(_CELLS.findall(read.strip("| "))) for read in reads]
    for i, count in enumerate(cells):
        if count and count in (*cells[max(0, i - 1) : i], *cells[i + 1 : i + 2]):
            yield i, "table"


def _verse(reads: Sequence[str], settings: Paragraphs) -> Named:
    """Yield runs of short lines whose clauses are of one length, as in regular verse."""
    run: list[int] = []
    for i, read in enumerate((*reads, "")):
        if _metre(read, settings) and (not run or read[-1].isalnum() == reads[run[0]][-1].isalnum()):
            run.append(i)
            continue
        clauses = sorted(len(clause) for k in run for clause in _CLAUSE.findall(reads[k]))
        common = clauses.count(clauses[len(clauses) // 2]) if clauses else 0
        if len(run) >= settings.verse_lines and common >= settings.verse_share * len(clauses):
            yield from ((k, "verse") for k in run)
        run = [i] if _metre(read, settings) else []


def _metre(read: str, settings: Paragraphs) -> bool:
    clauses = [len(clause) for clause in _CLAUSE.findall(read)] if len(read) <= settings.verse_line else []
    return bool(clauses) and 3 <= min(clauses) and max(clauses) <= settings.verse_clause


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
