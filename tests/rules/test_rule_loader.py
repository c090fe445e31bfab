"""The loader refuses rules that contradict their examples; the rulebook finds what each rule finds find_single_claims."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.config.config_loader import load_default
from jiaokan.core.errors import ConfigError
from jiaokan.rules import Rulebook, load_rulebook, load_rules
from jiaokan.text.normalized_view import normalize_view

VALID_RULE = {
    "id": '"share/to"',
    "scope": '"line"',
    "literal": '"分享到"',
    "pattern": "'''分享到:?'''",
    "kind": '"share_widget"',
    "why": '"label that share widgets leave behind"',
    "hits": '["分享到:"]',
    "misses": '["他把经验分享到各乡镇。"]',
}


def write_rules(folder: Path, *rules: dict[str, str], name: str = "share.toml") -> Path:
    tables = ("[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in rule.items()) for rule in rules)
    (folder / name).write_text("\n".join(tables), "utf-8")
    return folder


Claims = set[tuple[str, int, int, int]]


def find_book_claims(book: Rulebook, lines: list[str]) -> Claims:
    return {(claim.rule.id, claim.line, claim.start, claim.end) for claim in book.find_claims(lines)}


def find_single_claims(book: Rulebook, lines: list[str]) -> Claims:
    return {
        (rule.id, number, *span)
        for number, line in enumerate(lines)
        for rule in book.rules
        if any(literal in line for literal in rule.literal)
        for span in rule.find_spans(line)
    }


def rule_without(key: str) -> dict[str, str]:
    return {k: v for k, v in VALID_RULE.items() if k != key}


def test_a_valid_rule_is_loaded(tmp_path: Path) -> None:
    (rule,) = load_rules(write_rules(tmp_path, VALID_RULE))
    assert (rule.id, rule.scope, rule.literal, rule.confidence) == ("share/to", "line", ("分享到",), 1.0)
    assert rule.find_spans("分享到:") == [(0, 4)]
    assert rule.find_spans("【分享到:】") == [(0, 6)]
    assert rule.find_spans("经验分享到:") == []


def test_a_rule_without_a_pattern_matches_its_literals(tmp_path: Path) -> None:
    (rule,) = load_rules(write_rules(tmp_path, rule_without("pattern") | {"literal": '["分享", "分享到:"]'}))
    matched = [word for word in ("分享到:", "分享", "分享到", "享") if rule.find_spans(word)]
    assert matched == ["分享到:", "分享"]


@pytest.mark.parametrize(
    ("change", "message"),
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
def test_an_invalid_rule_is_refused(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_rules(write_rules(tmp_path, VALID_RULE | change))
    assert message in str(error.value)
    assert "share.toml: " in str(error.value)


def test_every_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"share/to: hits: missing; .*share/to: why: missing"):
        load_rules(write_rules(tmp_path, {"id": '"share/to"'}))


def test_all_problems_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    write_rules(tmp_path, VALID_RULE | {"hits": '["转发"]', "misses": '["分享到"]'}, name="a.toml")
    write_rules(tmp_path, VALID_RULE, name="b.toml")
    (tmp_path / "c.toml").write_text("[[rule]", "utf-8")
    (tmp_path / "d.toml").write_text("[other]", "utf-8")
    with pytest.raises(ConfigError) as error:
        load_rules(tmp_path)
    for message in ("a.toml: share/to: hits", "a.toml: share/to: misses", "b.toml: share/to: repeated id"):
        assert message in str(error.value)
    assert "c.toml: not TOML" in str(error.value)
    assert "d.toml: other: unknown key" in str(error.value)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no rule files"):
        load_rules(tmp_path)


def test_possessive_repeats_and_distinct_alternatives_are_accepted(tmp_path: Path) -> None:
    pattern = "'''(?:(?:分享|到|[::]) ?){1,40}+(?:甲.{0,90}|乙.{0,90})?.*+'''"
    assert load_rules(write_rules(tmp_path, VALID_RULE | {"pattern": pattern, "misses": '["经验分享到"]'}))


def test_the_shipped_rules_are_normalized() -> None:
    book = load_rulebook(*load_default().rules_folders)
    assert {normalize_view(hit).text for rule in book.rules for hit in rule.hits} == {
        hit for rule in book.rules for hit in rule.hits
    }


def test_the_rulebook_claims_what_each_rule_claims_alone() -> None:
    book = load_rulebook(*load_default().rules_folders)
    lines = [hit.strip(" ") for rule in book.rules for hit in (*rule.hits, *rule.misses)]
    assert find_book_claims(book, lines) == find_single_claims(book, lines)


WORDS = ["分享", "分享到", "到:", "享到", ":", "甲"]


@pytest.fixture(scope="module")
def overlapping_rules(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    changes = {"scope": '"inline"', "misses": '["乙"]'}
    rules = [
        VALID_RULE
        | changes
        | {
            "id": f'"share/r{number}"',
            "literal": f'"{word}"',
            "pattern": f"'''{word}'''",
            "hits": f'["{word}"]',
        }
        for number, word in enumerate(WORDS)
    ]
    return Rulebook(load_rules(write_rules(tmp_path_factory.mktemp("rules"), *rules)))


@given(lines=st.lists(st.lists(st.sampled_from([*WORDS, ""]), max_size=5).map("".join), max_size=5))
def test_overlapping_literals_are_all_found(overlapping_rules: Rulebook, lines: list[str]) -> None:
    assert find_book_claims(overlapping_rules, lines) == find_single_claims(overlapping_rules, lines)
