"""The sense of context: a verdict on each line by itself, then a revision among its neighbours."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from pipeline.han import CLOSERS
from pipeline.settings import Strip, Title
from pipeline.stages.strip.echoes import letters
from pipeline.stages.strip.evidence import Charge, Mark, Verdicts
from pipeline.stages.strip.page import Page

_NUMERAL = "〇○零一二三四五六七八九十"
_DATE = re.compile(
    f"(?:[12][0-9]{{3}}|[{_NUMERAL}]{{4}}) ?年 ?[0-9{_NUMERAL}]{{1,3}} ?月 ?[0-9{_NUMERAL}]{{1,3}} ?日"
)
_OFFICE = re.compile(
    "(?:局|政府|委员会|办公室|公司|厅|部|院|会|处|中心|学校|大学|银行|集团|指挥部|科|所|站|党委|总工会)$"
)
_RUNS_ON = ("。", "。”", ",", "、", ";")  # how a line of a text ends, and a title does not
_ENDS = (*_RUNS_ON, "!", "?", "!”", "?”")
_CLAUSE = re.compile("[。！？!?…;,、]")
_DIGITS = re.compile(r"\d+")
# two bars or underscores, a time of day, a label and what it says
_NO_TITLE = re.compile(r"[|_].*[|_]|\d:\d\d|^(?:发布|更新|来源|作者|时间|日期|编辑)\S{0,4}:")
_SITE = re.compile(
    "(?:[网报社台刊]|论坛|频道|在线)$"
)  # how a site is named, which may stand over a byline too
_SENTENCE = re.compile(f"[。！？!?…;:][{CLOSERS}]*$")


def body(page: Page, gone: Collection[int], settings: Strip) -> int:
    """Return the first line of prose that stays, one past the last line if there is none."""
    for at in page.said:
        if at not in gone:
            line = page.lines[at]
            if line.endswith(_RUNS_ON) or (len(line) >= settings.prose and _CLAUSE.search(line)):
                return at
    return len(page.lines)


def title(page: Page, claimed: Mapping[int, Mark], body: int, settings: Title) -> int:
    """Return the line above `body` that is most likely the title, -1 if none is.

    A title is long for a line of its own, near the article, often said twice and over a byline.
    """
    lines = page.lines
    above = _likely(page, claimed, body, settings)
    if len(above) < 2 or body == len(lines):
        return next(reversed(above), -1)
    order, top = list(above), letters(lines[page.said[0]])
    times = Counter(filter({lines[at] for at in order}.__contains__, lines))
    bylines = {at for at, mark in claimed.items() if mark.kind == "byline"}

    def worth(at: int) -> float:
        said = above[at]
        twice = times[lines[at]] > 1 or (at > 0 and said in top)
        over = not bylines.isdisjoint(range(at + 1, min(at + 4, body)))
        words = min(len(said), settings.longest) if 2 * len(_DIGITS.sub("", said)) > len(said) else 0
        gain = words + settings.twice * twice + settings.byline * over
        return gain - settings.far * order.index(at) - settings.bars * bool(_NO_TITLE.search(lines[at]))

    best = max(order, key=worth)
    for at in order[order.index(best) + 1 :]:  # the same above it, with nothing but a byline between
        if lines[at] == lines[best] and all(not lines[k] or k in claimed for k in range(at + 1, best)):
            return at
    return best


def _likely(page: Page, claimed: Collection[int], body: int, settings: Title) -> dict[int, str]:
    """Return what the lines above `body` say that may be the title, the nearest first."""
    lines = page.lines
    may = (
        (at, said)
        for at in _upwards(page, body)
        if len(lines[at]) >= settings.least
        and at not in claimed
        and not lines[at].endswith(_RUNS_ON)
        and settings.least <= len(said := letters(lines[at])) <= settings.most
    )
    return dict(islice(may, settings.within))


def _upwards(page: Page, body: int) -> Iterator[int]:
    """Return the lines above `body` that say something, the nearest first."""
    return reversed(page.said[: bisect_left(page.said, body)])


def short_title(page: Page, claimed: Mapping[int, Mark], body: int, settings: Title) -> int:
    """Return the line above `body` that is a title although it is short, -1 if none is.

    It stands right over a byline, or the first line of the page begins with it.
    """
    signed = False
    for at in _upwards(page, body):
        if at not in claimed:
            said = letters(page.lines[at])
            named = at > page.said[0] and letters(page.lines[page.said[0]]).startswith(said)
            short = settings.shortest <= len(said) < settings.least
            return at if short and (signed or named) and not _SITE.search(said) else -1
        signed = signed or claimed[at].kind == "byline"
    return -1


def revised(charge: Charge, settings: Strip) -> Verdicts:
    """Return the verdicts that hold: the sure ones, and those that the lines next to them confirm."""
    held, against, said = dict(charge.sure), charge.against, charge.page.said
    if not held:  # nothing to lean on
        return held
    for before, at, after in zip(said, said[1:], said[2:], strict=False):
        if at in against and at not in held and (before in held or after in held):
            held[at] = against[at]
    return _listed(charge.page.lines, held, settings)


def _listed(lines: Sequence[str], held: Verdicts, settings: Strip) -> Verdicts:
    """Add the lines of each list that a held line opens: all down to the next that is prose."""
    head: Mark | None = None
    for at, line in enumerate(lines):
        if at in held:
            head = held[at] if held[at].opens else head
        elif line and (len(line) > settings.headline or _SENTENCE.search(line)):
            head = None
        elif line and head:
            held[at] = Mark(head.rule, head.kind, settings.between, f"in the list below: {head.why}")
    return held


def staying(page: Page, held: Collection[int]) -> list[int]:
    """Return the lines that are not held, by their places among those that say something."""
    return [place for place, at in enumerate(page.said) if at not in held]


def signed(page: Page, stay: Sequence[int]) -> set[int]:
    """Return the date under a document, and who signed it, where both stand below what stays."""
    lines, said = page.lines, page.said
    found: set[int] = set()
    for above in stay:
        end = said[above + 1 : above + 3]
        if (
            len(end) == 2
            and lines[end[1]][-1] == "日"
            and _DATE.fullmatch(lines[end[1]])
            and _OFFICE.search(lines[end[0]])
        ):
            found.update(end)
    return found


def islands(
    page: Page, stay: Sequence[int], held: Verdicts, sure: Collection[int], settings: Strip
) -> set[int]:
    """Return the lines that no rule is sure of and that prose stands round: what goes inside an article.

    Few lines at a time, and only while the doubt against them is not strong.
    """
    said = page.said
    spared: set[int] = set()
    for above, below in pairwise(stay):
        run = said[above + 1 : below] if below - above <= settings.island + 1 else ()
        if run and all(_prose(page.lines[said[end]], settings) for end in (above, below)):
            weak = all(at not in sure and held[at].confidence <= settings.spare for at in run)
            spared.update(run if weak else ())
    return spared


def _prose(line: str, settings: Strip) -> bool:
    return len(line) >= settings.short and _CLAUSE.search(line) is not None


def verses(page: Page, held: Verdicts, claimed: Collection[int], settings: Strip) -> set[int]:
    """Return runs of lines that end as verse and prose do, where nothing else of an article would stay.

    No rule claims them, and two or more stand together, as menus and headlines never do.
    """
    if not held or body(page, held.keys(), settings) < len(page.lines):
        return set()
    found: set[int] = set()
    run: list[int] = []
    for at in (*page.said, None):
        if at is not None and at in held and at not in claimed and page.lines[at].endswith(_ENDS):
            run.append(at)
            continue
        found.update(run if len(run) > 1 else ())
        run = []
    return found


def between(page: Page, held: Verdicts, titles: Collection[int], settings: Strip) -> Verdicts:
    """Return the short lines that are no sentence and stand between two that go."""
    if not held:
        return {}
    lines, said, last = page.lines, page.said, len(page.said) - 1
    mark = Mark("context/between", "navigation", settings.between, "between two that go")
    alone = (
        said[place]
        for place in staying(page, held)
        if 0 < place < last and said[place - 1] in held and said[place + 1] in held
    )
    return {
        at: mark
        for at in alone
        if at not in titles and len(lines[at]) <= settings.short and not _SENTENCE.search(lines[at])
    }
