"""One file that needs nothing else, holds what it says, and is the same each time."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from jiaokan import publish
from jiaokan.cli import main
from jiaokan.core.document import Document, Fact
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import InputError
from jiaokan.report import ReportOptions, make_report
from jiaokan.report.document_summaries import summarize_document
from jiaokan.report.page_payload import MAX_REMOVED_CHARS, describe_document
from jiaokan.report.release_summary import ReleaseSummary
from jiaokan.report.report_page import MAX_REPORT_BYTES, PAGE_FOLDER, SCRIPTS, assemble_report
from jiaokan.report.sample_choice import order_for_sample
from tests.report.report_corpus import make_large_release
from tests.report.report_reader import join_sides, unpack_block


@pytest.fixture(scope="module")
def page(release: Path) -> str:
    return make_report(release).html


def test_both_sides_of_every_seed_are_in_the_page(release: Path, page: str) -> None:
    documents = {document.id: document for document in publish.read_documents(release)}
    ids = unpack_block(page, "data")["documents"]["id"]
    pages = unpack_block(page, "pages")
    assert sorted(ids[one[0]] for one in pages) == sorted(documents)
    for one in pages:
        document = documents[ids[one[0]]]
        assert join_sides(one) == (document.raw, document.text)


def test_the_counts_are_those_of_the_release(release: Path, page: str) -> None:
    documents = list(publish.read_documents(release))
    data = unpack_block(page, "data")
    edits = sum(len(step.edits) for document in documents for step in document.steps)
    assert data["count"] == len(documents)
    assert data["raw"] == sum(len(document.raw) for document in documents)
    assert data["clean"] == sum(len(document.text) for document in documents)
    assert sum(rule[2] + rule[3] for rule in data["rules"]) == edits == sum(data["documents"]["edits"])
    assert data["raw"] - data["clean"] == sum(rule[5] for rule in data["rules"])
    assert all(rule[6] for rule in data["rules"]), "every rule says why"


def test_the_same_release_gives_the_same_page(release: Path, page: str) -> None:
    assert make_report(release).html == page
    assert str(release) not in page
    assert release.parent.parent.name not in page


def test_the_policy_lets_in_nothing_but_the_style_and_the_script_of_the_page(page: str) -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[directive] == f"'sha256-{digest}'"
    assert "unsafe" not in policy


def test_the_page_names_no_other_file(page: str) -> None:
    assert not re.findall(r'\b(?:src|href)\s*=\s*["\']', page)
    assert "@import" not in page
    assert "url(" not in page
    assert {path.name for path in PAGE_FOLDER.iterdir()} == {*SCRIPTS, "page.html", "page.css"}


def test_a_page_of_10_000_documents_stays_under_three_megabytes(release: Path) -> None:
    summary, documents = make_large_release(list(publish.read_documents(release)), 10_000)
    by_id = {document.id: document for document in documents}
    chosen = [by_id[one.id] for one in order_for_sample(summary.listed)[:400]]
    made = assemble_report(summary, chosen)
    assert len(made.html.encode()) <= MAX_REPORT_BYTES
    assert made.documents == made.listed == 10_000
    assert made.in_full == len(unpack_block(made.html, "pages")) >= 100
    assert len(set(unpack_block(made.html, "data")["documents"]["id"])) == 10_000


def test_documents_and_rules_that_were_asked_for_are_in_full(release: Path) -> None:
    whole = unpack_block(make_report(release).html, "data")
    ids = whole["documents"]["id"]
    asked = make_report(release, ReportOptions(documents=(ids[3], ids[1])))
    assert (asked.in_full, asked.listed) == (2, len(ids))
    assert [one[0] for one in unpack_block(asked.html, "pages")] == [3, 1]
    number, rule = next((i, one) for i, one in enumerate(whole["rules"]) if one[4] == 1)
    ruled = make_report(release, ReportOptions(rule=rule[1]))
    assert ruled.in_full == 1
    assert unpack_block(ruled.html, "data")["rule"] == number
    assert make_report(release, ReportOptions(limit=2)).in_full == 2


def test_what_is_not_there_is_named(release: Path) -> None:
    with pytest.raises(InputError, match="'nobody'"):
        make_report(release, ReportOptions(documents=("nobody",)))
    with pytest.raises(InputError, match="'no/rule'"):
        make_report(release, ReportOptions(rule="no/rule"))


def describe(document: Document, is_shortened: bool) -> list[object]:
    line = summarize_document(document)
    described = describe_document(document, 0, {key: i for i, key in enumerate(line.rules)}, is_shortened)
    assert isinstance(described, list)
    return described


def test_offsets_are_those_of_javascript() -> None:
    document = Document("d", "𠮷野家\n甲", facts=(Fact("title", "野家", Span(1, 3)), Fact("script", "Hans")))
    assert describe(document, True)[2] == [["title", "野家", 2, 4], ["script", "Hans"]]


def test_a_long_deletion_keeps_its_head_and_tail_and_says_how_much_is_left_out() -> None:
    gone = "𠮷" * MAX_REMOVED_CHARS + "尾" * 200
    document = Document("d", f"{gone}\n甲").edited("strip", [Edit(0, gone, "", "a/a")])
    rows = describe(document, True)[4]
    assert isinstance(rows, list)
    assert rows[0][2][0] == ["𠮷" * 280 + "尾" * 80, "", [0], 560, 2 * 120 + 120, 120 + 120]
    whole = describe(document, False)[4]
    assert isinstance(whole, list)
    assert whole[0][2][0] == [gone, "", [0]]


def test_flags_are_counted_and_change_nothing() -> None:
    document = Document("d", "佢哋食飯").edited("script", [Edit(0, "佢哋", "佢哋", "script/cantonese", 0.8)])
    summary = ReleaseSummary("made", "1.0.0")
    summary.add_document(summarize_document(document), is_listed=True)
    page = assemble_report(summary, [document]).html
    assert [rule[1:4] for rule in unpack_block(page, "data")["rules"]] == [["script/cantonese", 0, 1]]
    assert unpack_block(page, "pages")[0][3:5] == [[[0, "", 0.8]], [[0, "", [["佢哋", 1, [0]], "食飯"]]]]


def test_the_command_writes_the_page(release: Path, tmp_path: Path, page: str) -> None:
    output = tmp_path / "there" / "page.html"
    assert main(["report", str(release), "--output", str(output)]) == 0
    assert output.read_text("utf-8") == page
    assert main(["report", str(release), "--output", str(output), "--documents", "nobody"]) == 1
    assert main(["report", str(tmp_path), "--output", str(output)]) == 1
