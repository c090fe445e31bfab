"""The beam search finds the text that fits its bytes, and the script decides between variants."""

import pytest

from jiaokan.repairs.beam_search import BeamSearch, Guess, is_traditional, keep_best
from jiaokan.repairs.step_budget import SearchBudget
from jiaokan.text.language_model import LanguageModel

SENTENCE = "加强人员来往登记工作"


def make_search(traditional: bool | None = False) -> BeamSearch:
    return BeamSearch(LanguageModel(), LanguageModel(), traditional)


def test_known_bytes_have_one_text() -> None:
    search = make_search()
    (best, *others) = search.fill_slots(search.start_guesses(""), list(SENTENCE.encode("gbk")))
    assert (best.text, others) == (SENTENCE, [])


@pytest.mark.parametrize("lost", [4, 5], ids=["lead byte", "trail byte"])
def test_a_lost_byte_is_chosen_by_the_words(lost: int) -> None:
    slots: list[int | None] = list(SENTENCE.encode("gbk"))
    slots[lost] = None
    search = make_search()
    assert search.fill_slots(search.start_guesses(""), slots)[0].text == SENTENCE


def test_bytes_of_no_character_have_no_text() -> None:
    search = make_search()
    assert search.fill_slots(search.start_guesses(""), [0xB0]) == []


@pytest.mark.parametrize(("traditional", "expected"), [(True, "國"), (False, "国")])
def test_the_script_decides_between_forms(traditional: bool, expected: str) -> None:
    search = make_search(traditional)
    assert search.extend_all(search.start_guesses("我們的"), ("國", "国"))[0].text == expected


def test_few_guesses_with_the_same_ending_are_kept() -> None:
    state = LanguageModel().start_state()
    guesses = [Guess(-float(i), f"{char}同尾字", state) for i, char in enumerate("甲乙丙丁")]
    assert [guess.text[0] for guess in keep_best(guesses)] == ["甲", "乙"]


def test_an_extension_far_worse_than_the_best_is_dropped() -> None:
    search = make_search()
    start = search.start_guesses("我们在学")
    assert {guess.text for guess in search.extend_all(start, ("习", "校", "鼹"))} == {"习", "校"}
    assert [guess.text for guess in search.extend_all(start, ("鼹",))] == ["鼹"]


def test_what_is_below_the_least_score_of_use_is_not_tried() -> None:
    search = BeamSearch(LanguageModel(), LanguageModel(), False, budget=SearchBudget(1000))
    start = search.start_guesses("我们在学")
    (best,) = search.extend_all(start, ("习",))
    assert search.extend_all(start, ("习",), best.score - 0.1) == [best]
    assert search.extend_all(start, ("习",), best.score + 0.1) == []
    left = search.budget.left
    assert search.extend_all([best], ("的",), best.score + 0.1) == []
    assert search.budget.left == left


@pytest.mark.parametrize(("text", "expected"), [("發展", True), ("发展", False), ("人口", False)])
def test_script_of_a_text(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected


def test_a_spent_budget_ends_every_search() -> None:
    budget = SearchBudget(20)
    search = BeamSearch(LanguageModel(), LanguageModel(), False, budget=budget)
    guesses = search.fill_slots(search.start_guesses(""), (0xD6, 0xD0))
    assert [guess.text for guess in guesses] == ["中"]
    assert not budget.is_spent
    assert search.fill_slots(guesses, (0xB9, 0xFA)) == []
    assert budget.is_spent


def test_the_budget_grows_with_the_text() -> None:
    short, long = SearchBudget.for_text("文"), SearchBudget.for_text("文" * 1000)
    assert 0 < short.left < long.left
