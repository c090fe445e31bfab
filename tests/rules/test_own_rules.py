"""Rules of one's own: they are added to the shipped ones, and act on texts and on pages of HTML."""

from pathlib import Path

import pytest

from jiaokan import readers
from jiaokan.cli import main
from jiaokan.config.config_loader import CONFIGS_FOLDER, Config, load
from jiaokan.core.document import Document
from jiaokan.core.errors import ConfigError
from jiaokan.execution.packed_settings import pack_settings, unpack_settings
from jiaokan.rules import load_rulebook
from jiaokan.rules.rule_adder import add_rules

LINE_RULE = """
[[rule]]
id = "own/bell"
scope = "line"
literal = ["摇铃铛"]
kind = "share_widget"
why = "asks readers to ring a bell"
hits = ["摇铃铛"]
misses = ["孩子们在摇铃铛的声音里跑远了。"]
"""
PIECE_RULE = """
[[rule]]
id = "own/stamp"
scope = "inline"
literal = ["盖章编号"]
pattern = '''【盖章编号\\d{1,9}】'''
kind = "share_widget"
why = "stamps of the archive"
hits = ["【盖章编号77】"]
misses = ["盖章编号写在背面。"]
"""
FIRST, SECOND, THIRD = (
    "清晨的集市上人声鼎沸，卖菜的老人把新摘的青菜码得整整齐齐，买菜的人一边挑一边和他说起昨夜的那场大雨。",
    "他说雨下了一整夜，屋后的水沟涨得满满的，幸好菜地的地势高，今年的收成总算没有受到什么影响。",
    "快到中午的时候，街上的人渐渐少了，老人收拾好竹筐，慢慢地沿着河边的小路往家里走去。",
)
PAGE = f"""<html><head><title>集市</title></head><body><article><h1>清晨的集市</h1>
<p>{FIRST}</p><p>{SECOND}【盖章编号12】后来雨停了。</p><p>摇铃铛</p><p>{THIRD}</p></article></body></html>"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a file of settings that adds a folder of two rules."""
    for number, rule in enumerate((LINE_RULE, PIECE_RULE)):
        add_rules(rule.encode(), tmp_path / "mine", f"{number}.toml", load().rules_folders)
    (tmp_path / "own.toml").write_text('[strip]\nrules = ["default", "mine/"]\n', "utf-8")
    return tmp_path / "own.toml"


def test_a_folder_is_added_to_the_shipped_rules(own: Path) -> None:
    config = load(own)
    assert config.rules_folders == (CONFIGS_FOLDER / "rules", own.parent / "mine")
    ids = [rule.id for rule in load_rulebook(*config.rules_folders).rules]
    assert ids[-2:] == ["own/bell", "own/stamp"]
    assert len(ids) > 200


def test_a_folder_alone_replaces_them(tmp_path: Path, own: Path) -> None:
    (tmp_path / "alone.toml").write_text('[strip]\nrules = "mine"\n', "utf-8")
    assert len(load_rulebook(*load(tmp_path / "alone.toml").rules_folders).rules) == 2
    assert own.is_file()


def test_the_rules_travel_to_another_process(own: Path) -> None:
    packed = pack_settings(load(own))
    for path in (own.parent / "mine").iterdir():
        path.unlink()
    config: Config = unpack_settings(packed)
    assert config.rules_folders[0] == CONFIGS_FOLDER / "rules"
    assert "own/stamp" in {rule.id for rule in load_rulebook(*config.rules_folders).rules}


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_they_act_on_html_as_on_text_and_the_ledger_names_them(
    tmp_path: Path, own: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    lines = f"清晨的集市\n{FIRST}\n{SECOND}【盖章编号12】后来雨停了。\n摇铃铛\n{THIRD}\n"
    (tmp_path / name).write_text(PAGE if name == "page.html" else lines, "utf-8")
    output = tmp_path / "out.jsonl"
    settings = ["--config", str(own)]
    assert main(["strip", "-i", str(tmp_path / name), "-o", str(output), "-q", *settings]) == 0
    (document,) = readers.read_inputs([str(output)])
    assert isinstance(document, Document)
    assert "摇铃铛" not in document.text
    if name == "page.html":  # on text the judge has a say on pieces
        assert "盖章" not in document.text
    whys = {edit.rule: edit.why for step in document.steps for edit in step.edits}
    if name == "page.html":
        assert {e.confidence for step in document.steps for e in step.edits if e.rule == "own/bell"} == {1.0}
    assert whys["own/bell"].startswith("asks readers to ring a bell")
    assert all(prose in document.text for prose in (FIRST, SECOND, THIRD))
    assert main(["rules", "hits", str(tmp_path / name), *settings]) == 0
    assert "own/bell  1 page, 1 fired" in capsys.readouterr().out


def test_the_command_files_a_rule_and_refuses_a_bad_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    (tmp_path / "new.toml").write_text(LINE_RULE, "utf-8")
    assert main(["rules", "add", str(tmp_path / "new.toml"), "--to", str(mine)]) == 0
    assert f'strip.rules=["default", "{mine}"]' in capsys.readouterr().err
    (tmp_path / "bad.toml").write_text(PIECE_RULE.replace('hits = ["【盖', 'hits = ["【未盖'), "utf-8")
    assert main(["rules", "add", str(tmp_path / "bad.toml"), "--to", str(mine)]) == 1
    assert "own/stamp: hits" in capsys.readouterr().err
    assert sorted(path.name for path in mine.glob("*.toml")) == ["new.toml"]


@pytest.mark.parametrize("place", ["the same folder", "the shipped rules"])
def test_an_id_that_stands_already_is_refused(tmp_path: Path, place: str) -> None:
    rule = LINE_RULE if place == "the same folder" else LINE_RULE.replace("own/bell", "share/to")
    if place == "the same folder":
        add_rules(rule.encode(), tmp_path, "a.toml")
    with pytest.raises(ConfigError, match="has a rule"):
        add_rules(rule.encode(), tmp_path, "b.toml", load().rules_folders)
    assert not (tmp_path / "b.toml").exists()


def test_a_second_rule_joins_the_first_in_its_file(tmp_path: Path) -> None:
    assert add_rules(LINE_RULE.encode(), tmp_path, "a.toml") == ("own/bell",)
    assert add_rules(PIECE_RULE.encode(), tmp_path, "a.toml") == ("own/stamp",)
    assert [rule.id for rule in load_rulebook(tmp_path).rules] == ["own/bell", "own/stamp"]


def test_the_rules_in_a_folder_of_the_folder_travel_to_a_worker(tmp_path: Path) -> None:
    add_rules(LINE_RULE.encode(), tmp_path / "mine", "a.toml")
    add_rules(PIECE_RULE.encode(), tmp_path / "mine" / "sites", "b.toml")
    (tmp_path / "own.toml").write_text('[strip]\nrules = ["default", "mine/"]\n', "utf-8")
    config = load(tmp_path / "own.toml")
    travelled = unpack_settings(pack_settings(config))
    rules = [load_rulebook(*one.rules_folders).rules for one in (config, travelled)]
    assert rules[0] == rules[1]
    assert {"own/bell", "own/stamp"} <= {rule.id for rule in rules[0]}
