"""Captions of pages of HTML: short lines below pictures, and lines below pictures that are none."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.stages.extract.extractor import extract_document, make_raw_document
from jiaokan.stages.paragraphs import build

CONFIG = load_default()
BODY = "昨日上午，市图书馆新馆在江东区正式开放，首日迎来读者八千余人，馆方加开了三个阅览区，读者凭身份证即可入馆。"
PICTURE = '<img src="/upload/1.jpg" width="600" height="400">'


def find_role(inner: str, line: str) -> str:
    """Return the role of a line of a page that holds a piece of HTML between paragraphs of prose."""
    page = (
        f"<title>市图书馆新馆开放</title><div class=content><h1>市图书馆新馆开放</h1><p>{BODY}</p><p>{BODY}</p>{inner}"
        f"<p>馆长介绍，{BODY}</p><p>完，{BODY}</p></div>"
    )
    extracted = extract_document(make_raw_document(page.encode(), "d"), None, CONFIG).document
    document = build(CONFIG)(extracted)
    roles = {p.span.slice_text(document.text): p.role for p in document.paragraphs}
    return roles.get(line, "")


CAPTIONS = {
    "centred": (f'<p>{PICTURE}</p><p style="text-align:center">新馆大厅里的读者</p>', "新馆大厅里的读者"),
    "in an old element": (f"<center>{PICTURE}</center><center>少儿阅览区</center>", "少儿阅览区"),
    "below a picture as wide as half a column": (
        '<p><img src="3.jpg" width="50%"></p><p align="center">新馆夜景与倒影</p>',
        "新馆夜景与倒影",
    ),
    "below a picture of a share of the window": (
        '<p><img src="4.jpg" style="width: 40.5vw"></p><p align="center">儿童剧场</p>',
        "儿童剧场",
    ),
    "what the picture is called": (
        '<p><img src="2.jpg" alt="古籍修复室 摄影:王小二"><br>古籍修复室</p>',
        "古籍修复室",
    ),
    "above the next picture": (f"<p>{PICTURE}</p><p>借书机</p><p>{PICTURE}</p><p>还书口</p>", "借书机"),
    "on a page of credits": (
        f"<p>{PICTURE}</p><p>图书馆供图</p><p>{BODY}</p><p>{PICTURE}</p><p>夜色中的新馆《书山》</p>",
        "夜色中的新馆《书山》",
    ),
    "named by its class": (
        f'<div>{PICTURE}<div class="photo-cap">滨江 · 新馆南门</div></div>',
        "滨江 · 新馆南门",
    ),
    "a credit in a quotation": (
        f"<blockquote><p>{PICTURE}</p><p>开馆仪式。本报记者 王小二 摄</p></blockquote>",
        "开馆仪式。本报记者 王小二 摄",
    ),
    "a field of several": (
        "".join(
            f"<p>{PICTURE if n else ''}</p><p>展品名：《{name}》</p>"
            for n, name in enumerate(("春山", "夏雨", "秋水", "冬雪"))
        )
        + f"<p>{PICTURE}</p>",
        "展品名：《春山》",
    ),
}

OTHERS = {
    "a sentence": (
        f'<p>{PICTURE}</p><p style="text-align:center">读者纷纷点头称是。</p>',
        "读者纷纷点头称是。",
    ),
    "a heading of the markup": (f"<p>{PICTURE}</p><h3>开放时间</h3>", "开放时间"),
    "bold": (f"<p>{PICTURE}</p><p><strong>怎样办理借书证</strong></p>", "怎样办理借书证"),
    "a numbered line": (
        f'<p>{PICTURE}</p><p style="text-align:center">一、如何办证</p>',
        "一、如何办证",
    ),
    "below an icon": (
        '<p><img src="/images/icon_clock.png" width="16"></p><p align="center">周一至周五</p>',
        "周一至周五",
    ),
    "below a sign of one letter": (
        '<p><img src="5.png" style="height: 1em"></p><p align="center">周一至周五</p>',
        "周一至周五",
    ),
    "below other text": (f'<p>{PICTURE}大厅</p><p align="center">办证须知</p>', "办证须知"),
    "a label": (f'<p>{PICTURE}</p><p align="center">开放时间如下：</p>', "开放时间如下："),
    "plain on a page without captions": (f"<p>{PICTURE}<br>新馆的借阅办法</p>", "新馆的借阅办法"),
    "the name of a card": (
        f'<p>{PICTURE}</p><p>图书馆供图</p><p>{BODY}</p><div>{PICTURE}</div><div class="card-info">精装本</div>',
        "精装本",
    ),
}


@pytest.mark.parametrize(("inner", "line"), CAPTIONS.values(), ids=CAPTIONS)
def test_a_line_below_a_picture_is_a_caption(inner: str, line: str) -> None:
    assert find_role(inner, line) == "caption"


@pytest.mark.parametrize(("inner", "line"), OTHERS.values(), ids=OTHERS)
def test_other_lines_below_pictures_are_not(inner: str, line: str) -> None:
    assert find_role(inner, line) not in ("caption", "")


def test_a_link_to_another_page_below_its_picture_is_not() -> None:
    links = "".join(f'<li>{PICTURE}<a href="/{n}">读书节第{n}场活动开幕</a></li>' for n in range(1, 5))
    assert find_role(f"<ul>{links}</ul>", "读书节第2场活动开幕") != "caption"


@pytest.mark.parametrize(
    "attributes",
    [
        f"width={'9' * 5000}",
        f'style="font-size:{"9" * 400}px"',
        'style="font-size:1e9em',
        "size=+7 size=99999",
        'alt="没有引号的',
        "width='' height=auto",
    ],
)
def test_damaged_attributes_raise_nothing(attributes: str) -> None:
    inner = f"<p><img src=1.jpg {attributes}></p><p {attributes}>新馆南门</p>"
    find_role(inner, "新馆南门")


@pytest.mark.parametrize("line", ["关于举办荷花节的", "通知"])
def test_lines_of_a_heading_above_a_day_are_no_signature(line: str) -> None:
    inner = "<h1>江城市文化局<br>关于举办荷花节的<br>通知</h1><p>2024年6月3日</p>"
    assert find_role(inner, line) not in ("signature", "")
