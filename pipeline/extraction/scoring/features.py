"""Describe every block of a page by numbers: its text, its tags, its neighbours, its container.

No number depends on a site; each is a count, a share, a distance, or a pattern of `words`.
"""

from collections import Counter

import numpy as np

from pipeline.extraction.scoring.naming import class_bits
from pipeline.extraction.scoring.sheet import Floats, Ints, Sheet
from pipeline.extraction.scoring.words import CLASS_NAMES, LINE_EACH, LINE_NAMES, NOISE

_OWN_TAGS = (
    "p",
    "div",
    "td",
    "li",
    "h1",
    "h2",
    "h3",
    "dd",
    "dt",
    "center",
    "pre",
    "form",
    "figcaption",
    "blockquote",
)
_ABOVE_TAGS = (
    "nav",
    "header",
    "footer",
    "aside",
    "article",
    "main",
    "ul",
    "form",
    "table",
    "h1",
    "center",
    "noscript",
    "figure",
)
_TAG_BITS = {name: 1 << bit for bit, name in enumerate(_ABOVE_TAGS)}
_LEVELS = 4
_NOISY = 400  # code points of a block searched for words of boilerplate
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)

Columns = dict[str, Floats]


def describe(sheet: Sheet, title: Floats, summary: Floats) -> Columns:
    """Return the columns of the first pass.

    `title` and `summary` say how far each block is the page's title, and part of what its head
    says of it.
    """
    columns = _text(sheet) | _patterns(sheet) | _tags(sheet) | _place(sheet)
    columns |= _title(sheet, title) | {"summary": summary}
    containers = levels(sheet)
    columns |= _containers(sheet, containers) | _group(sheet)
    return columns | _neighbours(columns)


def _text(sheet: Sheet) -> Columns:
    length, han, digit, latin, stop, comma, function, mark = sheet.counts
    size = np.maximum(length, 1)
    ends = np.array(
        [line.rstrip("”\"'」』)】 ")[-1:] in set("。!?…;") for line in sheet.views], dtype=np.float64
    )
    colon = np.array([line[-1:] == ":" for line in sheet.views], dtype=np.float64)
    return {
        "length": np.log1p(length), "han": np.log1p(han), "han_share": han / size, "digit_share": digit / size,
        "latin_share": latin / size, "stops": np.log1p(stop), "commas": np.log1p(comma),
        "comma_share": comma / size, "function_share": function / size, "functions": np.log1p(function),
        "mark_share": mark / size, "link_share": sheet.links, "bold_share": sheet.bold, "ends": ends,
        "colon": colon,
        "links": np.log1p(np.array([sum(m.name == "a" for m in b.marks) for b in sheet.blocks], dtype=np.float64)),
        "pictures": np.array([any(m.name == "img" for m in b.marks) for b in sheet.blocks], dtype=np.float64),
        "breaks": np.array([min(b.breaks, 3) for b in sheet.blocks], dtype=np.float64),
        "runs": np.log1p(np.array([len(b.runs) for b in sheet.blocks], dtype=np.float64)),
    }  # fmt: skip


def _patterns(sheet: Sheet) -> Columns:
    """Search each line pattern; in a long block at its two ends alone."""
    ends = [line if len(line) < 90 else f"{line[:45]}  {line[-45:]}" for line in sheet.views]
    noise = np.array([len(NOISE.findall(line[:_NOISY])) for line in sheet.views], dtype=np.float64)
    size = np.minimum(np.maximum(sheet.counts[0], 1), _NOISY)
    return {"noise": noise, "noise_share": noise / size} | {
        f"line_{name}": np.array([1.0 if pattern.search(line) else 0.0 for line in ends], dtype=np.float64)
        for name, pattern in zip(LINE_NAMES, LINE_EACH, strict=True)
    }


def _tags(sheet: Sheet) -> Columns:
    """Return what the elements around each block are called."""
    elements = sheet.page.elements
    bits: dict[str, int] = {"": 0}
    own, near, far, above = ([0] * len(elements) for _ in range(4))
    for number, name, attributes, parent, *_ in elements:
        if (found := bits.get(attributes)) is None:
            found = bits[attributes] = class_bits(attributes)
        own[number] = found
        far[number] = found | far[parent]
        near[number] = found | own[parent] | own[elements[parent].parent]
        above[number] = _TAG_BITS.get(name, 0) | above[parent]
    at = sheet.at.tolist()
    names = np.array([elements[i].name for i in at])
    columns: Columns = {f"tag_{name}": (names == name).astype(np.float64) for name in _OWN_TAGS}
    around_, near_, far_ = (np.array([bits[i] for i in at], dtype=np.int64) for bits in (above, near, far))
    columns |= {f"in_{name}": _bit(around_, bit) for bit, name in enumerate(_ABOVE_TAGS)}
    for bit, name in enumerate((*CLASS_NAMES, "hiding")):
        columns |= {f"class_{name}": _bit(near_, bit), f"classes_{name}": _bit(far_, bit)}
    return columns


def _bit(bits: Ints, bit: int) -> Floats:
    return ((bits >> bit) & 1).astype(np.float64)


def _place(sheet: Sheet) -> Columns:
    length = sheet.counts[0]
    n = len(length)
    total = max(float(length.sum()), 1.0)
    text = length * (1 - sheet.links)
    depth = np.array([sheet.page.elements[i].depth for i in sheet.at], dtype=np.float64)
    return {
        "depth": depth, "number": np.log1p(np.arange(n, dtype=np.float64)),
        "from_end": np.log1p(np.arange(n, dtype=np.float64)[::-1]),
        "position": (np.cumsum(length) - length) / total,
        "text_before": (np.cumsum(text) - text) / max(float(text.sum()), 1.0),
        "page_blocks": np.full(n, np.log1p(n), dtype=np.float64),
        "page_text": np.full(n, np.log1p(text.sum()), dtype=np.float64),
        "page_longest": np.full(n, np.log1p(text.max(initial=0)), dtype=np.float64),
        "of_longest": text / max(float(text.max(initial=1)), 1.0),
        "twice": _twice(sheet),
    }  # fmt: skip


def _twice(sheet: Sheet) -> Floats:
    """Return whether the same line stands elsewhere on the page: 1 for the first of them, 2 after."""
    counts = Counter(sheet.views)
    met: set[str] = set()
    found = []
    for line in sheet.views:
        found.append((1.0 + (line in met)) if counts[line] > 1 else 0.0)
        met.add(line)
    return np.array(found, dtype=np.float64)


def _title(sheet: Sheet, title: Floats) -> Columns:
    """Return how far from the page's title each block stands, in blocks, text, links, and tree."""
    n = len(title)
    places = np.arange(n)
    named = title >= max(0.5, 0.9 * float(title.max(initial=0)))
    last = np.maximum.accumulate(np.where(named, places, -1)) if n else places
    length = sheet.counts[0]
    plain = np.concatenate(([0.0], np.cumsum(length * (1 - sheet.links))))
    linked = np.concatenate(([0.0], np.cumsum(length * sheet.links)))
    since = np.maximum(last, 0)
    below = (last >= 0).astype(np.float64)
    best = int(np.argmax(title)) if n else 0
    columns: Columns = {
        "title": title,
        "below_title": below,
        "blocks_since_title": np.where(last >= 0, np.log1p(places - since), -1).astype(np.float64),
        "text_since_title": np.where(
            last >= 0, np.log1p(np.maximum(plain[:-1] - plain[since + 1], 0)), -1
        ).astype(np.float64),
        "links_since_title": np.where(
            last >= 0, np.log1p(np.maximum(linked[:-1] - linked[since + 1], 0)), -1
        ).astype(np.float64),
        "title_found": np.full(n, named.any(), dtype=np.float64),
        "before_title": np.log1p(np.maximum(best - places, 0)).astype(np.float64) * bool(named.any()),
    }
    return columns | _common(sheet, best if named.any() else -1, "title")


def _common(sheet: Sheet, with_block: int, name: str) -> Columns:
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
    depth = np.array([element.depth for element in sheet.page.elements])
    text = sheet.counts[0] * (1 - sheet.links)
    return {
        f"{name}_apart": np.log1p(sheet.last[found] - sheet.first[found]).astype(np.float64),
        f"{name}_steps": (depth[sheet.at] - depth[found]).astype(np.float64),
        f"{name}_share": within(sheet, text, found) / max(float(text.sum()), 1.0),
    }


def levels(sheet: Sheet) -> list[Ints]:
    """Return for each block the elements that hold it and more, innermost first, _LEVELS of them."""
    size = sheet.last - sheet.first
    wider = np.arange(len(size))
    for i, parent in enumerate(sheet.parents.tolist()):  # parents come first
        wider[i] = parent if size[parent] > size[i] else wider[parent]
    own = np.where(size[sheet.at] > 1, sheet.at, wider[sheet.at])
    found = [own]
    for _ in range(_LEVELS - 1):
        found.append(wider[found[-1]])
    return found


def within(sheet: Sheet, values: Floats, containers: Ints) -> Floats:
    """Sum a column over the blocks in each container."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return (total[sheet.last[containers]] - total[sheet.first[containers]]).astype(np.float64)


def _containers(sheet: Sheet, containers: list[Ints]) -> Columns:
    length, stop = sheet.counts[0], sheet.counts[4]
    text = length * (1 - sheet.links)
    places = np.arange(len(length), dtype=np.float64)
    columns: Columns = {}
    for level, inside in enumerate(containers):
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


def groups(sheet: Sheet) -> Ints:
    """Number the blocks by the names and classes of the three innermost elements."""
    elements = sheet.page.elements
    keys: dict[tuple[str, ...], int] = {}
    found = []
    for i in sheet.at.tolist():
        element = elements[i]
        parent = elements[element.parent]
        key = (
            element.name,
            element.attributes[:40],
            parent.name,
            parent.attributes[:40],
            elements[parent.parent].name,
        )
        found.append(keys.setdefault(key, len(keys)))
    return np.array(found, dtype=np.int64)


def _group(sheet: Sheet) -> Columns:
    which = groups(sheet)
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


def _neighbours(columns: Columns) -> Columns:
    found: Columns = {}
    for name in ("length", "link_share", "stops", "class_content", "line_nav"):
        for by in _NEIGHBOURS:
            found[f"{name}{by:+d}"] = shifted(columns[name], by)
    for name in ("length", "link_share", "stops", "function_share", "noise_share"):
        for reach in (3, 8):
            found[f"{name}~{reach}"] = around(columns[name], reach)
    return found


def shifted(values: Floats, by: int) -> Floats:
    """Return the value of the block `by` places on, -1 beyond the page."""
    n = len(values)
    moved = np.full(n, -1, dtype=np.float64)
    if by >= 0:
        moved[: max(n - by, 0)] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def around(values: Floats, reach: int) -> Floats:
    """Return the mean over the blocks at most `reach` places away."""
    n = len(values)
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    places = np.arange(n)
    low, high = np.maximum(places - reach, 0), np.minimum(places + reach + 1, n)
    return np.asarray((total[high] - total[low]) / np.maximum(high - low, 1))


def second(sheet: Sheet, columns: Columns, first: Floats) -> Columns:
    """Return the columns of the second pass, which sees what the first thought of all blocks."""
    length = sheet.counts[0]
    text = length * (1 - sheet.links)
    mass = first * text
    total = max(float(mass.sum()), 1.0)
    n = len(first)
    found: Columns = {
        "p": first, "p_max": np.full(n, first.max(initial=0)), "p_mass": np.full(n, np.log1p(total)),
        "mass_before": (np.cumsum(mass) - mass) / total, "mass_share": mass / total,
        "p_rank": np.argsort(np.argsort(-first)).astype(np.float64),
    }  # fmt: skip
    for by in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5):
        found[f"p{by:+d}"] = shifted(first, by)
    for reach in (3, 8):
        found[f"p~{reach}"] = around(first, reach)
        found[f"m~{reach}"] = around(mass, reach) / np.maximum(around(text, reach), 1)
    for level, inside in enumerate(levels(sheet)):
        count = np.maximum(sheet.last[inside] - sheet.first[inside], 1)
        inner = within(sheet, mass, inside)
        found |= {
            f"c{level}_p": within(sheet, first, inside) / count,
            f"c{level}_m": inner / np.maximum(within(sheet, text, inside), 1),
            f"c{level}_of_mass": inner / total,
        }
    which = groups(sheet)
    count = np.maximum(np.bincount(which), 1)
    found["g_p"] = (np.bincount(which, first) / count)[which].astype(np.float64)
    found["g_of_mass"] = (np.bincount(which, mass) / total)[which].astype(np.float64)
    best = int(np.argmax(mass)) if n else -1
    found["of_best"] = (which == which[best]).astype(np.float64) if n else first
    found["from_best"] = (np.arange(n) - best).astype(np.float64)
    found["sibling_of_best"] = (
        (sheet.parents[sheet.at] == sheet.parents[sheet.at[best]]).astype(np.float64) if n else first
    )
    return columns | found | _strong(first, length) | _common(sheet, best, "best")


def _strong(first: Floats, length: Floats) -> Columns:
    """Return how far the nearest sure block is, before and after."""
    n = len(first)
    places = np.arange(n)
    strong = (first > 0.5) & (length > 20)
    before = np.maximum.accumulate(np.where(strong, places, -n - 1)) if n else places
    after = np.minimum.accumulate(np.where(strong, places, 2 * n + 1)[::-1])[::-1] if n else places
    return {
        "since_strong": np.log1p((places - before).astype(np.float64)),
        "until_strong": np.log1p((after - places).astype(np.float64)),
    }
