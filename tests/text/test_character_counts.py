"""Han and words are counted as RE2 counts them."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from jiaokan.text.character_counts import count_han_and_words

CHARS = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]


def test_the_script_han_is_that_of_unicode() -> None:
    counts = pc.count_substring_regex(pa.array(CHARS, pa.large_string()), r"\p{Han}").to_pylist()
    han = "".join(char for char, count in zip(CHARS, counts, strict=True) if count)
    others = "".join(char for char, count in zip(CHARS, counts, strict=True) if not count)
    assert count_han_and_words(han) == (len(han), 0)
    assert count_han_and_words(others)[0] == 0


@pytest.mark.parametrize("text", ["", "Python3和C99", "a b\nc", "ａｂ１", "第3章", "x-1_y", "é2é"])
def test_words_are_runs_of_ascii_letters_and_digits(text: str) -> None:
    column = pa.array([text], pa.large_string())
    assert count_han_and_words(text) == tuple(
        pc.count_substring_regex(column, pattern)[0].as_py() for pattern in (r"\p{Han}", "[A-Za-z0-9]+")
    )
