"""What a run tells in the end: what was made, what went, and how long it took; in words or as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiaokan.cli.safe_output import escape_data
from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.publish import Release
from jiaokan.publish.redaction.key_file import find_release_key
from jiaokan.readers import STDIN, find_files
from jiaokan.stages import STAGES


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The figures of a run.

    Attributes:
        command: Name of the command.
        inputs: What was read.
        counts: What the stages did.
        seconds: Time from start to end.
        input_bytes: Bytes of the files that were read; 0 where it is not known.
        release: The release that was made, None for none.
        output: Where documents went, "" where the run was dry.
    """

    command: str
    inputs: Sequence[str]
    counts: CorpusCounts
    seconds: float
    input_bytes: int = 0
    release: Release | None = None
    output: str = ""

    def to_json(self) -> str:
        """Return the figures as JSON, by names in English."""
        counts = self.counts
        edits: dict[str, dict[str, int]] = {}
        for (stage, rule), number in sorted(counts.edits.items()):
            edits.setdefault(stage, {})[rule] = number
        value: dict[str, Any] = {
            "command": self.command,
            "input": list(self.inputs),
            "output": self.output or None,
            "documents": counts.documents,
            "paragraphs": counts.paragraphs,
            "rejected": counts.rejected,
            "characters": {"raw": counts.raw_chars, "seen": counts.seen_chars, "clean": counts.clean_chars},
            "kept": round(find_kept_share(counts), 4),
            "edits": edits,
            "seconds": round(self.seconds, 3),
            "megabytes_per_second": round(self._find_rate(), 3) or None,
            "stage_seconds": {stage: round(seconds, 3) for stage, seconds in counts.seconds.items()},
        }
        if self.release:
            value["repeats"] = self.release.count_rows("repeats")
            state = self.release.state if self.output else "dry"
            value |= {"name": self.release.name, "version": self.release.version, "state": state}
        return json.dumps(value, ensure_ascii=False, indent=1)

    def to_markup(self) -> str:
        """Return the figures as lines of rich markup."""
        counts = self.counts
        lines = [
            f"  made      {count_noun(counts.documents, 'document')}, "
            f"{count_noun(counts.paragraphs, 'paragraph')} "
            f"from {escape_data(', '.join(self.inputs))}",
            f"  kept      {counts.clean_chars:,} of {counts.seen_chars:,} characters that a reader sees "
            f"({find_kept_share(counts):.1%})",
            *(
                f"  {info.summary_verb:<9} {summarize_rule_families(counts, stage)}"
                for stage, info in STAGES.items()
                if info.summary_verb and (not info.is_seldom or counts.list_stage_rules(stage))
            ),
            f"  time      {self.describe_time()}",
        ]
        paragraphs = (*self._tell_release(), *lines, *self._tell_repeats(), *self._tell_rejects())
        return "\n".join((*paragraphs, *self._tell_next()))

    def describe_time(self) -> str:
        """Return the time, the speed, and the share of each stage of the time of all."""
        rate = f", {self._find_rate():.2f} MB/s" if self.input_bytes else ""
        total = sum(self.counts.seconds.values())
        ranked = sorted(self.counts.seconds.items(), key=lambda item: -item[1])
        shares = ", ".join(f"{stage} {seconds / total:.0%}" for stage, seconds in ranked if total)
        return f"{self.seconds:,.1f} s{rate}" + (f": {shares}" if shares else "")

    def _find_rate(self) -> float:
        return self.input_bytes / 1e6 / self.seconds if self.seconds else 0.0

    def _tell_release(self) -> Iterator[str]:
        if self.release and self.output:
            name = f"{escape_data(self.release.name)} {escape_data(self.release.version)}"
            yield f"\n[bold]{name}[/] {self.release.state}: {escape_data(self.output)}"
        elif not self.output:
            yield f"\n[bold]{self.command}[/] dry: nothing is written"

    def _tell_repeats(self) -> Iterator[str]:
        pairs = self.release.count_rows("repeats") if self.release else 0
        if pairs:
            yield f"  repeats   {pairs:,} pairs of documents that are the same, near, or one in the other"

    def _tell_rejects(self) -> Iterator[str]:
        if self.counts.rejected:
            where = "the key" if self._find_key() else f"{escape_data(self.output)}/rejects"
            kept = f", kept with their bytes in {where}" if self.output else ""
            yield f"  rejected  {count_noun(self.counts.rejected, 'record')}{kept}"

    def _tell_next(self) -> Iterator[str]:
        if not (self.release and self.output):
            return
        path, key = escape_data(self.output), self._find_key()
        if key:
            yield f"  redacted  what was taken out stands in {escape_data(str(key))}: keep it apart"
        yield f'\nLoad it:   datasets.load_dataset("{path}")  # or with "paragraphs", "edits", "facts"'
        yield f"Look:      jiaokan explain {path} DOCUMENT_ID"
        yield f"Go back:   jiaokan restore {path} --output raw" + (
            f" --key {escape_data(str(key))}" if key else ""
        )

    def _find_key(self) -> Path | None:
        return find_release_key(self.release.path) if self.release and self.output else None


def count_noun(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count_noun(1, "document"), count_noun(1200, "document")
    ('1 document', '1,200 documents')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def find_kept_share(counts: CorpusCounts) -> float:
    """Return the share of what a reader saw of the raw pages that the clean texts hold."""
    return counts.clean_chars / counts.seen_chars if counts.seen_chars else 1.0


def count_input_bytes(inputs: Sequence[str]) -> int:
    """Return the bytes of the files of local inputs; 0 where standard input or a store is among them."""
    if any(name == STDIN or not Path(name).exists() for name in inputs):
        return 0
    return sum(path.stat().st_size for name in inputs for path, _ in find_files(name))


def summarize_rule_families(counts: CorpusCounts, stage: str) -> str:
    """Return the number of edits of a stage by the family of their rules."""
    families: Counter[str] = Counter()
    for rule, number, _ in counts.list_stage_rules(stage):
        families[rule.partition("/")[0]] += number
    named = (f"{escape_data(family)} {number:,}" for family, number in families.most_common())
    return ", ".join(named) or "nothing"
