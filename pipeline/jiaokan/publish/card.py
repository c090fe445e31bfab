"""Write the card of a release: README.md and its pictures, with numbers counted from the Parquet files."""

from pathlib import Path

from jiaokan.config.config_loader import Config
from jiaokan.publish import statistics_files
from jiaokan.publish.card_format.bar_charts import draw_bars
from jiaokan.publish.card_format.card_markdown import (
    format_cell,
    format_code,
    format_share,
    format_table,
    format_text_table,
)
from jiaokan.publish.card_format.card_yaml import make_card_yaml
from jiaokan.publish.shard_statistics import OPENING_CHARS
from jiaokan.publish.statistics import NamedCounts, ReleaseStatistics
from jiaokan.publish.tables.parquet_writer import TableSize
from jiaokan.publish.tables.release_tables import TABLES
from jiaokan.rules.reasons import find_reason

PICTURES_FOLDER = "pictures"
MAX_NAME_ROWS = 20  # of a table that counts names; the rest is added up in one row
UNKNOWN_LABEL = "(not said)"

_USE_TEXT = """
```python
from datasets import load_dataset

documents = load_dataset("{name}")["train"]                 # one row a page
paragraphs = load_dataset("{name}", "paragraphs")["train"]  # one row a paragraph
edits = load_dataset("{name}", "edits")["train"]            # one row a change
```

`{name}` is this folder, or the repository on the Hub with `revision="v{version}"`. The shards are plain
Parquet: pandas, Polars and DuckDB read `documents/train-*.parquet` as well.
"""

_RESTORE_TEXT = """
The clean text and the table `edits` hold the raw text: every edit carries what it took away as well as what
it put there. Undo the steps, the last one first, or let jiaokan do it:

```console
jiaokan restore DATASET --output DIR    # the raw files, byte for byte
jiaokan verify DATASET                  # every hash, and the ledger of every document
jiaokan diff OLDER NEWER                # what changed between two releases, and by which rule
```

`raw_sha256` is the SHA-256 of the raw bytes; `raw_start` and `raw_end` lead every paragraph, edit and fact
back to the raw text, in code points. `statistics/` holds the counts of this card as CSV.
"""

_LIMITS_TEXT = """
- The pages were cleaned by rules and not by hand; `confidence` and `why` in `edits` tell how sure
  each change is.
- A note (an edit whose `after` equals its `before`) flags a place that was left as it is.
- Offsets count Unicode code points, not bytes and not UTF-16 units.
- The counts describe this collection and not the Chinese web.
- Pages name persons, and hold whatever they held when they were published.
"""


def write_card(
    release: Path, sizes: dict[str, TableSize], statistics: ReleaseStatistics, config: Config
) -> None:
    """Write README.md, its pictures and its statistics into the folder of a release.

    Args:
        release: The folder.
        sizes: Size of each table.
        statistics: What the card tells.
        config: The settings that the release was made with.
    """
    (release / PICTURES_FOLDER).mkdir(parents=True, exist_ok=True)
    for name, (title, rows) in _collect_bar_charts(statistics).items():
        (release / PICTURES_FOLDER / f"{name}.svg").write_bytes(draw_bars(title, rows).encode())
    statistics_files.write_statistics(release, statistics)
    text = make_card_yaml(sizes, config) + make_body(statistics, config)
    (release / "README.md").write_bytes(text.encode())


def make_body(statistics: ReleaseStatistics, config: Config) -> str:
    """Return the card without its YAML head."""
    settings = config.publish
    parts = {
        f"# {settings.name} {settings.version}": f"{settings.about}\n\n{_describe_size(statistics)}",
        "## Use": _USE_TEXT.format(name=settings.name, version=settings.version).strip() + "\n",
        "## What was done": _describe_stages(statistics),
        "## What is in it": _describe_content(statistics),
        "## Columns": _describe_columns(statistics),
        "## Restore, check, compare": _RESTORE_TEXT.strip() + "\n",
        "## Known limits": _LIMITS_TEXT.strip() + "\n",
        "## Licence and sources": _describe_sources(statistics, config),
        "## Cite": _describe_citation(config),
    }
    return "".join(f"\n{head}\n\n{text}" for head, text in parts.items())


def make_citation(config: Config) -> str:
    """Return the release as a BibTeX entry."""
    settings = config.publish
    fields = {
        "title": f"{settings.name}, version {settings.version}",
        "author": f"{{{settings.creator}}}",
        "year": settings.date[:4],
        "url": settings.url,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{settings.name}-{settings.version},\n{lines}}}"


def _collect_bar_charts(statistics: ReleaseStatistics) -> dict[str, tuple[str, NamedCounts]]:
    raw = (("raw", statistics.raw_chars),)
    return {
        "retention": (
            "Code points left after each stage",
            raw + tuple((s.stage, s.left_chars) for s in statistics.stages),
        ),
        "rules": (
            "Edits by rule",
            tuple((r.rule, r.edits + r.notes) for r in statistics.rules[:MAX_NAME_ROWS]),
        ),
        "lengths": ("Documents by length in code points", statistics.lengths),
        "scripts": ("Documents by script", _shorten_counts(statistics.scripts)),
    }


def _link_picture(name: str, description: str) -> str:
    return f"\n![{description}]({PICTURES_FOLDER}/{name}.svg)\n"


def _shorten_counts(counts: NamedCounts) -> NamedCounts:
    """Return the first MAX_NAME_ROWS counts, then the sum of the others; an empty name gets a label."""
    rows = tuple((name or UNKNOWN_LABEL, count) for name, count in counts[:MAX_NAME_ROWS])
    rest = sum(count for _, count in counts[MAX_NAME_ROWS:])
    return (*rows, (f"({len(counts) - MAX_NAME_ROWS:,} others)", rest)) if rest else rows


def _make_share_table(head: str, counts: NamedCounts, unit: str = "documents") -> str:
    total = sum(count for _, count in counts)
    rows = [(format_cell(name), count, format_share(count, total)) for name, count in _shorten_counts(counts)]
    return format_table([head, unit, "share"], rows)


def _describe_size(statistics: ReleaseStatistics) -> str:
    rows = [(name, count) for name, count in statistics.row_counts]
    rows += [("code points, raw", statistics.raw_chars), ("code points, clean", statistics.clean_chars)]
    kept = format_share(statistics.clean_chars, statistics.raw_chars)
    return (
        format_table(["this release holds", ""], rows)
        + f"\nOf the raw code points {kept} remain in the clean text.\n"
    )


def _describe_stages(statistics: ReleaseStatistics) -> str:
    if not statistics.rules:
        return "Nothing: every page is published as it came in.\n"
    stages = [
        (
            s.stage,
            s.documents,
            s.edits,
            s.received_chars,
            s.left_chars,
            format_share(s.left_chars, s.received_chars),
        )
        for s in statistics.stages
    ]
    rules = [
        (format_code(r.rule), r.edits, r.notes, r.documents, r.removed_chars, r.added_chars)
        for r in statistics.rules
    ]
    return "\n".join(
        [
            "Each stage receives what the one before it left; sizes are in code points.\n",
            format_table(["stage", "documents changed", "edits", "received", "left", "kept"], stages),
            _link_picture("retention", "code points left after each stage"),
            format_table(["rule", "edits", "notes", "documents", "taken away", "put there"], rules),
            _link_picture("rules", "edits by rule"),
            "Why each rule exists, and the first edit that it made:\n",
            format_text_table(["rule", "why", "document", "before", "after"], _list_rule_samples(statistics)),
            f"How the page {format_code(statistics.opening[0])} begins, raw and clean:\n",
            format_text_table(
                ["raw", "clean"], [[format_cell(text, OPENING_CHARS) for text in statistics.opening[1:]]]
            ),
        ]
    )


def _list_rule_samples(statistics: ReleaseStatistics) -> list[tuple[str, ...]]:
    return [
        (
            format_code(r.rule),
            format_cell(find_reason(r.rule), 200),
            format_code(r.sample[0], 30),
            format_code(r.sample[1]),
            format_code(r.sample[2]),
        )
        for r in statistics.rules
    ]


def _describe_content(statistics: ReleaseStatistics) -> str:
    parts = [
        _make_share_table("kind", statistics.kinds),
        _make_share_table("script of the raw text", statistics.scripts),
        _link_picture("scripts", "documents by script"),
        format_table(["length in code points", "documents"], statistics.lengths),
        _link_picture("lengths", "documents by length"),
        _make_share_table("role", statistics.roles, "paragraphs") if statistics.roles else "",
        _make_share_table("genre", statistics.genres) if statistics.genres else "",
        _make_share_table("region", statistics.regions) if statistics.regions else "",
        _make_share_table("why it could not be used", statistics.reject_reasons, "records")
        if statistics.reject_reasons
        else "",
    ]
    return "\n".join(part for part in parts if part)


def _describe_columns(statistics: ReleaseStatistics) -> str:
    parts = []
    for name, count in statistics.row_counts:
        rows = [(f"`{column.name}`", column.kind, column.description) for column in TABLES[name]]
        parts.append(
            f"### {name} ({count:,} rows)\n\n" + format_text_table(["column", "type", "what it says"], rows)
        )
    return "\n".join(parts)


def _describe_sources(statistics: ReleaseStatistics, config: Config) -> str:
    sites = _make_share_table("site", statistics.sites) if statistics.sites else ""
    note = "Each row names its site, source, author and address as far as known."
    return f"{config.publish.rights} {note}\n\n{sites}"


def _describe_citation(config: Config) -> str:
    note = "What changed since the release before stands in `CHANGES.md`."
    return f"```bibtex\n{make_citation(config)}\n```\n\n{note}\n"
