"""Line counts of a corpus: lines that occur on many pages are boilerplate.

Lines are counted by template, with numbers as 0, once a page. Lossy counting (Manku and Motwani 2002) bounds
the memory: a template that a full table drops was too rare to be distinguished from noise.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from jiaokan.config.strip_settings import CorpusLineSettings
from jiaokan.core.errors import ConfigError
from jiaokan.rules import strip_ornaments
from jiaokan.stages.strip.normalized_page import normalize_page
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence, PlacedEvidence
from jiaokan.text.normalized_view import keep_letters

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class LineCounts:
    """For each template a lower bound of the number of pages it is on, out of `page_count`."""

    page_count: int
    pages_by_template: Mapping[str, int]

    def save(self, path: Path) -> None:
        """Write the counts sorted by template, one template a line, so that equal counts are equal bytes."""
        rows = (
            json.dumps([line, n], ensure_ascii=False) for line, n in sorted(self.pages_by_template.items())
        )
        path.write_text("".join(f"{row}\n" for row in (str(self.page_count), *rows)), "utf-8", newline="\n")


def load_counts(path: Path) -> LineCounts:
    """Read counts from a file.

    Raises:
        ConfigError: if the file holds no counts.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            return LineCounts(int(next(file)), MappingProxyType(dict(json.loads(row) for row in file)))
    except (OSError, ValueError, StopIteration) as error:
        raise ConfigError(f"{path}: no counts of lines ({error}); count the corpus again") from error


def make_template(line: str) -> str:
    """Return the form of a line in the normalized view that it shares with similar lines on other pages.

    >>> make_template("第12页")
    '第0页'
    """
    return _NUMBER.sub("0", strip_ornaments(line)).lower()


def count_templates(texts: Iterable[str], settings: CorpusLineSettings) -> LineCounts:
    """Count the templates of pages in one pass; about `settings.max_templates` of them are held at most."""
    counts: dict[str, int] = {}
    page_count = floor = 0
    for text in texts:
        page_count += 1
        for template in _find_templates(text, settings):
            counts[template] = counts.get(template, floor) + 1
        while len(counts) > settings.max_templates:
            floor += 1
            counts = {template: n for template, n in counts.items() if n > floor}
    return LineCounts(page_count, MappingProxyType(counts))


def merge_counts(shards: Iterable[LineCounts], settings: CorpusLineSettings) -> LineCounts:
    """Add the counts of shards. Their order does not matter while the sum fits the capacity."""
    counts: dict[str, int] = {}
    page_count = 0
    for shard in shards:
        page_count += shard.page_count
        for template, n in shard.pages_by_template.items():
            counts[template] = counts.get(template, 0) + n
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return LineCounts(page_count, MappingProxyType(dict(ranked[: settings.max_templates])))


def _find_templates(text: str, settings: CorpusLineSettings) -> set[str]:
    templates = {
        make_template(line)
        for line in normalize_page(text).lines
        if line and len(line) <= settings.max_line_chars
    }
    return {template for template in templates if len(keep_letters(template)) >= settings.min_letters}


def find_frequent_lines(
    lines: Sequence[str], counts: LineCounts, settings: CorpusLineSettings
) -> Iterator[PlacedEvidence]:
    """Yield evidence against the lines that are on many pages, strong for long lines and weak for short ones.

    Args:
        lines: the lines of a page in the normalized view.
        counts: the counts of the corpus.
        settings: the limits and confidences.
    """
    for i, line in enumerate(lines):
        if not line or len(line) > settings.max_line_chars:
            continue
        page_count = counts.pages_by_template.get(make_template(line), 0)
        if page_count >= settings.min_pages:
            is_long = len(keep_letters(line)) >= settings.min_certain_letters
            confidence = settings.certain_confidence if is_long else settings.short_confidence
            why = f"stands on {page_count} of {counts.page_count} pages"
            yield i, BoilerplateEvidence("corpus/frequent-line", "navigation", confidence, why)
