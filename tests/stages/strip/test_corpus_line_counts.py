"""Line counts of a corpus, the rules mined from it, and the report on the rulebook."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.errors import ConfigError
from jiaokan.rules import load_rules
from jiaokan.stages.strip import make_stripper
from jiaokan.stages.strip.corpus.rule_mining import mine_rules
from jiaokan.stages.strip.corpus.rule_report import StrippedText, check_rules, measure_rule_usage
from jiaokan.stages.strip.corpus_line_counts import (
    LineCounts,
    count_templates,
    find_frequent_lines,
    load_counts,
    make_template,
    merge_counts,
)

STRIPPER = make_stripper(load_default())
REPEATS = load_default().strip.corpus_lines
FOOT = "本栏目由城市记忆工作室第{}号采编小组供稿整理"
CORPUS = [
    f"{place}地{place}人{place}事\n{place}中看见了山和海,{place}里写下了这些话。\n{FOOT.format(n)}\n"
    f"{place}人说城市记忆工作室很好。"
    for n, place in enumerate("京津沪渝冀豫云辽黑湘皖鲁")
]


def test_templates_ignore_numbers_and_ornaments() -> None:
    assert make_template("【第12号 第3页】") == make_template("第7号 第45页") == "第0号 第0页"


def test_a_line_counts_once_a_page() -> None:
    counts = count_templates(["甲乙丙丁\n甲乙丙丁", "甲乙丙丁", "戊己庚辛"], REPEATS)
    assert counts.page_count == 3
    assert counts.pages_by_template == {"甲乙丙丁": 2, "戊己庚辛": 1}


def test_counts_of_shards_add_up_in_any_order(tmp_path: Path) -> None:
    shards = [count_templates(CORPUS[at::3], REPEATS) for at in range(3)]
    assert (
        merge_counts(shards, REPEATS)
        == merge_counts(shards[::-1], REPEATS)
        == count_templates(CORPUS, REPEATS)
    )
    merge_counts(shards, REPEATS).save(tmp_path / "a")
    count_templates(CORPUS, REPEATS).save(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert load_counts(tmp_path / "a") == count_templates(CORPUS, REPEATS)


def test_a_full_table_keeps_frequent_lines() -> None:
    noise = random.Random(1)
    texts = [f"常在的那一行\n{noise.random()}甲{chr(0x4E00 + n)}乙" for n in range(400)]
    counts = count_templates(texts, replace(REPEATS, max_templates=40))
    assert len(counts.pages_by_template) <= 40
    assert counts.pages_by_template["常在的那一行"] >= 360


def test_a_file_without_counts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "counts").write_text("[]", "utf-8")
    with pytest.raises(ConfigError, match="no counts of lines"):
        load_counts(tmp_path / "counts")


def test_only_frequent_lines_are_evidence() -> None:
    counts = LineCounts(100, {make_template(FOOT.format(1)): 60, "更短的话": 60, "偶尔的一句话": 2})
    evidence = list(find_frequent_lines([FOOT.format(3), "更短的话", "偶尔的一句话", ""], counts, REPEATS))
    assert [(i, claim.confidence) for i, claim in evidence] == [
        (0, REPEATS.certain_confidence),
        (1, REPEATS.short_confidence),
    ]
    assert evidence[0][1].why == "stands on 60 of 100 pages"


def test_the_stage_uses_the_counts() -> None:
    informed = replace(STRIPPER, counts=count_templates(CORPUS, REPEATS))
    assert STRIPPER.propose_edits(CORPUS[3]) == []
    (edit,) = informed.propose_edits(CORPUS[3])
    assert (edit.rule, edit.old) == ("corpus/frequent-line", FOOT.format(3))


def test_mined_rules_pass_the_rule_loader(tmp_path: Path) -> None:
    proposals = mine_rules(CORPUS, STRIPPER.book, REPEATS)
    foot = next(proposal for proposal in proposals if "采编" in proposal.pattern)
    assert (foot.supporting_pages, foot.corpus_pages) == (12, 12)
    (tmp_path / "mined.toml").write_text("\n".join(proposal.to_toml() for proposal in proposals), "utf-8")
    rules = {rule.id: rule for rule in load_rules(tmp_path)}
    assert rules[foot.id].find_spans(FOOT.format(99))
    assert not rules[foot.id].find_spans("京人说城市记忆工作室很好。")


def test_no_rule_is_mined_for_a_line_that_a_rule_matches() -> None:
    texts = [f"返回顶部\n第{n}篇的正文写在这里。" for n in range(9)]
    assert not [
        proposal for proposal in mine_rules(texts, STRIPPER.book, REPEATS) if "返回" in proposal.pattern
    ]


def test_usage_counts_edits_and_kept_claims() -> None:
    texts = ["标题在这里\n分享到:\n正文在这里,写得很长很长。", "视频"]
    pages = [StrippedText(text, STRIPPER.propose_edits(text)) for text in texts]
    uses = {use.id: use for use in measure_rule_usage(pages, STRIPPER.book)}
    assert uses["share/to"].edits == 1
    assert uses["share/to"].examples == ("分享到:",)
    assert uses["menu/channel-form"].kept_claims == 1
    assert uses["menu/channel-form"].kept_examples == ("视频",)
    assert set(uses) >= {rule.id for rule in STRIPPER.book.rules}


def test_a_check_of_rules_lists_every_problem(tmp_path: Path) -> None:
    assert check_rules(*load_default().rules_folders).problems == ()
    (tmp_path / "a.toml").write_text('[[rule]]\nid = "a/b"\n', "utf-8")
    assert "a.toml: a/b: hits: missing" in check_rules(tmp_path).problems
