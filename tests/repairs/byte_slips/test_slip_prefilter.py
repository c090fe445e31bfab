"""The quick check before a search: it finds runs that are one byte off, and excludes clean text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.beam_search import is_traditional
from jiaokan.repairs.byte_slips import slip_prefilter


@pytest.mark.parametrize(
    ("text", "run_start", "head"),
    [
        ("他说什么?没有人知道;大家都走了。", 5, 0xBF),
        ("他说什么?没有人知道;大家都走了。", 11, 0xBB),
        ("前緣;齒兩列，眶下骨被鱗。", 3, 0xBB),
        ("之鳍条对在;臀鳍具1枚硬棘", 6, 0xBB),
        ("魑魅魍魉，饕餮梼杌，穷奇混沌。", 0, None),
        ("", 0, None),
    ],
)
def test_clean_text_is_not_searched(text: str, run_start: int, head: int | None) -> None:
    assert not slip_prefilter.may_be_misaligned(text, run_start, head)


@pytest.mark.parametrize(
    ("text", "run_start", "head"),
    [
        ("做好清潔消毒、暫;钋菰讱⒔灰椎纫咔榉雷", 9, 0xBB),
        ("將疫情防控工作落到實處?捣逡\ue026螅", 12, 0xBF),
        ("經過寧?h，終點在港口附近的貨場", 4, 0xBF),
        ("学生从领;\ue2c0，再把范围画在图上", 5, 0xBB),
        ("我们的孩子每天都谘＠锶险娴囟潦樾醋", 8, None),
    ],
    ids=["long", "private use", "one character", "vanished trail", "no head"],
)
def test_a_run_one_byte_off_is_found(text: str, run_start: int, head: int | None) -> None:
    assert slip_prefilter.may_be_misaligned(text, run_start, head)


def test_bytes_are_paired_again() -> None:
    assert slip_prefilter.realign_pairs("暫;钋菰讱⒔灰", 2, 0xBB) == ("钋菰讱⒔灰", "活禽宰殺交")
    assert slip_prefilter.realign_pairs("海;h人", 2, 0xBF) == ("h", "縣")


def test_realigned_text_shows_the_script() -> None:
    text = "他翻到了作家索?死账沟谋瘎　"
    assert not is_traditional(text)
    between, realigned = slip_prefilter.split_at_runs(text, [(8, 0xBF)])
    assert is_traditional("".join((*between, *realigned)))


@settings(max_examples=50)
@example("¤㑇")  # two bytes only in GB 18030
@given(st.text(st.sampled_from([*gbk_tables.codes_by_char()]) | st.sampled_from("aZ@?\n，😀"), max_size=12))
def test_the_fast_gain_equals_the_gain(text: str) -> None:
    offset = next((offset for offset, char in enumerate(text) if char in gbk_tables.codes_by_char()), None)
    if offset is not None:
        assert slip_prefilter.gain_after(text, offset) == pytest.approx(
            slip_prefilter.gain_in_chars(*slip_prefilter.realign_pairs(text, offset, None))
        )


@pytest.mark.parametrize(
    ("text", "expected"), [("壈壉壊壋壌壍壎壏", True), ("亍丌兀丐廿卅丕亘", True), ("钋菰讱⒔灰椎纫咔", False)]
)
def test_tables_of_characters_are_recognized(text: str, expected: bool) -> None:
    assert slip_prefilter.is_in_table_order(text, 0) == expected
