"""The account of a page of self-media, which its card names once more."""

import pytest

import jiaokan

TITLE = "旧码头的三十年"
BODY = (
    "今年春天，城东的旧码头重新开放，第一天就有两千多名居民前来参观，现场秩序很好。",
    "码头始建于一百年前，停用已有三十年，这次修缮保留了原来的栈桥和仓库，也留下了老照片。",
    "我在这里住了四十年，每天早上都要到江边走一走，看看来往的渡船和对岸的山。",
)


def read_author(head: tuple[str, ...], foot: tuple[str, ...]) -> str:
    return jiaokan.clean("\n".join(("首页", "推荐", TITLE, *head, *BODY, *foot))).fact("author")


@pytest.mark.parametrize(
    ("head", "foot", "author"),
    [
        (("柳湾旧事 2021-05-06 10:30:12",), ("柳湾旧事", "关注", "最新评论"), "柳湾旧事"),
        (("2021-05-06 · 柳湾人文报道",), ("柳湾人文报道", "关注柳湾发展", "热门"), "柳湾人文报道"),
        (("liuwan_88", "某大学建筑系在读"), ("评论 3", "关于作者", "liuwan_88", "你好"), "liuwan_88"),
        (
            ("原创 Liuwan88 最后发布于2021-05-06 11:50:19 阅读数 1133",),
            ("Liuwan88", "发布了37 篇原创文章"),
            "Liuwan88",
        ),
    ],
)
def test_an_account_under_the_title_with_a_card_is_the_author(
    head: tuple[str, ...], foot: tuple[str, ...], author: str
) -> None:
    assert read_author(head, foot) == author


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (("柳湾旧事 2021-05-06 10:30:12",), ("柳湾旧事", "老照片", "渡船")),  # a menu
        (("社会新闻 2021-05-06 10:30",), ("社会新闻", "关注我们", "更多")),  # a channel
        (("江城日报 2021-05-06 10:30",), ("江城日报", "关注", "更多")),  # an outlet
        (("2021-05-06 10:30",), ("柳湾旧事", "关注", "更多")),  # who is named below alone
    ],
)
def test_a_channel_an_outlet_and_a_menu_are_no_account(head: tuple[str, ...], foot: tuple[str, ...]) -> None:
    assert read_author(head, foot) == ""
