"""Units: pieces of lines cover them, and what is counted of them does not hang on the pages beside."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.config.config_loader import load_default
from jiaokan.rules import BRAND_SCOPE, load_rulebook
from jiaokan.stages.strip.judge import ngrams
from jiaokan.stages.strip.judge.surrounding_features import measure_runs
from jiaokan.stages.strip.judge.unit_arrays import (
    FORM_NAMES,
    find_forms,
    find_long_numbers,
    lay_out,
    read_characters,
)
from jiaokan.stages.strip.judge.unit_features import find_main_block, measure_shape
from jiaokan.stages.strip.judge.unit_pages import cut_pages, gather_units
from jiaokan.stages.strip.judge.unit_table import describe_units, stack_columns
from jiaokan.stages.strip.judge.units import LONG_LINE_CHARS, cut_line
from jiaokan.stages.strip.normalized_page import normalize_page
from jiaokan.text.normalized_view import normalize_view

PROSE = "今天上午新馆开放,读者在门口排起了长队,工作人员给每个人发了一张纪念票。"
BOOK = load_rulebook(*load_default().rules_folders)


def pieces(line: str) -> list[str]:
    return [line[start:end] for start, end in cut_line(line)]


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("短的一行", ["短的一行"]),
        (PROSE + PROSE, [PROSE, PROSE]),
        ("首页 > 新闻 > 本地 " + PROSE + PROSE, ["首页 > ", "新闻 > ", "本地 ", PROSE, PROSE]),
        (f"他说:“{PROSE}”又说:“{PROSE}”", [f"他说:“{PROSE}”", f"又说:“{PROSE}”"]),
        (PROSE * 2 + " 》》", [PROSE, PROSE + " 》》"]),
    ],
    ids=["short", "sentences", "crumbs", "quotations", "marks at the end"],
)
def test_long_lines_are_cut_at_sentences_bars_and_blanks(line: str, cut: list[str]) -> None:
    assert pieces(line) == cut


def test_a_sentence_is_never_cut_at_a_comma() -> None:
    long = ",".join(["一句很长的话"] * 20) + "。"
    assert len(long) > LONG_LINE_CHARS
    assert pieces(long) == [long]


@given(st.lists(st.tuples(st.integers(0, 119), st.integers(0, 40)), max_size=6))
def test_each_piece_has_the_claims_that_reach_into_it(drawn: list[tuple[int, int]]) -> None:
    line = "荷花开了,我们去看。" * 12
    rule = next(rule for rule in BOOK.rules if rule.scope != BRAND_SCOPE)
    spans = [(start, min(start + length, len(line))) for start, length in drawn]
    claims = tuple((rule, start, end) for start, end in spans)
    (cut,) = cut_pages([normalize_page(line)], {line: claims})
    wanted = [
        (i, (min(end, unit.end) - max(start, unit.start)) / len(cut.texts[i]))
        for i, unit in enumerate(cut.units)
        for start, end in spans
        if min(end, unit.end) > max(start, unit.start)
    ]
    assert [(i, share) for i, _, share in cut.claims] == wanted


def test_a_rule_that_claims_a_part_cuts_a_short_line() -> None:
    page = normalize_page("今天天气好。 责任编辑:张三")
    found = BOOK.find_spans(page.lines)
    (cut,) = cut_pages([page], found)
    assert list(cut.texts) == ["今天天气好。", "责任编辑:张三"]


@given(st.text(alphabet="甲乙。! >|a1,《》() …", max_size=200))
def test_pieces_cover_their_line(line: str) -> None:
    line = line.strip(" ")
    if line:
        assert "".join(pieces(line)) == line


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2020-01-02", "date"), ("2020年1月", "date"), ("5月8日", "date"), ("12:30", "time"), ("¥36", "price"),
        ("36元", "price"), ("评论(3)", "count in brackets"), ("1、总则", "numbered"), ("(2)分则", "numbered"), ("5%", "percent"),
    ],
)  # fmt: skip
def test_forms_are_found(text: str, form: str) -> None:
    found = find_forms(read_characters([text, "甲"]))
    assert found[FORM_NAMES.index(form)].tolist() == [True, False]


def test_a_form_does_not_reach_into_the_next_unit() -> None:
    assert not find_forms(read_characters(["第12", ":30起"])).any()
    assert find_long_numbers(read_characters(["电话138", "00001111", "13800001111"])).tolist() == [
        False,
        True,
        True,
    ]


def test_the_main_block_is_the_run_with_most_prose() -> None:
    shape = measure_shape(
        ["首页", "新闻", PROSE, "小标题", PROSE, "关于我们", "友情链接", PROSE[:20] + "。"] * 1
    )
    start, end = find_main_block(shape, lay_out([8]))
    assert (start.tolist(), end.tolist()) == ([2], [5])


def test_runs_end_with_their_page() -> None:
    flags = np.array([True, True, True, False, True])
    runs = np.expm1(measure_runs(flags, lay_out([2, 3]))).round().astype(int)
    assert runs.tolist() == [2, 2, 1, 0, 1]


TEXTS = st.lists(
    st.sampled_from([PROSE, "首页", "2020-01-02 来源:某报", "(一)", "—", "Copyright 2020", "甲" * 90, ""]),
    min_size=1,
    max_size=8,
).map("\n".join).filter(lambda text: text.strip() != "")  # fmt: skip


def features(texts: list[str]) -> list[np.ndarray]:  # type: ignore[type-arg]
    pages = [normalize_page(text) for text in texts]
    found = BOOK.find_spans(line for page in pages for line in page.lines)
    cut = cut_pages(pages, found)
    units = gather_units(cut)
    columns = stack_columns(describe_units(units, measure_shape(units.texts)))[2]
    return [columns[:, page] for page in units.rows.slice_units()]


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_features_of_a_page_do_not_hang_on_the_pages_beside(texts: list[str]) -> None:
    together = features(texts)
    for text, columns in zip(texts, together, strict=True):
        (alone,) = features([text])
        assert (alone == columns).all()


def test_ngrams_read_digits_and_case_alike_and_both_ends_of_long_units() -> None:
    def hashes(text: str) -> list[int]:
        return np.sort(ngrams.hash_ngrams(read_characters([text]))[0].ravel()).tolist()

    assert hashes("共12页 PAGE") == hashes("共98页 page")
    assert hashes("甲乙") != hashes("乙甲")
    middle = "中" * 200
    assert hashes("头" * 40 + middle + "尾" * 39) == hashes("头" * 40 + middle * 2 + "尾" * 39)


def test_a_score_is_what_the_ngrams_add_up_to() -> None:
    chars = read_characters(["甲乙", "甲"])
    weights = np.zeros(1 << ngrams.BITS, np.int8)
    found, _ = ngrams.hash_ngrams(chars)
    weights[found[0, 0]] = 10  # 甲 alone
    scores = ngrams.score_ngrams(chars, weights, 0.5, 1.0)
    assert scores == pytest.approx([1 + 5 / np.sqrt(9), 1 + 5 / np.sqrt(6)], rel=1e-5)


def test_the_view_is_what_is_cut() -> None:
    assert normalize_view("《書》").text == "《书》"
    (cut,) = cut_pages([normalize_page("《書》")], {})
    assert cut.texts == ["《书》"]


@pytest.mark.parametrize(
    ("line", "image"),
    [
        (
            "剪切域是控件要绘制的那块区域,绘制它不会影响到其他的区域。如下图所示: ![clip-1.PNG](/uploads/1.png) 上图中有两个窗口。",
            "![clip-1.PNG](/uploads/1.png) ",
        ),
        (
            "先把面团揉到光滑,再盖上湿布静置半个小时,等它发到两倍大的时候就可以了! ![面团](img/dough.jpg) 然后分成小份。",
            "![面团](img/dough.jpg) ",
        ),
    ],
)
def test_an_image_of_markdown_is_a_piece_of_its_own(line: str, image: str) -> None:
    line = line + "其余的步骤和前面一样,不再重复。"
    assert image.strip() in [line[start:end].strip() for start, end in cut_line(line)]


@pytest.mark.parametrize("mark", ["。", "|", "! "])
def test_a_line_of_marks_is_one_piece(mark: str) -> None:
    line = mark * 100_000
    assert cut_line(line) == [(0, len(line))]
    assert cut_line(line + "完") == [(0, len(line) + 1)]
