"""The title that a page states, and lines near it that are none."""

import time

import pytest

import jiaokan

BODY = (
    "老家的院子里有一棵石榴树,是祖父年轻的时候种下的,每到五月就开满火一样的花,树下摆着一张小方桌,我们就在那里写作业。\n"
    "后来我们一家搬到城里去住,院子空了下来,只有那棵树还在原来的地方等着我们回去。\n"
) * 2
TITLE = "院子里的石榴树"


def read_title(text: str) -> str:
    return next((fact.value for fact in jiaokan.clean(text).facts if fact.field == "title"), "")


def test_the_title_is_the_line_that_the_page_states() -> None:
    page = (
        f"云上文苑\n{TITLE}\n作者:陈立新\n{BODY}本文标题:{TITLE}\n本文链接:https://www.example.com/4.html\n"
    )
    assert read_title(page) == TITLE


def test_the_number_of_an_image_makes_no_title() -> None:
    page = f"{TITLE}\n文学院   2020年03月21日 16:22\n{TITLE}的图片 第1张\n{BODY}"
    document = jiaokan.clean(page)
    assert read_title(page) == TITLE
    assert document.text.split("\n")[0] == TITLE
    assert "第1张" not in document.text
    assert "repeated/image-name" in {edit.rule for step in document.steps for edit in step.edits}


def test_the_issue_of_a_journal_is_no_title() -> None:
    title = "健康城市背景下综合医院建筑发展的驱动力"
    page = f"APP下载\n{title}\n2017-08-16张玛璐\n城市规划学报 2017年3期\n{title}\n{BODY}"
    assert read_title(page) == title


def test_an_account_that_the_page_repeats_is_no_title() -> None:
    title = "专访河道保洁员:三十年守着一条河"
    head = (
        f"分类\n社会\n娱乐\n{title}\nOriginal\n陈立\n河声\n2021-06-26\n收录于话题\n#河边人家\n河声\n@河声\n"
    )
    assert read_title(head + BODY) == title.replace(":", "：")


@pytest.mark.parametrize("mark", ["-", "_", " | "])
def test_text_in_the_place_of_a_title_is_no_title(mark: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    long = f"江城晚报网{mark}{TITLE}{mark}" * 4000
    page = f'<meta property="og:title" content="{long}"><title>{long}</title><h1>{TITLE}</h1>{body}'
    begin = time.process_time()
    document = jiaokan.extract(page.encode(), "http://example.com/1.html").document
    assert time.process_time() - begin < 5
    assert document.fact("title") == TITLE
