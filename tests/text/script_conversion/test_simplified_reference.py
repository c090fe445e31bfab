"""Conversion to Simplified gives exactly the output of opencc-python-reimplemented's t2s."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from jiaokan.text.script_conversion import convert_to_simplified
from jiaokan.text.script_conversion.opencc_tables import load_opencc_dictionary

REFERENCE = OpenCC("t2s")
KEYS = [*load_opencc_dictionary("TSPhrases", "opencc"), *load_opencc_dictionary("TSCharacters", "opencc")]
PARTS = st.one_of(
    st.sampled_from(KEYS),
    st.sampled_from(KEYS).flatmap(lambda key: st.integers(1, len(key)).map(lambda n: key[:n])),
    st.sampled_from([*"着的。，\n 　a", "𠮷", "-", "……"]),
)


@pytest.mark.parametrize("text", ["", "a", "\n", "简体", "着", "𠮷", "乾", "乾隆", "龜" * 5000, "藉" * 3000])
def test_equals_the_package(text: str) -> None:
    assert convert_to_simplified(text) == REFERENCE.convert(text)


def test_equals_the_package_on_every_key() -> None:
    assert [key for key in KEYS if convert_to_simplified(key) != REFERENCE.convert(key)] == []


def test_equals_the_package_on_every_pair_of_phrases_that_overlap() -> None:
    phrases = [key for key in KEYS if len(key) > 1]
    chains = [a + b[1:] for a in phrases for b in phrases if a[-1] == b[0]]
    assert chains
    assert convert_to_simplified("\n".join(chains)) == REFERENCE.convert("\n".join(chains))


@given(st.lists(PARTS, max_size=12).map("".join))
def test_equals_the_package_on_chains_of_keys(text: str) -> None:
    assert convert_to_simplified(text) == REFERENCE.convert(text)


@given(st.text(max_size=40))
def test_equals_the_package_on_any_text(text: str) -> None:
    assert convert_to_simplified(text) == REFERENCE.convert(text)


def test_a_long_line_of_overlapping_phrases_takes_linear_time() -> None:
    text = "乾隆" * 200_000
    assert convert_to_simplified(text) == text
