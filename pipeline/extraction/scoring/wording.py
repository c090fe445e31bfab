"""Describe blocks by their text: its length, its characters, its likeness to known boilerplate."""

import numpy as np

from pipeline.extraction.page.parts import Block
from pipeline.extraction.scoring.columns import Columns
from pipeline.extraction.scoring.sheet import Sheet
from pipeline.extraction.scoring.words import LINE_EACH, LINE_NAMES, NOISE, STATEMENT

_END = 45  # code points of a long block that are searched at either end
_NOISY = 400  # code points of a block searched for words of boilerplate


def wording(sheet: Sheet) -> Columns:
    """Return the columns of the text of each block."""
    length, han, digit, latin, stop, comma, function, mark = sheet.counts
    size = np.maximum(length, 1)
    ends = np.array(
        [line.rstrip("”\"'」』)】 ")[-1:] in set("。!?…;") for line in sheet.views], dtype=np.float64
    )
    colon = np.array([line[-1:] == ":" for line in sheet.views], dtype=np.float64)
    return {
        "length": np.log1p(length), "han": np.log1p(han), "han_share": han / size,
        "digit_share": digit / size,
        "latin_share": latin / size, "stops": np.log1p(stop), "commas": np.log1p(comma),
        "comma_share": comma / size, "function_share": function / size, "functions": np.log1p(function),
        "mark_share": mark / size, "link_share": sheet.links, "bold_share": sheet.bold, "ends": ends,
        "colon": colon,
        "links": np.log1p(np.array([_count(b, "a") for b in sheet.blocks], dtype=np.float64)),
        "pictures": np.array([_count(b, "img") > 0 for b in sheet.blocks], dtype=np.float64),
        "breaks": np.array([min(b.breaks, 3) for b in sheet.blocks], dtype=np.float64),
        "runs": np.log1p(np.array([len(b.runs) for b in sheet.blocks], dtype=np.float64)),
    }  # fmt: skip


def _count(block: Block, name: str) -> int:
    return sum(mark.name == name for mark in block.marks)


def patterns(sheet: Sheet) -> Columns:
    """Search each line pattern; in a long block at its two ends alone."""
    lines = [line.lower() for line in sheet.views]
    ends = [line if len(line) < 2 * _END else f"{line[:_END]}  {line[-_END:]}" for line in lines]
    noise = np.array([len(NOISE.findall(line[:_NOISY])) for line in lines], dtype=np.float64)
    size = np.minimum(np.maximum(sheet.counts[0], 1), _NOISY)
    said = np.array([STATEMENT.search(line[:_NOISY]) is not None for line in lines], dtype=np.float64)
    return {"noise": noise, "noise_share": noise / size, "statement": said} | {
        f"line_{name}": np.array([1.0 if pattern.search(line) else 0.0 for line in ends], dtype=np.float64)
        for name, pattern in zip(LINE_NAMES, LINE_EACH, strict=True)
    }
