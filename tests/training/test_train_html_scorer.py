"""The command makes a scorer of the lines of HTML again; here a tiny one, from invented pages."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("catboost", reason="the extra `train` is not installed")
from jiaokan.training import train_html_scorer
from jiaokan.training.gold_pages import read_gold_pages
from jiaokan.training.line_examples import PageWeights, make_all_examples, make_variant
from jiaokan.training.train_html_scorer import choose_text_lines, load_scorer_passes, main
from tests.training.invented_pages import FOOT, MENU, write_article

PAGES = 9


def write_page(folder: Path, number: int) -> None:
    paragraphs = write_article(random.Random(number))
    menu = "".join(f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(MENU))
    foot = "".join(f'<p class="foot">{line}</p>' for line in FOOT)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = (
        f'<html><body><ul class="nav">{menu}</ul><div id="text">{body}</div><div>{foot}</div></body></html>'
    )
    (folder / f"{number}.html").write_text(html, "utf-8")
    gold = {"text": "\n".join(paragraphs), "url": f"https://www.site{number}.example/{number}"}
    (folder / f"{number}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "news").mkdir()
    for number in range(PAGES):
        write_page(folder / "news", number)
    return folder


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(train_html_scorer._TREE_OPTIONS, "iterations", 20)
    monkeypatch.setitem(train_html_scorer._ADDED_TREE_OPTIONS, "iterations", 5)


def test_a_tiny_scorer_is_the_same_each_time_and_reads_pages_that_it_has_not_seen(
    pages: Path, tmp_path: Path
) -> None:
    main([str(pages), "--weight", "news", "2", "--output", str(tmp_path / "one.npz")])
    held_out = tmp_path / "lines.jsonl"
    main(
        [
            str(pages),
            "--weight",
            "news",
            "2",
            "--output",
            str(tmp_path / "two.npz"),
            "--held-out",
            str(held_out),
        ]
    )
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    texts = {row["id"]: row["text"] for row in map(json.loads, held_out.read_text("utf-8").split("\n")[:-1])}
    assert texts == {page.id: page.text for page in read_gold_pages(pages)}
    (page, *_) = make_all_examples(read_gold_pages(pages), PageWeights())
    assert "\n".join(choose_text_lines(load_scorer_passes(tmp_path / "one.npz"), page)) == page.page.text


def test_a_scorer_that_is_trained_further_keeps_its_trees(pages: Path, tmp_path: Path) -> None:
    one, two, held_out = (tmp_path / name for name in ("one.npz", "two.npz", "lines.jsonl"))
    (tmp_path / "more" / "shops").mkdir(parents=True)
    for number in range(PAGES, 2 * PAGES):
        write_page(tmp_path / "more" / "shops", number)
    main([str(pages), "--output", str(one)])
    words = [str(tmp_path / "more"), "--seen", str(pages), "--continue-from", str(one)]
    main([*words, "--output", str(two), "--held-out", str(held_out)])
    for before, after in zip(load_scorer_passes(one), load_scorer_passes(two), strict=True):
        assert (before.trees.levels.shape[1], after.trees.levels.shape[1]) == (20, 25)
        assert set(before.names) <= set(after.names)
    rows = [json.loads(line) for line in held_out.read_text("utf-8").split("\n")[:-1]]
    assert {row["source"] for row in rows} == {"shops"}
    assert len(rows) == PAGES


def test_pages_of_one_host_cannot_train_the_second_pass(tmp_path: Path) -> None:
    folder = tmp_path / "one" / "news"
    folder.mkdir(parents=True)
    write_page(folder, 0)
    with pytest.raises(SystemExit, match="add pages of other hosts"):
        main([str(folder.parent), "--output", str(tmp_path / "scorer.npz")])
    assert not (tmp_path / "scorer.npz").exists()


def test_variants_label_only_lines_of_the_text(pages: Path) -> None:
    weights = PageWeights()
    for page in make_all_examples(read_gold_pages(pages), weights):
        for number in range(1, 6):
            variant = make_variant(page, number, weights)
            lines = [t for t, label in zip(variant.table.texts, variant.labels, strict=True) if label]
            assert lines
            whole = "".join(page.page.text.split("\n"))
            assert all(line in whole for line in lines)
            assert set(MENU) <= set(variant.table.texts)
            assert variant.weights.sum() < page.weights.sum()
            assert variant.table.texts == make_variant(page, number, weights).table.texts


def test_a_source_weighs_as_it_is_told(pages: Path) -> None:
    gold = read_gold_pages(pages)[:1]
    (plain,), (heavy,) = (make_all_examples(gold, PageWeights(w)) for w in ({}, {"news": 3.0}))
    assert np.allclose(heavy.weights, 2 * plain.weights)
