"""Names of places that are words, persons, goods or places abroad as often: the text speaks of their area."""

import re

_COMPANION_CHARS = 1000  # code points on each side of a name in which its area is looked for
# what the text names near such a name where the place is meant; the place in full is named as well
_COMPANIONS = {
    name: re.compile(pattern)
    for name, pattern in {
        # downtown and uptown, of any city abroad
        "上城区": "杭州|浙江|拱墅|江干|余杭",
        "下城区": "杭州|浙江|拱墅|江干|余杭",
        # the ends of names of other states: 肯塔克州, 古巴州
        "克州": "新疆|克孜勒苏|阿图什|乌恰|喀什",
        "巴州": "新疆|巴音郭楞|库尔勒|四川|巴中",
        # names of persons and firms abroad
        "瑞安": "温州|浙江|乐清|瑞安[市县]",
        "凯里": "贵州|黔东南|贵阳|凯里[市县]",
        # persons of this surname
        "吴忠": "宁夏|银川|石嘴山|中卫|固原|吴忠市",
        "林芝": "西藏|拉萨|藏区|日喀则|昌都|林芝[市县地]",
        # a site of novels, and a magazine
        "晋江": "泉州|福建|厦门|石狮市|晋江[市县]",
        "瑞丽": "云南|德宏|芒市|畹町|缅甸|昆明|瑞丽[市县江口]",
        # stone lions, a peach orchard, a tree, a tea, a tune
        "石狮": "泉州|福建|厦门|晋江|石狮市",
        "桃园": "台湾|台北|新北|台中|高雄|中坜|国民党|民进党|桃园[市县机国地捷]",
        "攀枝花": "四川|凉山|攀西|攀钢|成都|西昌|攀枝花[市学]",
        "普洱": "思茅|西双版纳|墨江|澜沧|普洱[市府]",
        "那曲": "西藏|拉萨|藏区|青藏|羌塘|安多县|那曲[市县地]",
    }.items()
}
# cities of the same name abroad: what the text names near those, and near the place at home
_NAMESAKES = {
    name: (re.compile(abroad), re.compile(home))
    for name, abroad, home in (
        ("丽水", "韩国|全罗|顺天市", "浙江|温州|金华|衢州"),
        ("丽水市", "韩国|全罗|顺天市", "浙江|温州|金华|衢州"),
        ("大田", "韩国|忠清|首尔", "福建|三明"),
        ("福山", "日本|广岛", "山东|烟台"),
        ("松山区", "日本|爱媛", "台北|赤峰"),
    )
}


def has_companion(text: str, start: int, name: str) -> bool:
    """Return whether a text speaks of the area of a name, and not of a namesake abroad.

    Args:
        text: The normalized view that the name stands in.
        start: First code point of the name.
        name: The name; one that is no word, brand or namesake needs no company.

    >>> has_companion("曼哈顿下城区的写字楼", 3, "下城区"), has_companion("杭州:下城区", 3, "下城区")
    (False, True)
    """
    if name not in _COMPANIONS and name not in _NAMESAKES:
        return True
    first, last = max(0, start - _COMPANION_CHARS), start + len(name) + _COMPANION_CHARS
    if name in _NAMESAKES:
        abroad, home = _NAMESAKES[name]
        return not abroad.search(text, first, last) or bool(home.search(text, first, last))
    companion = _COMPANIONS.get(name)
    return companion is None or bool(companion.search(text, first, last))
