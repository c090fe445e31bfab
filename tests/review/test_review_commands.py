"""Edits go out, verdicts come back, and the next build heeds them: as JSON lines and through Label Studio."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from jiaokan import publish
from jiaokan.cli import main
from jiaokan.core.ledger import replay, restore
from tests.review.astral_corpus import TEXTS, make_astral_release

EXPORTS = Path(__file__).parent / "label_studio"  # what Label Studio 1.23 wrote of the corpus; see its README


@pytest.fixture(scope="module")
def astral(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_astral_release(tmp_path_factory.mktemp("astral"))


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def write_lines(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path


def export_lines(release: Path, folder: Path, *options: str) -> list[dict[str, Any]]:
    assert main(["review", "export", str(release), "--output", str(folder / "items.jsonl"), *options]) == 0
    return read_lines(folder / "items.jsonl")


def test_an_item_shows_the_edit_in_its_place(astral: Path, tmp_path: Path) -> None:
    items = export_lines(astral, tmp_path)
    documents = {document.id: document for document in publish.read_documents(astral)}
    rules = {
        (step.stage, edit.rule) for one in documents.values() for step in one.steps for edit in step.edits
    }
    assert {(item["stage"], item["rule"]) for item in items} == rules, "every rule is covered"
    for item in items:
        raw = TEXTS[item["document"]]
        shown = item["context"][item["start"] : item["end"]]
        assert shown == item["before"].replace("\r", " ")
        if item["stage"] == "strip":
            assert raw[item["raw_start"] : item["raw_end"]] == item["before"]
    confidences = [item["confidence"] for item in items]
    assert confidences == sorted(confidences)


def test_a_refused_edit_is_not_made_again(astral: Path, tmp_path: Path) -> None:
    items = export_lines(astral, tmp_path)
    for item in items:
        is_bar = item["before"].startswith(("分享到", "上一篇"))
        item["verdict"] = "wrong" if is_bar else "right"
    refused = [item for item in items if item["verdict"] == "wrong"]
    assert len(refused) == 2
    file = write_lines(tmp_path / "done.jsonl", items)
    assert main(["review", "import", str(file), "--output", str(tmp_path / "review")]) == 0
    kept = tmp_path / "review" / "verdicts.jsonl"
    release = make_astral_release(tmp_path, "--set", f"review.file={json.dumps(str(kept))}")
    for document in publish.read_documents(release):
        assert restore(document.text, document.steps) == TEXTS[document.id]
        assert replay(TEXTS[document.id], document.steps) == document.text
        notes = [e for step in document.steps for e in step.edits if e.rule == "review/refused"]
        assert [note.old.strip()[:3] for note in notes] == [
            "分享到" if document.id == "astral/1" else "上一篇"
        ]
        assert notes[0].old.strip()[:3] in document.text
        assert "版权所有" not in document.text
    assert publish.verify(release) == ()
    assert (
        main(["evaluate", str(release), "--verdicts", str(kept), "--output", str(tmp_path / "f.json")]) == 0
    )
    figures = json.loads((tmp_path / "f.json").read_text("utf-8"))
    assert (figures["wrong"], figures["refused"], figures["made"]) == (2, 2, figures["right"])
    assert main(["evaluate", str(astral), "--verdicts", str(kept), "--output", str(tmp_path / "f.json")]) == 0
    before = json.loads((tmp_path / "f.json").read_text("utf-8"))
    assert (before["refused"], len(before["against"])) == (0, 2)


def test_verdicts_hold_whatever_the_document_is_called(astral: Path, tmp_path: Path) -> None:
    (item,) = (one for one in export_lines(astral, tmp_path) if one["before"].startswith("分享到"))
    file = write_lines(tmp_path / "v.jsonl", [item | {"verdict": "wrong", "document": "called otherwise"}])
    release = make_astral_release(tmp_path, "--set", f"review.file={json.dumps(str(file))}")
    assert "分享到" in next(iter(publish.read_documents(release))).text


def test_examples_for_the_rules_and_their_precision(astral: Path, tmp_path: Path) -> None:
    items = export_lines(astral, tmp_path)
    for item in items:
        item["verdict"] = "wrong" if item["before"].startswith("分享到") else "right"
    file = write_lines(tmp_path / "v.jsonl", items)
    assert main(["review", "import", str(file), "--output", str(tmp_path / "r")]) == 0
    examples = (tmp_path / "r" / "examples.toml").read_text("utf-8")
    assert (
        'id = "share/to"\n# its pattern claims "分享到:": make it narrower\nmisses = ["分享到:"]' in examples
    )
    assert 'hits = ["上一篇:𠮷日", "下一篇:没有了"]' in examples
    rows = (tmp_path / "r" / "precision.csv").read_text("utf-8").split("\n")
    assert rows[1].startswith("strip,share/to,0,1,0.0000,0.7935,")


def test_a_later_verdict_takes_the_place_of_an_earlier_one(astral: Path, tmp_path: Path) -> None:
    item = export_lines(astral, tmp_path)[0]
    for verdict in ("wrong", "right"):
        file = write_lines(tmp_path / f"{verdict}.jsonl", [item | {"verdict": verdict}])
        assert main(["review", "import", str(file), "--output", str(tmp_path / "r")]) == 0
    assert [one["verdict"] for one in read_lines(tmp_path / "r" / "verdicts.jsonl")] == ["right"]


def test_tasks_of_label_studio_hold_their_regions_in_code_points(astral: Path, tmp_path: Path) -> None:
    output = tmp_path / "tasks.json"
    assert main(["review", "export", str(astral), "--format", "label-studio", "--output", str(output)]) == 0
    tasks = json.loads(output.read_text("utf-8"))
    page = ElementTree.fromstring(output.with_suffix(".xml").read_text("utf-8"))
    names = {element.get("name") for element in page}
    labels = {element.get("value") for element in page.iter("Label")}
    for task in tasks:
        (region,) = task["predictions"][0]["result"]
        value = region["value"]
        assert task["data"]["text"][value["start"] : value["end"]] == value["text"] != ""
        assert {region["from_name"], region["to_name"]} <= names
        assert set(value["labels"]) <= labels
        assert "\r" not in task["data"]["text"]
    stored = json.loads((EXPORTS / "tasks.json").read_text("utf-8"))
    assert [task["data"]["raw_sha256"] for task in stored] == [task["data"]["raw_sha256"] for task in tasks]


@pytest.mark.parametrize("name", ["export.json", "export_min.json"])
def test_what_label_studio_exports_comes_back(name: str, tmp_path: Path) -> None:
    assert main(["review", "import", str(EXPORTS / name), "--output", str(tmp_path / "r")]) == 0
    found = {
        (one["document"], one["raw_start"], one["rule"]): one
        for one in read_lines(tmp_path / "r" / "verdicts.jsonl")
    }
    tasks = json.loads((EXPORTS / "export.json").read_text("utf-8"))
    for task in tasks:
        data = task["data"]
        verdict = found.get((data["document"], data["raw_start"], data["rule"]))
        said = {
            part["value"]["choices"][0]
            for annotation in task["annotations"]
            if not annotation["was_cancelled"]
            for part in annotation["result"]
            if part["type"] == "choices"
        }
        if not said:
            assert verdict is None
        elif len(said) == 1:
            assert verdict is not None
            assert {verdict["verdict"]} == said
            assert verdict["before"] == data["before"]
    assert any("𠮷" in one["comment"] and "😀" in one["comment"] for one in found.values())
    assert {one["verdict"] for one in found.values()} == {"right", "wrong", "unsure"}


def test_reviewers_who_disagree_leave_an_edit_unsure(tmp_path: Path) -> None:
    (task,) = (
        one for one in json.loads((EXPORTS / "export.json").read_text("utf-8")) if len(one["annotations"]) > 1
        and not any(a["was_cancelled"] for a in one["annotations"])
    )  # fmt: skip
    file = tmp_path / "one.json"
    file.write_text(json.dumps([task]), "utf-8")
    assert main(["review", "import", str(file), "--output", str(tmp_path / "r")]) == 0
    assert [one["verdict"] for one in read_lines(tmp_path / "r" / "verdicts.jsonl")] == ["unsure"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"verdict": "wrong"}', "line 1: a verdict without 'document'"),
        ("\n{", "line 2"),
        ('[{"annotations": [], "data": {}}]', "task 1: no data with a text"),
        ("[1]", "task 1: no JSON object"),
    ],
)
def test_a_file_that_holds_something_else_is_refused(
    content: str, message: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "v.jsonl"
    file.write_text(content, "utf-8")
    assert main(["review", "import", str(file), "--output", str(tmp_path / "r")]) == 1
    assert message in capfd.readouterr().err
    assert not (tmp_path / "r").exists()


def test_a_region_that_was_moved_off_its_text_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    tasks = json.loads((EXPORTS / "export.json").read_text("utf-8"))
    (region,) = (p for p in tasks[1]["annotations"][0]["result"] if p["type"] == "labels")
    region["value"]["text"] = "not there"
    file = tmp_path / "v.json"
    file.write_text(json.dumps(tasks), "utf-8")
    assert main(["review", "import", str(file), "--output", str(tmp_path / "r")]) == 1
    assert "task 2: its region does not hold 'not there'" in capfd.readouterr().err
