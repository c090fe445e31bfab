"""The card of a release: README.md and its pictures, all numbers counted from the Parquet."""

from pathlib import Path

from jiaokan.config.config_loader import Config
from jiaokan.publish import statistics_files
from jiaokan.publish.bar_charts import bars
from jiaokan.publish.card_markdown import cell, code, share, table, words
from jiaokan.publish.card_yaml import front
from jiaokan.publish.parquet_writer import Size
from jiaokan.publish.release_tables import TABLES
from jiaokan.publish.statistics import OPENING, Counts, Survey, survey
from jiaokan.rules.reasons import reason

PICTURES = "pictures"
MOST = 20  # rows of a table that counts names
NOT_SAID = "(not said)"

_USE = """
```python
from datasets import load_dataset

documents = load_dataset("{name}")["train"]                 # one row a page
paragraphs = load_dataset("{name}", "paragraphs")["train"]  # one row a paragraph
edits = load_dataset("{name}", "edits")["train"]            # one row a change
```

`{name}` is this folder, or the repository on the Hub with `revision="v{version}"`. The shards are plain
Parquet: pandas, Polars and DuckDB read `documents/train-*.parquet` as well.
"""

_RESTORE = """
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

_LIMITS = """
- The pages were cleaned by rules and not by hand; `confidence` and `why` in `edits` tell how sure
  each change is.
- A note (an edit whose `after` equals its `before`) flags a place that was left as it is.
- Offsets count Unicode code points, not bytes and not UTF-16 units.
- The counts describe this collection and not the Chinese web.
- Pages name persons, and hold whatever they held when they were published.
"""


def write(release: Path, sizes: dict[str, Size], config: Config) -> None:
    """Write README.md, its pictures and its counts for the tables that stand in the folder."""
    found = survey(release)
    (release / PICTURES).mkdir()
    for name, (title, rows) in _pictures(found).items():
        (release / PICTURES / f"{name}.svg").write_bytes(bars(title, rows).encode())
    statistics_files.write(release, found)
    text = front(release, sizes, config) + body(found, config)
    (release / "README.md").write_bytes(text.encode())


def body(found: Survey, config: Config) -> str:
    """Return the card below its YAML."""
    settings = config.publish
    parts = {
        f"# {settings.name} {settings.version}": f"{settings.about}\n\n{_glance(found)}",
        "## Use": _USE.format(name=settings.name, version=settings.version).strip() + "\n",
        "## What was done": _done(found),
        "## What is in it": _inside(found),
        "## Columns": _columns(found),
        "## Restore, check, compare": _RESTORE.strip() + "\n",
        "## Known limits": _LIMITS.strip() + "\n",
        "## Licence and sources": _sources(found, config),
        "## Cite": _cite(config),
    }
    return "".join(f"\n{head}\n\n{text}" for head, text in parts.items())


def citation(config: Config) -> str:
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


def _pictures(found: Survey) -> dict[str, tuple[str, Counts]]:
    raw = (("raw", found.characters_raw),)
    return {
        "retention": (
            "Code points left after each stage",
            raw + tuple((s.stage, s.left) for s in found.stages),
        ),
        "rules": ("Edits by rule", tuple((r.rule, r.edits + r.notes) for r in found.rules[:MOST])),
        "lengths": ("Documents by length in code points", found.lengths),
        "scripts": ("Documents by script", _named(found.scripts)),
    }


def _picture(name: str, says: str) -> str:
    return f"\n![{says}]({PICTURES}/{name}.svg)\n"


def _named(counts: Counts) -> Counts:
    """Name what is not said, and add up what is too rare for a row of its own."""
    rows = tuple((name or NOT_SAID, count) for name, count in counts[:MOST])
    rest = sum(count for _, count in counts[MOST:])
    return (*rows, (f"({len(counts) - MOST:,} others)", rest)) if rest else rows


def _mix(head: str, counts: Counts, of: str = "documents") -> str:
    whole = sum(count for _, count in counts)
    rows = [(cell(name), count, share(count, whole)) for name, count in _named(counts)]
    return table([head, of, "share"], rows)


def _glance(found: Survey) -> str:
    rows = [(name, count) for name, count in found.rows]
    rows += [("code points, raw", found.characters_raw), ("code points, clean", found.characters)]
    kept = share(found.characters, found.characters_raw)
    return (
        table(["this release holds", ""], rows)
        + f"\nOf the raw code points {kept} remain in the clean text.\n"
    )


def _done(found: Survey) -> str:
    if not found.rules:
        return "Nothing: every page is published as it came in.\n"
    stages = [
        (s.stage, s.documents, s.edits, s.received, s.left, share(s.left, s.received)) for s in found.stages
    ]
    rules = [(code(r.rule), r.edits, r.notes, r.documents, r.taken, r.put) for r in found.rules]
    return "\n".join(
        [
            "Each stage receives what the one before it left; sizes are in code points.\n",
            table(["stage", "documents changed", "edits", "received", "left", "kept"], stages),
            _picture("retention", "code points left after each stage"),
            table(["rule", "edits", "notes", "documents", "taken away", "put there"], rules),
            _picture("rules", "edits by rule"),
            "Why each rule exists, and the first edit that it made:\n",
            words(["rule", "why", "document", "before", "after"], _samples(found)),
            f"How the page {code(found.opening[0])} begins, raw and clean:\n",
            words(["raw", "clean"], [[cell(text, OPENING) for text in found.opening[1:]]]),
        ]
    )


def _samples(found: Survey) -> list[tuple[str, ...]]:
    return [
        (code(r.rule), cell(reason(r.rule), 200), code(r.sample[0], 30), code(r.sample[1]), code(r.sample[2]))
        for r in found.rules
    ]


def _inside(found: Survey) -> str:
    parts = [
        _mix("kind", found.kinds),
        _mix("script of the raw text", found.scripts),
        _picture("scripts", "documents by script"),
        table(["length in code points", "documents"], found.lengths),
        _picture("lengths", "documents by length"),
        _mix("role", found.roles, "paragraphs") if found.roles else "",
        _mix("genre", found.genres) if found.genres else "",
        _mix("region", found.regions) if found.regions else "",
        _mix("why it could not be used", found.reasons, "records") if found.reasons else "",
    ]
    return "\n".join(part for part in parts if part)


def _columns(found: Survey) -> str:
    parts = []
    for name, count in found.rows:
        rows = [(f"`{column.name}`", column.kind, column.about) for column in TABLES[name]]
        parts.append(f"### {name} ({count:,} rows)\n\n" + words(["column", "type", "what it says"], rows))
    return "\n".join(parts)


def _sources(found: Survey, config: Config) -> str:
    sites = _mix("site", found.sites) if found.sites else ""
    said = "Each row names its site, source, author and address as far as known."
    return f"{config.publish.rights} {said}\n\n{sites}"


def _cite(config: Config) -> str:
    said = "What changed since the release before stands in `CHANGES.md`."
    return f"```bibtex\n{citation(config)}\n```\n\n{said}\n"
