"""Pages with distinct lines, for measuring speed: repeated lines flatter every cache.

Pages of menus and forums are made of the seeds, or of pages of one's own: runs of lines change places, one
line in ten comes from another page, numbers and names vary. News and reviews are drawn from texts with a
paragraph a line. Traditional news is made by OpenCC. The same arguments give the same pages.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from opencc import OpenCC

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
_GIVEN_NAMES = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国志文玉梅红春海云飞鹏宇浩然子轩涵雨佳欣怡"
)
_NAME = re.compile(
    rf"(?<=[记长员任民师士者、:：])[{_SURNAMES}][{_GIVEN_NAMES}]{{1,2}}(?=[说表介在和、，:：。指强])"
)
_NUMBER = re.compile(r"[0-9]+")
_WORD_TAG = re.compile(r"/[A-Za-z]+|\s{2,}|[\[\]]")  # of the news of 1998, which is cut into words
_MAX_RUN_LINES = 6
_OTHER_LINE_SHARE = 0.1

Draw = Callable[[random.Random], str]
convert_to_traditional = lru_cache(1)(lambda: OpenCC("s2t").convert)


@dataclass(slots=True)
class Corpus:
    """Pages of some kinds, each with its share of the bytes."""

    draws: dict[str, Draw]
    shares: dict[str, float]
    pages: list[tuple[str, str]] = field(default_factory=list)

    def grow(self, size: int, seed: int = 1) -> "Corpus":
        """Add pages until they have `size` bytes of UTF-8; return the corpus."""
        rng = random.Random(seed)
        written = dict.fromkeys(self.draws, 0)
        while sum(written.values()) < size:
            kind = min(self.draws, key=lambda kind: written[kind] / self.shares[kind])
            text = vary_line(self.draws[kind](rng), rng)
            self.pages.append((f"{kind}-{len(self.pages):06}", text))
            written[kind] += len(text.encode())
        return self


def vary_line(text: str, rng: random.Random) -> str:
    """Return a text with other numbers and names."""
    text = _NUMBER.sub(lambda match: _draw_number(match[0], rng), text)
    return _NAME.sub(lambda _: rng.choice(_SURNAMES) + rng.choice(_GIVEN_NAMES), text)


def _draw_number(old: str, rng: random.Random) -> str:
    if len(old) == 4 and old[:2] in ("19", "20"):
        return str(rng.randint(1998, 2024))
    if len(old) <= 2 and 0 < int(old) <= 31:
        return str(rng.randint(1, 12 if int(old) <= 12 else 28)).zfill(len(old) if old[0] == "0" else 0)
    return str(rng.randint(10 ** (len(old) - 1), 10 ** len(old) - 1))


def draw_pages(texts: Sequence[str]) -> Draw:
    """Return what draws pages like the given ones."""

    def draw(rng: random.Random) -> str:
        lines = rng.choice(texts).split("\n")
        others = rng.choice(texts).split("\n")
        runs: list[list[str]] = []
        while lines:
            size = rng.randint(1, _MAX_RUN_LINES)
            runs.append(lines[:size])
            lines = lines[size:]
        for start in range(1, len(runs) - 3, 4):  # near places: what stands at the top stays there
            part = runs[start : start + 4]
            rng.shuffle(part)
            runs[start : start + 4] = part
        mixed = (
            rng.choice(others) if rng.random() < _OTHER_LINE_SHARE else line for run in runs for line in run
        )
        return "\n".join(mixed)

    return draw


def draw_news(paragraphs: Sequence[str], traditional: bool = False) -> Draw:
    """Return what draws 5 to 25 paragraphs that follow one another."""

    def draw(rng: random.Random) -> str:
        start = rng.randrange(max(1, len(paragraphs) - 30))
        text = "\n".join(paragraphs[start : start + rng.randint(5, 25)])
        return str(convert_to_traditional()(text)) if traditional else text

    return draw


def draw_reviews(lines: Sequence[str]) -> Draw:
    """Return what draws pages of two to eight reviews."""
    return lambda rng: "\n".join(rng.choice(lines) for _ in range(rng.randint(2, 8)))


def clean_news(text: str) -> list[str]:
    """Return the paragraphs of a text, without tags of words."""
    return [line for row in text.split("\n") if (line := _WORD_TAG.sub("", row).strip())]
