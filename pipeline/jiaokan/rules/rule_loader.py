"""Read rule files and check them; every problem is reported at once, by file and id."""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jiaokan.config.rule_files import list_rule_files
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.errors import ConfigError
from jiaokan.rules.regex_cost import MAX_MATCH_PATHS, count_match_paths, has_unbounded_repeat, measure_width
from jiaokan.rules.rule import (
    BRAND_SCOPE,
    KINDS,
    MAX_ORNAMENT_CHARS,
    SCOPES,
    WHOLE_LINE_SCOPES,
    Rule,
    anchor_pattern,
)
from jiaokan.rules.rule_proofs import Widths, WidthsById, digest_rules, read_proofs, write_proofs
from jiaokan.text.normalized_view import normalize_chars, normalize_view

_REQUIRED_KEYS = {"id", "scope", "literal", "kind", "why", "hits", "misses"}
_ALLOWED_KEYS = _REQUIRED_KEYS | {"pattern", "source", "confidence"}
_ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")

RuleTable = dict[str, Any]


def load_rules(*folders: Path, trust_proofs: bool = True) -> tuple[Rule, ...]:
    """Read every `*.toml` of some folders and of the folders in them, in the order of `list_rule_files`.

    Args:
        folders: Folders of rule files.
        trust_proofs: Leave out the checks of files whose proof is in the folder.

    Raises:
        ConfigError: Names every problem in every file, and ids that stand in two folders.
    """
    rules = [rule for folder in folders for rule in _load_folder(folder, trust_proofs)]
    counts = Counter(rule.id for rule in rules)
    if repeated := [name for name, count in counts.items() if count > 1]:
        places = ", ".join(map(str, folders))
        raise ConfigError(f"{places}: ids of rules in more than one folder: {', '.join(repeated)}")
    return tuple(rules)


def _load_folder(folder: Path, trust_proofs: bool) -> Iterator[Rule]:
    proofs = read_proofs(folder) if trust_proofs else {}
    return (
        _make_rule(table, (file.proof or {}).get(table["id"]))
        for file in _load_files(folder, proofs)
        for table in file.tables
    )


def prove_rules(folder: Path) -> bool:
    """Check all rules of a folder and write the proofs; return whether they could be written.

    Raises:
        ConfigError: Names every problem in every file.
    """
    widths = {
        file.name: {table["id"]: measure_width(_write_pattern(table)) for table in file.tables}
        for file in _load_files(folder, {})
    }
    return write_proofs(folder, widths)


def _load_files(folder: Path, proofs: Mapping[str, WidthsById]) -> "list[_RuleFile]":
    """Return every file of a folder, checked where there is no proof of it."""
    problems: list[str] = []
    files = [_read_file(path, folder, proofs, problems) for path in list_rule_files(folder)]
    id_counts = Counter(table.get("id") for file in files for table in file.tables)
    for file in files:
        for table in file.tables:
            found = [] if file.proof is not None else list(_find_problems(table))
            found += ["repeated id"] * (id_counts[table.get("id")] > 1)
            problems += [f"{file.name}: {table.get('id', '(no id)')}: {problem}" for problem in found]
    if not any(file.tables for file in files) and not problems:
        problems.append("holds no rule files")
    if problems:
        raise ConfigError(f"{folder}: " + "; ".join(problems))
    return files


class _RuleFile(NamedTuple):
    """The rules of a file as TOML has them; `name` has its folder, `proof` is None where it is not proved."""

    name: str
    tables: list[RuleTable]
    proof: WidthsById | None


@lru_cache(64)
def parse_rule_file(text: str) -> Mapping[str, Any]:
    """Return the content of a rule file; a run needs it twice, to load the rules and to digest them.

    Raises:
        tomllib.TOMLDecodeError: The text is not TOML; the message has line and column.
    """
    return tomllib.loads(text)


def _read_file(path: Path, folder: Path, proofs: Mapping[str, WidthsById], problems: list[str]) -> _RuleFile:
    data, name = path.read_bytes(), path.relative_to(folder).as_posix()
    try:
        content = parse_rule_file(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{name}: not TOML: {error}")
        return _RuleFile(name, [], None)
    problems += [f"{name}: {key}: unknown key" for key in content if key != "rule"]
    return _RuleFile(name, content.get("rule", []), proofs.get(digest_rules(data)))


def _make_rule(table: RuleTable, widths: Widths | None = None) -> Rule:
    pattern = _write_pattern(table)
    min_width, max_width = widths or measure_width(pattern)
    return Rule(
        id=table["id"],
        scope=table["scope"],
        literal=_list_literals(table),
        pattern=compile_on_use(anchor_pattern(pattern, table["scope"])),
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


def _write_pattern(table: RuleTable) -> str:
    """Return the pattern of a rule; without one, its literals are what it matches."""
    literals = sorted(_list_literals(table), key=len, reverse=True)
    return table.get("pattern") or "|".join(map(re.escape, literals))


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
        re.compile(anchor_pattern(pattern, scope))
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
