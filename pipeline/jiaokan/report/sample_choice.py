"""Which documents of a release a report shows in full.

Documents that cover a rule come first, each rule's least certain ones before others, then the pages of which
the greatest and the smallest share was kept and one of every kind, script and genre, then others drawn by a
digest of their id: the same release gives the same sample.
"""

import hashlib
from collections.abc import Iterator, Sequence

from jiaokan.core.rule_aliases import find_current_id
from jiaokan.report.document_summaries import DocumentSummary, RuleKey

LEAST_CERTAIN_PER_RULE = 3
DRAWN_PER_RULE = 2
EXTREMES = 10  # pages at each end of the share kept


def order_for_sample(summaries: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return the documents in the order in which a sample takes them."""
    drawn = sorted(summaries, key=_digest_id)
    return list(
        {
            summary.id: summary
            for summary in (*_cover_rules(drawn), *_take_extremes(drawn), *_cover_values(drawn), *drawn)
        }.values()
    )


def select_documents_of_rule(summaries: Sequence[DocumentSummary], rule: str) -> list[DocumentSummary]:
    """Return the documents on which a rule worked, the least certain first.

    The rule may be named as it is now or as it was in older releases; so may the release name it.
    """
    asked = find_current_id(rule)
    confidences = {
        summary.id: [use.confidence for key, use in summary.rules.items() if find_current_id(key[1]) == asked]
        for summary in summaries
    }
    found = [summary for summary in summaries if confidences[summary.id]]
    return sorted(found, key=lambda summary: min(confidences[summary.id]))


def _digest_id(summary: DocumentSummary) -> bytes:
    return hashlib.sha256(summary.id.encode("utf-8", "surrogatepass")).digest()


def _cover_rules(drawn: Sequence[DocumentSummary]) -> Iterator[DocumentSummary]:
    """Yield for each rule a document, then a second for each, and so on; seldom rules first."""
    by_rule: dict[RuleKey, list[DocumentSummary]] = {}
    for summary in drawn:
        for key in summary.rules:
            by_rule.setdefault(key, []).append(summary)
    places = [
        _rank_for_rule(by_rule[key], key) for key in sorted(by_rule, key=lambda k: (len(by_rule[k]), k))
    ]
    for turn in range(LEAST_CERTAIN_PER_RULE + DRAWN_PER_RULE):
        for found in places:
            yield from found[turn : turn + 1]


def _rank_for_rule(found: Sequence[DocumentSummary], key: RuleKey) -> list[DocumentSummary]:
    """Return the documents of a rule that a sample wants: the least certain, then some as they were drawn."""
    uncertain = sorted(found, key=lambda summary: summary.rules[key].confidence)[:LEAST_CERTAIN_PER_RULE]
    some = found[: LEAST_CERTAIN_PER_RULE + DRAWN_PER_RULE]
    return list({summary.id: summary for summary in (*uncertain, *some)}.values())


def _take_extremes(drawn: Sequence[DocumentSummary]) -> Iterator[DocumentSummary]:
    by_share = sorted(drawn, key=lambda summary: summary.kept_share)
    yield from by_share[:EXTREMES]
    yield from by_share[-EXTREMES:]


def _cover_values(drawn: Sequence[DocumentSummary]) -> Iterator[DocumentSummary]:
    seen: set[tuple[str, str]] = set()
    for summary in drawn:
        values = {("kind", summary.kind), ("script", summary.script), ("genre", summary.genre)}
        if not values <= seen:
            yield summary
        seen |= values
