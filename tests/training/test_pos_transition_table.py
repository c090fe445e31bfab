"""The command counts which part of speech follows which; here on a few sentences."""

import json
from math import log
from pathlib import Path

from jiaokan.text.language_model.lexicon import CHARACTER_TAG, MARK_SHARES, Lexicon, load_lexicon
from jiaokan.text.language_model.pos_transitions import START_TAG, load_pos_transitions
from jiaokan.training.pos_transition_table import (
    SMOOTHING_COUNT,
    count_pairs_of_tags,
    main,
    measure_lifts,
    split_words,
)

TEXT = "他们在学习。\n我們在學習，老師很高興。\n老师高兴地说：“学习很重要。”\n" * 40
WORDS = Lexicon({}, {"甲": 0.1, "乙": 0.1, "甲乙": 0.05, "丙": 0.2}, {"甲": "v", "丙": "d"})


def test_the_likeliest_words_are_taken() -> None:
    assert split_words("甲乙丙甲", WORDS) == ["甲乙", "丙", "甲"]
    assert split_words("甲丁丙", WORDS) == ["甲", "丁", "丙"]
    assert split_words("", WORDS) == []


def test_pairs_are_counted_from_the_start_of_a_line_to_its_end() -> None:
    counts = count_pairs_of_tags(["甲乙丙", "丙丁"], WORDS)
    assert counts == {
        (START_TAG, "n"): 1,
        ("n", "d"): 1,
        ("d", START_TAG): 1,
        (START_TAG, "d"): 1,
        ("d", CHARACTER_TAG): 1,
        (CHARACTER_TAG, START_TAG): 1,
    }


def test_a_lift_is_the_log_of_the_count_over_what_chance_gives() -> None:
    lifts = measure_lifts({("v", "n"): 30, ("n", "v"): 20, ("v", CHARACTER_TAG): 10})
    chance = 40 * 30 / 60
    assert lifts["v"]["n"] == round(100 * log((30 + SMOOTHING_COUNT) / (chance + SMOOTHING_COUNT)))
    assert lifts["n"]["n"] < 0 < lifts["n"]["v"]
    assert lifts["v"][CHARACTER_TAG] == 0
    assert lifts.keys() == lifts["v"].keys() >= MARK_SHARES.keys()


def test_a_tiny_table_is_the_same_each_time_and_has_the_form_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEXT, "utf-8")
    for name in ("one.json", "two.json"):
        main([str(tmp_path / "text.txt"), "--output", str(tmp_path / name)])
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    made = json.loads((tmp_path / "one.json").read_text("utf-8"))
    lifts = dict(zip(made["parts"], made["centinats"], strict=True))
    assert {len(row) for row in made["centinats"]} == {len(made["parts"])}
    assert set(made["parts"]) <= load_pos_transitions().tag_indices.keys()
    end = made["parts"].index("。 ")  # of a sentence that ends its line
    assert lifts[START_TAG][end] < 0 < lifts[load_lexicon().find_part_of_speech("学习")][end]


def test_both_scripts_have_the_same_words() -> None:
    one, other = (count_pairs_of_tags([text], load_lexicon()) for text in ("我们在学习。", "我們在學習。"))
    assert one == other
    assert CHARACTER_TAG not in {tag for pair in one for tag in pair}
