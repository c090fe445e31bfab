"""Slots of bytes, some of them lost, become the likeliest text."""

import pytest

from jiaokan.repairs.lossy.byte_lattice import GBK, UTF_8, ByteSlot, SourceCharset, decode_slots

SENTENCE = "加强人员来往登记工作"


def make_slots(text: str, charset: SourceCharset, lost: frozenset[int] = frozenset()) -> list[ByteSlot]:
    return [
        ByteSlot(charset.lost_byte_choices if i in lost else (byte,))
        for i, byte in enumerate(text.encode(charset.charset))
    ]


@pytest.mark.parametrize("charset", [UTF_8, GBK], ids=["UTF-8", "GBK"])
def test_known_bytes_have_one_text(charset: SourceCharset) -> None:
    assert decode_slots(make_slots(SENTENCE, charset), charset) == (SENTENCE, 1.0)


@pytest.mark.parametrize("charset", [UTF_8, GBK], ids=["UTF-8", "GBK"])
def test_a_lost_byte_is_chosen_by_the_words(charset: SourceCharset) -> None:
    decoded = decode_slots(make_slots(SENTENCE, charset, frozenset({3})), charset)
    assert decoded is not None
    assert decoded[0] == SENTENCE
    assert 0 < decoded[1] <= 1


def test_a_byte_that_may_be_absent_is_left_out_where_it_fits_nothing() -> None:
    slots = make_slots(SENTENCE, UTF_8)
    slots.insert(3, ByteSlot(UTF_8.lost_byte_choices, is_optional=True))
    decoded = decode_slots(slots, UTF_8)
    assert decoded is not None
    assert decoded[0] == SENTENCE


def test_a_question_mark_of_the_text_may_stay() -> None:
    slots = [
        *make_slots("你来吗", UTF_8),
        ByteSlot(UTF_8.lost_byte_choices, may_be_question_mark=True),
    ]
    decoded = decode_slots(slots, UTF_8)
    assert decoded is not None
    assert decoded[0] == "你来吗?"
