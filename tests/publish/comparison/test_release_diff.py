"""`diff` names every document that was added, removed or changed, and the cause."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from jiaokan import publish
from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Fact, Origin, Paragraph
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import InputError, OutputError
from jiaokan.publish.comparison import diff_report
from jiaokan.publish.comparison.release_diff import find_change_level
from jiaokan.publish.tables import parquet_writer
from jiaokan.publish.tables.release_tables import TableRow
from tests.publish.corpus import CORPUS, settings_with

RULES = '[[rule]]\nid = "share/to"\nwhy = "{}"\n'


def make_document(name: str, raw: str, *edits: Edit, stage: str = "strip", title: str = "题") -> Document:
    document = Document(name, raw, Origin(f"{name}.txt")).edited(stage, edits)
    body = Paragraph(Span(0, len(document.text)))
    return replace(document, paragraphs=(body,), facts=(Fact("title", title),))


def settings_of(folder: Path, version: str, why: str = "a", target: str = "hans") -> Config:
    base = settings_with(version=version)
    (folder / version / "rules").mkdir(parents=True)
    (folder / version / "rules" / "share.toml").write_text(RULES.format(why))
    script = replace(base.script, target=target)  # type: ignore[arg-type]
    strip = replace(base.strip, rules=("rules",))
    return replace(base, script=script, strip=strip, folder=folder / version)


REMOVED_LABEL = Edit(0, "分享到", "", "share/to")
OLDER_DOCUMENTS = [
    make_document("same", "分享到正文", REMOVED_LABEL),
    make_document("rule", "分享到正文"),
    make_document("script", "正体", Edit(1, "体", "體", "script/hant"), stage="script"),
    make_document("title", "正文"),
    make_document("raw", "正文"),
    make_document("gone", "正文"),
]
NEWER_DOCUMENTS = [
    make_document("new", "正文"),
    make_document("same", "分享到正文", REMOVED_LABEL),
    make_document("title", "正文", title="另一题"),  # order changes nothing
    make_document("rule", "分享到正文", REMOVED_LABEL),
    make_document("script", "正体"),
    make_document("raw", "正文二"),
]


@pytest.fixture
def releases(tmp_path: Path) -> tuple[Path, Path]:
    one, other = settings_of(tmp_path, "1.0.0", "a", "hant"), settings_of(tmp_path, "2.0.0", "b")
    older = publish.write_release(OLDER_DOCUMENTS, [], tmp_path / "dist", one)
    newer = publish.write_release(NEWER_DOCUMENTS, [], tmp_path / "dist", other)
    return older.path, newer.path


def test_every_change_is_named_with_what_stands_behind_it(releases: tuple[Path, Path]) -> None:
    found = publish.diff(*releases)
    changes = {change.id: change for change in found.changes}
    assert {name: change.kind for name, change in changes.items()} == {
        "new": "added", "title": "metadata", "rule": "text", "script": "text", "raw": "raw", "gone": "gone",
    }  # fmt: skip
    rule, script = changes["rule"].causes[0], changes["script"].causes[0]
    assert (rule.stage, rule.rule, rule.lost, rule.gained) == ("strip", "share/to", 0, 1)
    assert (rule.why, rule.sample) == ("the rule share/to is another", ("分享到", ""))
    assert (script.stage, script.rule, script.lost, script.gained) == ("script", "script/hant", 1, 0)
    assert script.why == 'script.target: "hant" → "hans"'
    assert changes["title"].fields == ("title", "facts")
    assert changes["raw"].causes[0].why == "the raw text is another"
    assert found.level == "major"
    assert (list(found.settings), list(found.rules), list(found.packages)) == (
        ["script.target"],
        ["share/to"],
        [],
    )


def test_a_release_does_not_differ_from_itself(releases: tuple[Path, Path]) -> None:
    found = publish.diff(releases[0], releases[0])
    assert (found.changes, found.level) == ((), "none")
    assert "no document differs" in diff_report.to_text(found)


def test_the_changes_are_told_to_persons_and_programs(releases: tuple[Path, Path]) -> None:
    found = publish.diff(*releases)
    title = (
        "zh-web 1.0.0 → zh-web 2.0.0: 1 added, 1 gone, 1 with another raw text, 2 with changed text, "
        "1 with changed metadata (major)"
    )
    told = json.loads(diff_report.to_json(found))
    assert [change["id"] for change in told["changes"]] == [change.id for change in found.changes]
    assert (told["level"], told["rules"].keys()) == ("major", {"share/to"})
    text = diff_report.to_text(found)
    assert text.startswith(title)
    row = "strip share/to 1 0 1 the rule share/to is another 分享到 → –"
    assert row in " ".join(text.split())
    assert (releases[1] / "CHANGES.md").read_text("utf-8") == diff_report.to_markdown(found)
    assert (releases[0] / "CHANGES.md").read_text("utf-8") == "# Changes\n\nThis is the first release.\n"


def test_markup_in_a_name_stays_text(tmp_path: Path) -> None:
    one, other = settings_of(tmp_path, "1.0.0"), settings_of(tmp_path, "1.1.0")
    older = publish.write_release([], [], tmp_path / "dist", one)
    newer = publish.write_release(
        [make_document("<script>|x|`\n\x1b[2J", "正文")], [], tmp_path / "dist", other
    )
    found = publish.diff(older.path, newer.path)
    assert "\x1b" not in diff_report.to_text(found) + diff_report.to_markdown(found)
    assert "<script>" not in diff_report.to_markdown(found)
    assert "| &#60;script&#62;&#124;x&#124;&#96;⏎&#92;u001B&#91;2J |" in diff_report.to_markdown(found)


RENAMED_DOCUMENTS = [  # the same ledgers as two programs wrote them, and one that the newer makes otherwise
    make_document("same", "分享到正文", Edit(0, "分享到", "", "{}")),
    make_document("other", "分享到正文", Edit(0, "分享到", "", "{}"), Edit(3, "正", "", "share/to")),
]


def name_rules(rule: str) -> list[Document]:
    return [
        replace(
            document,
            steps=tuple(
                replace(step, edits=tuple(e._replace(rule=e.rule.format(rule)) for e in step.edits))
                for step in document.steps
            ),
        )
        for document in RENAMED_DOCUMENTS
    ]


@pytest.mark.parametrize(
    ("old", "current"), [("page/line", "classifier/line"), ("echo/title", "repeated/title")]
)
def test_a_rule_that_was_renamed_counts_once(tmp_path: Path, old: str, current: str) -> None:
    before = [name_rules(old)[0], make_document("other", "分享到正文", Edit(0, "分享到", "", old))]
    older = publish.write_release(before, [], tmp_path / "1", settings_with(version="1.0.0")).path
    newer = publish.write_release(
        name_rules(current), [], tmp_path / "2", settings_with(version="2.0.0")
    ).path
    found = publish.diff(older, newer)
    assert found.renamed == {old: current}
    assert [(change.id, change.kind) for change in found.changes] == [("other", "text")]
    causes = [(cause.rule, cause.lost, cause.gained) for cause in found.changes[0].causes]
    assert causes == [("share/to", 0, 1)]
    assert f"name of a rule  {old}" in diff_report.to_text(found)


def test_releases_that_differ_in_names_of_rules_alone(tmp_path: Path) -> None:
    one, other = (
        publish.write_release(name_rules(rule), [], tmp_path / version, settings_with(version=version)).path
        for rule, version in (("gbk_slip/lost", "1.0.0"), ("byte-slip/question-mark", "1.0.1"))
    )
    found = publish.diff(one, other)
    assert (found.changes, found.level) == ((), "patch")
    assert publish.diff(one, one).renamed == {}
    assert publish.diff(other, one).changes == ()


def test_a_setting_that_was_renamed_is_compared_under_its_new_name(tmp_path: Path) -> None:
    document = make_document("a", "正文")
    older, newer = (
        publish.write_release([document], [], tmp_path / version, settings_with(version=version)).path
        for version in ("1.0.0", "1.0.1")
    )
    manifest = json.loads((older / "manifest.json").read_text("utf-8"))
    manifest["settings"]["strip.judge.sure"] = manifest["settings"].pop("strip.judge.certain_confidence")
    manifest["settings"]["paragraphs.word"] = "4.0"
    del manifest["settings"]["paragraphs.sentences.min_word_nats"]
    (older / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    assert publish.diff(older, newer).settings == {"paragraphs.sentences.min_word_nats": ("4.0", "3.0")}


UNDERSTATED = {
    "metadata": ([make_document("a", "正文", title="另一题")], "1.0.0", None),
    "added": ([make_document("a", "正文"), make_document("b", "正文")], "1.0.1", "1.1.0"),
    "text": ([make_document("a", "分享到正文", REMOVED_LABEL)], "1.1.0", "2.0.0"),
    "gone": ([make_document("b", "正文")], "1.9.0", "2.0.0"),
}


@pytest.mark.parametrize(("now", "version", "least"), UNDERSTATED.values(), ids=UNDERSTATED)
def test_a_version_that_says_less_than_changed_is_refused(
    tmp_path: Path, now: list[Document], version: str, least: str | None
) -> None:
    before = [make_document("a", "分享到正文" if now[0].text != now[0].raw else "正文")]
    publish.write_release(before, [], tmp_path, settings_with(version="1.0.0"))
    with pytest.raises(OutputError, match=r"publish\.version") as refused:
        publish.write_release(now, [], tmp_path, settings_with(version=version))
    previous, other = (
        tmp_path / "zh-web" / "1.0.0",
        publish.write_release(now, [], tmp_path / "other", settings_with()),
    )
    assert find_change_level(previous, other.path) == publish.diff(previous, other.path).level
    if least:
        assert least in str(refused.value)
        assert publish.write_release(now, [], tmp_path, settings_with(version=least)).state == "written"


def test_a_folder_that_is_no_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"manifest\.json"):
        publish.diff(tmp_path, tmp_path)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CORPUS, CORPUS)
def test_no_document_is_overlooked(one: tuple[Document, ...], other: tuple[Document, ...]) -> None:
    with TemporaryDirectory() as folder:
        older = publish.write_release(one, [], Path(folder) / "1", settings_with(documents_per_shard=2)).path
        newer = publish.write_release(other[::-1], [], Path(folder) / "2", settings_with()).path
        found = publish.diff(older, newer)
        assert find_change_level(older, newer) == (found.level if found.level != "none" else "patch")
    before, now = ({d.id: d for d in corpus} for corpus in (one, other))
    right = dict.fromkeys(before.keys() - now.keys(), "gone")
    right |= dict.fromkeys(now.keys() - before.keys(), "added")
    for name in before.keys() & now.keys():
        a, b = before[name], now[name]
        if a != b:
            raws = {d.raw.encode(d.origin.encoding) for d in (a, b)}
            right[name] = "raw" if len(raws) > 1 else "text" if a.text != b.text else "metadata"
    assert {change.id: change.kind for change in found.changes} == right


def test_only_shards_that_differ_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [make_document(f"d{i}", f"正文{i}") for i in range(6)]
    longer = [*documents[:5], make_document("d5", "分享到正文", REMOVED_LABEL)]
    config = settings_with(version="1.0.0"), settings_with(version="2.0.0")
    folders = []
    for version, (corpus, one) in enumerate(zip((documents, longer), config, strict=True)):
        folder = publish.write_release(corpus, [], tmp_path / str(version), one).path
        folders.append(folder)
    read: list[Path] = []
    original = parquet_writer.read_shard

    def note_shard(path: Path, columns: Sequence[str]) -> Iterator[TableRow]:
        read.append(path)
        return original(path, columns)

    monkeypatch.setattr(parquet_writer, "read_shard", note_shard)
    assert publish.diff(folders[0], folders[0]).changes == ()
    assert not read
    (change,) = publish.diff(*folders).changes
    assert (change.id, change.kind) == ("d5", "raw")
    assert read
