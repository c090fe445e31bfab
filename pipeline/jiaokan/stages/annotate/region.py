"""The place that a page is about: province, city, county, as far down as one of them prevails."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jiaokan.config.schema import AnnotateSettings
from jiaokan.core.document import Fact

Place = tuple[str, ...]  # (province,), (province, city) or (province, city, county)
NO_CITY = "*"  # in a city's place: the county stands directly under its province

# 西双版纳傣族自治州 is called 西双版纳: the peoples whose names stand in those of prefectures
_ETHNIC_GROUPS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|柯尔克孜|羌|景颇|克孜勒苏"
)
_PREFECTURE_SUFFIX = re.compile(rf"(?:(?:{_ETHNIC_GROUPS})族?)+自治州$")
_PROVINCE_SUFFIX = re.compile(r"(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区)$")
# city names that are words of their own count only with their 市
_CITY_NAMES_THAT_ARE_WORDS = re.compile(
    "长治|白银|安康|黄山|中山|朝阳|吉林|海南|海北|中卫|宜春|阳江|东方|河池|和田|大同|日照|新余|鹤壁|来宾|阿里"
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by their first two characters, and the places that each may stand for."""

    names_by_prefix: dict[str, tuple[str, ...]]
    places_by_name: dict[str, tuple[Place, ...]]


def find_region(text: str, title: str, settings: AnnotateSettings) -> Iterator[Fact]:
    """Yield the place, joined by line feeds, if the page names one often enough and others seldom.

    `text` and `title` are normalized views of the page and of its title.
    """
    counts = _count_mentions(text)
    counts.update({place: count * settings.title_weight for place, count in _count_mentions(title).items()})
    place: Place = ()
    while deeper := _find_prevailing_place(counts, place, settings.region_share):
        if sum(n for at, n in counts.items() if at[: len(deeper)] == deeper) < settings.region_mentions:
            break
        place = deeper
    if place:
        yield Fact("region", "\n".join(part for part in place if part != NO_CITY))


@lru_cache
def load_gazetteer() -> Gazetteer:
    """Read the table of divisions; a name of two places is kept as both."""
    places: dict[str, list[Place]] = {}
    for name, place in _read_divisions():
        places.setdefault(name, []).append(place)
    heads: dict[str, list[str]] = {}
    for name in sorted(places, key=len, reverse=True):
        heads.setdefault(name[:2], []).append(name)
    return Gazetteer(
        {head: tuple(names) for head, names in heads.items()},
        {name: tuple(found) for name, found in places.items()},
    )


def _read_divisions() -> Iterator[tuple[str, Place]]:
    """Yield every name of every division, full and short, but for 东区 and such: parts of other words."""
    province = ""
    rows = (files(__package__) / "regions.txt").read_text("utf-8").split("\n")
    for row in (row for row in rows if row and not row.startswith("#")):
        if not row.startswith(" "):
            province = row
            yield from ((name, (province,)) for name in {row: 0, _PROVINCE_SUFFIX.sub("", row): 0})
            continue
        city, _, counties = row[1:].partition("\t")
        if city != NO_CITY:
            yield from ((name, (province, city)) for name in {city: 0, _shorten_city_name(city): 0})
        yield from ((county, (province, city, county)) for county in counties.split() if len(county) > 2)


def _shorten_city_name(city: str) -> str:
    short = _PREFECTURE_SUFFIX.sub("", re.sub(r"(?:市|地区|盟)$", "", city))
    return city if _CITY_NAMES_THAT_ARE_WORDS.fullmatch(short) or len(short) < 2 else short


def _count_mentions(text: str) -> Counter[Place]:
    """Count the places named; a name of several places counts for those that another name supports."""
    names = load_gazetteer()
    pairs = {text[i : i + 2] for i in range(len(text) - 1)} & names.names_by_prefix.keys()
    counts: Counter[Place] = Counter()
    doubtful: list[tuple[tuple[Place, ...], int]] = []
    for pair in sorted(pairs):
        for name, count in _count_names(text, names.names_by_prefix[pair]):
            if len(names.places_by_name[name]) == 1:
                counts[names.places_by_name[name][0]] += count
            else:
                doubtful.append((names.places_by_name[name], count))
    known = set(counts)
    for places, count in doubtful:
        supported = [place for place in places if any(place[:-1] == at[: len(place) - 1] for at in known)]
        if len(supported) == 1:
            counts[supported[0]] += count
    return counts


def _count_names(text: str, names: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Count each name where no longer one of the same beginning stands (longest first)."""
    taken: Counter[str] = Counter()
    for name in names:
        count = text.count(name) - sum(n for longer, n in taken.items() if longer.startswith(name))
        if count > 0:
            taken[name] = count
            yield name, count


def _find_prevailing_place(counts: Counter[Place], above: Place, share: float) -> Place:
    """Return the place right under `above` that holds more than `share` of the mentions in it."""
    depth = len(above)
    below: Counter[Place] = Counter()
    for place, count in counts.items():
        if place[:depth] == above:
            below[place[: depth + 1]] += count
    best = max(below, key=lambda place: (below[place], place), default=())
    if len(best) <= depth or below[best] <= share * sum(below.values()):
        return ()
    return best
