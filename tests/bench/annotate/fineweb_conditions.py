"""What the conditions of FineWeb-2 for Chinese would drop, by genre: the table in the README.

python tests/bench/annotate/fineweb_conditions.py FILE.jsonl …

Each line holds {"text", "genre"}; texts are clean, a paragraph a line. Pages of a genre that fail at least
one condition are counted, and the condition that most of them fail.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from jiaokan.stages.annotate.signals.fineweb_conditions import find_failed_conditions
from jiaokan.text.language_model.word_cutter import cut_words


def count_failures(paths: list[Path]) -> dict[str, tuple[int, int, Counter[str]]]:
    """Return for each genre the texts, those that fail, and how many fail each condition."""
    total: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for line in path.open(encoding="utf-8"):
            record = json.loads(line)
            found = find_failed_conditions(record["text"], cut_words(record["text"]))
            total[record["genre"]] += 1
            failed[record["genre"]] += bool(found)
            reasons[record["genre"]].update(found)
    return {genre: (total[genre], failed[genre], reasons[genre]) for genre in sorted(total)}


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    print("| genre | texts | would go | for |\n|---|---|---|---|")
    for genre, (total, failed, reasons) in count_failures(parser.parse_args().files).items():
        most = "; ".join(f"`{name}` {count}" for name, count in reasons.most_common(2))
        print(f"| {genre} | {total} | {failed} ({failed / total:.0%}) | {most} |")


if __name__ == "__main__":
    main()
