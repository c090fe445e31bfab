"""A handful of invented pages, to train on in a test: what is learned from them means nothing."""

import random

_PLACES = ("河东路", "新港镇", "北山村", "南湖区", "城西大街", "白云县")
_THINGS = ("图书馆", "体育场", "养老院", "博物馆", "自来水厂", "农贸市场")
_VERBS = ("开放", "动工", "扩建", "搬迁", "通过验收", "投入使用")
MENU = ("首页", "新闻中心", "政务公开", "专题", "联系我们")
FOOT = ("分享到微博", "关于我们", "版权所有 未经授权不得转载", "网站地图")


def write_article(chance: random.Random) -> list[str]:
    """Return some paragraphs of prose."""
    place, thing = chance.choice(_PLACES), chance.choice(_THINGS)
    return [
        f"{place}的{thing}昨日{chance.choice(_VERBS)},{chance.randrange(2, 90)}名居民到场,现场秩序良好。"
        f"负责人介绍,工程历时{chance.randrange(2, 30)}个月,投资{chance.randrange(100, 900)}万元。"
        for _ in range(chance.randrange(3, 6))
    ]
