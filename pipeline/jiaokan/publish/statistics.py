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

from jiaokan.config.config_loader import SETTINGS_TABLE_BY_STAGE
from jiaokan.core.document import Document
from jiaokan.publish import parquet_writer, release_reader
from jiaokan.publish.release_tables import TABLES

# upper bounds of the classes of length, in code points of the clean text
LENGTH_BOUNDS_CHARS = (100, 300, 1_000, 3_000, 10_000, 30_000)
OPENING_CHARS = 240  # code points of a page that are shown
NamedCounts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """What one rule did: edits that change something, notes, documents, code points; one sample."""

    stage: str
    rule: str
    edits: int
    notes: int
    documents: int
    removed_chars: int
    added_chars: int
    sample: tuple[str, str, str]  # document id, before, after


@dataclass(frozen=True, slots=True)
class StageCounts:
    """What one stage received and left, in code points, and how many documents it changed."""

    stage: str
    documents: int
    edits: int
    received_chars: int
    left_chars: int


@dataclass(frozen=True, slots=True)
class ReleaseStatistics:
    """Everything that the card tells; shares are for the reader of it to work out."""

    row_counts: NamedCounts
    raw_chars: int
    clean_chars: int
    kinds: NamedCounts
    scripts: NamedCounts
    genres: NamedCounts
    regions: NamedCounts
    sites: NamedCounts
    roles: NamedCounts
    lengths: NamedCounts
    reject_reasons: NamedCounts
    stages: tuple[StageCounts, ...]
    rules: tuple[RuleCounts, ...]
    opening: tuple[str, str, str]  # of the first document that changed: id, raw, clean


def measure_release(release: Path) -> ReleaseStatistics:
    """Count the release; stages come in the order they run."""
    texts = _sum_columns(release, ("n_chars_raw", "n_chars"))
    rules = _count_rules(release)
    return ReleaseStatistics(
        row_counts=tuple(
            (table, parquet_writer.count_rows(release, table))
            for table in TABLES
            if parquet_writer.list_shards(release, table)
        ),
        raw_chars=texts[0],
        clean_chars=texts[1],
        kinds=_count_values(release, "documents", "kind"),
        scripts=_count_values(release, "documents", "script"),
        genres=_count_fact_values(release, "genre"),
        regions=_count_fact_values(release, "region"),
        sites=_count_values(release, "documents", "site"),
        roles=_count_values(release, "paragraphs", "role"),
        lengths=_count_lengths(release),
        reject_reasons=_count_values(release, "rejects", "reason"),
        stages=_count_stages(release, rules, texts[0]),
        rules=rules,
        opening=_find_opening(release),
    )


def _find_opening(release: Path) -> tuple[str, str, str]:
    changed = (
        document for document in release_reader.read_documents(release) if document.text != document.raw
    )
    first = next(changed, Document("", ""))
    return first.id, first.raw[:OPENING_CHARS], first.text[:OPENING_CHARS]


def _read_row_groups(release: Path, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    for path in parquet_writer.list_shards(release, table):
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                yield file.read_row_group(group, columns=list(columns))


def _sum_columns(release: Path, columns: Sequence[str]) -> list[int]:
    totals = [0] * len(columns)
    for group in _read_row_groups(release, "documents", columns):
        totals = [
            total + (pc.sum(group[name]).as_py() or 0) for total, name in zip(totals, columns, strict=True)
        ]
    return totals


def _rank_counts(counts: Counter[str]) -> NamedCounts:
    """Order by count, the greatest first, then by name."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _count_values(release: Path, table: str, column: str) -> NamedCounts:
    counts: Counter[str] = Counter()
    for group in _read_row_groups(release, table, [column]):
        for row in pc.value_counts(group[column]).to_pylist():
            counts[row["values"] or ""] += row["counts"]
    return _rank_counts(counts)


def _count_fact_values(release: Path, field: str) -> NamedCounts:
    """Count the first line of a field (the province of a region), "" where documents lack it."""
    counts: Counter[str] = Counter()
    for group in _read_row_groups(release, "facts", ["document_id", "field", "value"]):
        chosen = group.filter(pc.equal(group["field"], field)).group_by("document_id", use_threads=False)
        for value in chosen.aggregate([("value", "first")])["value_first"].to_pylist():
            counts[value.split("\n")[0]] += 1
    if counts:
        counts[""] += parquet_writer.count_rows(release, "documents") - counts.total()
    return _rank_counts(+counts)


def _count_lengths(release: Path) -> NamedCounts:
    counts = Counter[int]()
    for group in _read_row_groups(release, "documents", ["n_chars"]):
        for length in group["n_chars"].to_pylist():
            counts[sum(length >= bound for bound in LENGTH_BOUNDS_CHARS)] += 1
    bounds = [0, *LENGTH_BOUNDS_CHARS]
    names = [f"{low:,}–{high - 1:,}" for low, high in zip(bounds, LENGTH_BOUNDS_CHARS, strict=False)]
    return tuple(
        (name, counts[i]) for i, name in enumerate([*names, f"{LENGTH_BOUNDS_CHARS[-1]:,} and more"])
    )


def _add_edit_sizes(group: pa.Table) -> pa.Table:
    """Add to a group of edits what each takes and puts, and whether it changes nothing."""
    note = pc.equal(group["before"], group["after"])
    sizes = {"taken": pc.utf8_length(group["before"]), "put": pc.utf8_length(group["after"])}
    for name, size in sizes.items():
        group = group.append_column(name, pc.if_else(note, 0, size))
    return group.append_column("note", pc.cast(note, pa.int32()))


def _count_rules(release: Path) -> tuple[RuleCounts, ...]:
    found: dict[tuple[str, str], RuleCounts] = {}
    for group in _read_row_groups(release, "edits", ["document_id", "stage", "rule", "before", "after"]):
        keyed = _add_edit_sizes(group).group_by(["stage", "rule"], use_threads=False)
        totals = [
            ("note", "count"),
            ("note", "sum"),
            ("document_id", "count_distinct"),
            ("taken", "sum"),
            ("put", "sum"),
        ]
        firsts = [(column, "first") for column in ("document_id", "before", "after")]
        for row in keyed.aggregate([*totals, *firsts]).to_pylist():
            made = RuleCounts(
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
            found[key] = _add_rule_counts(found[key], made) if key in found else made
    return tuple(sorted(found.values(), key=lambda r: (-r.edits - r.notes, r.rule, r.stage)))


def _add_rule_counts(one: RuleCounts, other: RuleCounts) -> RuleCounts:
    return RuleCounts(
        one.stage,
        one.rule,
        one.edits + other.edits,
        one.notes + other.notes,
        one.documents + other.documents,
        one.removed_chars + other.removed_chars,
        one.added_chars + other.added_chars,
        one.sample,
    )


def _count_stages(release: Path, rules: Sequence[RuleCounts], raw: int) -> tuple[StageCounts, ...]:
    touched: Counter[str] = Counter()
    for group in _read_row_groups(release, "edits", ["document_id", "stage"]):
        keyed = group.group_by("stage", use_threads=False).aggregate([("document_id", "count_distinct")])
        for row in keyed.to_pylist():
            touched[row["stage"]] += row["document_id_count_distinct"]
    order = list(SETTINGS_TABLE_BY_STAGE)
    stages = []
    for name in sorted(touched, key=lambda n: (order.index(n) if n in order else len(order), n)):
        own = [rule for rule in rules if rule.stage == name]
        left = raw + sum(rule.added_chars - rule.removed_chars for rule in own)
        stages.append(StageCounts(name, touched[name], sum(rule.edits for rule in own), raw, left))
        raw = left
    return tuple(stages)
