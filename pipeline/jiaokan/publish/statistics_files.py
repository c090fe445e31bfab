"""The counts of the card as tables for programs: what `dvc plots` and a spreadsheet read."""

import csv
from collections.abc import Iterable
from pathlib import Path

from jiaokan.publish.statistics import ReleaseStatistics

STATISTICS_FOLDER = "statistics"


def write_statistics(release: Path, found: ReleaseStatistics) -> None:
    """Write stages.csv, rules.csv and mixes.csv (the shares of kind, script, genre, region …)."""
    (release / STATISTICS_FOLDER).mkdir(parents=True, exist_ok=True)
    stages = [(s.stage, s.documents, s.edits, s.received_chars, s.left_chars) for s in found.stages]
    rules = [
        (r.stage, r.rule, r.edits, r.notes, r.documents, r.removed_chars, r.added_chars) for r in found.rules
    ]
    mixes = {
        "kind": found.kinds,
        "script": found.scripts,
        "genre": found.genres,
        "region": found.regions,
        "site": found.sites,
        "role": found.roles,
        "length": found.lengths,
        "reject": found.reject_reasons,
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
