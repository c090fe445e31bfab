"""A line of a page is kept if it is in the known article."""

import json
from pathlib import Path

import pytest

pytest.importorskip("rapidfuzz", reason="the extra `train` is not installed")
from jiaokan.training.align_pages import align_lines, main, split_lines

ARTICLE = (
    "新馆位于河东路,共有三层,藏书二十万册。\n"
    "首日接待读者三千余人,工作人员给每个人发了一张纪念票,队伍一直排到了街角,傍晚才散,馆方说明天照常开放,请读者错开时间。"
)


def test_only_lines_of_the_article_are_kept() -> None:
    lines = ["首页", "新闻频道", *ARTICLE.split("\n"), "关于我们", "联系我们"]
    assert align_lines(lines, ARTICLE) == ([1, 2, 5, 6], [])


def test_a_line_that_is_partly_article_is_not_scored() -> None:
    half = ARTICLE.partition("\n")[0] + "责任编辑甲乙丙丁电话一二三四五六"
    found = align_lines([half, ARTICLE.partition("\n")[2]], ARTICLE)
    assert found == ([], [1])


def test_a_page_without_the_article_has_no_labels() -> None:
    assert align_lines(["首页", "新闻"], ARTICLE) is None


def test_scripts_are_not_read_as_lines() -> None:
    page = b"<html><script>var a;</script><p>\xe7\x94\xb2 <b>\xe4\xb9\x99</b></p></html>"
    assert split_lines(page, "\n") == ["甲", "乙"]
    assert split_lines(page, "") == ["甲 乙"]


def test_the_command_writes_documents_and_labels(tmp_path: Path) -> None:
    first, second = ARTICLE.split("\n")
    page = f"<p>首页</p>\n<p>{first}</p>\n<p>{second[:20]}<b>{second[20:]}</b></p>\n<p>关于我们</p>"
    (tmp_path / "1.html").write_text(page, "utf-8")
    (tmp_path / "1.json").write_text(json.dumps({"text": ARTICLE, "title": "题"}), "utf-8")
    main([str(tmp_path), "--output", str(tmp_path / "aligned")])
    documents, labels = (
        [json.loads(row) for row in (tmp_path / f"aligned.{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("documents", "labels")
    )
    assert [row["text"].split("\n") for row in documents] == [
        ["首页", first, second[:20], second[20:], "关于我们"],
        ["首页", first, second, "关于我们"],
    ]
    assert [[line for line, _ in row["remove"]] for row in labels] == [[1, 5], [1, 4]]
    assert [row["meta"] for row in labels] == [{"title": "题"}] * 2
