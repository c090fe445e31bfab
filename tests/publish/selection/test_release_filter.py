"""A condition selects what Python would; a selection is a sound release that says where it comes from."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import jiaokan
from jiaokan import publish
from jiaokan.cli import main
from jiaokan.core.annotations import RepeatFindings, Signal
from jiaokan.core.document import Document, Fact, Origin, Paragraph
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import ConfigError, InputError, OutputError
from jiaokan.core.signals.signal_columns import SIGNALS
from jiaokan.publish.selection.where_columns import list_where_columns
from jiaokan.publish.selection.where_parser import parse_where
from tests.publish.corpus import settings_with

SIGNAL = next(signal.name for signal in SIGNALS if signal.kind == "float64")


def make_document(name: str, text: str, **facts: str) -> Document:
    document = Document(name, f"分享{text}", Origin(f"{name}.txt"))
    document = document.edited("strip", [Edit(0, "分享", "", "share/bar")])
    return replace(
        document,
        paragraphs=(Paragraph(Span(0, len(text))),),
        facts=tuple(Fact(field, value) for field, value in facts.items()),
        repeats=RepeatFindings("a" if name in "ab" else name, also_in=(0,)),
        signals=(Signal(SIGNAL, len(text) / 10),) if name != "c" else (),
    )


DOCUMENTS = [
    make_document("a", "甲乙丙丁", title="春天", region="江西省\n萍乡市", published="2020-05-01"),
    make_document("b", "甲乙丙丁戊", title="秋天", region="江西省"),
    make_document("c", "甲", published="2021"),
    make_document("d", "甲乙", title="春天来了", region="江西", published="2019-12"),
]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release of two shards, the first with a reject."""
    bad = [jiaokan.core.document.Reject("bad.txt", 0, "no text", b"\xff")]  # type: ignore[attr-defined]
    config = settings_with(documents_per_shard=3)
    return publish.write_release(DOCUMENTS, bad, tmp_path_factory.mktemp("r"), config).path


def select(release: Path, where: str) -> str:
    mask = publish.select_documents(release, where).mask
    return "".join(document.id for document, is_in in zip(DOCUMENTS, mask, strict=True) if is_in)


@pytest.mark.parametrize(
    ("where", "selected"),
    [
        ("n_chars > 2", "ab"),
        ("n_chars >= 2 and n_chars < 5", "ad"),
        ("1 < n_chars <= 4", "ad"),
        ("n_chars == 1 or n_chars == 5", "bc"),
        ("not n_chars == 1", "abd"),
        ("-1 < n_chars < 1.5", "c"),
        ("title == '春天'", "a"),
        ("title != '春天'", "bcd"),
        ("not title == '春天'", "bcd"),
        ("'春' in title", "ad"),
        ("'春' not in title", "bc"),
        ("title in ('春天', '秋天')", "ab"),
        ("title not in ['春天', '秋天']", "cd"),
        ("title in ('秋天', None)", "bc"),
        ("title in ()", ""),
        ("title is None", "c"),
        ("title is not None and published != None", "ad"),
        ("'江西省' in region", "ab"),
        ("'江西' in region", "d"),
        ("'江西省' not in region", "cd"),
        ("published >= '2020'", "ac"),
        ("'2020' <= published < '2021'", "a"),
        ("cluster == id", "acd"),
        ("cluster != id", "b"),
        (f"signals.{SIGNAL} > .3", "ab"),
        (f"signals.{SIGNAL} is None", "c"),
        (f"signals.{SIGNAL} * 1 > 0", None),
        (f"(documents.n_chars > 1\nand signals.{SIGNAL} < .5)", "ad"),
        ("1 < 2", "abcd"),
    ],
)
def test_conditions(release: Path, where: str, selected: str | None) -> None:
    if selected is None:
        with pytest.raises(ConfigError):
            select(release, where)
    else:
        assert select(release, where) == selected


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("signals.han_shar > .6", "--where:1:1: `signals.han_shar` is no column; did you mean signals.han_share?"),
        ("n_chars > 1 and titel == 'x'", "--where:1:17: `titel` is no column; did you mean title?"),
        ("han_share > 1", "--where:1:1: `han_share` is no column; did you mean signals.han_share?"),
        ("'中文' == title and clusters == id", "--where:1:19: `clusters` is no column; did you mean cluster?"),
        ("zzz == 1", "`zzz` is no column; there are id, text, title"),
        ("title > 3", "--where:1:9: `3` is a number, and `title` a text: they cannot be compared"),
        ("region == 'x'", "`region` is a list; write 'text' in it"),
        ("title < None", "`None` cannot be less or greater"),
        ("title is 'x'", "`'x'` is not None; write == or !="),
        ("title", "`title` is no comparison"),
        ("len(title) > 3", "`len(title)` is neither a column, nor a text, nor a number"),
        ("title in region", "`title` should be a text in quotes before `in`"),
        ("'a' in n_chars", "`n_chars` should be a column of texts"),
        ("True == title", "`True` should be a text or a number"),
        ("title == 'a' and", "--where:1:"),
        ("", "--where:1:1: invalid syntax"),
        ("x\0", "null bytes"),
        ("(" * 300, "--where"),
        (" or ".join(["n_chars == 1"] * 2000), "longer than"),
        ("n_chars > 99999999999999999999999", "cannot be read as a condition"),
        ("sentence_starts == 1", "is no column"),
    ],
)  # fmt: skip
def test_what_is_no_condition_is_told_with_its_place(where: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        parse_where(where)
    assert message in str(error.value)


def test_every_column_can_be_named() -> None:
    for name, column in list_where_columns().items():
        value = {"text": "== 'a'", "number": "> 1", "texts": "is None"}[column.kind]
        assert parse_where(f"{name} {value}")[0].columns == (column,)


def test_costs_alone_and_together(release: Path) -> None:
    source = publish.select_documents(release, "n_chars > 1 and (title == '春天' and cluster == id)").source
    rows = [(cost.text, cost.dropped, cost.dropped_alone, cost.left) for cost in source.costs]
    assert rows == [("n_chars > 1", 1, 0, 3), ("title == '春天'", 3, 1, 1), ("cluster == id", 1, 0, 1)]
    assert (source.documents, source.selected) == (4, 1)


def test_a_selection_is_a_sound_release_of_its_own(release: Path, tmp_path: Path) -> None:
    made = jiaokan.filter_release(release, "cluster == id and n_chars < 4", tmp_path)
    assert made.path == tmp_path / "zh-web-selection" / "1.0.0"
    assert publish.verify(made.path) == ()
    assert list(publish.read_documents(made.path)) == [DOCUMENTS[2], DOCUMENTS[3]]
    assert publish.restore_files(made.path, tmp_path / "raw") == 2
    assert (tmp_path / "raw" / "c.txt").read_text("utf-8") == "分享甲"
    card = (made.path / "README.md").read_text("utf-8")
    assert "Of the 4 documents of zh-web 1.0.0 (manifest" in card
    assert "| n_chars &#60; 4 | 2 | 1 | 2 |" in card
    told = json.loads((made.path / "selection.json").read_text("utf-8"))
    assert (told["name"], told["where"]) == ("zh-web", "cluster == id and n_chars < 4")
    assert jiaokan.filter_release(release, "cluster == id and n_chars < 4", tmp_path).state == "unchanged"
    with pytest.raises(OutputError, match="would change"):
        jiaokan.filter_release(release, "n_chars < 4", tmp_path)
    assert jiaokan.filter_release(release, "n_chars < 4", tmp_path, replace=True).state == "replaced"


def test_a_selection_of_a_selection(release: Path, tmp_path: Path) -> None:
    first = jiaokan.filter_release(release, "n_chars > 1", tmp_path)
    second = jiaokan.filter_release(first.path, "n_chars > 4", tmp_path, "longer")
    assert second.count_rows("documents") == 1
    assert publish.verify(second.path) == ()
    with pytest.raises(ConfigError, match="name of the release itself"):
        jiaokan.filter_release(release, "n_chars > 1", tmp_path, "zh-web")
    with pytest.raises(ConfigError):
        jiaokan.filter_release(release, "n_chars > 1", tmp_path, "../x")


def test_the_command_prints_costs_and_writes(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["filter", str(release), "--where", "n_chars > 1", "--output", str(tmp_path)]
    assert main([*words, "--dry-run"]) == 0
    assert "1  25.0%           1           3  n_chars > 1" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())
    assert main(words) == 0
    made = str(tmp_path / "zh-web-selection" / "1.0.0")
    assert "3 of 4 documents (75.0%)" in capsys.readouterr().out
    assert main(["verify", made]) == 0
    capsys.readouterr()
    assert main(["verify", made, "--input", str(tmp_path)]) == 1
    assert "was selected from another release" in capsys.readouterr().err
    assert main(["filter", str(release), "--where", "titel == 'x'"]) == 1
    assert "did you mean title?" in capsys.readouterr().err


def test_what_is_no_release_cannot_be_filtered(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        publish.select_documents(tmp_path / "none", "n_chars > 1")


@pytest.mark.parametrize("where", ["n_chars > 100", "title == '夏天' and n_chars > 2"])
def test_a_selection_of_no_document_is_refused_before_anything_is_written(
    release: Path, where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["filter", str(release), "--where", where, "-o", str(tmp_path / "dist")]
    assert main(words) == 1
    assert "holds for none of the 4 documents" in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()
    assert main([*words, "--dry-run", "--json"]) == 0  # it says what each condition costs
    with pytest.raises(InputError, match="none of the 4 documents"):
        jiaokan.filter_release(release, where, tmp_path / "dist")
