"""Names of pictures that alternate with credits of photographers, and lines that are credits of something else."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.stages.strip import build
from jiaokan.stages.strip.judge.spared.gallery_lines import find_gallery_lines
from jiaokan.stages.strip.judge.unit_pages import cut_pages
from jiaokan.stages.strip.normalized_page import normalize_page

PROSE = "岛上只有两条步道，环岛的一条沿着海走，另一条通往灯塔，来回要走两个小时，夏天记得带水。"


def find_lines(lines: list[str]) -> list[int]:
    (page,) = cut_pages([normalize_page("\n".join(lines))], {})
    return list(find_gallery_lines(page, range(len(page.texts))))


GALLERY = ["灯塔", "摄影:林小安", "左侧为停机坪", "摄影:林小安", "海边的小庙", "摄影:陈大文"]


def test_a_gallery_stays_with_its_names() -> None:
    assert find_lines([PROSE, *GALLERY, PROSE]) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "lines",
    [
        [PROSE, *GALLERY[:4], PROSE],  # two credits may be bylines
        [PROSE, "摄影:林小安", PROSE, "摄影:林小安", PROSE, "摄影:林小安"],
        ["文/王小二", "摄影:林小安", "供图:校办", "图源:市政府", PROSE],
        ["灯塔", "记者:林小安", "停机坪", "记者:林小安", "小庙", "记者:林小安"],
    ],
)
def test_bylines_are_no_gallery(lines: list[str]) -> None:
    assert find_lines(lines) == []


def test_strip_keeps_a_gallery_above_the_text() -> None:
    names = ["老灯塔", "停机坪旁的步道", "海边的小庙", "码头的渔船", "两条步道的岔口"]
    lines = [
        "小岛",
        *(line for name in names for line in (name, "攝影：林小安")),
        PROSE,
        PROSE[3:],
        PROSE[7:],
    ]
    stripped = build(load_default())(Document("d", "\n".join(lines)))
    assert stripped.text.count("攝影：林小安") == len(names)
    assert all(name in stripped.text for name in names)
