"""The place that a page is about: province, city, county, as far down as one of them prevails."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jiaokan.config.schema import AnnotateSettings
from jiaokan.core.annotations import Mention
from jiaokan.core.document import Fact
from jiaokan.core.edits import Span
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.mentions.places import name_places
from jiaokan.stages.annotate.mentions.places.gazetteer import load_gazetteer

_WHOLE_PAGE_FACTOR = 2  # number of times as often that the whole page must name a place, menus and all
Path = tuple[str, ...]  # (province,), (province, city) or (province, city, county)


def find_region(text: AnnotatedText, places: Sequence[Mention], settings: AnnotateSettings) -> Iterator[Fact]:
    """Yield the place and its code, if the page names it often enough and others seldom.

    Where no place prevails in the clean text, those that the whole page names count: a site may name its
    city in its head alone.

    Args:
        text: The clean text; a place in its title counts more.
        places: The places that it names.
        settings: How often and how exclusively a place must be named.
    """
    least = settings.region_mentions
    path = _find_deepest_path(_count_mentions(places, text.title, settings.title_weight), settings, least)
    if not path:
        least *= _WHOLE_PAGE_FACTOR
        path = _find_deepest_path(_count_in_whole_page(text, places, least), settings, least)
    if path:
        yield Fact("region", "\n".join(path))
        yield Fact("region_code", load_gazetteer().places[path].code)


def _count_mentions(places: Iterable[Mention], title: Span | None, title_weight: int) -> Counter[Path]:
    paths_by_name = load_gazetteer().paths_by_full_name
    counts: Counter[Path] = Counter()
    for mention in places:
        if mention.norm:
            is_in_title = title is not None and title.start <= mention.span.start < title.end
            counts[paths_by_name[mention.norm]] += title_weight if is_in_title else 1
    return counts


def _count_in_whole_page(text: AnnotatedText, places: Iterable[Mention], least: int) -> Counter[Path]:
    """Return how often the whole page names each place; nothing where it holds fewer names than `least`."""
    if text.source == text.view.text:
        return _count_mentions(places, None, 1)
    return Counter(one.place.path for one in name_places(text.source, least) if one.place)


def _find_deepest_path(counts: Counter[Path], settings: AnnotateSettings, least: int) -> Path:
    """Return the place that prevails and is named `least` times, as deep as one is; () for none."""
    path: Path = ()
    while deeper := _find_prevailing_path(counts, path, settings.region_share):
        if sum(n for at, n in counts.items() if at[: len(deeper)] == deeper) < least:
            break
        path = deeper
    return path


def _find_prevailing_path(counts: Counter[Path], above: Path, share: float) -> Path:
    """Return the place right under `above` that holds more than `share` of the mentions in it."""
    depth = len(above)
    below: Counter[Path] = Counter()
    for path, count in counts.items():
        if path[:depth] == above:
            below[path[: depth + 1]] += count
    best = max(below, key=lambda path: (below[path], path), default=())
    if len(best) <= depth or below[best] <= share * sum(below.values()):
        return ()
    return best
