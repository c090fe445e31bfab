"""What a release holds and what was done to it, as its card shows it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jiaokan.publish.shard_statistics import LENGTH_BOUNDS_CHARS, RuleCounts, ShardStatistics
from jiaokan.publish.tables.release_tables import TABLES
from jiaokan.stages import STAGES

NamedCounts = tuple[tuple[str, int], ...]


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
    """All counts that the card shows or works out shares from; lengths are in code points."""

    row_counts: NamedCounts
    raw_chars: int
    seen_chars: int  # of the raw texts, without the markup of pages of HTML
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
    years: NamedCounts
    mentions: NamedCounts
    text_sizes: Mapping[str, int]  # bytes, han, words
    example: Mapping[str, Any] | None
    opening: tuple[str, str, str]  # of the first document that changed: id, raw, clean


def summarize_statistics(found: ShardStatistics) -> ReleaseStatistics:
    """Return the counts of a whole release in the order that the card shows them."""
    rules = tuple(sorted(found.rules.values(), key=lambda r: (-r.edits - r.notes, r.rule, r.stage)))
    return ReleaseStatistics(
        row_counts=tuple((table, found.row_counts[table]) for table in TABLES if table in found.row_counts),
        raw_chars=found.raw_chars,
        seen_chars=found.raw_chars - found.unseen_chars,
        clean_chars=found.clean_chars,
        kinds=_select_values(found, "kind"),
        scripts=_select_values(found, "script"),
        genres=_select_facts(found, "genre"),
        regions=_select_facts(found, "region"),
        sites=_select_values(found, "site"),
        roles=_select_values(found, "role"),
        lengths=_name_lengths(found.lengths),
        reject_reasons=_select_values(found, "reason"),
        stages=_count_stages(found, rules),
        rules=rules,
        years=tuple(sorted(_select_values(found, "year"))),
        mentions=_select_values(found, "mention"),
        text_sizes=found.text_sizes,
        example=found.example,
        opening=found.opening or ("", "", ""),
    )


def _rank_counts(counts: Counter[str]) -> NamedCounts:
    """Return counts sorted: the greatest first, equal ones by name."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _select_values(found: ShardStatistics, column: str) -> NamedCounts:
    return _rank_counts(Counter({value: n for (name, value), n in found.values.items() if name == column}))


def _select_facts(found: ShardStatistics, name: str) -> NamedCounts:
    """Return the counts of a field (the province of a region), with "" for documents that lack it."""
    counts = Counter({value: n for (fact, value), n in found.facts.items() if fact == name})
    if counts:
        counts[""] += found.row_counts["documents"] - counts.total()
    return _rank_counts(+counts)


def _name_lengths(counts: Counter[int]) -> NamedCounts:
    bounds = [0, *LENGTH_BOUNDS_CHARS]
    names = [f"{low:,}–{high - 1:,}" for low, high in zip(bounds, LENGTH_BOUNDS_CHARS, strict=False)]
    return tuple(
        (name, counts[i]) for i, name in enumerate([*names, f"{LENGTH_BOUNDS_CHARS[-1]:,} and more"])
    )


def _count_stages(found: ShardStatistics, rules: Sequence[RuleCounts]) -> tuple[StageCounts, ...]:
    raw = found.raw_chars
    order = list(STAGES)
    stages = []
    for name in sorted(
        found.changed_documents, key=lambda n: (order.index(n) if n in order else len(order), n)
    ):
        rules_of_stage = [rule for rule in rules if rule.stage == name]
        left = raw + sum(rule.added_chars - rule.removed_chars for rule in rules_of_stage)
        edits = sum(rule.edits for rule in rules_of_stage)
        stages.append(StageCounts(name, found.changed_documents[name], edits, raw, left))
        raw = left
    return tuple(stages)
