"""Take a clean text's paragraphs apart the ways the web does: wrap, break, number, flatten."""

import random
import re
from collections.abc import Callable, Iterator, Sequence

Damage = Callable[[Sequence[str], random.Random], str]

_UNIT = re.compile(r"[A-Za-z0-9.%'@/_-]+|.", re.DOTALL)
_NO_START = "，。、；：？！”’）》」』】…%,.;:?!)"


def columns(text: str) -> int:
    return sum(1 if char < "\u0100" else 2 for char in text)


def cut(text: str, size: int) -> list[str]:
    """Cut at every `size` code points, whatever stands there."""
    return [text[i : i + size] for i in range(0, len(text), size)]


def wrap(text: str, size: int) -> list[str]:
    """Wrap at `size` columns: words and numbers stay whole, no line opens with a closing mark."""
    rows, row = [], ""
    for unit in _UNIT.findall(text):
        if row and columns(row + unit) > size and unit[0] not in _NO_START:
            rows.append(row.rstrip(" "))
            row = unit.lstrip(" ")
        else:
            row += unit
    return [*rows, row] if row else rows


def hyphenate(text: str, size: int) -> list[str]:
    """Wrap Latin text at `size` columns, and part words with hyphens."""
    rows, row = [], ""
    for word in text.split(" "):
        room = size - len(row) - 1
        if row and len(word) > room:
            if room > 3 and len(word) - room > 2 and word[: room - 1].isalpha() and word.isalpha():
                rows.append(f"{row} {word[: room - 1]}-")
                row = word[room - 1 :]
                continue
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}" if row else word
    return [*rows, row]


def wrapped(how: Callable[[str, int], list[str]], show: str) -> Damage:
    """Wrap every paragraph; `show` is how paragraphs show: short (last lines), indent, blank."""

    def damage(paragraphs: Sequence[str], rng: random.Random) -> str:
        size = rng.randrange(20, 48) * (1 if how is cut else 2)
        mark = "　　" if show == "indent" else ""
        blocks = ["\n".join(how(mark + paragraph, size)) for paragraph in paragraphs]
        return ("\n\n" if show == "blank" else "\n").join(blocks)

    return damage


def clauses(paragraphs: Sequence[str], rng: random.Random) -> str:
    """Break the line after every semicolon."""
    feed = rng.choice(["\n", "\n\n", "\r\n"])
    return feed.join(re.sub("；(?=.)", "；" + feed, paragraph) for paragraph in paragraphs)


LABELS: dict[str, Callable[[int], str]] = {
    "glued 2、": lambda n: f"\n{n}、",
    "glued 2.": lambda n: f"\n{n}. ",
    "glued 第2页": lambda n: f"\n第{n}页 ",
    "glued [2]": lambda n: f"\n[{n}]",
    "glued 二、": lambda n: f"\n{han(n)}、",
    "line 2": lambda n: f"\n{n}\n",
    "line - 2 -": lambda n: f"\n- {n} -\n",
    "line 第2页 共9页": lambda n: f"\n第{n}页 共{n + 9}页\n",
    "line 2/9": lambda n: f"\n{n}/99\n",
    "line ②": lambda n: f"\n{chr(0x245F + min(n, 20))}\n",
    "line Page 2": lambda n: f"\n\nPage {n}\n\n",
    "line 第二页": lambda n: f"\n第{han(n)}页\n",
    "no number": lambda _: "\n",
}


def han(n: int) -> str:
    ten, one = divmod(n, 10)
    return ("" if ten == 0 else "十" if ten == 1 else "一二三四五六七八九"[ten - 1] + "十") + (
        "一二三四五六七八九"[one - 1] if one else ""
    )


def printed(paragraphs: Sequence[str], rng: random.Random) -> str:
    """Wrap at a width as print does, and number a page of so many rows at its foot."""
    size, rows = 2 * rng.randrange(24, 40), rng.randrange(12, 30)
    lines = [line for paragraph in paragraphs for line in wrap("　　" + paragraph, size)]
    pages = ["\n".join(lines[i : i + rows]) for i in range(0, len(lines), rows)]
    return "".join(f"{page}\n- {n} -\n" for n, page in enumerate(pages, 1))


def run_on(paragraphs: Sequence[str], _: random.Random) -> str:
    """Run the items of each list on after one another, without a space."""
    text = "\n".join(paragraphs)
    return re.sub(r"(?<=[。！？])\n(?=\d、)", "", text)


def paged(label: Callable[[int], str], between: str) -> Damage:
    """Cut the text to pages, mid-word too, and number them; `between` stands between paragraphs."""

    def damage(paragraphs: Sequence[str], rng: random.Random) -> str:
        size = rng.randrange(240, 600)
        pages = cut(between.join(paragraphs), size)
        first = label(1).lstrip("\n") if rng.random() < 0.5 else ""
        return first + "".join(
            page + (label(n) if n <= len(pages) else "") for n, page in enumerate(pages, 2)
        )

    return damage


def uneven(paragraphs: Sequence[str], rng: random.Random) -> str:
    """Cut the text to pages of no one size, without a number."""
    text, pages = "\n".join(paragraphs), []
    while text:
        size = rng.randrange(240, 600)
        pages.append(text[:size])
        text = text[size:]
    return "\n".join(pages)


def flattened(between: str) -> Damage:
    """Run all paragraphs together on one line."""

    def damage(paragraphs: Sequence[str], _: random.Random) -> str:
        return between.join(paragraphs)

    return damage


def damages() -> Iterator[tuple[str, Damage]]:
    """Yield every damage with its name."""
    yield "untouched", flattened("\n")
    yield "blank lines, indents", flattened("\r\n\r\n　　")
    for how in (cut, wrap):
        for show in ("short", "indent", "blank"):
            yield f"{how.__name__} at a width, {show}", wrapped(how, show)
    yield "break at every ；", clauses
    for name, label in LABELS.items():
        yield f"pages, {name}", paged(label, "\n")
    yield "pages of any size, no number", uneven
    yield "wrapped and paged, - 2 -", printed
    yield "pages of one line, 2、", paged(LABELS["glued 2、"], " ")
    yield "pages of one line, no number", paged(LABELS["no number"], " ")
    yield "one line, space", flattened(" ")
    yield "one line, two spaces", flattened("  ")
    yield "one line, indent", flattened("　　")
    yield "lists run on", run_on


def latin() -> Iterator[tuple[str, Damage]]:
    """Yield what befalls Latin text."""
    for show in ("short", "blank"):
        yield f"wrap at a width, {show}", wrapped(wrap, show)
        yield f"hyphenate at a width, {show}", wrapped(hyphenate, show)


def harmless() -> Iterator[tuple[str, Damage]]:
    """Yield what must part no line from its neighbours and join none."""
    yield "untouched", flattened("\n")
    yield "blank lines", flattened("\n\n")
    yield "indents", flattened("\r\n　　")
