"""What is counted over a whole release, and which documents a long list names."""

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from jiaokan.report.document_summaries import summarize_document
from jiaokan.report.release_summary import ReleaseSummary, RuleTotals, add_documents
from jiaokan.stages.extract import extract


def page(number: int, rule: str) -> Document:
    return Document(f"d{number}", "甲乙\n丙").edited("strip", [Edit(0, "甲乙\n", "", rule, 0.9)])


def test_totals_are_those_of_all_documents_though_some_are_not_listed() -> None:
    documents = [page(i, "a/rare" if i == 4 else "a/common") for i in range(9)]
    summary = add_documents(ReleaseSummary("made", "1.0.0"), documents, 3, {"d8"})
    assert (summary.documents, summary.seen_chars, summary.clean_chars) == (9, 36, 9)
    assert summary.rules == {
        ("strip", "a/common"): RuleTotals(8, 0, 8, 24),
        ("strip", "a/rare"): RuleTotals(1, 0, 1, 3),
    }
    # every third, the first of the rare rule, and the one asked for
    assert [one.id for one in summary.listed] == ["d0", "d3", "d4", "d6", "d8"]


def test_two_runs_of_a_stage_are_one() -> None:
    document = page(0, "a/a").edited("strip_repaired", [Edit(0, "丙", "", "a/a", 0.7)])
    summary = add_documents(ReleaseSummary("made", "1.0.0"), [document], 1, ())
    assert summary.rules == {("strip", "a/a"): RuleTotals(2, 0, 1, 4)}
    (use,) = summary.listed[0].rules.values()
    assert use.confidence == 0.7


def test_markup_is_nothing_that_was_removed() -> None:
    texts = ["村口的老槐树又开花了，孩子们在树下听老人讲从前的故事。" * 3] * 4
    head = f"<style>{'p {{ color: red }}' * 200}</style>"
    page = f"<head>{head}</head><body>{''.join(f'<p class=text>{text}</p>' for text in texts)}</body>"
    summary = summarize_document(extract(page.encode()).document)
    assert summary.seen_chars == sum(map(len, texts)) + 3  # a line feed between paragraphs
    assert summary.seen_chars == summary.clean_chars
    assert sum(use.removed_chars for use in summary.rules.values()) == 0
