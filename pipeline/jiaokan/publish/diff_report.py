"""Tell a difference to a person: as text, as Markdown, as a page; and to a program, as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import escape
from unicodedata import east_asian_width

from jiaokan.publish.card_markdown import format_cell, format_text_table
from jiaokan.publish.release_diff import Change, ChangeKind, Difference

_KIND_LABELS: dict[ChangeKind, str] = {
    "added": "added",
    "gone": "gone",
    "raw": "with another raw text",
    "text": "with changed text",
    "metadata": "with changed metadata",
}
_MAX_SAMPLE_CHARS = 40  # code points of an edit that are shown
_MAX_NAMED_DOCUMENTS = 100  # documents of a kind that are named to a person; JSON names all
_STYLE_SHEET = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #ccc;padding:.2rem .6rem;"
    "text-align:left;vertical-align:top}th{background:#f4f4f4}"
)
_DOCUMENT_COLUMNS = ("document", "differs in", "rules")
_SUM_COLUMNS = ("stage", "rule", "documents", "edits lost", "edits gained", "why", "for instance")
TextRows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _ReportTable:
    """A table of the report: its title, the heads of its columns, its rows as plain text."""

    title: str
    columns: tuple[str, ...]
    rows: TextRows


def to_json(found: Difference) -> str:
    """Return everything as JSON: one object, a document a line under "changes"."""
    whole = asdict(found) | {"level": found.level}
    changes = ",\n".join(json.dumps(change, ensure_ascii=False) for change in whole.pop("changes"))
    head = json.dumps(whole, ensure_ascii=False)[:-1]
    return f'{head}, "changes": [\n{changes}\n]}}\n'


def to_text(found: Difference) -> str:
    """Return the report for a terminal."""
    lines = [_escape_unprintable(_make_title(found)), ""]
    for part in _make_report_tables(found):
        columns = [part.columns, *(tuple(map(_escape_unprintable, row)) for row in part.rows)]
        widths = [max(map(_count_columns, column)) for column in zip(*columns, strict=True)]
        rows = (zip(row, widths, strict=True) for row in columns)
        lines += [f"{part.title}:"]
        lines += [
            "  " + "  ".join(v + " " * (n - _count_columns(v)) for v, n in row).rstrip() for row in rows
        ] + [""]
    return "\n".join(lines)


def to_markdown(found: Difference) -> str:
    """Return the report as Markdown."""
    parts = [f"# Changes\n\n{format_cell(_make_title(found), 500)}\n"]
    for part in _make_report_tables(found):
        rows = [[format_cell(value, 300) for value in row] for row in part.rows]
        parts.append(
            f"## {part.title[:1].upper()}{part.title[1:]}\n\n{format_text_table(part.columns, rows)}"
        )
    return "\n".join(parts)


def to_html(found: Difference) -> str:
    """Return the report as a page that needs no other file."""
    body = [f"<h1>{escape(_make_title(found))}</h1>"]
    for part in _make_report_tables(found):
        rows = "".join(f"<tr>{_format_cells('td', row)}</tr>\n" for row in part.rows)
        body.append(
            f"<h2>{escape(part.title)}</h2>\n"
            f"<table><tr>{_format_cells('th', part.columns)}</tr>\n{rows}</table>"
        )
    head = (
        f"<!doctype html>\n<html lang='en'><meta charset='utf-8'><title>{escape(_make_title(found))}</title>"
    )
    return f"{head}<style>{_STYLE_SHEET}</style>\n" + "\n".join(body) + "\n</html>\n"


def _escape_unprintable(text: str) -> str:
    """Return text that no terminal takes for a command."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04X}" for char in text)


def _count_columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: a wide character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _format_cells(tag: str, values: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(value)}</{tag}>" for value in values)


def _make_title(found: Difference) -> str:
    if not found.changes:
        return f"{found.older} → {found.newer}: no document differs"
    counts = ", ".join(
        f"{len(found.select_kind(kind)):,} {says}"
        for kind, says in _KIND_LABELS.items()
        if found.select_kind(kind)
    )
    return f"{found.older} → {found.newer}: {counts} ({found.level})"


def _make_report_tables(found: Difference) -> list[_ReportTable]:
    parts = [
        _ReportTable("what stands behind", ("what", "was", "is"), _list_changed_values(found)),
        _ReportTable("changes by rule", _SUM_COLUMNS, _sum_causes(found)),
        *(
            _ReportTable(f"documents: {says}", _DOCUMENT_COLUMNS, _list_documents(found.select_kind(kind)))
            for kind, says in _KIND_LABELS.items()
        ),
    ]
    return [part for part in parts if part.rows]


def _list_changed_values(found: Difference) -> TextRows:
    return [
        (f"{what} {name}", *(_shorten_value(what, value) for value in pair))
        for what, named in (("setting", found.settings), ("rule", found.rules), ("package", found.packages))
        for name, pair in named.items()
    ]


def _shorten_value(what: str, value: str | None) -> str:
    """Return a value for a person: of a rule's digest the head alone."""
    return "–" if value is None else value[:8] if what == "rule" else value


def _sum_causes(found: Difference) -> TextRows:
    """Add up the causes of all documents by rule, the most frequent first; a sample stands for them."""
    sums: dict[tuple[str, str, str], list[int]] = {}
    samples: dict[tuple[str, str, str], tuple[str, str]] = {}
    for cause in (cause for change in found.changes for cause in change.causes):
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
