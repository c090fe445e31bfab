"""The script of each line and each paragraph of a raw text, which is read once for all of them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from jiaokan.core.edits import Span
from jiaokan.text.code_points import CodePoints, to_code_points
from jiaokan.text.japanese import MIN_KANA
from jiaokan.text.script_conversion import detect_script
from jiaokan.text.script_conversion.script_detection import EVIDENCE_BITS, choose_script, load_evidence

Offsets = npt.NDArray[np.int64]


def label_scripts(raw: str, paragraphs: Sequence[Span]) -> tuple[list[str], list[str]]:
    """Return what `detect_script` gives for each line of a raw text, and for each of some spans of it.

    >>> label_scripts("简体汉字\\n繁體漢字", [Span(0, 2), Span(0, 9)])
    (['hans', 'hant'], ['hans', 'mixed'])
    """
    points = to_code_points(raw)
    ends = np.flatnonzero(points == ord("\n"))
    starts = np.concatenate(([0], ends + 1, [span.start for span in paragraphs])).astype(np.int64)
    stops = np.concatenate((ends, [len(raw)], [span.end for span in paragraphs])).astype(np.int64)
    labels = _label_spans(raw, points, starts, stops)
    return labels[: len(ends) + 1], labels[len(ends) + 1 :]


def _label_spans(raw: str, points: CodePoints, starts: Offsets, stops: Offsets) -> list[str]:
    flags = load_evidence().take(points)
    bits = int(np.bitwise_or.reduce(flags))
    kana, cantonese, hant, hans = (
        _count_in_spans(flags & bit > 0, starts, stops) if bits & bit else np.zeros(len(starts), np.int64)
        for bit in EVIDENCE_BITS
    )
    is_mandarin = ((kana < MIN_KANA) & (cantonese == 0)).tolist()
    counts = zip(starts.tolist(), stops.tolist(), hant.tolist(), hans.tolist(), strict=True)
    return [
        choose_script(*scripts) if is_plain else detect_script(raw[start:stop])
        for is_plain, (start, stop, *scripts) in zip(is_mandarin, counts, strict=True)
    ]


def _count_in_spans(flags: npt.NDArray[np.bool_], starts: Offsets, stops: Offsets) -> Offsets:
    """Return how many flags are set in each span."""
    sums = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(flags, out=sums[1:])
    return sums[stops] - sums[starts]
