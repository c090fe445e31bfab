"""Which lines are headings on pages long enough for the judge, and what it reads of them."""

from jiaokan.config.config_loader import load_default
from jiaokan.stages.paragraphs.headings import choose_headings, find_headings
from jiaokan.stages.paragraphs.headings.heading_features import describe_paragraphs
from jiaokan.stages.paragraphs.headings.heading_rules import read_heading_page

SETTINGS = load_default().paragraphs
PROSE = (
    "河边的步道去年重新铺过,两侧种了垂柳,傍晚散步的人很多,孩子们骑着车从桥下穿过。",
    "摊主每天五点出摊,卖到八点收摊,豆浆是自己磨的,油条现炸现卖,老顾客都知道要早些来。",
    "修好的钟楼在上月重新开放,登楼要走一百二十级台阶,站在上面可以看见整条江和对岸的山。",
    "图书馆把旧报纸都扫成了图片,读者在家里也能查,馆员说最早的一份是民国十二年的。",
)
DAYS = ("住宿与吃饭", "第一天的路线", "第二天的路线", "带孩子去哪里", "小贴士")
TRAVEL = [
    "江城两日游",
    *(line for n, day in enumerate(DAYS) for line in (day, PROSE[n % 4], PROSE[(n + 1) % 4])),
]


def find_texts(texts: list[str]) -> list[str]:
    return [texts[i] for i in find_headings(texts, [0], SETTINGS)]


def test_names_above_passages_of_prose_are_headings() -> None:
    assert find_texts(TRAVEL) == list(DAYS)


def test_the_things_of_a_recipe_are_none() -> None:
    things = ["茄子 两根", "大蒜 五瓣", "生抽 两勺", "白糖 半勺"]
    assert not set(things) & set(find_texts(["红烧茄子的做法", "用料", *things, "步骤", *PROSE]))


def test_numbered_parts_and_markdown_stay_whatever_the_judge_says() -> None:
    parts = [f"{number}、{name}" for number, name in zip("一二三四", DAYS, strict=False)]
    page = ["工作方案", *(line for part in parts for line in (part, *PROSE))]
    assert find_texts(page) == parts
    marked = ["说明", *(line for name in DAYS for line in (f"## {name}", *PROSE))]
    assert find_texts(marked) == [f"## {name}" for name in DAYS]


def test_a_line_that_the_rules_take_for_a_heading_needs_less() -> None:
    page = read_heading_page(TRAVEL, [0], SETTINGS)
    at = TRAVEL.index("小贴士")
    assert at in page.ruled
    limits = SETTINGS.headings
    assert limits.min_ruled_log_odds < limits.min_log_odds
    score = (limits.min_ruled_log_odds + limits.min_log_odds) / 2
    assert choose_headings(page, {at: score, 2: score}, limits) == {at}


def test_on_a_short_page_the_rules_decide() -> None:
    texts = ["江城两日游", "住宿与吃饭", PROSE[0], PROSE[1]]
    page = read_heading_page(texts, [0], SETTINGS)
    assert choose_headings(page, {1: -9.0}, SETTINGS.headings) == {1} == set(page.ruled)
    assert find_texts(texts) == ["住宿与吃饭"]


def test_features_count_lines_of_a_form_and_what_stands_around_them() -> None:
    columns = describe_paragraphs(read_heading_page(TRAVEL, [0], SETTINGS))
    at = TRAVEL.index("第一天的路线")
    values = {name: column[at] for name, column in columns.items()}
    assert {len(column) for column in columns.values()} == {len(TRAVEL)}
    assert (values["chars"], values["lone"], values["run"]) == (6, 1, 1)
    assert (values["chars_above"], values["chars_below"]) == (len(TRAVEL[at - 1]), len(TRAVEL[at + 1]))
    assert (values["to_next_lone"], values["same_last"]) == (len(TRAVEL[at + 1]) + len(TRAVEL[at + 2]), 2)
    assert (columns["chars_above"][0], columns["chars_below"][-1]) == (-1, -1)
