"""Read the pairs of words that rewriting tools exchange, and check them by their own examples."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jiaokan.core.errors import ConfigError
from jiaokan.rules.rewriting_evidence import WORD_CHARS, RewritingFinder, RewritingPair
from jiaokan.rules.rule_proofs import digest_rules, read_proofs, write_proofs
from jiaokan.text.normalized_view import normalize_chars, normalize_view
from jiaokan.text.unicode_ranges import HAN_RUN_PATTERN

_REQUIRED_KEYS = {"odd", "usual", "hits", "misses"}
_LIST_KEYS = ("usual", "hits", "misses", "unless")

PairTable = dict[str, Any]


@lru_cache(4)
def load_rewriting_finder(path: Path) -> RewritingFinder:
    """Return the finder of rewritten words for a file of pairs.

    Raises:
        ConfigError: As `load_rewriting_pairs`.
    """
    return RewritingFinder(load_rewriting_pairs(path))


def prove_rewriting_pairs(path: Path) -> int:
    """Check all pairs of a file, write the proof beside it, and return their number.

    Raises:
        ConfigError: As `load_rewriting_pairs`.
    """
    pairs = load_rewriting_pairs(path, trust_proof=False)
    write_proofs(path.parent, {path.name: {}})
    return len(pairs)


def load_rewriting_pairs(path: Path, trust_proof: bool = True) -> tuple[RewritingPair, ...]:
    """Read a file of pairs.

    Args:
        path: The file.
        trust_proof: Leave out the checks of a file whose proof is beside it; they need the language model.

    Raises:
        ConfigError: The file cannot be read, or pairs are wrong; the message names all problems.
    """
    try:
        data = path.read_bytes()
        content = tomllib.loads(data.decode())
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    tables: list[PairTable] = content.get("pairs", [])
    is_proved = trust_proof and digest_rules(data) in read_proofs(path.parent)
    if problems := [] if is_proved else _find_table_problems(content, tables):
        raise ConfigError(f"{path}: " + "; ".join(problems))
    return tuple(map(_make_pair, tables))


def _find_table_problems(content: PairTable, tables: list[PairTable]) -> list[str]:
    """Return the problems of a file and of each of its pairs."""
    problems = [f"{key}: unknown key" for key in sorted(content.keys() - {"pairs"})]
    counts = Counter(str(table.get("odd")) for table in tables)
    problems += [f"{odd}: repeated" for odd, count in sorted(counts.items()) if count > 1]
    problems += [
        f"{table.get('odd', '(no odd)')}: {problem}" for table in tables for problem in _find_problems(table)
    ]
    return problems if tables or problems else ["holds no pairs"]


def _make_pair(table: PairTable) -> RewritingPair:
    usual, hits, misses, unless = (tuple(table.get(key, ())) for key in _LIST_KEYS)
    return RewritingPair(table["odd"], usual, hits, misses, unless)


def _find_problems(table: PairTable) -> Iterator[str]:
    """Yield the problems of a pair; examples are checked only if the form is valid."""
    form_problems = list(_check_form(table))
    yield from form_problems or _check_examples(_make_pair(table))


def _check_form(table: PairTable) -> Iterator[str]:
    yield from (f"{key}: unknown key" for key in sorted(table.keys() - _REQUIRED_KEYS - {"unless"}))
    yield from (f"{key}: missing" for key in sorted(_REQUIRED_KEYS - table.keys()))
    for key in _LIST_KEYS:
        value = table.get(key, ["-"])
        if not (isinstance(value, list) and value and all(isinstance(v, str) and v for v in value)):
            yield f"{key}: needs at least one string"
            return
    odd = table.get("odd")
    words = [odd, *table.get("usual", [])]
    yield from (
        f"{word!r} is not {WORD_CHARS} Han in plain Simplified" for word in words if not _is_word(word)
    )
    if odd in table.get("usual", []):
        yield "odd: stands among the usual words"


def _is_word(word: object) -> bool:
    return (
        isinstance(word, str)
        and len(word) == WORD_CHARS
        and HAN_RUN_PATTERN.fullmatch(word) is not None
        and normalize_chars(word) == word
    )


def _check_examples(pair: RewritingPair) -> Iterator[str]:
    """Yield the examples that the pair contradicts."""
    finder = RewritingFinder([pair])
    for hit in pair.hits:
        if not finder.find_words(normalize_view(hit).text):
            yield f"hits: {hit!r} does not count"
    for miss in pair.misses:
        if pair.odd not in normalize_view(miss).text:
            yield f"misses: {miss!r} does not hold the word"
        elif finder.find_words(normalize_view(miss).text):
            yield f"misses: {miss!r} counts"
