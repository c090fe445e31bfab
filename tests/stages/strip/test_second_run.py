"""What a first run of strip must see so that a second run on its result finds nothing more."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.core.ledger import restore
from jiaokan.stages import strip
from jiaokan.stages.strip.damaged_lines import find_damaged_lines

STRIP = strip.build(load_default())
PROSE = "疫情就是命令,防控就是责任。在这场没有硝烟的战斗中,全市上下同心协力,共同守护人民群众的生命安全。"
FURTHER = "记者走访多地,看到各项工作有序开展,群众情绪稳定,市场供应充足,道路运输通畅。"


def run_strip(text: str) -> Document:
    return STRIP(Document("d", text))


@pytest.mark.parametrize("line_end", ["\r", "\u2028", "\u2029", "\n"])
@pytest.mark.parametrize("boilerplate", ["相关文章:", "责任编辑:张三", "分享到:"])
def test_every_line_end_ends_a_line(boilerplate: str, line_end: str) -> None:
    text = line_end.join([PROSE, FURTHER, boilerplate, "\ufffd\ufffd\ufffd"])
    document = run_strip(text)
    assert document.text == text.replace(boilerplate, "")
    assert restore(document.text, document.steps) == text


def test_an_edit_quotes_the_line_end_of_the_page() -> None:
    text = f"1、{PROSE * 5}市委书记瞿\u20282、海说。{PROSE * 5}\u20283、{PROSE * 5}市\u20284、长说。"
    (step,) = run_strip(text).steps
    assert all(edit.span.slice_text(text) == edit.old for edit in step.edits)


QUOTED = "我就是把窗户擦干净再贴纸,贴了两三张,几天就掉色了。楼主真行,报纸……"
THREAD = "\n".join(
    ["窗户上的纸怎么贴才不掉", "我家住一楼,外面的人一眼就能看进来,想贴一层纸又怕难看,大家有什么好办法?",
     "先把玻璃擦干再贴,边上用胶带封好。", QUOTED, "没贴过,等一个答案,顺便问问楼主的纸是哪里买的。",
     f"{QUOTED} ----------------------------- 不用报纸用什么啊", "我用了一段时间,觉得还是有点用的。"]
)  # fmt: skip


@pytest.mark.parametrize("reply", [QUOTED, "先刷一遍墙再贴砖,刷了两三遍,过了几年还是好好的。楼上说的……"])
def test_a_reply_that_others_quote_is_no_abstract(reply: str) -> None:
    text = THREAD.replace(QUOTED, reply)
    assert text in run_strip(text).text


def test_an_abstract_that_was_cut_goes_where_the_page_has_it_twice() -> None:
    cut = f"{PROSE[:40]}……"
    assert run_strip(f"全市工作会议\n{cut}\n{cut}\n{PROSE}\n{FURTHER}").text.count(PROSE[:40]) == 1


@pytest.mark.parametrize("label", ["责任编辑:", "责编:"])
def test_a_label_without_a_name_is_not_named_after_the_next(label: str) -> None:
    kept = run_strip(f"{PROSE}\n{FURTHER}\n{label * 8}").text
    assert "编辑:责任" not in kept
    assert run_strip(kept).text == kept


@pytest.mark.parametrize(("line", "below"), [("傅珮嘉", "陈瑀"), ("李珺", "赵玥明")])
def test_a_rare_name_is_not_damaged_by_the_line_below(line: str, below: str) -> None:
    assert not find_damaged_lines(f"{line}\n{below}")
