"""Who writes a blog, by its notice of copyright and the title of its window; firms and sites are nobody."""

import pytest

import jiaokan

BODY = "那年夏天我们沿着江边走了很久,说起各自的打算,谁也没有料到后来的事情会变成这个样子。\n" * 4


def read_author(window: str, above: str, below: str) -> str:
    text = f"{window}\n{above}\n江边的夏天\n2019-03-12\n{BODY}\n{below}\n"
    return next((fact.value for fact in jiaokan.clean(text).facts if fact.field == "author"), "")


@pytest.mark.parametrize(
    ("window", "above", "below", "author"),
    [
        ("江边的夏天 | Riverside", "kestrel9\n首页\n归档", "© 2019 kestrel9\nPowered by Hexo & NexT.Mist", "kestrel9"),
        ("江边的夏天 | Riverside", "Owen Tsai\n所有文章", "© 2016-2020 Owen Tsai", "Owen Tsai"),
        ("江边的夏天 - River Notes", "blog\narchive", "Copyright 2012 by Owen Tsai.", "Owen Tsai"),
        ("江边的夏天 | Kestrel", "Home", "©2014-2017 Designed by Kestrel | Powered by Jekyll | Hosted on Github.", "Kestrel"),
        ("江边的夏天 | 江边", "归档", "© 2018 韩小宇\n由 Hexo 强力驱动", "韩小宇"),
        ("江边的夏天 | 江边", "归档", "© 2018 韩小宇 | 主题 - Icarus", "韩小宇"),
        ("江边的夏天 - kestrel's Blog", "kestrel's Blog\n首页", "", "kestrel"),
    ],
    ids=["handle", "full name", "behind by", "designed by", "Han", "Han before a theme", "title of the window"],
)  # fmt: skip
def test_notice_names_who_writes_the_blog(window: str, above: str, below: str, author: str) -> None:
    assert read_author(window, above, below) == author


@pytest.mark.parametrize(
    ("window", "above", "below"),
    [
        ("江边的夏天 | Kestrel", "Kestrel\n产品\n关于我们", "© 2019 Kestrel. All Rights Reserved."),
        ("江边的夏天 | Quiet Atlas", "Quiet Atlas\n归档", "© 2019 Quiet Atlas\nPowered by Hexo"),
        ("江边的夏天 | Kestrel", "Kestrel\n归档", "© 2019 kestrel.me\nPowered by Hexo"),
        ("江边的夏天 | Kestrel Blog", "Kestrel Blog\n归档", "© 2019 Kestrel Blog\nPowered by Hexo"),
        ("江边的夏天 | 江边", "归档", "© 2019 江边读书\nPowered by Hexo"),
        ("江边的夏天 | 江边", "归档", "© 2019 Powered by Hexo"),
        ("江边的夏天 | 江边", "归档", "© 2019 Riverside Studio\nPowered by Hexo"),
        ("江边的夏天 - The Team's Blog", "The Team's Blog", ""),
    ],
    ids=["firm", "blog", "address", "blog by its word", "Han that are no person", "nobody", "studio", "team"],
)  # fmt: skip
def test_notice_of_a_firm_or_a_site_names_no_author(window: str, above: str, below: str) -> None:
    assert read_author(window, above, below) == ""


def test_who_is_named_beside_the_title_goes_before_the_notice() -> None:
    assert (
        read_author("江边的夏天 | 江边", "归档", "作者:周小河\n© 2018 韩小宇\n由 Hexo 强力驱动") == "周小河"
    )
