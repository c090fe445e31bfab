"""Find removed units that stay for what stands elsewhere on the page.

These are items of lists whose other items are kept, lines that announce kept items, headings among kept
headings, the last copy of a passage whose copies all went, page numbers of which one is kept, galleries, and
lists of words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import itemgetter

from jiaokan.models.boosted_trees import Float64Array
from jiaokan.stages.strip.judge.spared.gallery_lines import find_gallery_lines
from jiaokan.stages.strip.judge.spared.word_list_lines import find_word_list_lines
from jiaokan.stages.strip.judge.unit_verdicts import UnitVerdicts
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence
from jiaokan.text.normalized_view import keep_letters

_BULLET_CHARS = frozenset("·■▪◆●○*–-")
_take_first_char = itemgetter(slice(1))
_BULLET = re.compile(r"[·■▪◆●○*–-]{1,2}(?= ?[^\W_]|$)")
_ITEM = re.compile(r"[·■▪◆●○*–-]|\(?[\d一二三四五六七八九十]{1,2}[.、)]")
_LONE_BULLET = re.compile(r"[·■▪◆●○*–-]{1,2}")
_MIN_ITEMS = 3  # lines of a list
_MIN_KEPT_SHARE = 0.5  # share of the code points of a list that is kept
_CHANNEL_RULES = "menu/channel"  # how the ids of rules for names of channels begin
_SENTENCE_ENDS = ("。", "!", "?", "…", "。”")
_MAX_SHORT_HEADING_CHARS = 8
_MIN_HEADINGS = 2  # kept short lines between sentences that show how the page sets its headings
_PROSE_MARK = re.compile("[,。;]")
_MIN_PASSAGE_CHARS = 16  # code points of a passage of prose that a page says twice
_MIN_PAGE_NUMBERS = 3
_MAX_NUMBER_CHARS = 4  # code points of a page number
_MAX_ANNOUNCING_CHARS = 20  # code points of a line that announces what stands below it


@dataclass(frozen=True, slots=True)
class PageVerdicts:
    """What has been decided of a page.

    Attributes:
        page: the page.
        gone: the removed units.
        claims: for a unit, the rule with the highest confidence.
        chances: the probability of each unit to be boilerplate.
    """

    page: CutPage
    gone: UnitVerdicts
    claims: Mapping[int, BoilerplateEvidence]
    chances: Float64Array


def find_spared_units(verdicts: PageVerdicts, sure_rule: float, sure_chance: float) -> list[int]:
    """Return the removed units that stay for what stands elsewhere on the page.

    Args:
        verdicts: what has been decided of the page.
        sure_rule: confidence from which a claim of a rule outweighs that.
        sure_chance: probability from which the judge outweighs it.
    """
    if not verdicts.gone:
        return []
    siblings = find_list_siblings(verdicts, sure_rule, sure_chance)
    page, claims, chances = verdicts.page, verdicts.claims, verdicts.chances
    siblings += find_word_list_lines(page, verdicts.gone, claims, chances, sure_chance)
    rest = {at: reason for at, reason in verdicts.gone.items() if at not in siblings}
    verdicts = replace(verdicts, gone=rest)
    return [
        *siblings,
        *find_announcing_lines(verdicts, sure_chance),
        *find_short_headings(verdicts),
        *find_last_copies(verdicts),
        *find_page_numbers_in_series(verdicts),
        *find_gallery_lines(verdicts.page, verdicts.gone),
    ]


def find_list_siblings(verdicts: PageVerdicts, sure_rule: float, sure_chance: float) -> list[int]:
    """Return the removed units of lists with bullets of which at least half is kept.

    A list is a run of lines that begin with a bullet or stand below one. A run that goes as a whole stays
    where the other runs of the same bullet stay, unless a rule claims one of its lines. A unit that a sure
    rule claims goes all the same.

    Args:
        verdicts: what has been decided of the page.
        sure_rule: confidence from which a claim outweighs the list.
        sure_chance: probability from which the judge outweighs other lists of the page.
    """
    found: list[int] = []
    doubtful: dict[str, list[list[int]]] = {}
    kept_chars: dict[str, int] = {}
    for bullet, items in _find_lists(verdicts.page):
        removed = [at for at in items if at in verdicts.gone]
        kept = _count_chars(verdicts, (at for at in items if at not in verdicts.gone))
        kept_chars[bullet] = kept_chars.get(bullet, 0) + kept
        if kept and kept >= _MIN_KEPT_SHARE * _count_chars(verdicts, items):
            found += _drop_claimed(verdicts, removed, sure_rule)
        elif removed:
            doubtful.setdefault(bullet, []).append(removed)
    for bullet, runs in doubtful.items():
        lost = [at for run in runs for at in run]
        if kept_chars[bullet] < _count_chars(verdicts, lost):
            continue
        for run in runs:
            items = [at for at in run if not _LONE_BULLET.fullmatch(verdicts.page.texts[at])]
            if (
                items
                and verdicts.chances[items].max() < sure_chance
                and not verdicts.claims.keys() & {*items}
            ):
                found += run
    return sorted(found)


def find_announcing_lines(verdicts: PageVerdicts, sure_chance: float) -> Iterator[int]:
    """Yield the removed lines that end with a colon right above a kept item, without a claim of a rule."""
    page = verdicts.page
    for at in sorted(verdicts.gone.keys() - verdicts.claims.keys()):
        text = page.texts[at]
        is_short_line = page.units[at].pieces == 1 and 2 < len(text) <= _MAX_ANNOUNCING_CHARS
        below = page.texts[at + 1] if at + 1 < len(page.texts) and at + 1 not in verdicts.gone else ""
        if is_short_line and _ITEM.match(below) and text.endswith(":") and verdicts.chances[at] < sure_chance:
            yield at


def find_short_headings(verdicts: PageVerdicts) -> Iterator[int]:
    """Yield the removed names of channels that stand between two sentences, as kept headings do."""
    gone = verdicts.gone
    removed = [
        at
        for at, claim in verdicts.claims.items()
        if at in gone and claim.rule.startswith(_CHANNEL_RULES) and _stands_as_heading(verdicts, at)
    ]
    kept = (at for at in range(len(verdicts.page.texts)) if at not in gone) if removed else ()
    if sum(_stands_as_heading(verdicts, at) for at in kept) >= _MIN_HEADINGS:
        yield from removed


def find_last_copies(verdicts: PageVerdicts) -> Iterator[int]:
    """Yield the last copy of each passage that stands on the page twice or more and went everywhere.

    A page that repeats its opening as an abstract makes both copies look repeated; one of them is the
    article's. Only the judge's removals are considered, of passages with the marks of prose.
    """
    judged = sorted(verdicts.gone.keys() - verdicts.claims.keys())
    copies = _group_passages(verdicts.page, judged)
    if len(copies) == sum(map(len, copies.values())):  # no passage went twice
        return
    others = [
        at for at in range(len(verdicts.page.texts)) if at not in verdicts.gone or at in verdicts.claims
    ]
    standing = _group_passages(verdicts.page, others)
    yield from (
        places[-1] for letters, places in copies.items() if len(places) > 1 and letters not in standing
    )


def _group_passages(page: CutPage, units: Iterable[int]) -> dict[str, list[int]]:
    """Return the passages of prose among some units of a page, by their letters."""
    groups: dict[str, list[int]] = {}
    for at in units:
        text = page.texts[at]
        if len(text) >= _MIN_PASSAGE_CHARS and _PROSE_MARK.search(text):
            groups.setdefault(keep_letters(text), []).append(at)
    return groups


def find_page_numbers_in_series(verdicts: PageVerdicts) -> Iterator[int]:
    """Yield the removed numbers of a series of lone numbers, each one more than the last, of which one stays.

    The stage of paragraphs removes page numbers and closes the sentences that they cut, but only where it
    finds the whole series. A number that a rule claims goes all the same.
    """
    page, gone = verdicts.page, verdicts.gone
    numbers = [
        at
        for at, text in enumerate(page.texts)
        if len(text) <= _MAX_NUMBER_CHARS and text.isdecimal() and page.units[at].pieces == 1
    ]
    starts = [
        place
        for place, at in enumerate(numbers)
        if not place or int(page.texts[at]) != int(page.texts[numbers[place - 1]]) + 1
    ]
    for first, end in pairwise([*starts, len(numbers)]):
        series = numbers[first:end]
        if len(series) >= _MIN_PAGE_NUMBERS and not gone.keys() >= {*series}:
            yield from (at for at in series if at in gone and at not in verdicts.claims)


def _stands_as_heading(verdicts: PageVerdicts, at: int) -> bool:
    """Tell whether a unit is a short line between two kept sentences."""
    texts, gone = verdicts.page.texts, verdicts.gone
    if len(texts[at]) > _MAX_SHORT_HEADING_CHARS or verdicts.page.units[at].pieces > 1:
        return False
    beside = [other for other in (at - 1, at + 1) if 0 <= other < len(texts) and other not in gone]
    return len(beside) == 2 and all(texts[other].endswith(_SENTENCE_ENDS) for other in beside)


def _drop_claimed(verdicts: PageVerdicts, units: Sequence[int], sure: float) -> list[int]:
    texts, claims = verdicts.page.texts, verdicts.claims
    return [
        at
        for at in units
        if at not in claims or claims[at].confidence < sure or _LONE_BULLET.fullmatch(texts[at])
    ]


def _count_chars(verdicts: PageVerdicts, units: Iterator[int] | Sequence[int]) -> int:
    return sum(len(verdicts.page.texts[at]) for at in units)


def _find_lists(page: CutPage) -> Iterator[tuple[str, list[int]]]:
    """Yield the first bullet and the units of each run of lines with bullets."""
    if _BULLET_CHARS.isdisjoint(map(_take_first_char, page.texts)):
        return
    lines = [(_find_bullet(page, units), units) for units in _group_lines(page)]
    for number in range(1, len(lines)):
        above = page.texts[lines[number - 1][1][0]]
        if not lines[number][0] and _LONE_BULLET.fullmatch(above):
            lines[number] = (above, lines[number][1])
    for is_list, group in groupby(lines, key=lambda line: bool(line[0])):
        run = list(group)
        items = [at for _, units in run for at in units]
        min_lines = 2 if _LONE_BULLET.fullmatch(page.texts[items[0]]) else _MIN_ITEMS
        if is_list and len(run) >= min_lines:
            yield run[0][0], items


def _find_bullet(page: CutPage, units: Sequence[int]) -> str:
    match = _BULLET.match(page.texts[units[0]])
    return match[0] if match else ""


def _group_lines(page: CutPage) -> Iterator[list[int]]:
    """Yield the units of each line."""
    for _, units in groupby(range(len(page.units)), key=lambda at: page.units[at].line):
        yield list(units)
