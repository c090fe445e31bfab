"""Read rule files and check them; every problem is reported at once, by file and id."""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jiaokan.core.errors import ConfigError
from jiaokan.rules.regex_cost import MAX_MATCH_PATHS, count_match_paths, has_unbounded_repeat, measure_width
from jiaokan.rules.rule import (
    BRAND_SCOPE,
    KINDS,
    MAX_ORNAMENT_CHARS,
    SCOPES,
    WHOLE_LINE_SCOPES,
    Rule,
    compile_pattern,
)
from jiaokan.text.normalized_view import normalize_chars, normalize_view

_REQUIRED_KEYS = {"id", "scope", "literal", "kind", "why", "hits", "misses"}
_ALLOWED_KEYS = _REQUIRED_KEYS | {"pattern", "source", "confidence"}
_ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")

RuleTable = dict[str, Any]


def load_rules(folder: Path) -> tuple[Rule, ...]:
    """Read every `*.toml` of a folder, in the order of names.

    Raises:
        ConfigError: Names every problem in every file.
    """
    problems: list[str] = []
    named_tables = [
        (path.name, table) for path in sorted(folder.glob("*.toml")) for table in _read_tables(path, problems)
    ]
    id_counts = Counter(table.get("id") for _, table in named_tables)
    for file_name, table in named_tables:
        rule_problems = list(_find_problems(table)) + ["repeated id"] * (id_counts[table.get("id")] > 1)
        problems += [f"{file_name}: {table.get('id', '(no id)')}: {problem}" for problem in rule_problems]
    if not named_tables and not problems:
        problems.append("holds no rule files")
    if problems:
        raise ConfigError(f"{folder}: " + "; ".join(problems))
    return tuple(_make_rule(table) for _, table in named_tables)


def _read_tables(path: Path, problems: list[str]) -> list[RuleTable]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{path.name}: not TOML: {error}")
        return []
    problems += [f"{path.name}: {key}: unknown key" for key in content if key != "rule"]
    tables: list[RuleTable] = content.get("rule", [])
    return tables


def _make_rule(table: RuleTable) -> Rule:
    literals = _list_literals(table)
    pattern = table.get("pattern") or "|".join(map(re.escape, sorted(literals, key=len, reverse=True)))
    min_width, max_width = measure_width(pattern)
    return Rule(
        id=table["id"],
        scope=table["scope"],
        literal=literals,
        pattern=compile_pattern(pattern, table["scope"]),
        kind=table["kind"],
        why=table["why"],
        hits=tuple(table["hits"]),
        misses=tuple(table["misses"]),
        source=table.get("source", ""),
        confidence=float(table.get("confidence", 1.0)),
        is_word_list="pattern" not in table and table["scope"] in WHOLE_LINE_SCOPES,
        min_line_chars=min_width,
        max_line_chars=max_width + MAX_ORNAMENT_CHARS if table["scope"] in WHOLE_LINE_SCOPES else sys.maxsize,
        max_tail_chars=max_width if table["scope"] == "tail" else sys.maxsize,
    )


def _list_literals(table: RuleTable) -> tuple[str, ...]:
    """Return the literals of a rule; a single one may be given as a string."""
    literal = table["literal"]
    return (literal,) if isinstance(literal, str) else tuple(literal)


def _find_problems(table: RuleTable) -> Iterator[str]:
    """Yield all problems of one rule; examples are checked only if the form is valid."""
    form_problems = list(_check_keys(table)) or list(_check_values(table)) or list(_check_form(table))
    yield from form_problems or _check_examples(_make_rule(table))


def _check_keys(table: RuleTable) -> Iterator[str]:
    yield from (f"{key}: unknown key" for key in sorted(table.keys() - _ALLOWED_KEYS))
    yield from (f"{key}: missing" for key in sorted(_REQUIRED_KEYS - table.keys()))


def _check_values(table: RuleTable) -> Iterator[str]:
    for key in ("hits", "misses", "literal"):
        value = _list_literals(table) if key == "literal" and isinstance(table[key], str) else table[key]
        if not (isinstance(value, list | tuple) and value and all(isinstance(v, str) and v for v in value)):
            yield f"{key}: needs at least one string"
    for key in ("id", "scope", "kind", "why", "source", "pattern"):
        if not isinstance(table.get(key, ""), str):
            yield f"{key}: should be a string"
    confidence = table.get("confidence", 1.0)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 < confidence <= 1:
        yield f"confidence: {confidence!r} is not above 0 and at most 1"


def _check_form(table: RuleTable) -> Iterator[str]:
    if not _ID_PATTERN.fullmatch(table["id"]):
        yield "id: write family/name in a-z, 0-9 and -"
    if table["scope"] not in SCOPES:
        yield f"scope: {table['scope']!r} is none of {', '.join(SCOPES)}"
    if table["kind"] not in KINDS:
        yield f"kind: {table['kind']!r} is none of {', '.join(KINDS)}"
    if not table["why"].strip():
        yield "why: says nothing"
    yield from (
        f"literal {literal!r}: the view reads {normalize_chars(literal)!r}"
        for literal in _list_literals(table)
        if normalize_chars(literal) != literal
    )
    yield from _check_pattern(table.get("pattern", ""), table["scope"])


def _check_pattern(pattern: str, scope: str) -> Iterator[str]:
    try:
        compile_pattern(pattern, scope)
    except re.error as error:
        yield f"pattern: {error}"
        return
    if count_match_paths(pattern) > MAX_MATCH_PATHS:
        yield "pattern: backtracks badly; bound its repeats, or make them possessive ({1,20}+)"
    if scope in ("inline", "tail", BRAND_SCOPE) and has_unbounded_repeat(pattern):
        yield f"pattern: an unbounded repeat makes scope {scope} quadratic; bound it"


def _check_examples(rule: Rule) -> Iterator[str]:
    """Yield problems of examples: the rule must claim every hit, no miss, and no empty span."""
    if rule.pattern.search("") or any(
        start == end for hit in rule.hits for start, end in rule.find_spans(hit)
    ):
        yield "pattern: matches the empty string"
    for hit in rule.hits:
        view = normalize_view(hit).text.strip(" ")
        if not any(literal in view for literal in rule.literal):
            yield f"literal: none stands in hit {hit!r}"
        if not rule.find_spans(view):
            yield f"hits: {hit!r} is not matched"
    for miss in rule.misses:
        if rule.find_spans(normalize_view(miss).text.strip(" ")):
            yield f"misses: {miss!r} is matched"
