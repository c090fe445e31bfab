"""Flatten punctuation and count what comes back: python tests/bench/script/punctuation.py [FILE.jsonl …]

Without files it flattens the gold of the seeds. A file holds a record with "text" on each line.
Of each text it tells two things: what share of the marks that were flattened comes back, among
those and all that were changed for nothing, and how many characters of the text itself, as it
came, are changed. A text with half-width marks beside Han already is no oracle for the first.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jiaokan.core.edits import Edit
from jiaokan.stages.script.punctuation import propose_full_width
from jiaokan.text.unicode_ranges import FULL_TO_HALF, HAN

GOLD = Path(__file__).parents[2] / "gold"
OTHERS = {chr(code): half for code, half in FULL_TO_HALF.items()}
WIDTH = {full: half for full, half in OTHERS.items() if half in ",:;?!()"}
STROKES = {"“": '"', "”": '"', "‘": "'", "’": "'", "……": "...", "——": "--"}
STOPS = {"。": "."}
MARK = re.compile(f"(?<!—)——(?!—)|(?<!…)……(?!…)|[“”‘’。{re.escape(''.join(OTHERS))}]")
NO_ORACLE = re.compile(f'[{HAN}][,:;?!()"]|[,:;?!()"][{HAN}]|[{HAN}](?:\\.\\.\\.|。。。|--)')

Marks = dict[int, tuple[str, str]]
Fates = Counter[tuple[str, str]]


def corpora(paths: list[str]) -> Iterator[tuple[str, list[str]]]:
    if not paths:
        golds = [json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]
        yield "gold", ["\n".join(p["text"] for p in gold["paragraphs"]) for gold in golds]
    for path in paths:
        yield path, [json.loads(line)["text"] for line in Path(path).read_text("utf-8").split("\n") if line]


def flattened(text: str, table: dict[str, str]) -> tuple[str, Marks]:
    """Return the flat text, and under each place what was flattened there: flat and whole form."""
    pieces, marks, at, size = [], {}, 0, 0
    for match in MARK.finditer(text):
        flat = table.get(match[0], OTHERS.get(match[0], match[0]))
        pieces += (text[at : match.start()], flat)
        size += match.start() - at
        if match[0] in table:
            marks[size] = (flat, match[0])
        size += len(flat)
        at = match.end()
    return "".join((*pieces, text[at:])), marks


def fates(text: str, table: dict[str, str]) -> Fates:
    """Count, by flat form, marks that came back, marks that did not, and changes for nothing."""
    flat, marks = flattened(text, table)
    edits = {edit.start: (edit.old, edit.new) for edit in _single(propose_full_width(flat))}
    found = Counter(
        (form, "back" if edits.get(at) == (form, whole) else "lost") for at, (form, whole) in marks.items()
    )
    found.update((old, "for nothing") for at, (old, _) in edits.items() if at not in marks)
    return found


def _single(edits: Iterator[Edit]) -> Iterator[Edit]:
    """Yield an edit for each mark of a run."""
    for edit in edits:
        if edit.new in ("……", "——"):
            yield edit
        else:
            for i, (old, new) in enumerate(zip(edit.old, edit.new, strict=True)):
                yield Edit(edit.start + i, old, new, edit.rule)


def report(name: str, texts: list[str]) -> None:
    oracles = [text for text in texts if not NO_ORACLE.search(text)]
    print(f"{name}: {len(oracles)} of {len(texts)} texts are oracles")
    for what, table in (
        ("width", WIDTH),
        ("width and strokes", WIDTH | STROKES),
        ("and stops", WIDTH | STROKES | STOPS),
    ):
        total: Fates = sum((fates(text, table) for text in oracles), Counter())
        back = sum(n for (_, fate), n in total.items() if fate == "back")
        print(f"  {what}: {back / max(1, total.total()):.3%} of {total.total()} marks")
        print("   ", *(f"{form} {fate}: {n}" for (form, fate), n in total.most_common() if fate != "back"))
    changed = [sum(len(edit.old) for edit in propose_full_width(text)) for text in texts]
    size = sum(map(len, texts))
    rate = sum(changed) / max(1, size) * 100_000
    print(f"  untouched: {sum(changed)} of {size} characters changed, {rate:.2f} in 100,000,", end=" ")
    print(f"in {sum(map(bool, changed))} texts")


if __name__ == "__main__":
    for name, texts in corpora(sys.argv[1:]):
        report(name, texts)
