"""Choose the edits of a release that people review: the least certain first, every rule covered.

Of each rule as many are kept as least certain as are drawn at random, by a digest of the seed and the place:
the same release and seed give the same sample. Only those drawn at random say how often a rule is right.
"""

import hashlib
import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from jiaokan.core.document import Document
from jiaokan.core.rule_aliases import find_current_id
from jiaokan.core.verdicts.edit_verdicts import Draw

EDIT_COUNT = 200  # edits that are drawn where nobody says how many
RuleKey = tuple[str, str]  # stage, rule id


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """How many edits to choose, by which seed, and of which rule ("" for all)."""

    count: int = EDIT_COUNT
    seed: int = 0
    rule: str = ""


@dataclass(frozen=True, slots=True, order=True)
class SampledEdit:
    """An edit that was chosen: numbers of its step and of the edit in it; `digest` orders ties."""

    confidence: float
    digest: int
    document: str
    step: int
    number: int
    draw: Draw = "least_certain"

    @property
    def place(self) -> tuple[str, int, int]:
        """Document, step and number, which say which edit it is."""
        return self.document, self.step, self.number


@dataclass(slots=True)
class _RuleSample:
    """Edits of a rule, in heaps whose top is the worst: the least certain, and those that a digest draws."""

    size: int
    least: list[tuple[float, int, SampledEdit]] = field(default_factory=list)
    drawn: list[tuple[int, SampledEdit]] = field(default_factory=list)

    def add(self, edit: SampledEdit) -> None:
        """Keep an edit if it is among the best of either heap."""
        _keep_greatest(self.least, (-edit.confidence, -edit.digest, edit), self.size)
        _keep_greatest(self.drawn, (-edit.digest, edit), self.size)

    def order(self) -> "_RuleOrder":
        """Return the edits by turns, a drawn one first and then the least certain, each once."""
        drawn = [edit for _, edit in sorted(self.drawn, reverse=True)]
        least = [edit for _, _, edit in sorted(self.least, reverse=True)]
        both = {edit.place: edit for pair in zip(drawn, least, strict=True) for edit in pair}
        return _RuleOrder([*both.values()], [edit.place for edit in drawn])


@dataclass(frozen=True, slots=True)
class _RuleOrder:
    """Edits of a rule in the order in which they are taken, and the places of those drawn in theirs."""

    edits: list[SampledEdit]
    drawn: list[tuple[str, int, int]]

    def label_draws(self, taken: int) -> list[SampledEdit]:
        """Return the first edits, those called random that belong to what was drawn so far."""
        edits = self.edits[:taken]
        places = {edit.place for edit in edits}
        random = set(takewhile(places.__contains__, self.drawn))
        return [replace(edit, draw="random") if edit.place in random else edit for edit in edits]


def sample_edits(
    documents: Iterable[Document], request: SampleRequest = SampleRequest()
) -> list[SampledEdit]:
    """Return the chosen edits, the least certain first.

    Every rule has one at least, though there may be more rules than `request.count`.
    """
    samples: dict[RuleKey, _RuleSample] = {}
    asked = find_current_id(request.rule)
    for document in documents:
        for step_number, step in enumerate(document.steps):
            for number, edit in enumerate(step.edits):
                if not asked or find_current_id(edit.rule) == asked:
                    digest = _digest_place(request.seed, document.id, step_number, number)
                    sample = samples.setdefault((step.stage, edit.rule), _RuleSample(request.count))
                    sample.add(SampledEdit(edit.confidence, digest, document.id, step_number, number))
    return sorted(_take_turns([samples[key].order() for key in sorted(samples)], request.count))


def _keep_greatest(heap: list[Any], entry: Any, size: int) -> None:
    """Put an entry into a heap that keeps so many of the greatest."""
    if len(heap) < max(size, 1):
        heapq.heappush(heap, entry)
    else:
        heapq.heappushpop(heap, entry)


def _take_turns(orders: Sequence[_RuleOrder], count: int) -> Iterator[SampledEdit]:
    """Take an edit of each rule, then one more of each in turn, the least certain first, until enough."""
    taken = [0] * len(orders)
    turn = 0
    while turn == 0 or sum(taken) < count:
        waiting = [i for i, order in enumerate(orders) if len(order.edits) > turn]
        if not waiting:
            break
        waiting.sort(key=lambda i: orders[i].edits[turn])
        for i in waiting if turn == 0 else waiting[: count - sum(taken)]:
            taken[i] += 1
        turn += 1
    for order, number in zip(orders, taken, strict=True):
        yield from order.label_draws(number)


def _digest_place(seed: int, document: str, step: int, number: int) -> int:
    data = f"{seed}\0{step}\0{number}\0{document}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())
