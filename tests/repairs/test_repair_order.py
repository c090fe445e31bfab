"""The order of REPAIRS preserves evidence: another order removes what an earlier repair needs."""

from collections.abc import Iterable

import pytest

from jiaokan.core.edits import apply_edits, drop_overlapping_edits
from jiaokan.repairs import REPAIRS

SLIP = "將疫情防控工作落到實處?捣逡\ue026螅\ue0ed\ue01b訌(qiáng)市場內部管理,康峰說。後來,康峰指出"
RESTORED = "將疫情防控工作落到實處。康峰要求,要加強市場內部管理,康峰說。後來,康峰指出"


def apply_repairs(text: str, order: Iterable[str]) -> str:
    for name in order:
        edits = [edit for edit in REPAIRS[name].load().propose_edits(text) if edit.confidence >= 0.5]
        text = apply_edits(text, drop_overlapping_edits(edits))
    return text


def move_repair(name: str, before: str) -> list[str]:
    order = [other for other in REPAIRS if other != name]
    order.insert(order.index(before), name)
    return order


LATIN = "加强信息上报工作，继续排查。".encode().decode("latin-1")
LOST = "甚至企图弃船游回岸边。".encode().decode("cp1252", "replace")
MARK = "做好清潔消毒、暫;钋菰讱⒔灰椎纫咔榉雷o(hù)措施"
CASES = [
    # C1 controls are parts of UTF-8 read as Latin-1
    ("controls", "wrong-charset", LATIN, "加强信息上报工作，继续排查。"),
    # intact characters beside a lost byte show which one it was
    ("wrong-charset", "lossy-charset", LOST, "甚至企图弃船游回岸边。"),
    # a mark shows where a run begins, the run itself less clearly
    ("unmarked-slips", "marked-slips", MARK, "做好清潔消毒、暫停活禽宰殺交易等疫情防護措施"),
]


@pytest.mark.parametrize(
    ("name", "before", "text", "expected"), CASES, ids=["controls", "lossy", "lost byte"]
)
def test_another_order_fails(name: str, before: str, text: str, expected: str) -> None:
    assert apply_repairs(text, REPAIRS) == expected
    assert apply_repairs(text, move_repair(name, before)) != expected


def test_private_use_stays_until_slips_are_restored() -> None:
    assert apply_repairs(SLIP, REPAIRS) == RESTORED
    stripped = "".join(char for char in SLIP if not "\ue000" <= char <= "\uf8ff")
    assert apply_repairs(stripped, REPAIRS) != RESTORED
