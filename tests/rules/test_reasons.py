"""Every rule that may appear in a ledger has a reason, and a name of the form family/kebab-case."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import jiaokan
from jiaokan.repairs import REPAIRS
from jiaokan.rules import KINDS
from jiaokan.rules.reasons import find_chinese_reason, find_reason, load_coded_reasons, load_reasons

PACKAGE = Path(jiaokan.__file__).parent
REASONS_FILE = PACKAGE.parents[1] / "configs" / "reasons.toml"
FAMILIES = {rule.partition("/")[0] for rule in load_coded_reasons()}
REPAIRS_TABLE = PACKAGE / "repairs" / "__init__.py"
RULE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
RULE_LIKE = re.compile(r"([a-z][a-z_-]*)/[A-Za-z0-9_-]*")


def find_ids_in_code() -> Iterator[str]:
    """Yield the strings of the package that are ids of coded rules; the varying end of one is ""."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "rule_aliases.py" and path != REPAIRS_TABLE:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                found = node.value if isinstance(node, ast.Constant) else None
                match = RULE_LIKE.fullmatch(found) if isinstance(found, str) else None
                if match and match[1] in FAMILIES:
                    yield match[0]


IDS = sorted(set(find_ids_in_code()))
SEEN = [  # ids whose names come from tables, as pages bring them about
    "escapes/percent-u",
    "escapes/quoted-printable",
    "html/line-number",
    "html/control",
    "script/cantonese",
    "wrong-charset/utf-8-as-mac-roman",
    "lossy-charset/gb18030-as-latin-1",
    "charset/big5",
    "radicals/compatibility-ideograph",
    "unrepairable/private-use",
]


def test_every_rule_in_code_has_a_reason_and_is_kebab_case() -> None:
    assert len(IDS) > 60
    whole = [rule for rule in IDS if not rule.endswith("/")]
    assert [rule for rule in whole if not RULE_ID.fullmatch(rule)] == []
    assert [rule for rule in whole if not find_reason(rule)] == []


def test_every_reason_is_of_a_rule() -> None:
    assert [rule for rule in load_reasons() if not RULE_ID.fullmatch(rule)] == []
    families = {rule.partition("/")[0] for rule in IDS} | {"context"}  # context: of older releases
    assert families == FAMILIES


@pytest.mark.parametrize("rule", SEEN)
def test_a_rule_named_by_a_table_has_the_reason_of_its_family(rule: str) -> None:
    assert RULE_ID.fullmatch(rule)
    assert find_reason(rule)


DAMAGED = [
    "标题：%u4E2D%u6587%u7684%u5185%u5BB9",
    "标题：=E4=B8=AD=E6=96=87=E7=9A=84=E5=86=85=E5=AE=B9",
    "加强信息上报工作，继续排查。".encode().decode("mac_roman"),
    "甚至企图弃船游回岸边。".encode().decode("cp1252", "replace"),
    "⼈民网的记者和\uf900更",
    "他说\ue123今天锟斤拷锟斤拷",
]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_repairs_name_their_rules_in_kebab_case(text: str) -> None:
    rules = {edit.rule for info in REPAIRS.values() for edit in info.load().propose_edits(text)}
    assert rules
    assert [rule for rule in rules if not RULE_ID.fullmatch(rule) or not find_reason(rule)] == []


def test_an_unknown_rule_has_none() -> None:
    assert find_reason("no/such-rule") == ""


@pytest.mark.parametrize(
    ("old", "current"),
    [("gbk_slip/lost", "byte-slip/question-mark"), ("layout/page_break", "layout/page-break")],
)
def test_a_rule_of_an_older_release_has_the_reason_of_its_new_name(old: str, current: str) -> None:
    assert find_reason(old) == find_reason(current) != ""


def test_every_reason_is_there_in_both_languages() -> None:
    """Of a rule in code its own sentence; of a rule of the rulebook its kind, with its reason."""
    assert all(re.search("[\u4e00-\u9fff]", name) for name in KINDS.values())
    reasons = load_reasons()
    assert [rule for rule, why in reasons.items() if not re.search("[A-Za-z]", why.english)] == []
    assert [rule for rule in reasons if not re.search("[\u4e00-\u9fff]", find_chinese_reason(rule))] == []


def test_a_reason_stands_in_one_place() -> None:
    families = tomllib.loads(REASONS_FILE.read_text("utf-8"))
    in_file = [f"{family}/{name}" for family, table in families.items() for name in table]
    of_repairs = [rule for info in REPAIRS.values() for rule in info.reasons]
    assert sorted(in_file + of_repairs) == sorted(load_coded_reasons())


def test_the_reasons_are_read_without_the_code_of_repairs() -> None:
    program = (
        "import sys; from jiaokan.rules.reasons import load_reasons; load_reasons(); "
        "print([m for m in sys.modules if m.startswith('jiaokan.repairs.')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
