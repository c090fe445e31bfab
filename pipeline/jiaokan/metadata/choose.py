"""Choose one value for each field among the candidates of all finders."""

from collections.abc import Callable, Iterable
from functools import partial
from operator import attrgetter

from jiaokan.core.document import Fact
from jiaokan.metadata.candidates import Candidate
from jiaokan.text.script_targets import convert_value

FIELDS = (
    "title", "site", "source", "author", "editor", "published", "updated", "url", "keywords",
    "document_number", "file_name", "pages",
)  # fmt: skip
# fields whose values come in the script of the text; times, addresses and names of files stay as they are
CONVERTED_FIELDS = frozenset(("title", "site", "source", "author", "editor", "keywords"))
_TIMES = frozenset(("published", "updated"))


def choose(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the best candidate of each field, in the order of FIELDS.

    The evidence of the least rank wins, then the nearest, then the first. Of a time, a candidate that
    states the same day more precisely goes before one of a better rank.
    """
    found: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.value:
            found.setdefault(candidate.field, []).append(candidate)
    return tuple(_choose_field(field, found[field]) for field in FIELDS if field in found)


def _choose_field(field: str, candidates: list[Candidate]) -> Candidate:
    best = min(candidates, key=attrgetter("order"))
    if field not in _TIMES or "T" in best.value:
        return best
    same_day = [c for c in candidates if c.value[:10] == best.value and c.precision > best.precision]
    return min(same_day, key=attrgetter("order"), default=best)


def convert_facts(facts: Iterable[Fact], target: str) -> tuple[Fact, ...]:
    """Return facts with titles and names in the target script of a run, "keep" for none."""
    convert: Callable[[str], str] = partial(convert_value, target=target)
    return tuple(
        Fact(fact.field, convert(fact.value), fact.raw) if fact.field in CONVERTED_FIELDS else fact
        for fact in facts
    )
