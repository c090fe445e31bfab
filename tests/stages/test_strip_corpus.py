"""What a corpus says of its lines, the rules it suggests, and how the rulebook fares on it."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from jiaokan.config.config_loader import default
from jiaokan.core.errors import ConfigError
from jiaokan.rules import load
from jiaokan.stages.strip import tools
from jiaokan.stages.strip.corpus.rule_mining import mined
from jiaokan.stages.strip.corpus.rule_report import proved, used
from jiaokan.stages.strip.corpus_line_counts import Counts, counted, load_counts, merged, repeats, template

STRIPPER = tools(default())
REPEATS = default().strip.repeats
FOOT = "本栏目由城市记忆工作室第{}号采编小组供稿整理"
CORPUS = [
    f"{place}地{place}人{place}事\n{place}中看见了山和海,{place}里写下了这些话。\n{FOOT.format(n)}\n"
    f"{place}人说城市记忆工作室很好。"
    for n, place in enumerate("京津沪渝冀豫云辽黑湘皖鲁")
]


def test_templates_share_numbers_and_ornaments() -> None:
    assert template("【第12号 第3页】") == template("第7号 第45页") == "第0号 第0页"


def test_each_page_counts_once() -> None:
    counts = counted(["甲乙丙丁\n甲乙丙丁", "甲乙丙丁", "戊己庚辛"], REPEATS)
    assert counts.pages == 3
    assert counts.lines == {"甲乙丙丁": 2, "戊己庚辛": 1}


def test_shards_add_up_whatever_their_order(tmp_path: Path) -> None:
    shards = [counted(CORPUS[at::3], REPEATS) for at in range(3)]
    assert merged(shards, REPEATS) == merged(shards[::-1], REPEATS) == counted(CORPUS, REPEATS)
    merged(shards, REPEATS).save(tmp_path / "a")
    counted(CORPUS, REPEATS).save(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert load_counts(tmp_path / "a") == counted(CORPUS, REPEATS)


def test_a_full_table_keeps_what_repeats() -> None:
    noise = random.Random(1)
    texts = [f"常在的那一行\n{noise.random()}甲{chr(0x4E00 + n)}乙" for n in range(400)]
    counts = counted(texts, replace(REPEATS, capacity=40))
    assert len(counts.lines) <= 40
    assert counts.lines["常在的那一行"] >= 360


def test_a_file_that_holds_no_counts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "counts").write_text("[]", "utf-8")
    with pytest.raises(ConfigError, match="no counts of lines"):
        load_counts(tmp_path / "counts")


def test_only_what_stands_on_many_pages_is_evidence() -> None:
    counts = Counts(100, {template(FOOT.format(1)): 60, "更短的话": 60, "偶尔的一句话": 2})
    marks = list(repeats([FOOT.format(3), "更短的话", "偶尔的一句话", ""], counts, REPEATS))
    assert [(at, mark.confidence) for at, mark in marks] == [(0, REPEATS.sure), (1, REPEATS.weak)]
    assert marks[0][1].why == "stands on 60 of 100 pages"


def test_the_stage_uses_the_counts() -> None:
    informed = replace(STRIPPER, counts=counted(CORPUS, REPEATS))
    assert STRIPPER.propose(CORPUS[3]) == []
    (edit,) = informed.propose(CORPUS[3])
    assert (edit.rule, edit.old) == ("corpus/repeated", FOOT.format(3))


def test_mined_rules_prove_themselves(tmp_path: Path) -> None:
    proposals = mined(CORPUS, STRIPPER.book, REPEATS)
    foot = next(one for one in proposals if "采编" in one.pattern)
    assert (foot.support, foot.pages) == (12, 12)
    (tmp_path / "mined.toml").write_text("\n".join(one.toml() for one in proposals), "utf-8")
    rules = {rule.id: rule for rule in load(tmp_path)}
    assert rules[foot.id].find(FOOT.format(99))
    assert not rules[foot.id].find("京人说城市记忆工作室很好。")


def test_nothing_is_mined_that_a_rule_knows() -> None:
    texts = [f"返回顶部\n第{n}篇的正文写在这里。" for n in range(9)]
    assert not [one for one in mined(texts, STRIPPER.book, REPEATS) if "返回" in one.pattern]


def test_use_tells_what_fired_and_what_was_held() -> None:
    uses = {use.id: use for use in used(["标题在这里\n分享到:\n正文在这里,写得很长很长。", "视频"], STRIPPER)}
    assert uses["share/to"].fired == 1
    assert uses["share/to"].examples == ("分享到:",)
    assert uses["menu/channel-form"].held == 1
    assert uses["menu/channel-form"].hesitations == ("视频",)
    assert set(uses) >= {rule.id for rule in STRIPPER.book.rules}


def test_a_proof_says_every_problem(tmp_path: Path) -> None:
    assert proved(default().rules).problems == ()
    (tmp_path / "a.toml").write_text('[[rule]]\nid = "a/b"\n', "utf-8")
    assert "a.toml: a/b: hits: missing" in proved(tmp_path).problems
