"""What the card says of the documents that a reader inspected."""

from collections.abc import Sequence

from jiaokan.core.verdicts.inspections import FAULTS, Inspection
from jiaokan.publish.card_format.card_markdown import format_text_table
from jiaokan.publish.card_format.wilson_intervals import estimate_share


def count_faults(inspections: Sequence[Inspection]) -> dict[str, int]:
    """Return how many inspected documents have each fault, under the words for it, and how many none."""
    counts = {words: sum(getattr(one, fault) for one in inspections) for fault, words in FAULTS.items()}
    return counts | {"none of these": sum(one.is_faultless for one in inspections)}


def format_inspection_rates(inspections: Sequence[Inspection]) -> str:
    """Return the share of inspected documents with each fault, and with none, with 95 % intervals."""
    total = len(inspections)
    counts = count_faults(inspections)
    rows = [(words, str(n), estimate_share(n, total).format_percent()) for words, n in counts.items()]
    table = format_text_table(["what a reader found", "documents", "share (95 % interval, Wilson)"], rows)
    return f"A reader looked at {total:,} documents drawn at random (`jiaokan inspect`).\n\n{table}"
