"""Pairs that suspicious pages suggest: words whose synonyms are missing there."""

import json
from pathlib import Path

import pytest

from jiaokan.cli import main
from jiaokan.config.config_loader import load_default
from jiaokan.core.errors import InputError
from jiaokan.rules.rewriting_evidence import RewritingFinder
from jiaokan.rules.rewriting_mining import propose_pairs, read_synonyms
from jiaokan.rules.rewriting_pairs import load_rewriting_pairs

PAIRS = load_rewriting_pairs(load_default().folder / "rewriting/pairs.toml")
REWRITTEN = [
    "要提高平安意识，仔细贯彻会议精神，引导广阔群众刚好报告状况，满足群众须要，加强疫情防控。",
    "各单位要接着做好宣扬工作，把人民生命平安放在第一位，刚好上报信息，选购物资，疫情防控不放松。",
]
ORDINARY = [
    "要提高安全意识，认真贯彻会议精神，引导广大群众及时报告情况，做好疫情防控。",
    "老人坐在屋檐下晒太阳，说今年的雨水比往年多，庄稼应该会有好收成的。",
] * 6 + ["祝大家一路平安，工作顺利，疫情防控人人有责。"]


def make_finder(*without: str) -> RewritingFinder:
    return RewritingFinder(pair for pair in PAIRS if pair.odd not in without)


@pytest.fixture
def synonyms(tmp_path: Path) -> Path:
    path = tmp_path / "synonyms.txt"
    path.write_text("平安 安全 太平\n疫情 情况\n群众 大眾 百姓\n", "utf-8")
    return path


def test_proposes_the_pair_that_is_missing_from_the_list(synonyms: Path) -> None:
    found = propose_pairs([*ORDINARY, *REWRITTEN], make_finder("平安"), read_synonyms(synonyms))
    assert [(one.odd, one.usual, one.pages) for one in found] == [("平安", "安全", 2)]
    assert all("平安" in hit for hit in found[0].hits)


def test_proposes_nothing_that_is_known_or_common(synonyms: Path) -> None:
    known = read_synonyms(synonyms)
    assert propose_pairs([*ORDINARY, *REWRITTEN], make_finder(), known) == []
    assert propose_pairs(ORDINARY, make_finder("平安"), known) == []
    assert propose_pairs([], make_finder(), known) == []


def test_the_usual_word_on_the_page_speaks_against_a_pair(synonyms: Path) -> None:
    texts = [*ORDINARY, *(text + "安全第一。" for text in REWRITTEN)]
    assert propose_pairs(texts, make_finder("平安"), read_synonyms(synonyms)) == []


def test_reads_traditional_synonyms_and_refuses_a_missing_file(synonyms: Path) -> None:
    assert read_synonyms(synonyms)["群众"] == {"大众", "百姓"}
    with pytest.raises(InputError, match="cannot be read as a file of synonyms"):
        read_synonyms(synonyms.with_name("none"))


def test_the_command_prints_lines_for_the_file_of_pairs(
    tmp_path: Path, synonyms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "pairs.toml"
    lines = (load_default().folder / "rewriting/pairs.toml").read_text("utf-8").split("\n")
    own.write_text("\n".join(line for line in lines if 'odd = "平安"' not in line), "utf-8")
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("\n".join(json.dumps({"text": text}) for text in [*ORDINARY, *REWRITTEN]), "utf-8")
    words = ["--synonyms", str(synonyms), "--set", f"annotate.rewriting={own}"]
    assert main(["rules", "pairs", str(corpus), *words]) == 0
    (line,) = capsys.readouterr().out.strip().split("\n")
    own.write_text(own.read_text("utf-8").replace("pairs = [", f"pairs = [\n{line}"), "utf-8")
    assert "平安" in {pair.odd for pair in load_rewriting_pairs(own)}
