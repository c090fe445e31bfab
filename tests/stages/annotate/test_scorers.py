"""Functions of a user's own: what they give, what they break, and what the run says of it."""

import json
from pathlib import Path

import pytest

from jiaokan.cli import main
from jiaokan.config.config_loader import Config, load
from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import from_record, to_record
from jiaokan.core.errors import ConfigError
from jiaokan.execution.chunks import process_chunk
from jiaokan.publish.release_reader import read_documents
from jiaokan.stages import STAGES

OWN = "tests.stages.annotate.own_scorers"
TEXTS = ["今天下雨，明天也下雨。", "这篇不及格。", "好。"]


def settings(*names: str) -> Config:
    return load(overrides=[f"annotate.scorers={json.dumps([f'{OWN}:{name}' for name in names])}"])


def annotate(config: Config, texts: list[str]) -> list[Document | Reject]:
    return process_chunk(("annotate",), config, (0, [Document(f"d{i}", t) for i, t in enumerate(texts)]))[1]


def test_numbers_and_dicts_become_scores_with_names() -> None:
    first, *_ = annotate(settings("measure", "rate"), TEXTS)
    assert isinstance(first, Document)
    assert [(s.scorer.partition(":")[2], s.name, s.value) for s in first.scores] == [
        ("measure", "measure", 11.0),
        ("rate", "commas", 1.0),
        ("rate", "stops", 1.0),
    ]
    assert {s.version[:7] for s in first.scores} == {"sha256:"}


def test_scores_travel_with_the_document() -> None:
    (document,) = annotate(settings("rate"), TEXTS[:1])
    assert isinstance(document, Document)
    assert from_record(json.loads(json.dumps(to_record(document)))) == document


def test_an_edit_after_annotate_drops_the_scores() -> None:
    from jiaokan.core.edits import Edit  # noqa: PLC0415

    (document,) = annotate(settings("measure"), ["今天"])
    assert isinstance(document, Document)
    assert document.edited("strip", [Edit(0, "今", "", "a/b")]).scores == ()


def test_a_failure_costs_one_document_and_names_it() -> None:
    good, bad, other = annotate(settings("fail_on_texts"), TEXTS)
    assert isinstance(good, Document)
    assert isinstance(other, Document)
    assert isinstance(bad, Reject)
    assert bad.reason == f"scorer {OWN}:fail_on_texts failed on 'd1': ValueError: cannot read this"
    assert bad.data.decode() == TEXTS[1]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("forget", "it returned 0 results for 1 texts"),
        ("answer_in_words", "'answer_in_words': 'good' should be a name and a finite number"),
        ("answer_nothing", "'answer_nothing': nan should be a name and a finite number"),
    ],
)
def test_a_result_that_is_no_number_is_told(name: str, reason: str) -> None:
    (item,) = annotate(settings(name), TEXTS[:1])
    assert isinstance(item, Reject)
    assert item.reason == f"scorer {OWN}:{name} failed on 'd0': {reason}"


@pytest.mark.parametrize(
    ("scorer", "problem"),
    [
        ("own.model", "write package.module:function"),
        ("no_such_package.model:rate", "No module named 'no_such_package'"),
        (f"{OWN}_missing:rate", "no such module"),
        (f"{OWN}:no_such_function", "no_such_function"),
        (f"{OWN}:NUMBER", "is no function"),
    ],
)
def test_a_name_without_a_function_is_refused_at_once(scorer: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        STAGES["annotate"](load(overrides=[f'annotate.scorers=["{scorer}"]']))


def test_the_release_holds_the_scores_with_any_number_of_workers(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        "\n".join(json.dumps({"id": f"d{i}", "text": t}) for i, t in enumerate(TEXTS[::2])), "utf-8"
    )
    words = ["--input", str(tmp_path / "in.jsonl"), "--quiet", "--set", f'annotate.scorers=["{OWN}:measure"]']
    for workers in "12":
        output = str(tmp_path / workers)
        assert main(["run", *words, "--workers", workers, "--output", output]) == 0
    one, two = (tmp_path / workers / "zh-web" / "1.0.0" for workers in "12")
    assert [s.value for d in read_documents(one) for s in d.scores] == [11.0, 2.0]
    assert (one / "manifest.json").read_bytes() == (two / "manifest.json").read_bytes()
    version = json.loads((one / "manifest.json").read_bytes())["configs"][f"annotate.scorers.{OWN}:measure"]
    assert version.startswith("sha256:")
