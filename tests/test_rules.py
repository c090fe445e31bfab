"""The loader refuses a rule that does not prove itself, and the book finds what the rules would alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.config.config_loader import load_default
from jiaokan.core.errors import ConfigError
from jiaokan.rules import Rulebook, load_rulebook, load_rules
from jiaokan.text.normalized_view import normalize_view

SOUND = {
    "id": '"share/to"',
    "scope": '"line"',
    "literal": '"分享到"',
    "pattern": "'''分享到:?'''",
    "kind": '"share_widget"',
    "why": '"label that share widgets leave behind"',
    "hits": '["分享到:"]',
    "misses": '["他把经验分享到各乡镇。"]',
}


def write(folder: Path, *rules: dict[str, str], name: str = "share.toml") -> Path:
    tables = ("[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in rule.items()) for rule in rules)
    (folder / name).write_text("\n".join(tables), "utf-8")
    return folder


Claims = set[tuple[str, int, int, int]]


def claimed(book: Rulebook, lines: list[str]) -> Claims:
    return {(claim.rule.id, claim.line, claim.start, claim.end) for claim in book.find_claims(lines)}


def alone(book: Rulebook, lines: list[str]) -> Claims:
    return {
        (rule.id, at, *span)
        for at, line in enumerate(lines)
        for rule in book.rules
        if any(literal in line for literal in rule.literal)
        for span in rule.find_spans(line)
    }


def without(key: str) -> dict[str, str]:
    return {k: v for k, v in SOUND.items() if k != key}


def test_a_sound_rule_is_read(tmp_path: Path) -> None:
    (rule,) = load_rules(write(tmp_path, SOUND))
    assert (rule.id, rule.scope, rule.literal, rule.confidence) == ("share/to", "line", ("分享到",), 1.0)
    assert rule.find_spans("分享到:") == [(0, 4)]
    assert rule.find_spans("【分享到:】") == [(0, 6)]
    assert rule.find_spans("经验分享到:") == []


def test_literals_alone_make_a_pattern(tmp_path: Path) -> None:
    (rule,) = load_rules(write(tmp_path, without("pattern") | {"literal": '["分享", "分享到:"]'}))
    found = [word for word in ("分享到:", "分享", "分享到", "享") if rule.find_spans(word)]
    assert found == ["分享到:", "分享"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hits": "[]"}, "hits: needs at least one string"),
        ({"misses": "[]"}, "misses: needs at least one string"),
        ({"hits": '["转发到:"]'}, "hits: '转发到:' is not matched"),
        ({"misses": '["分享到:"]'}, "misses: '分享到:' is matched"),
        ({"misses": '["分享到："]'}, "is matched"),
        ({"literal": '"转发"'}, "literal: none stands in hit '分享到:'"),
        ({"literal": '"分享到："'}, "the view reads '分享到:'"),
        ({"literal": '""'}, "literal: needs at least one string"),
        ({"pattern": "'''(?:分享到:)?'''"}, "pattern: matches the empty string"),
        ({"pattern": "'''(分享到:'''"}, "pattern: missing )"),
        ({"pattern": "'''(?:(?:分|享|到|:)+)+'''"}, "backtracks badly"),
        ({"pattern": "'''分享到.{0,200}a?.{0,200}b?.{0,200}:?'''"}, "backtracks badly"),
        ({"scope": '"inline"', "pattern": "'''分享到.*:'''"}, "quadratic"),
        ({"scope": '"tail"', "pattern": "'''分享到.*+'''"}, "quadratic"),
        ({"scope": '"page"'}, "scope: 'page' is none of line, block"),
        ({"kind": '"noise"'}, "kind: 'noise' is none of"),
        ({"id": '"Share"'}, "id: write family/name"),
        ({"why": '" "'}, "why: says nothing"),
        ({"weight": "3"}, "weight: unknown key"),
        ({"confidence": "1.5"}, "confidence: 1.5 is not"),
        ({"confidence": "true"}, "confidence: True is not"),
        ({"hits": '"分享到:"'}, "hits: needs at least one string"),
        ({"why": "3"}, "why: should be a string"),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) else "",
)
def test_a_rule_that_does_not_prove_itself_is_refused(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    with pytest.raises(ConfigError) as error:
        load_rules(write(tmp_path, SOUND | change))
    assert said in str(error.value)
    assert "share.toml: " in str(error.value)


def test_every_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"share/to: hits: missing; .*share/to: why: missing"):
        load_rules(write(tmp_path, {"id": '"share/to"'}))


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, SOUND | {"hits": '["转发"]', "misses": '["分享到"]'}, name="a.toml")
    write(tmp_path, SOUND, name="b.toml")
    (tmp_path / "c.toml").write_text("[[rule]", "utf-8")
    (tmp_path / "d.toml").write_text("[other]", "utf-8")
    with pytest.raises(ConfigError) as error:
        load_rules(tmp_path)
    for said in ("a.toml: share/to: hits", "a.toml: share/to: misses", "b.toml: share/to: repeated id"):
        assert said in str(error.value)
    assert "c.toml: not TOML" in str(error.value)
    assert "d.toml: other: unknown key" in str(error.value)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no rule files"):
        load_rules(tmp_path)


def test_possessive_repeats_and_alternatives_told_apart_are_no_backtracking(tmp_path: Path) -> None:
    pattern = "'''(?:(?:分享|到|[::]) ?){1,40}+(?:甲.{0,90}|乙.{0,90})?.*+'''"
    assert load_rules(write(tmp_path, SOUND | {"pattern": pattern, "misses": '["经验分享到"]'}))


def test_the_shipped_rules_are_written_as_the_view_reads() -> None:
    book = load_rulebook(load_default().rules_folder)
    assert {normalize_view(hit).text for rule in book.rules for hit in rule.hits} == {
        hit for rule in book.rules for hit in rule.hits
    }


def test_the_book_claims_what_each_rule_claims_alone() -> None:
    book = load_rulebook(load_default().rules_folder)
    lines = [hit.strip(" ") for rule in book.rules for hit in (*rule.hits, *rule.misses)]
    assert claimed(book, lines) == alone(book, lines)


WORDS = ["分享", "分享到", "到:", "享到", ":", "甲"]


@pytest.fixture(scope="module")
def overlapping(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    own = {"scope": '"inline"', "misses": '["乙"]'}
    rules = [
        SOUND
        | own
        | {
            "id": f'"share/r{n}"',
            "literal": f'"{word}"',
            "pattern": f"'''{word}'''",
            "hits": f'["{word}"]',
        }
        for n, word in enumerate(WORDS)
    ]
    return Rulebook(load_rules(write(tmp_path_factory.mktemp("rules"), *rules)))


@given(lines=st.lists(st.lists(st.sampled_from([*WORDS, ""]), max_size=5).map("".join), max_size=5))
def test_literals_that_overlap_are_all_seen(overlapping: Rulebook, lines: list[str]) -> None:
    assert claimed(overlapping, lines) == alone(overlapping, lines)
