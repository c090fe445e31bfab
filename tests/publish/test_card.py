"""Every number of the card equals a count of the documents in plain Python."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import huggingface_hub
import pytest

from jiaokan import publish
from jiaokan.core.document import Document, Fact, Origin, Paragraph, Reject
from jiaokan.core.edits import Edit, Span
from jiaokan.core.verdicts.inspections import Inspection
from jiaokan.publish import release_shards
from jiaokan.publish.card import make_body
from jiaokan.publish.card_format.bar_charts import cut_label, draw_bars
from jiaokan.publish.card_format.card_markdown import format_cell, format_code, format_share
from jiaokan.publish.card_format.column_tables import load_reliability
from jiaokan.publish.shard_statistics import ShardStatistics
from jiaokan.publish.statistics import ReleaseStatistics, summarize_statistics
from jiaokan.publish.tables.release_tables import TABLES
from jiaokan.rules.reasons import find_reason
from tests.publish.corpus import settings_with

Table = dict[str, list[str]]


def make_document(number: int) -> Document:
    raw = "分享到文|`正文`" + "文" * (number * 60)
    document = Document(f"d{number}", raw, Origin(f"{number}.txt"))
    document = document.edited("strip", [Edit(0, "分享到", "", "share/to")] if number % 2 else [])
    document = document.edited(
        "script", [Edit(document.text.index("文"), "文", "文章" if number % 3 else "文", "script/hans")]
    )
    facts = [Fact("script", "Hans" if number % 4 else "Hant"), Fact("region", f"省{number % 25}\n市")]
    facts += [Fact("genre", "news"), Fact("site", "某网")][: number % 3]
    spans = [Span(0, 2), Span(2, len(document.text))][: 1 + number % 2]
    return replace(
        document,
        paragraphs=tuple(Paragraph(span, role) for span, role in zip(spans, ("title", "body"), strict=False)),
        facts=tuple(facts),
        kind="no_article" if number == 7 else "article",
    )


CORPUS = [make_document(number) for number in range(60)]
REJECTS = [Reject("a.jsonl", line, f"reason {line % 2}", b"x") for line in range(1, 4)]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    small = settings_with(documents_per_shard=7, characters_per_group=4000)
    return publish.write_release(CORPUS, REJECTS, tmp_path_factory.mktemp("card"), small).path


@pytest.fixture(scope="module")
def tables(release: Path) -> dict[str, Table]:
    """Return every table of the card by the head of its first column."""
    found: dict[str, Table] = {}
    for block in re.findall(r"(?:^\|.*\n)+", (release / "README.md").read_text("utf-8"), re.MULTILINE):
        lines = block.strip().split("\n")
        head, _, *rows = ([unescape(c.strip()) for c in line.strip("|").split("|")] for line in lines)
        table = {row[0].strip("`"): [value.strip("`") for value in row[1:]] for row in rows}
        found.setdefault(head[0], {}).update(table)
    return found


def shares(values: Iterable[str]) -> Table:
    counts = Counter(values)
    return {name: [f"{n:,}", format_share(n, counts.total())] for name, n in counts.items()}


def test_the_sizes_are_those_of_the_documents(tables: dict[str, Table]) -> None:
    assert tables["this release holds"] == {
        "documents": ["60"],
        "paragraphs": [str(sum(len(d.paragraphs) for d in CORPUS))],
        "edits": [str(sum(len(s.edits) for d in CORPUS for s in d.steps))],
        "facts": [str(sum(len(d.facts) for d in CORPUS))],
        "mentions": [str(sum(len(d.mentions) for d in CORPUS))],
        "signals": [str(sum(bool(d.signals) for d in CORPUS))],
        "scores": [str(sum(len(d.scores) for d in CORPUS))],
        "repeats": [str(sum(len(d.repeats.repeats) for d in CORPUS if d.repeats))],
        "rejects": ["3"],
        "code points, raw": [f"{sum(len(d.raw) for d in CORPUS):,}"],
        "code points, clean": [f"{sum(len(d.text) for d in CORPUS):,}"],
    }


def test_each_stage_received_what_the_one_before_it_left(tables: dict[str, Table], release: Path) -> None:
    raw = sum(len(d.raw) for d in CORPUS)
    after = raw - 3 * 30  # every second document loses three characters
    put = sum(1 for number in range(60) if number % 3)
    assert tables["stage"] == {
        "strip": ["30", "30", f"{raw:,}", f"{after:,}", format_share(after, raw)],
        "script": ["60", str(put), f"{after:,}", f"{after + put:,}", format_share(after + put, after)],
    }
    kept = format_share(sum(len(d.text) for d in CORPUS), raw)
    assert f"that a reader sees of the raw pages {kept} remain" in (release / "README.md").read_text("utf-8")


def test_each_rule_is_counted_in_edits_notes_documents_and_code_points(tables: dict[str, Table]) -> None:
    assert tables["rule"] == {
        "script/hans": ["40", "20", "60", "40", "80", find_reason("script/hans"), "文", "文"],
        "share/to": ["30", "0", "30", "90", "0", find_reason("share/to"), "分享到", ""],
    }
    assert find_reason("share/to")


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("kind", [d.kind for d in CORPUS]),
        ("script of the raw text", [d.fact("script") for d in CORPUS]),
        ("genre", [d.fact("genre") or "(not said)" for d in CORPUS]),
        ("site", [d.fact("site") or "(not said)" for d in CORPUS]),
        ("role", [p.role for d in CORPUS for p in d.paragraphs]),
        ("why it could not be used", [r.reason for r in REJECTS]),
    ],
)
def test_each_mix_adds_up(tables: dict[str, Table], head: str, values: list[str]) -> None:
    assert tables[head] == shares(values)


def test_what_is_rare_is_added_up(tables: dict[str, Table]) -> None:
    regions = Counter(d.fact("region").split("\n")[0] for d in CORPUS)
    rest = sum(sorted(regions.values(), reverse=True)[20:])
    assert len(tables["region"]) == 21
    assert tables["region"]["(5 others)"] == [str(rest), format_share(rest, 60)]


def test_lengths_fall_into_their_classes(tables: dict[str, Table]) -> None:
    lengths = [len(d.text) for d in CORPUS]
    bounds = [(0, 100), (100, 300), (300, 1000), (1000, 3000), (3000, 10_000), (10_000, 30_000)]
    right = {f"{a:,}–{b - 1:,}": [str(sum(a <= n < b for n in lengths))] for a, b in bounds}
    assert tables["length in code points"] == right | {"30,000 and more": ["0"]}


def test_the_pictures_show_the_numbers_of_the_tables(release: Path, tables: dict[str, Table]) -> None:
    shown = {}
    for path in sorted((release / "pictures").iterdir()):
        texts = [e.text or "" for e in ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}text")]
        shown[path.stem] = dict(zip(texts[1::2], texts[2::2], strict=True))
    assert shown["lengths"] == {name: row[0] for name, row in tables["length in code points"].items()}
    assert shown["rules"] == {"script/hans": "60", "share/to": "30"}
    assert shown["scripts"] == {name: row[0] for name, row in tables["script of the raw text"].items()}
    stages = {name: row[3] for name, row in tables["stage"].items()}
    assert shown["retention"] == {"raw": tables["this release holds"]["code points, raw"][0], **stages}


def test_the_counts_stand_in_tables_for_programs_too(release: Path, tables: dict[str, Table]) -> None:
    read = {
        path.stem: list(csv.DictReader(path.open(encoding="utf-8")))
        for path in (release / "statistics").iterdir()
    }
    rules = {row["rule"]: [row["edits"], row["notes"], row["documents"]] for row in read["rules"]}
    assert rules == {rule: row[:3] for rule, row in tables["rule"].items()}
    left = {row["stage"]: f"{int(row['left']):,}" for row in read["stages"]}
    assert left == {stage: row[3] for stage, row in tables["stage"].items()}
    regions = Counter({row["value"]: int(row["count"]) for row in read["mixes"] if row["mix"] == "region"})
    assert regions == Counter(d.fact("region").split("\n")[0] for d in CORPUS)


def test_the_opening_is_that_of_the_first_page_that_changed(tables: dict[str, Table]) -> None:
    assert tables["raw"] == {CORPUS[1].raw[:240]: [CORPUS[1].text[:240]]}


def test_the_sections_are_those_of_the_hubs_template(release: Path) -> None:
    template = (Path(huggingface_hub.__file__).parent / "templates" / "datasetcard_template.md").read_text()
    wanted = [
        re.sub(r" \[optional\]", "", line) for line in re.findall(r"^#+ .*$", template, re.M)[1:]
        if "{{" not in line
    ]  # fmt: skip
    left_out = {"# Doc / guide: https://huggingface.co/docs/hub/datasets-cards", "### Dataset Sources"}
    left_out |= {"## Glossary", "## Dataset Card Authors"}
    shown = re.findall(r"^#+ .*$", (release / "README.md").read_text("utf-8"), re.M)
    assert [head for head in wanted if head not in shown and head not in left_out] == []
    assert [head for head in shown if head in wanted] == [head for head in wanted if head in shown]


def test_the_head_is_read_by_the_classes_of_the_hub(release: Path) -> None:
    card = huggingface_hub.DatasetCard.load(release / "README.md", ignore_metadata_errors=False)
    data = card.data.to_dict()
    assert data["license"] == "other"
    assert data["annotations_creators"] == ["machine-generated"]
    names = {config["config_name"] for config in data["configs"]}
    assert names == {info["config_name"] for info in data["dataset_info"]} == {"documents", *names}
    assert card.content.startswith("---\n")
    assert huggingface_hub.DatasetCardData(**data).to_dict() == data


def test_the_lines_that_load_it_work_as_they_stand(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datasets = pytest.importorskip("datasets")
    (block,) = re.findall(r"```python\n(.*?)```", (release / "README.md").read_text("utf-8"), re.DOTALL)
    place = release.parents[2]
    (place / "dist").symlink_to(release.parents[1], target_is_directory=True)
    monkeypatch.chdir(place)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", str(place / "cache"))
    found: dict[str, object] = {}
    exec(block, found)
    assert len(found["documents"]) == 60  # type: ignore[arg-type]
    assert len(found["paragraphs"]) == 90  # type: ignore[arg-type]
    assert len(found["edits"]) == 90  # type: ignore[arg-type]


def test_a_release_on_the_hub_is_loaded_at_its_tag(tmp_path: Path) -> None:
    settings = settings_with(url="https://huggingface.co/datasets/owner/name", version="1.2.0")
    text = make_body(publish_statistics(tmp_path), settings)
    assert 'load_dataset("owner/name", revision="v1.2.0", split="train")' in text
    assert 'load_dataset("owner/name", "edits", revision="v1.2.0", split="train")' in text


def publish_statistics(folder: Path) -> ReleaseStatistics:
    found = ShardStatistics()
    for shard in [
        release_shards.write_shard(iter(CORPUS), release_shards.ShardPlace(folder, 0, 0), settings_with())
    ]:
        found.add(shard.statistics)
    return summarize_statistics(found)


def test_rules_are_folded_by_family(release: Path) -> None:
    text = (release / "README.md").read_text("utf-8")
    folded = re.findall(r"<details>\n<summary><code>(\w+)</code>: (.*?)</summary>\n\n\| rule ", text)
    assert folded == [("script", "1 rule, 40 edits"), ("share", "1 rule, 30 edits, 90 code points less")]
    assert text.count("<details") == text.count("</details>")


def test_the_text_is_measured(tables: dict[str, Table]) -> None:
    sizes = {name: int(row[0].replace(",", "")) for name, row in tables["the clean text"].items()}
    texts = [document.text for document in CORPUS]
    assert sizes["code points"] == sum(map(len, texts))
    assert sizes["of these Han"] == sum(char not in "|`" for text in texts for char in text)
    assert sizes["bytes in UTF-8"] == sum(len(text.encode()) for text in texts)
    assert 0.5 < sizes["tokens of Qwen, about"] / sizes["code points"] < 0.8


def test_a_row_is_shown(tmp_path: Path) -> None:
    facts = (Fact("title", "题```目"), Fact("published", "2020-02-01"))
    document = Document("d", "文" * 500, Origin("a.txt"), facts=facts)
    text = (publish.write_release([document], [], tmp_path, settings_with()).path / "README.md").read_text(
        "utf-8"
    )
    (block,) = re.findall(r"```json\n(.*?)\n```\n", text, re.DOTALL)
    row = json.loads(block)
    assert (row["id"], row["published"], row["text"]) == ("d", "2020-02-01", "文" * 120 + "…")
    assert "author" not in row
    assert "| 2020 | 1 |" in text


def test_what_a_reader_found_stands_on_the_card(tmp_path: Path) -> None:
    lines = [Inspection(f"d{n}", f"{n:064}", artifacts=n == 1, lost=n < 2).to_line() for n in range(50)]
    (tmp_path / "inspection.jsonl").write_text("\n".join(lines), "utf-8")
    settings = settings_with(inspection=str(tmp_path / "inspection.jsonl"))
    text = (publish.write_release(CORPUS, [], tmp_path, settings).path / "README.md").read_text("utf-8")
    assert "A reader looked at 50 documents drawn at random" in text
    assert "| text of the article is lost | 2 | 4.0 % (1.1–13.5) |" in text
    assert "| none of these | 48 | 96.0 % (86.5–98.9) |" in text


def test_reliability_is_of_columns_that_there_are() -> None:
    measured = load_reliability()
    for table, columns in measured.items():
        if table != "measured":
            assert set(columns) <= {column.name for column in TABLES[table]}


def test_a_release_of_nothing_has_a_card(tmp_path: Path) -> None:
    release = publish.write_release([], [], tmp_path, settings_with())
    assert "Nothing: every page is published as it came in." in (release.path / "README.md").read_text(
        "utf-8"
    )


def test_no_text_breaks_a_table() -> None:
    assert format_cell("a|b\n<i>`c`\x07") == "a&#124;b⏎&#60;i&#62;&#96;c&#96;&#92;u0007"
    assert len(format_cell("文" * 99, 10)) == 10
    assert [format_code(text) for text in ("甲_乙\n", "a`b", "a|b", " ", "")] == [
        "`甲_乙⏎`",
        "a&#96;b",
        "a&#124;b",
        " ",
        "",
    ]


def test_labels_are_cut_by_columns_and_bars_hold_no_markup() -> None:
    assert cut_label("文" * 20, 10) == "文文文文文…"
    ElementTree.fromstring(draw_bars("<a> & 'b'", [("<&'\">", 3)]))
