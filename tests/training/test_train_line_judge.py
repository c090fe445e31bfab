"""The command makes a judge of lines again; here a tiny one, from invented pages."""

import json
import random
from pathlib import Path

import pytest

pytest.importorskip("catboost", reason="the extra `train` is not installed")
pytest.importorskip("sklearn", reason="the extra `train` is not installed")
from jiaokan.stages.strip.judge.unit_judge import load_judge
from jiaokan.training.judge import judge_parts, title_trees
from jiaokan.training.train_line_judge import main
from tests.training.invented_pages import FOOT, MENU, write_article

PAGES, LISTS = 12, 4
PAGE_NUMBERS = [str(number) for number in range(PAGES)]


def write_rows(path: Path, rows: list[dict[str, object]]) -> str:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return str(path)


def write_page(number: int) -> list[str]:
    """Return a title and some paragraphs."""
    return [f"第{number}号建筑的消息", *write_article(random.Random(number))]


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = (judge_parts.UNIT_TREE_OPTIONS, judge_parts.PAGE_TREE_OPTIONS, judge_parts.ADDED_TREE_OPTIONS)
    for options in (*parts, title_trees.TITLE_TREE_OPTIONS, title_trees.ADDED_TITLE_TREE_OPTIONS):
        monkeypatch.setitem(options, "iterations", 10)


@pytest.fixture
def labelled(tmp_path: Path) -> tuple[str, str]:
    """Return the files of pages with menus and feet, and of some that hold nothing else."""
    documents: list[dict[str, object]] = []
    labels: list[dict[str, object]] = []
    for number in range(PAGES + LISTS):
        article = write_page(number) if number < PAGES else []
        lines = [*MENU, *article, *FOOT]
        text = "\n".join(lines)
        documents.append({"id": str(number), "source": f"owner/name{number}:page", "text": text})
        removed = [[i, "navigation"] for i in range(1, len(MENU) + 1)]
        removed += [[i, "legal_footer"] for i in range(len(MENU) + len(article) + 1, len(lines) + 1)]
        title = {"title_line": len(MENU) + 1} if article else {}
        labels.append({"id": str(number), "remove": removed, "no_article": not article} | title)
    return write_rows(tmp_path / "documents.jsonl", documents), write_rows(tmp_path / "labels.jsonl", labels)


def test_a_tiny_judge_is_the_same_each_time_and_cleans_sources_that_it_has_not_seen(
    labelled: tuple[str, str], tmp_path: Path
) -> None:
    words = ["--hand", *labelled, "--folds", "2", "--output"]
    main([*words, str(tmp_path / "one.npz")])
    main([*words, str(tmp_path / "two.npz"), "--held-out", str(tmp_path / "cleaned.jsonl")])
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert load_judge(tmp_path / "one.npz").units.features.size
    rows = map(json.loads, (tmp_path / "cleaned.jsonl").read_text("utf-8").split("\n")[:-1])
    texts = {row["id"]: [line for line in row["text"].split("\n") if line] for row in rows}
    assert len(texts) == PAGES + LISTS
    assert {id: texts[id] for id in PAGE_NUMBERS} == {id: write_page(int(id)) for id in PAGE_NUMBERS}


def test_a_judge_that_is_trained_further_keeps_its_words_and_gets_trees(
    labelled: tuple[str, str], tmp_path: Path
) -> None:
    words = ["--hand", *labelled, "--folds", "2", "--output"]
    main([*words, str(tmp_path / "one.npz")])
    main([*words, str(tmp_path / "two.npz"), "--continue-from", str(tmp_path / "one.npz")])
    one, two = load_judge(tmp_path / "one.npz"), load_judge(tmp_path / "two.npz")
    assert (one.weights == two.weights).all()
    for part in ("units", "pages", "titles"):
        assert (getattr(one, part).levels.shape[1], getattr(two, part).levels.shape[1]) == (10, 20)


@pytest.mark.parametrize("only", ["titles", "pages"])
def test_one_part_of_a_judge_is_trained_further_alone(
    only: str, labelled: tuple[str, str], tmp_path: Path
) -> None:
    words = ["--hand", *labelled, "--folds", "2", "--output"]
    main([*words, str(tmp_path / "one.npz")])
    more = ["--continue-from", str(tmp_path / "one.npz"), "--only", only]
    main([*words, str(tmp_path / "two.npz"), *more, "--held-out", str(tmp_path / "cleaned.jsonl")])
    judge = load_judge(tmp_path / "two.npz")
    counts = {part: getattr(judge, part).levels.shape[1] for part in ("units", "pages", "titles")}
    assert counts == {"units": 10, "pages": 10, "titles": 10} | {only: 20}
    assert len((tmp_path / "cleaned.jsonl").read_text("utf-8").split("\n")[:-1]) == PAGES + LISTS
