"""Labels stay on their code points when markup is removed and pages are composed."""

import json
from pathlib import Path

from jiaokan.training.judge.grafted_pages import compose_pages
from jiaokan.training.labelled_pages import (
    DROPPED,
    KEPT,
    UNSCORED,
    LabelledPage,
    assign_folds,
    find_source,
    load_pages,
    remove_markup,
)

PROSE = "新馆位于河东路,共有三层,藏书二十万册,首日接待读者三千余人,周末照常开放。"


def write_rows(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def load_page(tmp_path: Path, text: str, **label: object) -> LabelledPage:
    documents = write_rows(
        tmp_path / "d.jsonl", {"id": "a", "source": "github:owner/name:path", "text": text}
    )
    labels = write_rows(tmp_path / "l.jsonl", {"id": "a", "remove": [], **label})
    (page,) = load_pages(documents, labels, "hand")
    return page


def test_lines_spans_and_ambiguous_lines_have_their_labels(tmp_path: Path) -> None:
    page = load_page(
        tmp_path,
        "首页\n正文。编辑甲\n存疑",
        remove=[[1, "navigation"]],
        remove_spans=[[2, 3, 6, "byline"]],
        ambiguous=[3],
    )
    assert page.states == DROPPED * 2 + KEPT + KEPT * 3 + DROPPED * 3 + KEPT + UNSCORED * 2
    assert page.kinds[6:9] == ("byline",) * 3
    assert page.source == "owner/name"


def test_a_document_without_a_label_is_left_out(tmp_path: Path) -> None:
    documents = write_rows(tmp_path / "d.jsonl", {"id": "a", "text": "甲"}, {"id": "b", "text": "乙"})
    labels = write_rows(tmp_path / "l.jsonl", {"id": "b", "remove": []})
    assert [page.id for page in load_pages(documents, labels, "hand")] == ["b"]


def test_labels_move_when_markup_is_removed(tmp_path: Path) -> None:
    page = remove_markup(
        load_page(
            tmp_path,
            "首页<br>\n<p>正文在这里。</p>\n分享到:",
            remove=[[1, "navigation"], [3, "share_widget"]],
        )
    )
    assert "<" not in page.text
    assert len(page.states) == len(page.kinds) == len(page.text)
    kept = "".join(char for char, state in zip(page.text, page.states, strict=True) if state == KEPT)
    assert "正文在这里。" in kept
    assert "首页" not in kept


def test_the_source_of_a_document_is_its_repository() -> None:
    assert find_source({"source": "github:owner/name:folder/file.txt"}) == "owner/name"
    assert find_source({"source": "owner/name (as text)"}) == "owner/name"
    assert find_source({}) == "?"


def make_pages(count: int) -> list[LabelledPage]:
    text = f"首页\n要闻\n标题在这里\n{PROSE}\n{PROSE}\n责任编辑甲\n关于我们"
    states = DROPPED * 5 + KEPT + KEPT * (6 + 2 * len(PROSE) + 2) + DROPPED * 5 + KEPT + DROPPED * 4
    kinds = ("navigation",) * 6 + ("",) * (8 + 2 * len(PROSE)) + ("byline",) * 6 + ("legal_footer",) * 4
    return [LabelledPage(f"p{n}", f"source{n % 4}", text, states, kinds, False, "hand") for n in range(count)]


def test_all_pages_of_a_source_are_in_one_fold() -> None:
    fold_of: dict[str, set[int]] = {}
    for page in assign_folds(make_pages(12), 3):
        fold_of.setdefault(page.source, set()).add(page.fold)
    assert all(len(folds) == 1 for folds in fold_of.values())
    assert {fold for folds in fold_of.values() for fold in folds} == {0, 1, 2}


def test_composed_pages_keep_labels_and_use_only_their_fold() -> None:
    fold_pages = [page for page in assign_folds(make_pages(12), 3) if page.fold == 0]
    composed = compose_pages(fold_pages, seed=1)
    assert composed
    assert {page.fold for page in composed} == {0}
    assert {page.source for page in composed} <= {page.source for page in fold_pages}
    for page in composed:
        assert len(page.states) == len(page.kinds) == len(page.text)
        for row in page.list_lines():
            if row.text in ("首页", "要闻", "关于我们"):
                assert set(row.states) == {DROPPED}
            if row.text == PROSE:
                assert set(row.states) == {KEPT}


def test_the_same_seed_composes_the_same_pages() -> None:
    fold_pages = [page for page in assign_folds(make_pages(8), 2) if page.fold == 1]
    assert compose_pages(fold_pages, seed=5) == compose_pages(fold_pages, seed=5)
    assert compose_pages(fold_pages, seed=5) != compose_pages(fold_pages, seed=6)
