"""What shows that a tool rewrote a text, and what does not."""

from pathlib import Path

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.rules.rewriting_evidence import (
    RewritingFinder,
    RewritingPair,
    RewrittenWord,
    score_rewriting,
)
from jiaokan.rules.rewriting_pairs import load_rewriting_finder
from jiaokan.text.normalized_view import normalize_view

FINDER = load_rewriting_finder(load_default().folder / "rewriting/pairs.toml")
SEEDS = sorted((Path(__file__).parents[1] / "gold").glob("*.json"))


def score(text: str) -> float:
    view = normalize_view(text).text
    return score_rewriting(FINDER.find_words(view), view)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "平安银行今天公布年报。",
        "会议要求抓好安全生产，建设平安校园。",
        "他仔细看了看，没有说话。",
        "祝您一路平安，生活欢乐，认真工作，仔细核对，安全第一，快乐每天。",
        "The quick brown fox",
        "🎉" * 20,
    ],
    ids=["nothing", "a name", "both words", "the right word", "an author with both", "English", "emoji"],
)
def test_an_ordinary_text_scores_nothing(text: str) -> None:
    assert score(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "要提高平安意识，仔细贯彻会议精神，引导广阔群众刚好报告状况，接着做好宣扬工作，满足群众须要。",
        "要提高平安意識，仔細貫徹會議精神，引導廣闊群眾剛好報告狀況，接著做好宣揚工作，滿足群眾須要。",
        "发挥企业的感化，在内着实为王；管理国度事务，包管文物安全，缔造条件。",
    ],
    ids=["Simplified", "Traditional", "another tool"],
)
def test_a_rewritten_text_scores_high(text: str) -> None:
    assert score(text) > 15


def test_words_lead_to_their_place_and_to_the_usual_word() -> None:
    (word,) = FINDER.find_words("我们提高平安意识")
    assert (word.start, word.odd, word.usual) == (4, "平安", "安全")
    assert word.gain > 1


def test_a_word_across_two_words_does_not_count() -> None:
    finder = RewritingFinder([RewritingPair("本身", ("自己",), (), ())])
    assert finder.find_words("日本身体检查") == ()


def test_unless_excepts_a_name() -> None:
    pair = RewritingPair("平安", ("安全",), (), ())
    text = "提高平安意识大会"
    assert RewritingFinder([pair]).find_words(text)
    named = RewritingPair("平安", ("安全",), (), (), ("平安意识大会",))
    assert RewritingFinder([named]).find_words(text) == ()


def test_the_score_counts_as_its_docstring_says() -> None:
    words = [RewrittenWord(0, "平安", "安全", 3.0), RewrittenWord(5, "平安", "安全", 3.0)]
    words.append(RewrittenWord(9, "状况", "情况", 9.0))
    # 4 / √2 + 5, of two kinds, on 500 Han
    assert score_rewriting(words, "字" * 500) == pytest.approx((4 / 2**0.5 + 5) * 2 / 3 * 2)
    assert score_rewriting(words, "字" * 100) == score_rewriting(words, "字" * 300)
