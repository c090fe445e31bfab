"""Find the places that a text names, with their codes; a name that several places have stays open.

Names are accepted in two passes. The first takes full names, short names of provinces and cities, and
earlier names. The second takes short names of counties, and those that are words as well, where the
text confirms them: by the parent right in front, or by the full name elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiaokan.core.annotations import Mention
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.mentions.places.gazetteer import NameKind, NameMatch, Place, load_gazetteer
from jiaokan.stages.annotate.mentions.places.name_contexts import is_in_company_name, is_word_of_its_own

_EVIDENCE = {
    NameKind.FULL: "full-name",
    NameKind.SHORT: "short-name",
    NameKind.OLD: "old-name",
    NameKind.WEAK: "named-in-full",
    NameKind.BOUND: "parent-in-front",
}
_FULL_EVIDENCE = ("full-name", "old-name")
_LIST_MARKS = ("、", "至", "到", "和", "与", "及", "-", "—")
_MIN_LEAD = 2  # the support of the place that is chosen, as a multiple of the support of the next
_CITY_WEIGHT = 3  # support by the city that a place lies in; that by its province is 1


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name in a text and what it stands for.

    Attributes:
        start: First code point of the name.
        end: Code point after the last.
        place: The place; None where several have the name and nothing decides.
        evidence: How it is known.
    """

    start: int
    end: int
    place: Place | None
    evidence: str


@dataclass(slots=True)
class _Name:
    """An accepted name and the places that it may stand for."""

    match: NameMatch
    places: list[Place]
    evidence: str


def find_places(text: AnnotatedText) -> Iterator[Mention]:
    """Yield the places that a text names."""
    for named in name_places(text.view.text):
        place, span = named.place, text.view.map_back(named.start, named.end)
        full_name, code = (place.full_name, place.code) if place else ("", "")
        yield Mention("place", span, full_name, code, evidence=named.evidence)


def name_places(text: str, min_names: int = 1) -> list[NamedPlace]:
    """Return the places that a normalized text names, in order; none where it holds fewer than `min_names`.

    >>> [(named.place.full_name, named.evidence) for named in name_places("桃江县,桃江各部门")]
    [('湖南省益阳市桃江县', 'full-name'), ('湖南省益阳市桃江县', 'named-in-full')]
    """
    matches = list(load_gazetteer().find_names(text))
    if sum(bool(match.places) for match in matches) < min_names:
        return []
    names = _accept_names(text, matches)
    _choose_by_neighbours(text, names)
    _choose_by_document(names)
    return [
        NamedPlace(
            name.match.start,
            name.match.end,
            name.places[0] if len(name.places) == 1 else None,
            name.evidence if len(name.places) == 1 else "ambiguous",
        )
        for name in names
    ]


def _accept_names(text: str, matches: Sequence[NameMatch]) -> list[_Name]:
    """Return the names that stand for places, in order and without overlaps."""
    sure = _accept_sure_names(text, matches)
    named = {place for name in sure if name.evidence in _FULL_EVIDENCE for place in name.places}
    taken = {offset for name in sure for offset in range(name.match.start, name.match.end)}
    starts, ends = {name.match.start: name for name in sure}, {name.match.end: name for name in sure}
    start = reach = reach_before = 0  # how far the names at an offset, and before it, reach
    for match in matches:
        if match.start > start:
            start, reach_before = match.start, reach
        reach = reach if match.start in taken else max(reach, match.end)
        # 大通河: the end of another name and the begin of a word are no name
        if match.start < reach_before or match.start in taken or match.end - 1 in taken:
            continue
        name = _accept_doubtful_name(text, match, ends.get(match.start), named)
        name = name or _accept_sibling(text, match, (ends.get(match.start - 1), starts.get(match.end + 1)))
        if name:
            sure.append(name)
            taken.update(range(match.start, match.end))
            ends[match.end] = name
    return sorted((name for name in sure if name.places), key=lambda name: name.match.start)


def _accept_sure_names(text: str, matches: Sequence[NameMatch]) -> list[_Name]:
    """Return full names, short names of provinces and cities, earlier names, and words that hold names."""
    full_names = {match.start: match for match in reversed(matches) if match.is_full_name}
    names: list[_Name] = []
    end = 0
    for match in matches:
        if match.start < end:
            continue
        places, kind = _select_best_places(match)
        if not match.places:
            names.append(_Name(match, [], ""))
        elif kind == NameKind.SHORT and names and _is_in_company(text, match, places, names[-1]):
            continue
        elif kind <= NameKind.OLD and is_word_of_its_own(
            text, match, is_in_address=_is_in_address(match, places, names, full_names)
        ):
            names.append(_Name(match, places, _EVIDENCE[kind]))
        else:
            continue
        end = match.end
    return names


def _is_in_company(text: str, match: NameMatch, places: Sequence[Place], before: _Name) -> bool:
    """Return whether a city is named in the name of a company of another area: 辽宁金昌建设有限公司."""
    is_another = all(
        len(place.path) > 1 and place.path[: len(above.path)] != above.path
        for above in before.places
        for place in places
    )
    return bool(before.places) and is_another and is_in_company_name(text, before.match.end, match)


def _is_in_address(
    match: NameMatch, places: Sequence[Place], names: Sequence[_Name], full_names: Mapping[int, NameMatch]
) -> bool:
    """Return whether the name of a place around it ends where a name begins, or one in it follows."""
    if names and names[-1].match.end == match.start and _has_parent(places, names[-1].places):
        return True
    following = full_names.get(match.end)
    return following is not None and _has_parent([place for _, place in following.places], places)


def _has_parent(places: Iterable[Place], others: Sequence[Place]) -> bool:
    """Return whether one of the places lies in one of the others."""
    return any(place.lies_in(above) for place in places for above in others)


def _select_best_places(match: NameMatch) -> tuple[list[Place], NameKind]:
    """Return the places that a name stands for best, and how: a full name goes before others."""
    if not match.places:
        return [], NameKind.BOUND
    if len(match.places) == 1:
        only_kind, only = match.places[0]
        return [only], only_kind
    kind = min(kind for kind, _ in match.places)
    return [place for found, place in match.places if found == kind], kind


def _accept_doubtful_name(
    text: str, match: NameMatch, before: _Name | None, named: set[Place]
) -> _Name | None:
    """Return a name that is weak or bound where its parent or its full name confirms it."""
    candidates = [(kind, place) for kind, place in match.places if kind >= NameKind.WEAK]
    above = before.places if before else []
    children = [place for _, place in candidates if any(place.lies_in(other) for other in above)]
    if children and is_word_of_its_own(text, match, is_in_address=True):
        return _Name(match, children, "parent-in-front")
    known = [place for kind, place in candidates if kind == NameKind.WEAK and place in named]
    if known and is_word_of_its_own(text, match, is_in_address=False):
        return _Name(match, known, "named-in-full")
    return None


def _accept_sibling(text: str, match: NameMatch, beside: Iterable[_Name | None]) -> _Name | None:
    """Return a short name of a county that stands in a list with another county of its city: 洪洞县、汾西."""
    joints = text[match.start - 1 : match.start], text[match.end : match.end + 1]
    cities = {
        place.path[:2]
        for name, joint in zip(beside, joints, strict=True)
        if name and joint in _LIST_MARKS
        for place in name.places
        if len(place.path) > 2
    }
    siblings = [place for kind, place in match.places if kind == NameKind.WEAK and place.path[:2] in cities]
    if siblings and is_word_of_its_own(text, match, is_in_address=False):
        return _Name(match, siblings, "sibling-beside")
    return None


def _choose_by_neighbours(text: str, names: Sequence[_Name]) -> None:
    """Leave the places that lie in the place named right in front; none where that is another city's."""
    for before, name in pairwise(names):
        if text[before.match.end : name.match.start].strip(" ·,") or len(before.places) != 1:
            continue
        above = before.places[0]
        children = [place for place in name.places if place.lies_in(above)]
        is_adjacent = before.match.end == name.match.start
        if children and len(name.places) > 1:
            name.places, name.evidence = children, "parent-in-front"
        elif is_adjacent and not children and _is_elsewhere(name.places, above):
            name.places = []


def _is_elsewhere(places: Iterable[Place], above: Place) -> bool:
    """Return whether counties stand right behind the name of a city or province that does not hold them."""
    return all(
        len(place.path) > max(2, len(above.path))
        and len(above.path) < 3
        and place.path[: len(above.path)] != above.path
        for place in places
    )


def _choose_by_document(names: Sequence[_Name]) -> None:
    """Leave the one of several places that the other places of the text support most."""
    if all(len(name.places) < 2 for name in names):
        return
    support = Counter(name.places[0].path for name in names if len(name.places) == 1)
    by_area: Counter[tuple[str, ...]] = Counter()
    for path, count in support.items():
        for depth in range(1, len(path) + 1):
            by_area[path[:depth]] += count
    for name in names:
        if len(name.places) < 2:
            continue
        ranked = sorted(
            ((_score_support(place, by_area), place.path, place) for place in name.places), reverse=True
        )
        if ranked[0][0] >= max(1, _MIN_LEAD * ranked[1][0]) and ranked[0][0] > ranked[1][0]:
            name.places, name.evidence = [ranked[0][2]], "parent-in-text"


def _score_support(place: Place, by_area: Counter[tuple[str, ...]]) -> int:
    """Return how much a text speaks of a place and of the areas that it lies in."""
    city = by_area[place.path[:2]] if len(place.path) > 2 else 0
    return by_area[place.path[:1]] + _CITY_WEIGHT * (city + by_area[place.path])
