"""Keywords: nouns that a text repeats, those of the title first."""

import jiaokan
from jiaokan.config.config_loader import load

PAGE = (
    "地铁二号线下周开通\n"
    "昨天，记者在车站看到，列车正在调试。车站里有电梯，列车上有空调。\n"
    "工程师说，地铁的列车会比公交快得多，车站也更多。XX说，XX很快。\n"
)


def find_keywords(page: str, most: int) -> list[str]:
    settings = load(overrides=[f"annotate.keywords={most}", "annotate.signals=[]"])
    return jiaokan.clean(page, settings).fact("keywords_found").split("\n")


def test_finds_nouns_that_stand_twice_the_title_s_first() -> None:
    found = find_keywords(PAGE, 9)
    assert found[0] == "地铁"
    assert set(found[1:]) == {"列车", "车站"}


def test_finds_the_same_in_traditional_script() -> None:
    settings = load(overrides=["annotate.keywords=9", "script.target=hant"])
    document = jiaokan.clean(PAGE.replace("铁", "鐵").replace("车", "車").replace("说", "說"), settings)
    assert {"列車", "車站"} <= set(document.fact("keywords_found").split("\n"))


def test_no_more_than_asked_for_and_none_by_default() -> None:
    assert len(find_keywords(PAGE, 2)) == 2
    assert jiaokan.clean(PAGE).fact("keywords_found") == ""
    assert find_keywords("", 5) == [""]
