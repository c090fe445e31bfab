"""Which signals a document gets: the groups that the settings list, in the columns of the table."""

import pytest

import jiaokan
from jiaokan.config.config_loader import load
from jiaokan.core.errors import ConfigError
from jiaokan.core.signals.signal_columns import COLUMNS_BY_GROUP, SIGNALS
from jiaokan.stages import STAGES
from jiaokan.stages.annotate.signals import SIGNAL_GROUPS

PAGE = "某某市地铁二号线下周开通\n记者在现场看到，工作人员正在进行设备调试。有问题请拨打13812345678联系我们的工作人员。\n"


def compute(groups: str) -> dict[str, object]:
    document = jiaokan.clean(PAGE, load(overrides=[f"annotate.signals={groups}"]))
    return {signal.name: signal.value for signal in document.signals}


@pytest.mark.parametrize("group", SIGNAL_GROUPS)
def test_a_group_gives_its_columns_and_their_types(group: str) -> None:
    found = compute(f'["{group}"]')
    types = {"int32": int, "float64": float, "strings": tuple}
    assert {name: type(value) for name, value in found.items()} == {
        column.name: types[column.kind] for column in COLUMNS_BY_GROUP[group]
    }


def test_names_of_columns_are_unique_and_groups_are_those_that_are_computed() -> None:
    assert len({column.name for column in SIGNALS}) == len(SIGNALS)
    assert list(SIGNAL_GROUPS) == list(COLUMNS_BY_GROUP)


def test_the_order_of_the_setting_does_not_count() -> None:
    assert list(compute('["ledger", "characters"]')) == list(compute('["characters", "ledger"]'))


def test_words_and_model_are_off_by_default() -> None:
    names = {signal.name for signal in jiaokan.clean(PAGE).signals}
    assert "han_share" in names
    assert not names & {"n_words", "nats", "fineweb2_fails"}


def test_contacts_are_counted_from_the_mentions() -> None:
    assert compute('["mentions"]')["contact_per_1000"] != 0


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"annotate\.signals: no such kind: planets; there are characters"):
        STAGES["annotate"](load(overrides=['annotate.signals=["planets"]']))
