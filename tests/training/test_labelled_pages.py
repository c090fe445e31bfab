"""Labels lie on the code points that they name, through markup and folds."""

import json
from pathlib import Path

from jiaokan.training.grafted_pages import compose_pages
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


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def page(tmp_path: Path, text: str, **label: object) -> LabelledPage:
    documents = write(tmp_path / "d.jsonl", {"id": "a", "source": "github:owner/name:path", "text": text})
    labels = write(tmp_path / "l.jsonl", {"id": "a", "remove": [], **label})
    (one,) = load_pages(documents, labels, "hand")
    return one


def test_lines_spans_and_ambiguous_lines_are_told_apart(tmp_path: Path) -> None:
    one = page(
        tmp_path,
        "首页\n正文。编辑甲\n存疑",
        remove=[[1, "navigation"]],
        remove_spans=[[2, 3, 6, "byline"]],
        ambiguous=[3],
    )
    assert one.states == DROPPED * 2 + KEPT + KEPT * 3 + DROPPED * 3 + KEPT + UNSCORED * 2
    assert one.kinds[6:9] == ("byline",) * 3
    assert one.source == "owner/name"


def test_a_document_without_a_label_is_left_out(tmp_path: Path) -> None:
    documents = write(tmp_path / "d.jsonl", {"id": "a", "text": "甲"}, {"id": "b", "text": "乙"})
    labels = write(tmp_path / "l.jsonl", {"id": "b", "remove": []})
    assert [one.id for one in load_pages(documents, labels, "hand")] == ["b"]


def test_labels_go_along_where_markup_is_removed(tmp_path: Path) -> None:
    one = remove_markup(
        page(
            tmp_path,
            "首页<br>\n<p>正文在这里。</p>\n分享到:",
            remove=[[1, "navigation"], [3, "share_widget"]],
        )
    )
    assert "<" not in one.text
    assert len(one.states) == len(one.kinds) == len(one.text)
    kept = "".join(char for char, state in zip(one.text, one.states, strict=True) if state == KEPT)
    assert "正文在这里。" in kept
    assert "首页" not in kept


def test_the_source_of_a_document_is_its_repository() -> None:
    assert find_source({"source": "github:owner/name:folder/file.txt"}) == "owner/name"
    assert find_source({"source": "owner/name (as text)"}) == "owner/name"
    assert find_source({}) == "?"


def pages(count: int) -> list[LabelledPage]:
    text = f"首页\n要闻\n标题在这里\n{PROSE}\n{PROSE}\n责任编辑甲\n关于我们"
    states = DROPPED * 5 + KEPT + KEPT * (6 + 2 * len(PROSE) + 2) + DROPPED * 5 + KEPT + DROPPED * 4
    kinds = ("navigation",) * 6 + ("",) * (8 + 2 * len(PROSE)) + ("byline",) * 6 + ("legal_footer",) * 4
    return [LabelledPage(f"p{n}", f"source{n % 4}", text, states, kinds, False, "hand") for n in range(count)]


def test_all_pages_of_a_source_lie_in_one_fold() -> None:
    fold_of: dict[str, set[int]] = {}
    for one in assign_folds(pages(12), 3):
        fold_of.setdefault(one.source, set()).add(one.fold)
    assert all(len(folds) == 1 for folds in fold_of.values())
    assert {fold for folds in fold_of.values() for fold in folds} == {0, 1, 2}


def test_grafts_keep_labels_and_come_of_their_own_fold_alone() -> None:
    some = [one for one in assign_folds(pages(12), 3) if one.fold == 0]
    made = compose_pages(some, seed=1)
    assert made
    assert {one.fold for one in made} == {0}
    assert {one.source for one in made} <= {one.source for one in some}
    for one in made:
        assert len(one.states) == len(one.kinds) == len(one.text)
        for row in one.list_lines():
            if row.text in ("首页", "要闻", "关于我们"):
                assert set(row.states) == {DROPPED}
            if row.text == PROSE:
                assert set(row.states) == {KEPT}


def test_the_same_seed_makes_the_same_grafts() -> None:
    some = [one for one in assign_folds(pages(8), 2) if one.fold == 1]
    assert compose_pages(some, seed=5) == compose_pages(some, seed=5)
    assert compose_pages(some, seed=5) != compose_pages(some, seed=6)
