"""Write the readings of characters, from the table of the package pypinyin.

    uv run --extra train python -m jiaokan.training.pinyin_readings \\
        --output pipeline/jiaokan/repairs/pinyin_readings.txt.gz

pypinyin's dictionary of phrases, which is three quarters of it, is not needed.
"""

import argparse
import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

from pypinyin.constants import PINYIN_DICT


def format_readings(readings: Mapping[int, str]) -> str:
    r"""Return a line for each character: it and its readings, the most common first, with commas between.

    >>> format_readings({0x957F: "zhǎng,cháng", 0x4E2D: "zhōng,zhòng"})
    '中zhōng,zhòng\n长zhǎng,cháng\n'
    """
    return "".join(f"{chr(code)}{readings[code]}\n" for code in sorted(readings))


def main(words: Sequence[str] | None = None) -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, required=True, help="where the table goes, gzipped")
    args = parser.parse_args(words)
    args.output.write_bytes(gzip.compress(format_readings(PINYIN_DICT).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
