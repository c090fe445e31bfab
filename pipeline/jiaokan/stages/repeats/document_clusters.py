"""Clusters of documents: those that are joined by pairs, each with a representative."""

from collections import defaultdict
from collections.abc import Iterable


def join_pairs(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups of documents that pairs join, each sorted, the one with the least number first.

    >>> join_pairs([(1, 2), (4, 9), (2, 7)])
    [[1, 2, 7], [4, 9]]
    """
    parents: dict[int, int] = {}
    for one, other in pairs:
        roots = sorted((_find_root(parents, one), _find_root(parents, other)))
        parents[roots[1]] = roots[0]
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for document in sorted(parents):
        groups[_find_root(parents, document)].append(document)
    return [groups[root] for root in sorted(groups)]


def _find_root(parents: dict[int, int], document: int) -> int:
    """Return the least document that is known to be joined to one, and shorten the way there."""
    parents.setdefault(document, document)
    while parents[document] != document:
        parents[document] = parents[parents[document]]
        document = parents[document]
    return document
