"""The loader of pairs refuses what contradicts itself."""

import re
from pathlib import Path

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.errors import ConfigError
from jiaokan.rules.rewriting_pairs import load_rewriting_pairs, prove_rewriting_pairs
from jiaokan.rules.rule_proofs import digest_rules, read_proofs

GOOD = '{ odd = "平安", usual = ["安全"], hits = ["提高平安意识"], misses = ["天下平安无事"] }'


def load(folder: Path, *pairs: str) -> int:
    path = folder / "pairs.toml"
    path.write_text("pairs = [\n" + ",\n".join(pairs) + "\n]", "utf-8")
    return len(load_rewriting_pairs(path))


def test_the_shipped_pairs_hold() -> None:
    assert len(load_rewriting_pairs(load_default().folder / "rewriting/pairs.toml", trust_proof=False)) > 150


def test_a_good_pair_is_taken(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD) == 1


@pytest.mark.parametrize(
    ("pair", "problem"),
    [
        (GOOD.replace("提高平安意识", "天下平安无事"), "hits: '天下平安无事' does not count"),
        (GOOD.replace("天下平安无事", "提高平安意识"), "misses: '提高平安意识' counts"),
        (GOOD.replace("天下平安无事", "天下太平"), "misses: '天下太平' does not hold the word"),
        (GOOD.replace('"平安"', '"平安的"'), "'平安的' is not 2 Han"),
        (GOOD.replace('["安全"]', '["安寧"]'), "'安寧' is not 2 Han in plain Simplified"),
        (GOOD.replace('["安全"]', '["平安"]'), "odd: stands among the usual words"),
        (GOOD.replace('hits = ["提高平安意识"]', "hits = []"), "hits: needs at least one string"),
        (GOOD.replace("misses", "missed"), "missed: unknown key"),
        (GOOD.replace(', misses = ["天下平安无事"]', ""), "misses: missing"),
    ],
)
def test_a_wrong_pair_is_refused(tmp_path: Path, pair: str, problem: str) -> None:
    with pytest.raises(ConfigError, match="平安.*" + re.escape(problem)):
        load(tmp_path, pair)


def test_a_repeated_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="平安: repeated"):
        load(tmp_path, GOOD, GOOD)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read"):
        load_rewriting_pairs(tmp_path / "none.toml")


def test_no_pairs_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no pairs"):
        load(tmp_path)


def test_the_shipped_proof_is_of_the_shipped_file() -> None:
    path = load_default().folder / "rewriting/pairs.toml"
    assert digest_rules(path.read_bytes()) in read_proofs(path.parent)


def test_a_proved_file_is_not_checked_again_and_a_changed_one_is(tmp_path: Path) -> None:
    load(tmp_path, GOOD)
    path = tmp_path / "pairs.toml"
    assert prove_rewriting_pairs(path) == 1
    path.write_text(path.read_text("utf-8").replace("提高平安意识", "天下平安无事"), "utf-8")
    with pytest.raises(ConfigError, match="does not count"):
        load_rewriting_pairs(path)
