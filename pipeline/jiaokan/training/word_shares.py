"""Write the shares of words in running text, from the list of the package wordfreq.

    uv run --extra train python -m jiaokan.training.word_shares \\
        --output pipeline/jiaokan/text/language_model/word_shares.txt.gz

wordfreq itself is 66 MB with what it needs, of which the package reads this one list of 1.5 MB. The card
beside the file says under which licence it stands.
"""

import argparse
import gzip
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import msgpack

from jiaokan.text.language_model.word_frequencies import FIRST_HAN

_LIST = "data/large_zh.msgpack.gz"


def read_wordfreq_bins() -> list[list[str]]:
    """Return wordfreq's words of Chinese; those at index n have a share of 10 ** (-n / 100)."""
    spec = find_spec("wordfreq")
    assert spec is not None
    assert spec.origin is not None
    with gzip.open(Path(spec.origin).parent / _LIST) as packed:
        return cast(list[list[str]], msgpack.load(packed)[1:])  # its head says the format


def format_bins(bins: Iterable[Sequence[str]]) -> str:
    r"""Return the words that begin with a Han character, a line for each bin.

    >>> format_bins([["的", "ok"], [], ["在", "是"]])
    '的\n\n在 是\n'
    """
    lines = [" ".join(word for word in words if word >= FIRST_HAN) for words in bins]
    return "\n".join(lines).rstrip("\n") + "\n"


def main(words: Sequence[str] | None = None) -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, required=True, help="where the list goes, gzipped")
    args = parser.parse_args(words)
    args.output.write_bytes(gzip.compress(format_bins(read_wordfreq_bins()).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
