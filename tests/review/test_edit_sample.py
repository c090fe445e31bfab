"""The sample covers every rule, begins with what is least certain, and is the same for one seed."""

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from jiaokan.review.edit_sample import SampleRequest, sample_edits


def make_document(name: str, rule: str, confidences: list[float]) -> Document:
    edits = [Edit(i, "甲", "", rule, confidence) for i, confidence in enumerate(confidences)]
    return Document(name, "甲" * len(confidences)).edited("strip", edits)


COMMON = [make_document(f"c{i}", "a/common", [0.5 + i / 100, 0.9, 1.0]) for i in range(40)]
RARE = make_document("r", "b/rare", [1.0])


def test_every_rule_is_covered_even_if_there_are_more_than_asked_for() -> None:
    others = [make_document(f"o{i}", f"o/{i}", [1.0]) for i in range(9)]
    chosen = sample_edits([*COMMON, RARE, *others], SampleRequest(count=3))
    assert len(chosen) == 11
    assert {one.document[0] for one in chosen} == {"c", "r", "o"}


def test_the_least_certain_come_first() -> None:
    chosen = sample_edits([*COMMON, RARE], SampleRequest(count=20))
    assert len(chosen) == 20
    assert [one.confidence for one in chosen] == sorted(one.confidence for one in chosen)
    assert chosen[0].confidence == 0.5
    least = [one for one in chosen if one.draw == "least_certain"]
    assert all(one.confidence < 0.65 for one in least)


def test_one_seed_gives_one_sample_in_any_order_of_the_documents() -> None:
    one = sample_edits([*COMMON, RARE], SampleRequest(count=20))
    assert sample_edits([RARE, *reversed(COMMON)], SampleRequest(count=20)) == one
    assert sample_edits([*COMMON, RARE], SampleRequest(count=20, seed=1)) != one


def test_those_drawn_at_random_are_the_first_of_the_draw() -> None:
    """A least certain edit that the draw would have taken anyway is one of those drawn."""
    chosen = sample_edits(COMMON, SampleRequest(count=60))
    everything = sample_edits(COMMON, SampleRequest(count=10_000))
    assert {one.draw for one in everything} == {"random"}, "a rule that is reviewed whole is no biased sample"
    by_digest = sorted(everything, key=lambda one: one.digest)
    drawn = {one.place for one in chosen if one.draw == "random"}
    assert drawn == {one.place for one in by_digest[: len(drawn)]}


def test_one_rule_alone() -> None:
    chosen = sample_edits([*COMMON, RARE], SampleRequest(rule="b/rare"))
    assert [one.document for one in chosen] == ["r"]
