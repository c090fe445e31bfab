"""Describe blocks by their text: its length, its characters, its likeness to known boilerplate."""

import re
from collections.abc import Sequence

import numpy as np

from jiaokan.stages.extract.html.html_line import Line
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_table import Floats, Sheet
from jiaokan.stages.extract.scoring.patterns import LINE_EACH, LINE_NAMES, NOISE

_CLOSERS, _ENDS = "”\"'」』)】 ", frozenset("。!?…;")
_END = 45  # code points of a long block that are searched at either end
_NOISY = 400  # code points of a block searched for words of boilerplate


def wording(sheet: Sheet) -> Columns:
    """Return the columns of the text of each block."""
    length, han, digit, latin, stop, comma, function, mark = sheet.counts
    size = np.maximum(length, 1)
    ends = np.array([line.rstrip(_CLOSERS)[-1:] in _ENDS for line in sheet.views], dtype=np.float64)
    colon = np.array([line[-1:] == ":" for line in sheet.views], dtype=np.float64)
    return {
        "length": np.log1p(length), "han": np.log1p(han), "han_share": han / size,
        "digit_share": digit / size,
        "latin_share": latin / size, "stops": np.log1p(stop), "commas": np.log1p(comma),
        "comma_share": comma / size, "function_share": function / size, "functions": np.log1p(function),
        "mark_share": mark / size, "link_share": sheet.links, "bold_share": sheet.bold, "ends": ends,
        "colon": colon,
        "links": np.log1p(np.array([_count_links(line) for line in sheet.lines], dtype=np.float64)),
        "pictures": np.array([len(line.pictures) > 0 for line in sheet.lines], dtype=np.float64),
        "breaks": np.array([min(line.breaks, 3) for line in sheet.lines], dtype=np.float64),
        "runs": np.log1p(np.array([len(line.atoms) for line in sheet.lines], dtype=np.float64)),
    }  # fmt: skip


def _count_links(line: Line) -> int:
    return len({atom.link for atom in line.atoms if atom.link >= 0})


def patterns(sheet: Sheet) -> Columns:
    """Search each line pattern; in a long block at its two ends alone."""
    lines = [line.lower() for line in sheet.views]
    heads = [line[:_NOISY] for line in lines]
    ends = [line if len(line) < 2 * _END else f"{line[:_END]}  {line[-_END:]}" for line in lines]
    (noise,) = counted((NOISE,), heads)
    size = np.minimum(np.maximum(sheet.counts[0], 1), _NOISY)
    columns = {"noise": noise, "noise_share": noise / size, "statement": sheet.stated.astype(np.float64)}
    each = (counted(LINE_EACH, ends) > 0).astype(np.float64)
    return columns | {f"line_{name}": row for name, row in zip(LINE_NAMES, each, strict=True)}


def counted(patterns: Sequence[re.Pattern[str]], lines: Sequence[str]) -> Floats:
    """Return how often each pattern matches in each line; one search for all lines is the fastest."""
    text = "\n".join(lines)
    places = [(i, match.start()) for i, pattern in enumerate(patterns) for match in pattern.finditer(text)]
    found = np.zeros((len(patterns), len(lines)), dtype=np.float64)
    if places:
        row, at = np.array(places).T
        ends = np.cumsum([len(line) + 1 for line in lines])
        np.add.at(found, (row, np.searchsorted(ends, at, side="right")), 1)
    return found
