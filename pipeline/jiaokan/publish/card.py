"""Write the card of a release: README.md and its pictures, with numbers counted from the Parquet files."""

import json
from pathlib import Path

from jiaokan.config.config_loader import Config
from jiaokan.core.verdicts.inspections import read_inspections
from jiaokan.publish import statistics_files
from jiaokan.publish.card_format import card_texts
from jiaokan.publish.card_format.bar_charts import draw_bars
from jiaokan.publish.card_format.card_markdown import (
    format_cell,
    format_code,
    format_share,
    format_table,
    format_text_table,
)
from jiaokan.publish.card_format.card_yaml import make_card_yaml
from jiaokan.publish.card_format.column_tables import format_column_tables
from jiaokan.publish.card_format.identity_texts import (
    describe_citation,
    describe_data_set,
    describe_loading,
)
from jiaokan.publish.card_format.inspection_rates import format_inspection_rates
from jiaokan.publish.card_format.rule_tables import format_rule_families
from jiaokan.publish.card_format.text_sizes import format_text_sizes
from jiaokan.publish.shard_statistics import OPENING_CHARS
from jiaokan.publish.statistics import NamedCounts, ReleaseStatistics
from jiaokan.publish.tables.parquet_writer import TableSize

PICTURES_FOLDER = "pictures"
MAX_NAME_ROWS = 20  # of a table that counts names; the rest is added up in one row
UNKNOWN_LABEL = "(not said)"


def write_card(
    release: Path,
    sizes: dict[str, TableSize],
    statistics: ReleaseStatistics,
    config: Config,
    about_source: str = "",
) -> None:
    """Write README.md, its pictures and its statistics into the folder of a release.

    Args:
        release: The folder.
        sizes: Size of each table.
        statistics: What the card tells.
        config: The settings that the release was made with.
        about_source: What its documents were selected from, as Markdown; "" where they were not.
    """
    (release / PICTURES_FOLDER).mkdir(parents=True, exist_ok=True)
    for name, (title, rows) in _collect_bar_charts(statistics).items():
        (release / PICTURES_FOLDER / f"{name}.svg").write_bytes(draw_bars(title, rows).encode())
    statistics_files.write_statistics(release, statistics)
    text = make_card_yaml(sizes, config) + make_body(statistics, config, about_source)
    (release / "README.md").write_bytes(text.encode())


def make_body(statistics: ReleaseStatistics, config: Config, about_source: str = "") -> str:
    """Return the card without its YAML head, in the sections of the Hub's template."""
    settings = config.publish
    parts = {
        f"# Dataset Card for {settings.name} {settings.version}": f"{settings.about}\n",
        "## Dataset Details": _describe_size(statistics),
        **({"### Selected from": about_source} if about_source else {}),
        "### Dataset Description": describe_data_set(config),
        "## Uses": describe_loading(config),
        "### Direct Use": card_texts.DIRECT_USE,
        "### Out-of-Scope Use": card_texts.OUT_OF_SCOPE_USE,
        "## Dataset Structure": _describe_structure(statistics),
        "## Dataset Creation": "",
        "### Curation Rationale": card_texts.RATIONALE,
        "### Source Data": "",
        "#### Data Collection and Processing": _describe_processing(statistics, config),
        "#### Who are the source data producers?": _describe_sources(statistics, config),
        "### Annotations": "",
        "#### Annotation process": card_texts.ANNOTATION_PROCESS,
        "#### Who are the annotators?": card_texts.ANNOTATORS,
        "#### Personal and Sensitive Information": _describe_persons(statistics, config),
        "## Bias, Risks, and Limitations": _describe_limits(config),
        "### Recommendations": card_texts.RECOMMENDATIONS,
        "## Citation": describe_citation(config),
        "## More Information": card_texts.RESTORE,
        "## Dataset Card Contact": f"{settings.contact}\n",
    }
    return "".join(f"\n{head}\n" + (f"\n{text.strip()}\n" if text else "") for head, text in parts.items())


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
    kept = format_share(statistics.clean_chars, statistics.seen_chars)
    return (
        format_table(["this release holds", ""], rows)
        + f"\nOf the code points that a reader sees of the raw pages {kept} remain in the clean text.\n\n"
        + format_text_sizes(statistics.clean_chars, statistics.text_sizes)
    )


def _describe_processing(statistics: ReleaseStatistics, config: Config) -> str:
    years = [(name or UNKNOWN_LABEL, count) for name, count in statistics.years]
    parts = [f"{config.publish.gathered}\n"]
    if statistics.years:
        parts.append(format_table(["year that the page gives itself", "documents"], years))
    return "\n".join([*parts, _describe_stages(statistics)])


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
    return "\n".join(
        [
            "Each stage receives what the one before it left; sizes are in code points.\n",
            format_table(["stage", "documents changed", "edits", "received", "left", "kept"], stages),
            _link_picture("retention", "code points left after each stage"),
            f"How the page {format_code(statistics.opening[0])} begins, raw and clean:\n",
            format_text_table(
                ["raw", "clean"], [[format_cell(text, OPENING_CHARS) for text in statistics.opening[1:]]]
            ),
            "What each rule did, by family, with its reason and the first edit that it made:\n",
            format_rule_families(statistics.rules),
            _link_picture("rules", "edits by rule"),
        ]
    )


def _describe_structure(statistics: ReleaseStatistics) -> str:
    parts = [
        _describe_example(statistics),
        format_column_tables(statistics.row_counts),
        _describe_content(statistics),
    ]
    return "\n".join(part for part in parts if part)


def _describe_example(statistics: ReleaseStatistics) -> str:
    if not statistics.example:
        return ""
    known = {name: value for name, value in statistics.example.items() if value not in (None, "", [])}
    text = json.dumps(known, ensure_ascii=False, indent=1, default=str).replace("```", "` ` `")
    return f"A row of `documents`, long values shortened and empty ones left out:\n\n```json\n{text}\n```\n"


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


def _describe_persons(statistics: ReleaseStatistics, config: Config) -> str:
    kinds = ", ".join(config.annotate.redact)
    text = card_texts.REDACTION.format(kinds=kinds) if kinds else card_texts.NO_REDACTION
    text = f"{card_texts.PERSONAL_DATA}{text}"
    if not statistics.mentions:
        return text
    table = format_table(["mentions of this kind", "in all"], statistics.mentions)
    note = "The table `mentions` says where some of it stands, and helps to remove it:"
    return f"{text}\n{note}\n\n{table}"


def _describe_limits(config: Config) -> str:
    if not config.publish.inspection:
        return card_texts.LIMITATIONS
    inspections = read_inspections(config.find_file(config.publish.inspection))
    return f"{format_inspection_rates(inspections)}\n{card_texts.LIMITATIONS.strip()}"


def _describe_sources(statistics: ReleaseStatistics, config: Config) -> str:
    sites = _make_share_table("site", statistics.sites) if statistics.sites else ""
    note = "Each row names its site, source, author and address as far as known."
    return f"{config.publish.rights} {note}\n\n{sites}"
