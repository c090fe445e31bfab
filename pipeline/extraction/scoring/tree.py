"""Describe blocks by what holds them: containers, kin of the same make, common ancestors."""

import numpy as np

from pipeline.extraction.scoring.columns import Columns
from pipeline.extraction.scoring.sheet import Floats, Ints, Sheet


def within(sheet: Sheet, values: Floats, containers: Ints) -> Floats:
    """Sum a column over the blocks in each container."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return (total[sheet.last[containers]] - total[sheet.first[containers]]).astype(np.float64)


def containers(sheet: Sheet) -> Columns:
    """Return what the containers of each block hold."""
    length, stop = sheet.counts[0], sheet.counts[4]
    text = length * (1 - sheet.links)
    places = np.arange(len(length), dtype=np.float64)
    columns: Columns = {}
    for level, inside in enumerate(sheet.holders):
        chars, plain = within(sheet, length, inside), within(sheet, text, inside)
        count = (sheet.last[inside] - sheet.first[inside]).astype(np.float64)
        columns |= {
            f"c{level}_text": np.log1p(plain), f"c{level}_links": 1 - plain / np.maximum(chars, 1),
            f"c{level}_blocks": np.log1p(count), f"c{level}_mean": np.log1p(plain / np.maximum(count, 1)),
            f"c{level}_stops": within(sheet, stop, inside) / np.maximum(chars, 1),
            f"c{level}_share": plain / max(float(text.sum()), 1.0),
            f"c{level}_place": (places - sheet.first[inside]) / np.maximum(count, 1),
        }  # fmt: skip
    return columns


def kin(sheet: Sheet) -> Columns:
    """Return what the blocks of the same make hold together."""
    which = sheet.makes
    length, stop = sheet.counts[0], sheet.counts[4]
    count = np.bincount(which).astype(np.float64) if len(which) else np.zeros(0, dtype=np.float64)
    plain = np.bincount(which, length * (1 - sheet.links)).astype(np.float64)
    stops = np.bincount(which, stop).astype(np.float64)
    return {
        "g_blocks": np.log1p(count[which]),
        "g_mean": np.log1p((plain / np.maximum(count, 1))[which]),
        "g_text": np.log1p(plain[which]),
        "g_stops": (stops / np.maximum(count, 1))[which],
    }


def common(sheet: Sheet, with_block: int, name: str) -> Columns:
    """Return of the innermost element that holds a block and `with_block`: blocks, text, and depth."""
    n = len(sheet.at)
    if with_block < 0:
        return {f"{name}_{part}": np.full(n, -1, dtype=np.float64) for part in ("apart", "steps", "share")}
    holds = (sheet.first <= with_block) & (with_block < sheet.last)
    parents = sheet.parents.tolist()
    common = list(range(len(parents)))
    for i, held in enumerate(holds.tolist()):  # parents come first
        if not held:
            common[i] = common[parents[i]]
    found = np.array(common)[sheet.at]
    depth = sheet.depths
    text = sheet.counts[0] * (1 - sheet.links)
    return {
        f"{name}_apart": np.log1p(sheet.last[found] - sheet.first[found]).astype(np.float64),
        f"{name}_steps": (depth[sheet.at] - depth[found]).astype(np.float64),
        f"{name}_share": within(sheet, text, found) / max(float(text.sum()), 1.0),
    }
