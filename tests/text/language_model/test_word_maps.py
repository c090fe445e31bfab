"""Words that are read when they are asked for are those of a dictionary of all."""

import numpy as np
import pytest

from jiaokan.text.language_model.word_maps import PackedWords, WordMap

SORTED_WORDS = ["a", "ab", "·", "é", "中", "中国", "中文", "国", "𠮷", "𠮷野家"]
MORE_WORDS = ["and", "中立", "龙"]  # sorted by themselves
VALUES = {word: number for number, word in enumerate((*SORTED_WORDS, *MORE_WORDS)) if number % 4}


def make_map(first_count: int = len(SORTED_WORDS), last: int | None = None) -> WordMap[int]:
    words = [*SORTED_WORDS, *MORE_WORDS]
    packed = np.frombuffer("\n".join(words).encode(), np.uint8)
    values = [VALUES.get(word, -1) for word in words][:last]
    has_value = np.array([word in VALUES for word in words])
    return WordMap(PackedWords(packed, first_count), lambda first, end: values[first:end], has_value)


def test_a_map_is_the_dictionary_of_its_words() -> None:
    made = make_map()
    assert list(made.items()) == list(VALUES.items())
    assert len(made) == len(VALUES)


@pytest.mark.parametrize("word", [*SORTED_WORDS, *MORE_WORDS, "", "\0", "ac", "中人", "𠮸", "齐", "\ud800"])
def test_each_word_is_found_where_it_was_not_read_before(word: str) -> None:
    assert make_map().get(word) == VALUES.get(word)
    assert make_map().get(word, -1) == VALUES.get(word, -1)
    assert (word in make_map()) == (word in VALUES)


def test_every_word_has_a_value_where_nothing_says_otherwise() -> None:
    words = PackedWords(np.frombuffer("\n".join(SORTED_WORDS).encode(), np.uint8), len(SORTED_WORDS))
    made = WordMap(words, range)
    assert dict(made) == {word: place for place, word in enumerate(SORTED_WORDS)}


def test_words_without_a_value_at_the_end_are_left_out() -> None:
    made = make_map(last=len(SORTED_WORDS))
    assert (made.get("中立"), made.get("龙"), made["中文"]) == (None, None, VALUES["中文"])


def test_an_unknown_word_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        make_map()["中人"]
