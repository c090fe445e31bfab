"""The name of a page's site: in the title of its window, its notice of copyright, its path and its head."""

import pytest

from jiaokan import clean, extract

BODY = (
    "昨天上午，城东的旧码头重新开放，第一天就有两千多名居民前来参观，现场秩序很好。",
    "码头始建于一百年前，停用已有三十年，这次修缮保留了原来的栈桥和仓库。",
)


def read_site(window: str, *foot: str, title: str = "城东旧码头重新开放") -> str:
    return clean("\n".join((window, "首页", "新闻", "社会", title, "2021-05-06 10:30", *BODY, *foot))).fact(
        "site"
    )


@pytest.mark.parametrize(
    ("window", "foot", "site"),
    [
        ("城东旧码头重新开放_社会_江城在线", (), "江城在线"),
        ("城东旧码头重新开放 - 江湾大学", (), "江湾大学"),
        ("城东旧码头重新开放-江城新闻网", (), "江城新闻网"),
        ("城东旧码头重新开放_柳湾", (), "柳湾"),  # no word shows it, but it stands behind the title
        ("城东旧码头重新开放 | 社会 | 柳湾 Liuwan", (), "柳湾 Liuwan"),
        ("城东旧码头重新开放_江城在线_小说下载", (), "江城在线"),  # words for search engines behind it
        ("柳湾 - 每天一张老照片", ("Copyright © 2009-2020 柳湾 版权所有",), "柳湾"),  # and no slogan
        ("城东旧码头重新开放", ("版权所有：江城市码头管理局 备案号 12345",), "江城市码头管理局"),
        ("城东旧码头重新开放", ("Copyright © 2003-2020 江城热线 All Rights Reserved",), "江城热线"),
        ("城东旧码头重新开放", ("江城热线 版权所有 未经许可不得转载",), "江城热线"),
        ("城东旧码头重新开放_江城在线", ("© 2003 江城网络科技有限公司 版权所有",), "江城在线"),
        ("城东旧码头重新开放│江城在线", (), "江城在线"),
        ("旧码头版_江城论坛_江湾社区", (), "江湾社区"),
    ],
)
def test_the_window_or_the_notice_names_the_site(window: str, foot: tuple[str, ...], site: str) -> None:
    assert read_site(window, *foot) == site


@pytest.mark.parametrize(
    ("window", "foot"),
    [
        ("城东旧码头重新开放", ()),
        ("城东旧码头重新开放——记码头的老工人", ()),  # a subtitle
        ("城东旧码头重新开放_新闻", ()),
        ("城东旧码头重新开放_社会新闻_正文", ()),
        ("城东旧码头重新开放_第2页", ()),
        ("城东旧码头重新开放", ("版权所有，未经许可不得转载",)),
        ("城东旧码头重新开放", ("© 2003-2020 保留所有权利",)),
        ("城东旧码头重新开放", ("京ICP备12345678号 版权所有",)),
        ("城东旧码头重新开放", ("广播电视节目制作经营许可证（江）字第04005号Copyright © 2009-2020",)),
        ("城东旧码头重新开放", ("江湾健康提供平台支持　Copyright 2015 江ICP证080340号",)),
        ("城东旧码头重新开放 - D190424", ()),
        ("城东旧码头重新开放 - 有限公司", ()),
    ],
)
def test_subtitles_channels_and_bare_notices_name_no_site(window: str, foot: tuple[str, ...]) -> None:
    assert read_site(window, *foot) == ""


def test_a_sentence_of_the_article_is_no_notice() -> None:
    sentence = "这张旧照片的版权归江城图书馆所有，照片里的栈桥今天还能看到。"
    assert read_site("城东旧码头重新开放", sentence) == ""


def test_the_head_goes_before_the_title_of_the_window() -> None:
    html = (
        "<html><head><meta charset=utf-8><title>城东旧码头重新开放_江城在线</title>{}</head><body>"
        "<h1>城东旧码头重新开放</h1>" + "".join(f"<p>{line}</p>" for line in BODY) + "</body></html>"
    )
    named = extract(html.format('<meta property="og:site_name" content="江城在线新闻">').encode())
    plain = extract(html.format("").encode())
    assert (named.document.fact("site"), plain.document.fact("site")) == ("江城在线新闻", "江城在线")
