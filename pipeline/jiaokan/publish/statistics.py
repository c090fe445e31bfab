"""Count what a release holds and what was done to it, from its Parquet alone.

A row group holds whole documents, so groups are counted one by one and added up.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jiaokan.config.config_loader import STAGE_TABLES
from jiaokan.core.document import Document
from jiaokan.publish import parquet_writer, release_reader
from jiaokan.publish.release_tables import TABLES

# upper bounds of the classes of length, in code points of the clean text
LENGTHS = (100, 300, 1_000, 3_000, 10_000, 30_000)
OPENING = 240  # code points of a page that are shown
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule did: edits that change something, notes, documents, code points; one sample."""

    stage: str
    rule: str
    edits: int
    notes: int
    documents: int
    taken: int
    put: int
    sample: tuple[str, str, str]  # document id, before, after


@dataclass(frozen=True, slots=True)
class Stage:
    """What one stage received and left, in code points, and how many documents it changed."""

    stage: str
    documents: int
    edits: int
    received: int
    left: int


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that the card tells; shares are for the reader of it to work out."""

    rows: Counts
    characters_raw: int
    characters: int
    kinds: Counts
    scripts: Counts
    genres: Counts
    regions: Counts
    sites: Counts
    roles: Counts
    lengths: Counts
    reasons: Counts
    stages: tuple[Stage, ...]
    rules: tuple[Rule, ...]
    opening: tuple[str, str, str]  # of the first document that changed: id, raw, clean


def survey(release: Path) -> Survey:
    """Count the release; stages come in the order they run."""
    texts = _sums(release, ("n_chars_raw", "n_chars"))
    rules = _rules(release)
    return Survey(
        rows=tuple(
            (table, parquet_writer.count(release, table))
            for table in TABLES
            if parquet_writer.shards(release, table)
        ),
        characters_raw=texts[0],
        characters=texts[1],
        kinds=_values(release, "documents", "kind"),
        scripts=_values(release, "documents", "script"),
        genres=_facts(release, "genre"),
        regions=_facts(release, "region"),
        sites=_values(release, "documents", "site"),
        roles=_values(release, "paragraphs", "role"),
        lengths=_lengths(release),
        reasons=_values(release, "rejects", "reason"),
        stages=_stages(release, rules, texts[0]),
        rules=rules,
        opening=_opening(release),
    )


def _opening(release: Path) -> tuple[str, str, str]:
    changed = (document for document in release_reader.documents(release) if document.text != document.raw)
    first = next(changed, Document("", ""))
    return first.id, first.raw[:OPENING], first.text[:OPENING]


def _groups(release: Path, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    for path in parquet_writer.shards(release, table):
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                yield file.read_row_group(group, columns=list(columns))


def _sums(release: Path, columns: Sequence[str]) -> list[int]:
    totals = [0] * len(columns)
    for group in _groups(release, "documents", columns):
        totals = [
            total + (pc.sum(group[name]).as_py() or 0) for total, name in zip(totals, columns, strict=True)
        ]
    return totals


def _ranked(counts: Counter[str]) -> Counts:
    """Order by count, the greatest first, then by name."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _values(release: Path, table: str, column: str) -> Counts:
    counts: Counter[str] = Counter()
    for group in _groups(release, table, [column]):
        for row in pc.value_counts(group[column]).to_pylist():
            counts[row["values"] or ""] += row["counts"]
    return _ranked(counts)


def _facts(release: Path, field: str) -> Counts:
    """Count the first line of a field (the province of a region), "" where documents lack it."""
    counts: Counter[str] = Counter()
    for group in _groups(release, "facts", ["document_id", "field", "value"]):
        chosen = group.filter(pc.equal(group["field"], field)).group_by("document_id", use_threads=False)
        for value in chosen.aggregate([("value", "first")])["value_first"].to_pylist():
            counts[value.split("\n")[0]] += 1
    if counts:
        counts[""] += parquet_writer.count(release, "documents") - counts.total()
    return _ranked(+counts)


def _lengths(release: Path) -> Counts:
    counts = Counter[int]()
    for group in _groups(release, "documents", ["n_chars"]):
        for length in group["n_chars"].to_pylist():
            counts[sum(length >= bound for bound in LENGTHS)] += 1
    bounds = [0, *LENGTHS]
    names = [f"{low:,}–{high - 1:,}" for low, high in zip(bounds, LENGTHS, strict=False)]
    return tuple((name, counts[i]) for i, name in enumerate([*names, f"{LENGTHS[-1]:,} and more"]))


def _measured(group: pa.Table) -> pa.Table:
    """Add to a group of edits what each takes and puts, and whether it changes nothing."""
    note = pc.equal(group["before"], group["after"])
    sizes = {"taken": pc.utf8_length(group["before"]), "put": pc.utf8_length(group["after"])}
    for name, size in sizes.items():
        group = group.append_column(name, pc.if_else(note, 0, size))
    return group.append_column("note", pc.cast(note, pa.int32()))


def _rules(release: Path) -> tuple[Rule, ...]:
    found: dict[tuple[str, str], Rule] = {}
    for group in _groups(release, "edits", ["document_id", "stage", "rule", "before", "after"]):
        keyed = _measured(group).group_by(["stage", "rule"], use_threads=False)
        totals = [
            ("note", "count"),
            ("note", "sum"),
            ("document_id", "count_distinct"),
            ("taken", "sum"),
            ("put", "sum"),
        ]
        firsts = [(column, "first") for column in ("document_id", "before", "after")]
        for row in keyed.aggregate([*totals, *firsts]).to_pylist():
            made = Rule(
                row["stage"],
                row["rule"],
                row["note_count"] - row["note_sum"],
                row["note_sum"],
                row["document_id_count_distinct"],
                row["taken_sum"],
                row["put_sum"],
                (row["document_id_first"], row["before_first"], row["after_first"]),
            )
            key = (made.stage, made.rule)
            found[key] = _plus(found[key], made) if key in found else made
    return tuple(sorted(found.values(), key=lambda r: (-r.edits - r.notes, r.rule, r.stage)))


def _plus(one: Rule, other: Rule) -> Rule:
    return Rule(
        one.stage,
        one.rule,
        one.edits + other.edits,
        one.notes + other.notes,
        one.documents + other.documents,
        one.taken + other.taken,
        one.put + other.put,
        one.sample,
    )


def _stages(release: Path, rules: Sequence[Rule], raw: int) -> tuple[Stage, ...]:
    touched: Counter[str] = Counter()
    for group in _groups(release, "edits", ["document_id", "stage"]):
        keyed = group.group_by("stage", use_threads=False).aggregate([("document_id", "count_distinct")])
        for row in keyed.to_pylist():
            touched[row["stage"]] += row["document_id_count_distinct"]
    order = list(STAGE_TABLES)
    stages = []
    for name in sorted(touched, key=lambda n: (order.index(n) if n in order else len(order), n)):
        own = [rule for rule in rules if rule.stage == name]
        left = raw + sum(rule.put - rule.taken for rule in own)
        stages.append(Stage(name, touched[name], sum(rule.edits for rule in own), raw, left))
        raw = left
    return tuple(stages)
