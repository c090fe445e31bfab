"""What a page says twice: its title again, the title as the name of an image, an abstract of its opening."""

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.settings import Echoes
from pipeline.stages.strip.evidence import Mark, Marked
from pipeline.stages.strip.page import Page

_SILENT = re.compile(r"[\W_]+")
_ABSTRACT = re.compile(
    r"(?:摘要|导读|导语|核心提示|内容提要|内容摘要|内容简介|提要|概要)\]? ?[:|] ?(?P<said>.+)"
)
_CUT = " .…"  # how an abstract shows that it was cut short


def letters(line: str) -> str:
    """Return what two lines must share to say the same: letters, digits and Han, in lower case."""
    return line.lower() if line.isalnum() else _SILENT.sub("", line).lower()  # most lines of a menu are


def repeated_titles(
    page: Page, title: int, body: int, gone: Collection[int], settings: Echoes
) -> Iterator[Marked]:
    """Yield the lines that say the title again; above line `body` a part of it is enough."""
    lines = page.lines
    said = letters(lines[title])
    if lines[title].endswith("。") or not settings.title_min <= len(said) <= settings.title_max:
        return
    first, last, longest = said[0], said[-1], 2 * len(lines[title])
    others = [at for at in page.said if at not in gone and len(lines[at]) <= longest and at != title]
    for at in others:
        low = lines[at].lower()
        if first not in low and last not in low:  # most lines: no need to leave out what is silent
            continue
        again = letters(low)
        if again == said:
            near = at < body
            rule, kind = ("echo/title", "duplicate_title") if near else ("echo/image-name", "image_alt")
            yield _sure(at, rule, kind, "says the title again")
        elif at < body and _part(again, said, settings.part):
            yield _sure(at, "echo/title-part", "duplicate_title", "says most of the title again")


def _part(short: str, whole: str, share: float) -> bool:
    return share * len(whole) <= len(short) < len(whole) and (
        whole.endswith(short) or whole.startswith(short)
    )


def abstracts(lines: Sequence[str], settings: Echoes) -> Iterator[Marked]:
    """Yield the lines labelled as an abstract that say only what the text below them begins with."""
    for at, line in enumerate(lines[: settings.abstract_within]):
        if (":" in line or "|" in line) and (found := _ABSTRACT.fullmatch(line)):
            said = letters(found["said"].rstrip(_CUT))
            below = letters("".join(lines[at + 1 :])[: settings.abstract_reach * len(line)])
            if len(said) >= settings.title_min and said in below:
                yield _sure(at, "echo/abstract", "abstract", "repeats the text below it")


def _sure(at: int, rule: str, kind: str, why: str) -> Marked:
    return at, Mark(rule, kind, 1.0, why)
