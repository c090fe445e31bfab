"""The table of places follows from the yearly rows of its source."""

from jiaokan.training.place_table import PlaceTable, format_table

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
    lines = format_table(table).split("\n")
    assert "430903\t湖南省/益阳市/赫山区\t\t赫山\t\t益阳县" in lines
    assert "430900\t湖南省/益阳市\t益阳\t\t\t益阳地区" in lines
    assert "430922\t湖南省/益阳市/桃江县\t\t桃江" in lines
    assert lines[0].startswith("# ")
