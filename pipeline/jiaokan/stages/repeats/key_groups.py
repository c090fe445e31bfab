"""Documents that have a key in common, by arithmetic on sorted arrays."""

import numpy as np

from jiaokan.stages.repeats.minhash import Keys
from jiaokan.stages.repeats.similarity import Ints

MAX_PAIRED_MEMBERS = 64  # of a key; a document of a larger group is paired with its first alone


def find_first_members(keys: Keys, documents: Ints) -> Ints:
    """Return (first, later) of documents with equal keys, as (n, 2).

    Args:
        keys: A key of each document, (documents,).
        documents: Their numbers, ascending among equal keys.
    """
    order, starts, sizes = _group_keys(keys)
    members = documents[order]
    first = np.repeat(members[starts], sizes)
    found: Ints = np.stack((first, members), axis=1)[first != members]
    return found


def find_document_pairs(keys: Keys, documents: Ints) -> Ints:
    """Return pairs (earlier, later) of documents with a key in common, each once and sorted, as (n, 2).

    Args:
        keys: Keys, each of one document; a document may have a key twice.
        documents: Their documents, ascending among equal keys.
    """
    order, starts, sizes = _group_keys(keys)
    members = documents[order]
    large = np.repeat(sizes > MAX_PAIRED_MEMBERS, sizes)
    first = np.repeat(members[starts], sizes)
    parts = [np.stack((first[large], members[large]), axis=1)]
    place = np.arange(len(members)) - np.repeat(starts, sizes)
    for step in range(1, min(MAX_PAIRED_MEMBERS, int(sizes.max(initial=1)))):
        later = np.flatnonzero((place >= step) & ~large)
        parts.append(np.stack((members[later - step], members[later]), axis=1))
    return keep_each_once(np.concatenate(parts))


def keep_each_once(pairs: Ints) -> Ints:
    """Return pairs of different documents sorted, each once, as (n, 2); numbers are below 2**32."""
    packed = np.unique(pairs[pairs[:, 0] != pairs[:, 1]] @ np.array([1 << 32, 1]))
    return np.stack((packed >> 32, packed & 0xFFFFFFFF), axis=1)


def count_other_documents(keys: Keys, documents: Ints) -> Ints:
    """Return for each key how many other documents have it, (keys,).

    Args:
        keys: Keys, each of one document; a document may have a key twice.
        documents: Their documents, ascending among equal keys.
    """
    order, starts, sizes = _group_keys(keys)
    members = documents[order]
    is_new = np.ones(len(members), np.int64)
    is_new[1:] = members[1:] != members[:-1]
    is_new[starts] = 1
    different = np.add.reduceat(is_new, starts) if len(starts) else starts
    counts = np.empty(len(members), np.int64)
    counts[order] = np.repeat(different - 1, sizes)
    return counts


def _group_keys(keys: Keys) -> tuple[Ints, Ints, Ints]:
    """Return the order that sorts keys, and where in it each group of equal ones begins, and its size."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    is_new = np.ones(len(ordered), np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(is_new)
    return order, starts, np.diff(np.append(starts, len(ordered)))
