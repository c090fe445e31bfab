"""Read rule files, and refuse what does not prove itself: every problem at once, by file and id."""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jiaokan.core.errors import ConfigError
from jiaokan.rules.regex_cost import LIMIT, unbounded, ways, width
from jiaokan.rules.rule import BRAND, KINDS, ORNAMENTS, SCOPES, WHOLE, Rule, compiled
from jiaokan.text.normalized_view import fold, view

_NEEDED = {"id", "scope", "literal", "kind", "why", "hits", "misses"}
_ALLOWED = _NEEDED | {"pattern", "source", "confidence"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")

Table = dict[str, Any]


def load(folder: Path) -> tuple[Rule, ...]:
    """Read every `*.toml` of a folder in name order.

    Raises ConfigError that names every problem in every file.
    """
    problems: list[str] = []
    found = [
        (path.name, table) for path in sorted(folder.glob("*.toml")) for table in _tables(path, problems)
    ]
    times = Counter(table.get("id") for _, table in found)
    for name, table in found:
        wrong = list(_problems(table)) + ["repeated id"] * (times[table.get("id")] > 1)
        problems += [f"{name}: {table.get('id', '(no id)')}: {problem}" for problem in wrong]
    if not found and not problems:
        problems.append("holds no rule files")
    if problems:
        raise ConfigError(f"{folder}: " + "; ".join(problems))
    return tuple(_rule(table) for _, table in found)


def _tables(path: Path, problems: list[str]) -> list[Table]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{path.name}: not TOML: {error}")
        return []
    problems += [f"{path.name}: {key}: unknown key" for key in content if key != "rule"]
    tables: list[Table] = content.get("rule", [])
    return tables


def _rule(table: Table) -> Rule:
    literal = _literals(table)
    pattern = table.get("pattern") or "|".join(map(re.escape, sorted(literal, key=len, reverse=True)))
    least, most = width(pattern)
    return Rule(
        id=table["id"],
        scope=table["scope"],
        literal=literal,
        pattern=compiled(pattern, table["scope"]),
        kind=table["kind"],
        why=table["why"],
        hits=tuple(table["hits"]),
        misses=tuple(table["misses"]),
        source=table.get("source", ""),
        confidence=float(table.get("confidence", 1.0)),
        words="pattern" not in table and table["scope"] in WHOLE,
        shortest=least,
        longest=most + ORNAMENTS if table["scope"] in WHOLE else sys.maxsize,
        reach=most if table["scope"] == "tail" else sys.maxsize,
    )


def _literals(table: Table) -> tuple[str, ...]:
    """Return the literals of a rule, which may give one as a string."""
    literal = table["literal"]
    return (literal,) if isinstance(literal, str) else tuple(literal)


def _problems(table: Table) -> Iterator[str]:
    """Yield all that is wrong with one rule; its proof is heard only when its form is sound."""
    wrong = list(_keys(table)) or list(_values(table)) or list(_form(table))
    yield from wrong or _proof(_rule(table))


def _keys(table: Table) -> Iterator[str]:
    yield from (f"{key}: unknown key" for key in sorted(table.keys() - _ALLOWED))
    yield from (f"{key}: missing" for key in sorted(_NEEDED - table.keys()))


def _values(table: Table) -> Iterator[str]:
    for key in ("hits", "misses", "literal"):
        value = _literals(table) if key == "literal" and isinstance(table[key], str) else table[key]
        if not (isinstance(value, list | tuple) and value and all(isinstance(v, str) and v for v in value)):
            yield f"{key}: needs at least one string"
    for key in ("id", "scope", "kind", "why", "source", "pattern"):
        if not isinstance(table.get(key, ""), str):
            yield f"{key}: should be a string"
    confidence = table.get("confidence", 1.0)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 < confidence <= 1:
        yield f"confidence: {confidence!r} is not above 0 and at most 1"


def _form(table: Table) -> Iterator[str]:
    if not _ID.fullmatch(table["id"]):
        yield "id: write family/name in a-z, 0-9 and -"
    if table["scope"] not in SCOPES:
        yield f"scope: {table['scope']!r} is none of {', '.join(SCOPES)}"
    if table["kind"] not in KINDS:
        yield f"kind: {table['kind']!r} is none of {', '.join(KINDS)}"
    if not table["why"].strip():
        yield "why: says nothing"
    yield from (
        f"literal {one!r}: the view reads {fold(one)!r}" for one in _literals(table) if fold(one) != one
    )
    yield from _pattern(table.get("pattern", ""), table["scope"])


def _pattern(pattern: str, scope: str) -> Iterator[str]:
    try:
        compiled(pattern, scope)
    except re.error as error:
        yield f"pattern: {error}"
        return
    if ways(pattern) > LIMIT:
        yield "pattern: backtracks badly; bound its repeats, or make them possessive ({1,20}+)"
    if scope in ("inline", "tail", BRAND) and unbounded(pattern):
        yield f"pattern: an unbounded repeat makes scope {scope} quadratic; bound it"


def _proof(rule: Rule) -> Iterator[str]:
    """Hear the witnesses: the rule claims every hit, no miss, and never nothing."""
    if rule.pattern.search("") or any(start == end for hit in rule.hits for start, end in rule.find(hit)):
        yield "pattern: matches the empty string"
    for hit in rule.hits:
        read = view(hit).text.strip(" ")
        if not any(one in read for one in rule.literal):
            yield f"literal: none stands in hit {hit!r}"
        if not rule.find(read):
            yield f"hits: {hit!r} is not matched"
    for miss in rule.misses:
        if rule.find(view(miss).text.strip(" ")):
            yield f"misses: {miss!r} is matched"
