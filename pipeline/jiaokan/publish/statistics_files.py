"""Write the counts of the card as CSV, for `dvc plots` and spreadsheets."""

import csv
from collections.abc import Iterable
from pathlib import Path

from jiaokan.publish.statistics import ReleaseStatistics

STATISTICS_FOLDER = "statistics"


def write_statistics(release: Path, statistics: ReleaseStatistics) -> None:
    """Write stages.csv, rules.csv, and mixes.csv with the counts of each kind, script, genre, region …."""
    (release / STATISTICS_FOLDER).mkdir(parents=True, exist_ok=True)
    stages = [(s.stage, s.documents, s.edits, s.received_chars, s.left_chars) for s in statistics.stages]
    rules = [
        (r.stage, r.rule, r.edits, r.notes, r.documents, r.removed_chars, r.added_chars)
        for r in statistics.rules
    ]
    mixes = {
        "kind": statistics.kinds,
        "script": statistics.scripts,
        "genre": statistics.genres,
        "region": statistics.regions,
        "site": statistics.sites,
        "year": statistics.years,
        "mention": statistics.mentions,
        "role": statistics.roles,
        "length": statistics.lengths,
        "reject": statistics.reject_reasons,
    }
    counts = [(mix, *row) for mix, rows in mixes.items() for row in rows]
    _write_csv(release / STATISTICS_FOLDER / "stages.csv", "stage documents edits received left", stages)
    _write_csv(release / STATISTICS_FOLDER / "rules.csv", "stage rule edits notes documents taken put", rules)
    _write_csv(release / STATISTICS_FOLDER / "mixes.csv", "mix value count", counts)


def _write_csv(path: Path, head: str, rows: Iterable[tuple[str | int, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head.split())
        writer.writerows(rows)
