"""The lines of a page are labelled by the text that the page should give."""

import json
from pathlib import Path

from jiaokan.training.gold_pages import MANUALS, GoldPage, label_lines_by_text, read_gold_pages
from jiaokan.training.line_chains import find_heaviest_chain

TEXT = "新馆位于河东路,共有三层,藏书二十万册。\n首日接待读者三千余人。"


def make_page(text: str = TEXT, title: str = "", source: str = "news") -> GoldPage:
    return GoldPage("a", source, "example.com", b"", text, title)


def test_whole_lines_count_once_and_in_order() -> None:
    lines = ["首日接待读者三千余人。", "新馆位于河东路,共有三层,", "藏书二十万册。", "首日接待读者三千余人。"]
    assert label_lines_by_text(lines, make_page()) == [0.0, 1.0, 1.0, 1.0]


def test_of_repeated_lines_that_fit_the_heavier_chain_is_kept() -> None:
    assert find_heaviest_chain(["丙", "甲乙", "丙"], "甲乙丙") == {1, 2}
    assert find_heaviest_chain(["甲", "丙丁戊", "乙"], "甲乙丙丁戊") == {0, 1}
    assert find_heaviest_chain(["", "己"], "甲乙") == set()


def test_a_line_that_holds_more_than_the_text_is_labelled_by_its_share() -> None:
    (share,) = label_lines_by_text(["新馆位于河东路,共有三层,藏书二十万册。分享到微博"], make_page())
    assert 0.6 <= share < 1
    assert label_lines_by_text(["新馆位于河东路分享到微博分享到微信收藏本页打印"], make_page()) == [0.0]


def test_a_title_is_no_line_of_the_text_but_in_manuals() -> None:
    page = make_page("甲乙丙丁。\n新馆开放\n首日接待读者三千余人。", "新馆开放")
    assert label_lines_by_text(["新馆开放", "首日接待读者三千余人。"], page) == [0.0, 1.0]
    manual = make_page(page.text, page.title, MANUALS)
    assert label_lines_by_text(["新馆开放", "首日接待读者三千余人。"], manual) == [1.0, 1.0]


def write_page(folder: Path, name: str, **gold: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.html").write_bytes(b"<p>x</p>")
    (folder / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")


def test_articles_are_grouped_by_host_and_suspects_left_out(tmp_path: Path) -> None:
    write_page(tmp_path / "news", "1", text="甲", url="https://a.example.com.cn/1")
    write_page(tmp_path / "news", "2", text="乙", url="https://b.example.com.cn/2", title="题")
    write_page(tmp_path / "news", "3", text="丙", url="https://c.example.org/3")
    write_page(tmp_path / "news", "4", text="")
    write_page(tmp_path / "news", "5", text="丁", gold_cov=0.2)
    (tmp_path / "suspects.json").write_text('{"news/3": "wrong text"}', "utf-8")
    pages = read_gold_pages(tmp_path)
    assert [(page.id, page.source, page.group, page.title) for page in pages] == [
        ("news/1", "news", "example.com.cn", ""),
        ("news/2", "news", "example.com.cn", "题"),
    ]


def test_manuals_are_grouped_by_repository(tmp_path: Path) -> None:
    write_page(tmp_path / "pages", "1", text="甲", repo="owner/name")
    (page,) = read_gold_pages(tmp_path)
    assert (page.source, page.group) == (MANUALS, "owner/name")


def test_pages_of_one_host_are_in_one_fold() -> None:
    pages = [GoldPage(str(n), "news", f"host{n // 2}.example", b"", TEXT, "") for n in range(40)]
    folds = [page.find_fold(4) for page in pages]
    assert folds[::2] == folds[1::2]
    assert {*folds} == {0, 1, 2, 3}
    assert folds != [page.find_fold(4, "inner") for page in pages]
