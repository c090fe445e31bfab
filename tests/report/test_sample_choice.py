"""The sample covers what a reader would ask for, and is the same each time."""

from random import Random

from jiaokan.report.document_summaries import DocumentSummary, RuleUse
from jiaokan.report.sample_choice import order_for_sample, select_documents_of_rule


def summary(name: str, rules: dict[str, float], kept: int = 50, kind: str = "article") -> DocumentSummary:
    uses = {("strip", rule): RuleUse(1, 0, 1, confidence) for rule, confidence in rules.items()}
    return DocumentSummary(name, name, 100, kept, kind, "Hans", "", "", False, uses)


def test_every_rule_is_covered_before_any_is_covered_twice() -> None:
    many = [summary(f"common{i}", {"a/common": 1.0}) for i in range(50)]
    rare = [summary(f"rare{i}", {"a/common": 1.0, f"a/rare{i}": 1.0}) for i in range(5)]
    first = order_for_sample([*many, *rare])[:6]
    assert {one.id for one in first} >= {f"rare{i}" for i in range(5)}


def test_the_least_certain_place_of_a_rule_comes_first() -> None:
    summaries = [summary(f"d{i}", {"a/a": 0.5 + i / 100}) for i in range(20)]
    assert [one.id for one in order_for_sample(summaries)[:3]] == ["d0", "d1", "d2"]


def test_pages_that_lost_most_and_least_and_rare_kinds_come_soon() -> None:
    plain = [summary(f"d{i}", {"a/a": 1.0}) for i in range(200)]
    odd = [
        summary("lost", {"a/a": 1.0}, kept=0),
        summary("whole", {"a/a": 1.0}, kept=100),
        summary("none", {"a/a": 1.0}, kind="no_article"),
    ]
    first = {one.id for one in order_for_sample([*plain, *odd])[:40]}
    assert {"lost", "whole", "none"} <= first


def test_the_order_is_complete_and_does_not_hang_on_that_of_the_release() -> None:
    summaries = [summary(f"d{i}", {f"a/{i % 7}": i / 40}, kept=i) for i in range(40)]
    shuffled = Random(3).sample(summaries, len(summaries))
    found = [one.id for one in order_for_sample(summaries)]
    assert sorted(found) == sorted(one.id for one in summaries)
    assert found == [one.id for one in order_for_sample(shuffled)]


def test_documents_of_a_rule_come_least_certain_first() -> None:
    summaries = [summary("a", {"a/a": 0.9}), summary("b", {"a/b": 0.1}), summary("c", {"a/a": 0.6})]
    assert [one.id for one in select_documents_of_rule(summaries, "a/a")] == ["c", "a"]


def test_a_rule_may_be_asked_for_by_its_old_or_its_current_name() -> None:
    of_old_release = [summary("a", {"page/line": 0.9}), summary("b", {"a/b": 0.1})]
    assert [one.id for one in select_documents_of_rule(of_old_release, "classifier/line")] == ["a"]
    assert [one.id for one in select_documents_of_rule(of_old_release, "page/line")] == ["a"]
    of_new_release = [summary("c", {"byte-slip/mark": 0.6})]
    assert [one.id for one in select_documents_of_rule(of_new_release, "gbk_slip/mark")] == ["c"]
