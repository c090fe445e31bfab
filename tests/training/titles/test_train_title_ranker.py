"""The command makes a ranker of titles again; here a tiny one, from invented pages."""

import base64
import json
import random
from pathlib import Path

import pytest

pytest.importorskip("catboost", reason="the extra `train` is not installed")
from jiaokan.training.titles import train_title_ranker
from jiaokan.training.titles.title_examples import (
    make_all_title_examples,
    make_title_variant,
    read_labelled_html,
)
from jiaokan.training.titles.train_title_ranker import main
from tests.training.invented_pages import FOOT, MENU, write_article

PAGES = 8


def write_html(number: int) -> tuple[str, str]:
    paragraphs = write_article(random.Random(number))
    title = f"第{number}座图书馆开放"
    menu = "".join(f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(MENU))
    body = "".join(f"<p>{text}</p>" for text in [*paragraphs, *FOOT])
    head = f"<title>{title}_江城{number}网</title>"
    return title, f"{head}<ul>{menu}</ul><div class=bt>{title}</div><div>{body}</div>"


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("titles")
    documents, labels = folder / "documents.jsonl", folder / "labels.jsonl"
    rows = [write_html(number) for number in range(PAGES)]
    with documents.open("w", encoding="utf-8") as file, labels.open("w", encoding="utf-8") as other:
        for number, (title, html) in enumerate(rows):
            coded = base64.b64encode(html.encode()).decode()
            url = f"https://www.site{number}.example/"
            file.write(json.dumps({"id": f"a{number}", "url": url, "source": "a", "html": coded}) + "\n")
            other.write(
                json.dumps({"id": f"a{number}", "no_article": False, "meta": {"title": title}}) + "\n"
            )
    return documents, labels


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(train_title_ranker._TREE_OPTIONS, "iterations", 10)


def test_a_tiny_ranker_is_the_same_each_time_and_finds_titles_of_other_hosts(
    labelled: tuple[Path, Path], tmp_path: Path
) -> None:
    words = ["--labelled", *map(str, labelled), "--weight", "documents", "2", "--folds", "2"]
    held_out = tmp_path / "titles.jsonl"
    main([*words, "--output", str(tmp_path / "one.npz")])
    main([*words, "--output", str(tmp_path / "two.npz"), "--held-out", str(held_out)])
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    rows = [json.loads(line) for line in held_out.read_text("utf-8").splitlines()]
    assert sorted(row["id"] for row in rows) == [f"a{number}" for number in range(PAGES)]
    assert all(row["title"] == row["gold"] for row in rows)


def test_the_title_is_one_of_the_texts_and_a_variant_has_another_head(labelled: tuple[Path, Path]) -> None:
    pages = make_all_title_examples(read_labelled_html(*labelled))
    assert sum(not page.is_variant for page in pages) == PAGES
    assert all(page.labels.any() for page in pages)
    variants = [page for page in pages if page.is_variant]
    assert any(
        page.page.head.title is None or "图书馆" not in page.page.head.title.value for page in variants
    )


def test_a_variant_leaves_the_text_of_the_page() -> None:
    title, html = write_html(3)
    for number in range(20):
        varied = make_title_variant(html, title, ("江城网", "湖城网"), random.Random(number))
        assert varied.count("<p>") == html.count("<p>")
        assert f">{title}</div>" in varied


def test_pages_without_a_title_train_nothing() -> None:
    with pytest.raises(SystemExit, match="no page has its title"):
        train_title_ranker.train_ranker([], {})
