"""The tables of places and of area codes follow from the yearly rows of their source."""

import csv
import tomllib
from importlib.resources import files
from pathlib import Path

from jiaokan.training.derive_area_codes import main as write_area_codes
from jiaokan.training.place_table import PlaceTable, format_place_table
from jiaokan.training.place_table import main as write_places

COLUMNS = (
    "year",
    "province_name",
    "city_name",
    "county_name",
    "province_id",
    "city_id",
    "county_id",
    "county_adcode",
)


def make_row(*values: str) -> dict[str, str]:
    row = dict(zip(COLUMNS, values, strict=True))
    return row | {"province_adcode": row["province_id"], "city_adcode": row["city_id"]}


def test_an_earlier_name_leads_to_todays_division() -> None:
    above = ("湖南省", "益阳市", "430000", "430900")
    rows = [
        make_row("1990", "湖南省", "益阳地区", "益阳县", "430000", "430900", "430903", "432321"),
        make_row("2024", "湖南省", "益阳市", "赫山区", "430000", "430900", "430903", "430903"),
        make_row("2024", above[0], above[1], "桃江县", above[2], above[3], "430922", "430922"),
        make_row("2024", "香港特别行政区", "", "", "810000", "", "", ""),
    ]
    table = PlaceTable(rows)
    table.exceptions["names"] = table.exceptions["old_names"] = {}
    lines = format_place_table(table).split("\n")
    assert "430903\t湖南省/益阳市/赫山区\t\t赫山\t\t益阳县" in lines
    assert "430900\t湖南省/益阳市\t益阳\t\t\t益阳地区" in lines
    assert "430922\t湖南省/益阳市/桃江县\t\t桃江" in lines
    assert lines[0].startswith("# ")


def write_source(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def list_rows_of_exceptions() -> list[dict[str, str]]:
    """Return rows of the divisions that the exceptions speak of: the command wants them in its source."""
    source = files("jiaokan.training") / "place_exceptions.toml"
    exceptions = tomllib.loads(source.read_text("utf-8"))
    paths = sorted({*exceptions["names"], *exceptions["old_names"]})
    return [
        make_row("2024", *[*path.split("/"), "", ""][:3], f"1{n:05}", f"2{n:05}", f"3{n:05}", f"3{n:05}")
        for n, path in enumerate(paths)
    ]


def test_the_command_writes_the_area_codes_of_a_file(tmp_path: Path) -> None:
    row = make_row("2024", "湖南省", "益阳市", "赫山区", "430000", "430900", "430903", "430903")
    source = write_source(tmp_path / "source.csv", [row, row | {"county_adcode": "430902"}])
    write_area_codes([str(source), "--output", str(tmp_path / "areas.txt")])
    head, *lines = (tmp_path / "areas.txt").read_text("utf-8").split("\n")
    assert head.startswith("# ")
    assert [line for line in lines if line[:2] == "43"] == ["4300 00", "4309 00 02-03"]


def test_the_command_writes_the_places_of_a_file(tmp_path: Path) -> None:
    row = make_row("2024", "湖南省", "益阳市", "赫山区", "430000", "430900", "430903", "430903")
    source = write_source(tmp_path / "source.csv", [row, *list_rows_of_exceptions()])
    write_places([str(source), "--output", str(tmp_path / "places.tsv")])
    lines = (tmp_path / "places.tsv").read_text("utf-8").split("\n")
    assert lines[0].startswith("# ")
    assert "430903\t湖南省/益阳市/赫山区\t\t赫山" in lines
