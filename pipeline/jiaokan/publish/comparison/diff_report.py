"""Format the difference between two releases as text, Markdown or JSON."""

import json
from dataclasses import asdict, dataclass
from unicodedata import east_asian_width

from jiaokan.publish.card_format.card_markdown import format_cell, format_text_table
from jiaokan.publish.comparison.release_diff import Change, ChangeKind, Difference

_KIND_LABELS: dict[ChangeKind, str] = {
    "added": "added",
    "gone": "gone",
    "raw": "with another raw text",
    "text": "with changed text",
    "metadata": "with changed metadata",
}
_MAX_SAMPLE_CHARS = 40  # code points of either side of an edit
_MAX_NAMED_DOCUMENTS = 100  # documents of one kind in a report; JSON names all
_DOCUMENT_COLUMNS = ("document", "differs in", "rules")
_SUM_COLUMNS = ("stage", "rule", "documents", "edits lost", "edits gained", "why", "for instance")
TextRows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _ReportTable:
    """A table of the report: title, column names, and rows of plain text."""

    title: str
    columns: tuple[str, ...]
    rows: TextRows


def to_json(difference: Difference) -> str:
    """Return the difference as one JSON object; "changes" has one document a line."""
    fields = asdict(difference) | {"level": difference.level}
    changes = ",\n".join(json.dumps(change, ensure_ascii=False) for change in fields.pop("changes"))
    head = json.dumps(fields, ensure_ascii=False)[:-1]
    return f'{head}, "changes": [\n{changes}\n]}}\n'


def to_text(difference: Difference) -> str:
    """Return the report as text for a terminal, its columns aligned."""
    lines = [_escape_unprintable(_make_title(difference)), ""]
    for part in _make_report_tables(difference):
        columns = [part.columns, *(tuple(map(_escape_unprintable, row)) for row in part.rows)]
        widths = [max(map(_count_columns, column)) for column in zip(*columns, strict=True)]
        rows = (zip(row, widths, strict=True) for row in columns)
        lines += [f"{part.title}:"]
        lines += [
            "  " + "  ".join(v + " " * (n - _count_columns(v)) for v, n in row).rstrip() for row in rows
        ] + [""]
    return "\n".join(lines)


def to_markdown(difference: Difference) -> str:
    """Return the report as Markdown."""
    parts = [f"# Changes\n\n{format_cell(_make_title(difference), 500)}\n"]
    for part in _make_report_tables(difference):
        rows = [[format_cell(value, 300) for value in row] for row in part.rows]
        parts.append(
            f"## {part.title[:1].upper()}{part.title[1:]}\n\n{format_text_table(part.columns, rows)}"
        )
    return "\n".join(parts)


def _escape_unprintable(text: str) -> str:
    """Return text with unprintable characters escaped, so that a terminal does not obey them."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04X}" for char in text)


def _count_columns(text: str) -> int:
    """Return the width of a text on a terminal; a wide character takes two columns."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _make_title(difference: Difference) -> str:
    if not difference.changes:
        return f"{difference.older} → {difference.newer}: no document differs"
    counts = ", ".join(
        f"{len(difference.select_kind(kind)):,} {label}"
        for kind, label in _KIND_LABELS.items()
        if difference.select_kind(kind)
    )
    return f"{difference.older} → {difference.newer}: {counts} ({difference.level})"


def _make_report_tables(difference: Difference) -> list[_ReportTable]:
    parts = [
        _ReportTable("what stands behind", ("what", "was", "is"), _list_changed_values(difference)),
        _ReportTable("changes by rule", _SUM_COLUMNS, _sum_causes(difference)),
        *(
            _ReportTable(
                f"documents: {label}", _DOCUMENT_COLUMNS, _list_documents(difference.select_kind(kind))
            )
            for kind, label in _KIND_LABELS.items()
        ),
    ]
    return [part for part in parts if part.rows]


def _list_changed_values(difference: Difference) -> TextRows:
    renamed: TextRows = [("name of a rule", was, now) for was, now in difference.renamed.items()]
    return renamed + [
        (f"{what} {name}", *(_shorten_value(what, value) for value in pair))
        for what, named in (
            ("setting", difference.settings),
            ("rule", difference.rules),
            ("package", difference.packages),
        )
        for name, pair in named.items()
    ]


def _shorten_value(what: str, value: str | None) -> str:
    """Return a value as the report shows it: of the digest of a rule, the first eight digits."""
    return "–" if value is None else value[:8] if what == "rule" else value


def _sum_causes(difference: Difference) -> TextRows:
    """Return the causes of all changes added up by rule, the most frequent first, each with one sample."""
    sums: dict[tuple[str, str, str], list[int]] = {}
    samples: dict[tuple[str, str, str], tuple[str, str]] = {}
    for cause in (cause for change in difference.changes for cause in change.causes):
        key = (cause.stage, cause.rule, cause.why)
        samples.setdefault(key, cause.sample)
        total = sums.setdefault(key, [0, 0, 0])
        for i, count in enumerate((1, cause.lost, cause.gained)):
            total[i] += count
    ranked = sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))
    return [
        (key[0], key[1], *(f"{n:,}" for n in counts), key[2], _format_sample(*samples[key]))
        for key, counts in ranked
    ]


def _format_sample(old: str, new: str) -> str:
    cut = (
        text if len(text) <= _MAX_SAMPLE_CHARS else f"{text[: _MAX_SAMPLE_CHARS - 1]}…" for text in (old, new)
    )
    return " → ".join(text.replace("\n", "⏎") or "–" for text in cut) if old or new else ""


def _list_documents(changes: tuple[Change, ...]) -> TextRows:
    rows: TextRows = [
        (
            change.id,
            ", ".join(change.fields),
            ", ".join(dict.fromkeys(c.rule for c in change.causes if c.rule)),
        )
        for change in changes[:_MAX_NAMED_DOCUMENTS]
    ]
    return (
        rows
        if len(changes) <= _MAX_NAMED_DOCUMENTS
        else [*rows, (f"({len(changes) - _MAX_NAMED_DOCUMENTS:,} others)", "", "")]
    )
