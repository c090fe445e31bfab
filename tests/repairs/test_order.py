"""The order of REPAIRS is one of evidence: another order loses what an earlier repair needs."""

from collections.abc import Iterable

import pytest

from jiaokan.core.edits import apply_edits, drop_overlapping_edits
from jiaokan.repairs import REPAIRS

SLIP = "將疫情防控工作落到實處?捣逡\ue026螅\ue0ed\ue01b訌(qiáng)市場內部管理,康峰說。後來,康峰指出"
UNDONE = "將疫情防控工作落到實處。康峰要求,要加強市場內部管理,康峰說。後來,康峰指出"


def repaired(text: str, order: Iterable[str]) -> str:
    for name in order:
        edits = [edit for edit in REPAIRS[name].propose_edits(text) if edit.confidence >= 0.5]
        text = apply_edits(text, drop_overlapping_edits(edits))
    return text


def moved(name: str, before: str) -> list[str]:
    order = [other for other in REPAIRS if other != name]
    order.insert(order.index(before), name)
    return order


LATIN = "加强信息上报工作，继续排查。".encode().decode("latin-1")
LOST = "甚至企图弃船游回岸边。".encode().decode("cp1252", "replace")
MARK = "做好清潔消毒、暫;钋菰讱⒔灰椎纫咔榉雷o(hù)措施"
CASES = [
    # controls C1 are halves of UTF-8 that was read as Latin-1
    ("controls", "misdecoded", LATIN, "加强信息上报工作，继续排查。"),
    # what stands whole beside a lost byte is what tells which one it was
    ("misdecoded", "lossy", LOST, "甚至企图弃船游回岸边。"),
    # a mark says where a run begins, the run itself says it less well
    ("lost_byte", "gbk_slip", MARK, "做好清潔消毒、暫停活禽宰殺交易等疫情防護措施"),
]


@pytest.mark.parametrize(("name", "before", "text", "after"), CASES, ids=["controls", "lossy", "lost byte"])
def test_another_order_loses(name: str, before: str, text: str, after: str) -> None:
    assert repaired(text, REPAIRS) == after
    assert repaired(text, moved(name, before)) != after


def test_private_use_stays_until_the_slips_are_undone() -> None:
    assert repaired(SLIP, REPAIRS) == UNDONE
    stripped = "".join(char for char in SLIP if not "\ue000" <= char <= "\uf8ff")
    assert repaired(stripped, REPAIRS) != UNDONE
