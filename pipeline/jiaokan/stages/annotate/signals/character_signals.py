"""Signals of the characters and lines of a text.

A share is of the code points that are no white space, if nothing else is said. A line is a line of the
clean text, so a paragraph. Sources: C4 (lines that end a sentence), Gopher (lines with an ellipsis,
repeated lines), RedPajama-V2 (entropy). Entropy grows with the length of a text: compare alike lengths.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jiaokan.core.annotations import Signal
from jiaokan.core.document import Paragraph
from jiaokan.stages.annotate.signals.ratios import compute_ratio
from jiaokan.text.code_points import UTF32_DTYPE, CodePoints, from_code_points, to_code_points
from jiaokan.text.unicode_ranges import (
    CLOSING_MARKS,
    FULL_TO_HALF,
    HAN_RUN_PATTERN,
    KANA_CHAR_PATTERN,
    SENTENCE_STOPS,
)

LINE_ENDINGS = (
    SENTENCE_STOPS + CLOSING_MARKS.replace("\\", "") + "；;："
)  # ends of a sentence or of what opens a list
SHORT_LINE_CHARS = 15  # code points below which a line is short
CLASSICAL_PARTICLES = "之乎者也矣焉哉兮耳曰其乃遂"
CANTONESE_CHARS = "嘅咗喺佢哋唔冇啲嘢咁嚟睇俾乜嗰"
_SENTENCE_MARKS = "，。、；：？！“”‘’「」『』（）《》〈〉【】…—·,.;:?!()\"'"
_CLASSES = ("blank", "latin", "digit", "mark", "symbol", "kana")
_BLANK = 1
# numbers of the three classes of Han, and of all of them; those of all other characters are lower
_CLASSICAL, _CANTONESE, _OTHER_HAN, _ALL_HAN = range(len(_CLASSES) + 1, len(_CLASSES) + 5)
# the shares that are signals, in order, each with the number of its class
_SHARES = (
    ("han_share", _ALL_HAN),
    *((f"{name}_share", number) for number, name in enumerate(_CLASSES, 1) if number != _BLANK),
)


def compute_character_signals(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Signal]:
    """Yield the signals of the characters, lines and sentences of a text."""
    points = to_code_points(text)
    classes = _load_classes().take(points)
    counts = np.bincount(classes, minlength=_OTHER_HAN + 1).tolist()
    counts.append(n_han := sum(counts[_CLASSICAL:]))
    total = len(text) - counts[_BLANK]
    yield Signal("n_chars", total)
    for name, number in _SHARES:
        yield Signal(name, compute_ratio(counts[number], total))
    yield Signal("char_entropy", _compute_entropy(points[classes >= _CLASSICAL]))
    yield Signal("classical_share", compute_ratio(counts[_CLASSICAL], n_han))
    yield Signal("cantonese_share", compute_ratio(counts[_CANTONESE], n_han))
    yield from _compute_line_signals(text, total)
    sentences = [span.end - span.start for paragraph in paragraphs for span in paragraph.sentences]
    yield Signal("n_sentences", len(sentences))
    yield Signal("sentence_mean", compute_ratio(sum(sentences), len(sentences)))


def _compute_line_signals(text: str, total: int) -> Iterator[Signal]:
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    yield Signal("n_lines", len(lines))
    yield Signal("line_mean", compute_ratio(total, len(lines)))
    yield Signal("lines_ended", compute_ratio(sum([line[-1] in LINE_ENDINGS for line in lines]), len(lines)))
    yield Signal(
        "lines_short", compute_ratio(sum([len(line) < SHORT_LINE_CHARS for line in lines]), len(lines))
    )
    ellipses = sum([line.endswith(("…", "...")) for line in lines])
    yield Signal("ellipsis_lines", compute_ratio(ellipses, len(lines)))
    yield Signal("dup_line_chars", compute_ratio(count_repeated(lines)[1], total))


def count_repeated(lines: Sequence[str]) -> tuple[int, int]:
    """Return how many lines stand in the list before, and their code points without white space.

    >>> count_repeated(["甲乙", "丙", "甲乙"])
    (1, 2)
    """
    if len(seen := set(lines)) == len(lines):
        return 0, 0
    repeated = []
    for line in lines:
        if line in seen:
            seen.discard(line)
        else:
            repeated.append(line)
    return len(repeated), sum(len("".join(line.split())) for line in repeated)


def _compute_entropy(points: CodePoints) -> float:
    """Return the entropy of the characters of a text in bits, from its code points, which become sorted."""
    if not len(points):
        return 0.0
    points.sort()
    (changes,) = (points[1:] != points[:-1]).nonzero()
    bounds = np.empty(len(changes) + 2, np.int64)  # the places before each run of one character, and the last
    bounds[0], bounds[1:-1], bounds[-1] = -1, changes, len(points) - 1
    shares = (bounds[1:] - bounds[:-1]) / len(points)
    return float(-(shares * np.log2(shares)).sum())


@lru_cache(1)
def _load_classes() -> npt.NDArray[np.uint8]:
    """Return the class of every code point: 0 for none, 1 + its place in `_CLASSES`, or that of a Han."""
    classes = np.zeros(0x110000, dtype=np.uint8)
    classes[0x20000:0x323B0] = _OTHER_HAN
    bmp = from_code_points(np.arange(0x10000, dtype=UTF32_DTYPE))
    for number, pattern in ((_OTHER_HAN, HAN_RUN_PATTERN), (_CLASSES.index("kana") + 1, KANA_CHAR_PATTERN)):
        for run in pattern.finditer(bmp):
            classes[run.start() : run.end()] = number
    (others,) = (classes[:0x10000] == 0).nonzero()
    for code in (*others.tolist(), *range(0x1F000, 0x1FB00)):
        if name := _find_class(chr(code)):
            classes[code] = _CLASSES.index(name) + 1
    for number, chars in ((_CLASSICAL, CLASSICAL_PARTICLES), (_CANTONESE, CANTONESE_CHARS)):
        classes[[ord(char) for char in chars]] = number
    return classes


def _find_class(char: str) -> str:
    """Return the class of a character that is neither Han nor kana, "" for none."""
    if char.isspace():
        return "blank"
    category = unicodedata.category(char)
    if category == "Nd":
        return "digit"
    if category[0] == "L":
        return "latin" if "LATIN" in unicodedata.name(char, "") else ""
    if category[0] in "SP":
        return "mark" if FULL_TO_HALF.get(ord(char), char) in _SENTENCE_MARKS else "symbol"
    return ""
