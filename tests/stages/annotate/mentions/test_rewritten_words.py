"""Words that a rewriting tool put in, as mentions with their places in both texts."""

import jiaokan
from jiaokan.config.config_loader import load

REWRITTEN = (
    "各单位要提高平安意识，仔细贯彻会议精神，引导广闊群众刚好报告状况，接着做好宣扬工作，满足群众须要。\n"
    "会后，工作人员深化基层调研，了解各地的措施落实状况，对发现的问题督促刚好整改。\n"
)
ONLY = load(overrides=['annotate.mentions=["rewritten"]', 'annotate.signals=["rewriting"]'])


def test_each_word_stands_in_its_place_and_names_the_usual_one() -> None:
    document = jiaokan.clean(REWRITTEN, ONLY)
    found = [(m.span.slice_text(document.text), m.norm) for m in document.mentions]
    assert ("平安", "安全") in found
    assert ("广阔", "广大") in found
    assert {m.kind for m in document.mentions} == {"rewritten"}
    raw = {document.source(m.span).slice_text(document.raw) for m in document.mentions}
    assert "广闊" in raw


def test_the_score_is_a_signal() -> None:
    (signal,) = jiaokan.clean(REWRITTEN, ONLY).signals
    assert signal.name == "rewritten"
    assert isinstance(signal.value, float)
    assert signal.value > 15


def test_one_odd_word_in_a_page_is_not_marked() -> None:
    document = jiaokan.clean("单位正在组织物资选购。\n" + "今天下雨，明天天晴，后天出门散步。\n" * 40, ONLY)
    assert [signal.value for signal in document.signals if signal.value] != []
    assert document.mentions == ()
