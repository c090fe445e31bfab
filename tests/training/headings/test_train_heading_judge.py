"""A tiny training of the judge of headings, and what its examples are made of."""

import base64
import json
import random
from pathlib import Path

import pytest

pytest.importorskip("catboost", reason="the extra `train` is not installed")

from jiaokan.models.boosted_trees import read_named_trees
from jiaokan.training.gold_pages import GoldPage
from jiaokan.training.headings import train_heading_judge
from jiaokan.training.headings.heading_examples import find_shown_headings
from jiaokan.training.headings.train_heading_judge import main
from tests.training.invented_pages import write_article

PAGES, PARTS = 8, 4


@pytest.fixture
def labelled(tmp_path: Path) -> list[str]:
    """Return the files of pages with headings above their parts."""
    documents, labels = [], []
    for number in range(PAGES):
        rng = random.Random(number)
        parts = [[f"第{n}处的来历", *write_article(rng)[:3]] for n in range(PARTS)]
        lines = [f"{number}号街区的故事", *(line for part in parts for line in part)]
        page = "".join(
            f"<h3>{line}</h3>" if line.endswith("的来历") else f"<p>{line}</p>" for line in lines[1:]
        )
        html = f"<title>{lines[0]}</title><div class=content><h1>{lines[0]}</h1>{page}</div>"
        documents.append(
            {
                "id": str(number),
                "source": f"owner/name{number}:page",
                "text": "\n".join(lines),
                "html": base64.b64encode(html.encode()).decode(),
            }
        )
        headings = [i for i, line in enumerate(lines, 1) if line.endswith("的来历")]
        labels.append({"id": str(number), "remove": [], "heading_lines": headings})
    files = []
    for name, rows in (("documents", documents), ("labels", labels)):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        files.append(str(path))
    return files


def test_a_tiny_judge_is_the_same_each_time_and_finds_headings_of_unseen_sources(
    labelled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(train_heading_judge._TREE_OPTIONS, "iterations", 20)
    for name in ("one", "two"):
        main(["--labelled", *labelled, "--output", str(tmp_path / f"{name}.npz"), "--folds", "2"])
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert read_named_trees(tmp_path / "one.npz", "heading")[0].names
    assert "markup_level" in read_named_trees(tmp_path / "one.npz", "heading_html")[0].names
    main(["--labelled", *labelled, "--held-out", str(tmp_path / "held_out.jsonl"), "--folds", "2"])
    rows = [json.loads(line) for line in (tmp_path / "held_out.jsonl").read_text("utf-8").split("\n")[:-1]]
    for form in ("text", "html"):
        found = [row["headings"] for row in rows if row["form"] == form]
        assert len(found) == PAGES
        assert sum(line.endswith("的来历") for lines in found for line in lines) > PAGES * PARTS // 2
    printed = capsys.readouterr().out
    assert "text judge   precision" in printed
    assert "html judge   precision" in printed


def test_headings_of_html_are_its_elements_and_lines_that_are_all_bold() -> None:
    html = (
        "<h1>老街</h1><h2>来历</h2><p><strong>改造经过</strong></p><p>他说<b>不会</b>搬走。</p>"
        "<div><b>居民怎么看</b><br>都说好。</div>"
    )
    page = GoldPage("a", "news", "example.com", html.encode(), "", "老街")
    assert find_shown_headings(page) == {"来历", "改造经过", "居民怎么看"}
