"""Count a part of a release as its row groups are written, so that the counts of all parts add up."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jiaokan.core.document import Document
from jiaokan.publish.tables.row_grouping import RowGrouping, encode_values, measure_edits
from jiaokan.text.character_counts import count_han_and_words
from jiaokan.text.seen_text import count_unseen_chars

# upper bounds of the classes of length, in code points of the clean text
LENGTH_BOUNDS_CHARS = (100, 300, 1_000, 3_000, 10_000, 30_000)
# columns whose values are counted: table, column, name of the count; and fields of facts of which the
# first line is
COUNTED_COLUMNS = (
    ("documents", "kind", "kind"),
    ("documents", "script", "script"),
    ("documents", "site", "site"),
    ("paragraphs", "role", "role"),
    ("mentions", "kind", "mention"),
    ("rejects", "reason", "reason"),
)
COUNTED_FACTS = ("genre", "region")
OPENING_CHARS = 240  # code points of a page that are shown
MAX_EXAMPLE_CHARS = 120  # code points of a value in the row that is shown


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


@dataclass(slots=True)
class ShardStatistics:
    """Counts of a part of a release; those of all parts in order add up to the counts of the whole.

    `lengths` counts documents by their class of length; `facts` counts the first line of a field by
    (field, line); `rules` has the first sample of each (stage, rule); `text_sizes` says what the clean text
    is made of; `example` is a row of the table of documents.
    """

    raw_chars: int = 0
    clean_chars: int = 0
    row_counts: Counter[str] = field(default_factory=Counter)
    values: Counter[tuple[str, str]] = field(default_factory=Counter)
    facts: Counter[tuple[str, str]] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
    changed_documents: Counter[str] = field(default_factory=Counter)
    rules: dict[tuple[str, str], RuleCounts] = field(default_factory=dict)
    opening: tuple[str, str, str] | None = None
    text_sizes: Counter[str] = field(default_factory=Counter)
    example: dict[str, Any] | None = None
    unseen_chars: int = 0  # markup of pages of HTML, in their raw texts

    def count_group(self, table: str, group: pa.Table) -> None:
        """Count a row group of a table; a group holds whole documents."""
        self.row_counts[table] += len(group)
        for column, name in ((column, name) for counted, column, name in COUNTED_COLUMNS if counted == table):
            for row in pc.value_counts(group[column]).to_pylist():
                self.values[name, row["values"] or ""] += row["counts"]
        if table == "documents":
            self._count_lengths(group)
            self.text_sizes.update(count_text_sizes(group))
            self._count_years(group)
            self.example = self.example or find_example(group)
        elif table == "facts":
            for name in COUNTED_FACTS:
                self._count_facts(name, group)
        elif table == "edits":
            self._count_edits(group)

    def note_opening(self, document: Document) -> None:
        """Keep how the first document that changed begins."""
        if self.opening is None and document.text != (raw := document.raw):
            self.opening = document.id, raw[:OPENING_CHARS], document.text[:OPENING_CHARS]

    def add(self, other: "ShardStatistics") -> None:
        """Count what comes after: the counts of a later part."""
        self.raw_chars += other.raw_chars
        self.unseen_chars += other.unseen_chars
        self.clean_chars += other.clean_chars
        self.row_counts.update(other.row_counts)
        self.values.update(other.values)
        self.facts.update(other.facts)
        self.lengths.update(other.lengths)
        self.changed_documents.update(other.changed_documents)
        for rule in other.rules.values():
            self._add_rule(rule)
        self.opening = self.opening or other.opening
        self.text_sizes.update(other.text_sizes)
        self.example = self.example or other.example

    def to_json(self) -> dict[str, Any]:
        """Return the counts as a JSON object."""
        tables = {name: getattr(self, name) for name in ("values", "facts")}
        return {
            "raw_chars": self.raw_chars,
            "unseen_chars": self.unseen_chars,
            "clean_chars": self.clean_chars,
            "row_counts": self.row_counts,
            "changed_documents": self.changed_documents,
            "lengths": sorted(self.lengths.items()),
            **{name: [[*key, n] for key, n in counts.items()] for name, counts in tables.items()},
            "rules": [asdict(rule) for rule in self.rules.values()],
            "opening": self.opening,
            "text_sizes": self.text_sizes,
            "example": self.example,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "ShardStatistics":
        """Return the counts that a JSON object holds."""
        rules = [RuleCounts(**{**row, "sample": tuple(row["sample"])}) for row in value["rules"]]
        return cls(
            value["raw_chars"],
            value["clean_chars"],
            Counter(value["row_counts"]),
            Counter({(name, text): n for name, text, n in value["values"]}),
            Counter({(name, text): n for name, text, n in value["facts"]}),
            Counter(dict(value["lengths"])),
            Counter(value["changed_documents"]),
            {(rule.stage, rule.rule): rule for rule in rules},
            tuple(value["opening"]) if value["opening"] else None,
            Counter(value["text_sizes"]),
            value["example"],
            value["unseen_chars"],
        )

    def _add_rule(self, rule: RuleCounts) -> None:
        key = (rule.stage, rule.rule)
        self.rules[key] = _add_rule_counts(self.rules[key], rule) if key in self.rules else rule

    def _count_lengths(self, group: pa.Table) -> None:
        self.raw_chars += pc.sum(group["n_chars_raw"]).as_py() or 0
        self.clean_chars += pc.sum(group["n_chars"]).as_py() or 0
        for length in group["n_chars"].to_pylist():
            self.lengths[sum(length >= bound for bound in LENGTH_BOUNDS_CHARS)] += 1

    def _count_years(self, group: pa.Table) -> None:
        years = pc.utf8_slice_codeunits(group["published"], 0, 4)
        for row in pc.value_counts(years).to_pylist():
            self.values["year", row["values"] or ""] += row["counts"]

    def _count_facts(self, name: str, group: pa.Table) -> None:
        rows = zip(*(group[column].to_pylist() for column in ("field", "document_id", "value")), strict=True)
        first_by_document: dict[str, str] = {}
        for _, document, value in (row for row in rows if row[0] == name):
            first_by_document.setdefault(document, value)
        for value in first_by_document.values():
            self.facts[name, value.split("\n")[0]] += 1

    def _count_edits(self, group: pa.Table) -> None:
        stages, stage_codes = encode_values(group["stage"])
        documents, document_codes = encode_values(group["document_id"])
        rules, rule_codes = encode_values(group["rule"])
        if "extract" in stages:
            columns = (group[name].to_pylist() for name in ("stage", "rule", "before", "after"))
            edits_of_stages = zip(*columns, strict=True)
            self.unseen_chars += sum(
                count_unseen_chars(*edit) for stage, *edit in edits_of_stages if stage == "extract"
            )
        keys = RowGrouping(stage_codes * len(rules) + rule_codes)
        changed = keys.count_distinct(document_codes, len(documents))
        counts = [keys.add_up(column) for column in measure_edits(group)]
        for number, row in keys.list_groups():
            edits, notes, taken, put = (int(column[number]) for column in counts)
            sample = documents[document_codes[row]], group["before"][row].as_py(), group["after"][row].as_py()
            stage, rule = stages[stage_codes[row]], rules[rule_codes[row]]
            self._add_rule(RuleCounts(stage, rule, edits, notes, int(changed[number]), taken, put, sample))
        of_stages = RowGrouping(stage_codes)
        changed = of_stages.count_distinct(document_codes, len(documents))
        for number, row in of_stages.list_groups():
            self.changed_documents[stages[stage_codes[row]]] += int(changed[number])


def count_text_sizes(group: pa.Table) -> dict[str, int]:
    """Return how many bytes, Han and words of other scripts the texts of a group hold."""
    text = group["text"]
    han, words = count_han_and_words("\n".join(text.to_pylist()))
    return {"bytes": pc.sum(pc.binary_length(text)).as_py() or 0, "han": han, "words": words}


def find_example(group: pa.Table) -> dict[str, Any] | None:
    """Return the first article of a group whose title and date are known, values shortened; None for none."""
    columns = (group[name].to_pylist() for name in ("title", "published", "kind"))
    known = (
        title and published and kind == "article" for title, published, kind in zip(*columns, strict=True)
    )
    if (row := next((row for row, is_known in enumerate(known) if is_known), None)) is None:
        return None
    (example,) = group.slice(row, 1).to_pylist()
    return {name: _shorten_value(value) for name, value in example.items()}


def _shorten_value(value: Any) -> Any:
    if isinstance(value, str) and len(value) > MAX_EXAMPLE_CHARS:
        return f"{value[:MAX_EXAMPLE_CHARS]}…"
    return value


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
