"""The script of each line and each paragraph of a raw text, which is read once for all of them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import cast

import numpy as np
import numpy.typing as npt

from jiaokan.core.edits import Span
from jiaokan.text.code_points import CodePoints, to_code_points
from jiaokan.text.japanese import MIN_KANA
from jiaokan.text.script_conversion import detect_script
from jiaokan.text.script_conversion.script_detection import EVIDENCE_BITS, choose_script, load_evidence

_KANA, _CANTONESE, _HANT, _HANS = EVIDENCE_BITS
# what `choose_script` gives where all evidence of a text is of one kind, and a span has some of it
_LABELS_OF_ONE_KIND = {_HANT: "hant", _HANS: "hans"}
_LANE_BITS = 32  # of a sum that counts two kinds of evidence at once

Offsets = npt.NDArray[np.int64]


def label_scripts(raw: str, paragraphs: Sequence[Span]) -> tuple[list[str], list[str]]:
    """Return what `detect_script` gives for each line of a raw text, and for each of some spans of it.

    >>> label_scripts("简体汉字\\n繁體漢字", [Span(0, 2), Span(0, 9)])
    (['hans', 'hant'], ['hans', 'mixed'])
    """
    points = to_code_points(raw)
    (ends,) = (points == ord("\n")).nonzero()
    starts = np.concatenate(([0], ends + 1, [span.start for span in paragraphs])).astype(np.int64)
    stops = np.concatenate((ends, [len(raw)], [span.end for span in paragraphs])).astype(np.int64)
    labels = _label_spans(raw, points, starts, stops)
    return labels[: len(ends) + 1], labels[len(ends) + 1 :]


def _label_spans(raw: str, points: CodePoints, starts: Offsets, stops: Offsets) -> list[str]:
    flags = load_evidence().take(points)
    evidence = int(np.bitwise_or.reduce(flags))
    if label := _LABELS_OF_ONE_KIND.get(evidence):
        return [
            label if is_found else "neutral" for is_found in _find_spans_with_evidence(flags, starts, stops)
        ]
    is_mandarin: Iterable[bool] = repeat(True)
    if evidence & (_KANA | _CANTONESE):
        kana, cantonese = _count_in_spans(flags, (_KANA, _CANTONESE), starts, stops)
        is_mandarin = ((kana < MIN_KANA) & (cantonese == 0)).tolist()
    hant, hans = _count_in_spans(flags, (_HANT, _HANS), starts, stops)
    counts = zip(is_mandarin, starts.tolist(), stops.tolist(), hant.tolist(), hans.tolist(), strict=False)
    return [
        choose_script(n_hant, n_hans) if is_plain else detect_script(raw[start:stop])
        for is_plain, start, stop, n_hant, n_hans in counts
    ]


def _find_spans_with_evidence(flags: npt.NDArray[np.uint8], starts: Offsets, stops: Offsets) -> list[bool]:
    """Return for each span whether a code point of it is evidence of anything."""
    sums = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(flags, dtype=np.int64, out=sums[1:])
    return cast(list[bool], (sums[stops] > sums[starts]).tolist())


def _count_in_spans(
    flags: npt.NDArray[np.uint8], bits: tuple[int, int], starts: Offsets, stops: Offsets
) -> tuple[Offsets, Offsets]:
    """Return how many code points of each span have the first of two bits, and how many the second."""
    sums = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(_make_lanes(bits).take(flags), out=sums[1:])
    counts = sums[stops] - sums[starts]
    return counts >> _LANE_BITS, counts & ((1 << _LANE_BITS) - 1)


@lru_cache(2)
def _make_lanes(bits: tuple[int, int]) -> Offsets:
    """Return for every flag the counts of two bits in it as one number, the first count in its upper half."""
    flags = np.arange(2 * EVIDENCE_BITS[-1], dtype=np.int64)
    first, second = ((flags & bit > 0).astype(np.int64) for bit in bits)
    return first << _LANE_BITS | second
