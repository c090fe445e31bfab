"""著 as a particle, and 著 in words."""

import pytest

from jiaokan.text.script_conversion import find_zhe_particles

KEPT = (
    "著名作家", "显著提高", "原著", "编著教材", "学术专著", "译著等身", "论著颇丰", "土著居民",
    "卓著", "臭名昭著",
    "鲁迅著《呐喊》", "著有《围城》", "著书立说", "以风景秀丽著称", "《三国演义》（罗贯中著）", "老舍 著",
    "所著颇多", "名著", "看著名作家", "读著名作品", "著录于书目", "以严谨著称",
)  # fmt: skip
PARTICLES = (
    "意味著", "戴著口罩", "载著75名农民工", "趁著天气回暖", "看著名片", "翻著《少年快报》",
    "拿著书包", "讨论著未来", "跟著作业走", "笑著说",
    "沿著河", "接著于1998年离开", "睁大著眼", "著急", "著手准备", "执著", "附著", "沉著应对", "编著辫子",
    "合著双眼", "带著有色眼镜",
    "看著名著", "她捧著名著读了一夜", "看著书出神", "读著书入睡", "看著录像", "听著录音", "等著称重", "看著白云",
)  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_words_keep_their_character(text: str) -> None:
    assert list(find_zhe_particles(text)) == []


@pytest.mark.parametrize("text", PARTICLES)
def test_the_particle_is_found(text: str) -> None:
    assert list(find_zhe_particles(text)) == [text.index("著")]
