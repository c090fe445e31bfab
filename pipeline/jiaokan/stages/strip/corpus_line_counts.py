"""Corpus-wide evidence: the lines that stand on many pages are no page's own.

Lines are counted by template, with numbers folded, once a page. Memory is bounded by lossy counting
(Manku and Motwani 2002): what a full table drops was rarer than the table could tell from noise.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from jiaokan.config.schema import CorpusLineSettings
from jiaokan.core.errors import ConfigError
from jiaokan.rules import strip_ornaments
from jiaokan.stages.strip.page_lines import normalize_page
from jiaokan.stages.strip.repeated_text import keep_letters
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence, PlacedEvidence

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class LineCounts:
    """On how many of `pages` each template stands, at the least."""

    page_count: int
    pages_by_template: Mapping[str, int]

    def save(self, path: Path) -> None:
        """Write the counts, one template a line, in their order: equal counts are equal bytes."""
        rows = (
            json.dumps([line, n], ensure_ascii=False) for line, n in sorted(self.pages_by_template.items())
        )
        path.write_text("".join(f"{row}\n" for row in (str(self.page_count), *rows)), "utf-8", newline="\n")


def load_counts(path: Path) -> LineCounts:
    """Read counts; raises ConfigError where the file holds none."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            return LineCounts(int(next(file)), MappingProxyType(dict(json.loads(row) for row in file)))
    except (OSError, ValueError, StopIteration) as error:
        raise ConfigError(f"{path}: no counts of lines ({error}); count the corpus again") from error


def make_template(line: str) -> str:
    """Return what a line of the view shares with its like on other pages: no ornaments, no numbers."""
    return _NUMBER.sub("0", strip_ornaments(line)).lower()


def count_templates(texts: Iterable[str], settings: CorpusLineSettings) -> LineCounts:
    """Count the templates of pages in one pass, holding at most about `settings.capacity` of them."""
    lines: dict[str, int] = {}
    pages = floor = 0
    for text in texts:
        pages += 1
        for one in _find_templates(text, settings):
            lines[one] = lines.get(one, floor) + 1
        while len(lines) > settings.capacity:
            floor += 1
            lines = {one: n for one, n in lines.items() if n > floor}
    return LineCounts(pages, MappingProxyType(lines))


def merge_counts(shards: Iterable[LineCounts], settings: CorpusLineSettings) -> LineCounts:
    """Add up the counts of shards; their order changes nothing while the sum fits the capacity."""
    lines: dict[str, int] = {}
    pages = 0
    for shard in shards:
        pages += shard.page_count
        for one, n in shard.pages_by_template.items():
            lines[one] = lines.get(one, 0) + n
    ranked = sorted(lines.items(), key=lambda item: (-item[1], item[0]))
    return LineCounts(pages, MappingProxyType(dict(ranked[: settings.capacity])))


def _find_templates(text: str, settings: CorpusLineSettings) -> set[str]:
    found = {
        make_template(line) for line in normalize_page(text).lines if line and len(line) <= settings.longest
    }
    return {one for one in found if len(keep_letters(one)) >= settings.shortest}


def find_frequent_lines(
    lines: Sequence[str], counts: LineCounts, settings: CorpusLineSettings
) -> Iterator[PlacedEvidence]:
    """Yield evidence against the lines that stand on many pages: sure of long ones, weak of short."""
    for at, line in enumerate(lines):
        if not line or len(line) > settings.longest:
            continue
        pages = counts.pages_by_template.get(make_template(line), 0)
        if pages >= settings.least:
            long = len(keep_letters(line)) >= settings.long
            sure = settings.sure if long else settings.weak
            why = f"stands on {pages} of {counts.page_count} pages"
            yield at, BoilerplateEvidence("corpus/repeated", "navigation", sure, why)
