"""Search a page for thousands of literals in one pass.

The head of a literal is its first three characters, or all of a shorter one. A table has a flag for
each hash of a head; arrays look up the hashes of the one, two and three characters that begin at
every offset. Few offsets pass by chance (with heads of two characters it would be a sixth). At
those offsets the head, packed into a number, identifies the literals that begin with it. Only longer
literals are then compared with the text.
"""

import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from jiaokan.text.code_points import UTF32_DTYPE, CodePoints, to_code_points

_HEAD_CHARS = 3
# empty lines after the last, so that a head may begin at every offset
_PADDING_LINES = [""] * (_HEAD_CHARS + 1)
_HASH_MULTIPLIER = np.uint16(0x9E5)  # distributes similar heads over the hashes
_HASH_COUNT = 1 << 16  # hashes of heads of one length: all numbers of 16 bits; several heads may share one
_HEAD_OFFSETS = np.arange(_HEAD_CHARS)[:, None]
# bits by which each character of a head is shifted in its number; a code point has 21 bits
_CHAR_SHIFT_BITS = 21 * _HEAD_OFFSETS.astype(np.uint64)
_HEAD_MASKS = np.array([(1 << 21 * size) - 1 for size in range(1, _HEAD_CHARS + 1)], np.uint64)
_NO_HEAD = ~np.uint64(0)  # larger than any head

PlaceArray = npt.NDArray[np.int64]
HeadArray = npt.NDArray[np.uint64]


class LiteralQuery(NamedTuple):
    """A search for any of some literals, in lines of a range of lengths.

    Attributes:
        literals: The literals, one of which a line must contain.
        min_line_chars: Minimum length of the line in code points.
        max_line_chars: Maximum length of the line in code points, included.
    """

    literals: Sequence[str]
    min_line_chars: int = 0
    max_line_chars: int = sys.maxsize


class LiteralScanner:
    """Find the lines that match queries; a query is identified by its index.

    >>> scanner = LiteralScanner([LiteralQuery(["分享到"]), LiteralQuery(["上一篇", "下一篇"])])
    >>> dict(scanner.find_literal_lines(["下一篇：无", "正文", "分享到："]))
    {0: [2], 1: [0]}
    """

    __slots__ = (
        "_entry_counts",
        "_first_entries",
        "_heads",
        "_is_long",
        "_literals",
        "_max_line_chars",
        "_min_line_chars",
        "_query_indices",
        "_used_hashes",
    )

    def __init__(self, queries: Sequence[LiteralQuery]) -> None:
        pairs = [(literal, index) for index, query in enumerate(queries) for literal in query.literals]
        packed = _pack_heads(_list_heads([literal for literal, _ in pairs]).T).tolist()
        entries = sorted((head, *pair) for head, pair in zip(packed, pairs, strict=True))
        self._literals = [literal for _, literal, _ in entries]
        self._is_long = np.array([len(literal) > _HEAD_CHARS for literal in self._literals], bool)
        self._query_indices = np.array([index for _, _, index in entries], np.int64)
        bounds = [
            (queries[index].min_line_chars, min(queries[index].max_line_chars, sys.maxsize))
            for _, _, index in entries
        ]
        self._min_line_chars, self._max_line_chars = np.array(bounds, np.int64).reshape(-1, 2).T
        heads = np.array([*(head for head, _, _ in entries), _NO_HEAD], np.uint64)
        self._heads, self._first_entries, self._entry_counts = np.unique(
            heads, return_index=True, return_counts=True
        )
        self._used_hashes = np.zeros((_HEAD_CHARS, _HASH_COUNT), bool)
        sizes = np.array([min(len(literal), _HEAD_CHARS) for literal in self._literals], np.int64)
        ends = np.zeros(_HEAD_CHARS, UTF32_DTYPE)  # a hash reads the characters up to the next head
        hashes = _hash_heads(np.concatenate([_list_heads(self._literals).ravel(), ends]))[:, ::_HEAD_CHARS]
        self._used_hashes[sizes - 1, hashes[sizes - 1, np.arange(len(sizes))]] = True

    def find_literal_lines(self, lines: Sequence[str]) -> Mapping[int, list[int]]:
        """Return the numbers of the lines that each query matches, for queries that match any.

        Both the queries and the lines are in order.
        """
        text = "\n".join([*lines, *_PADDING_LINES])
        heads, starts = self._find_heads(to_code_points(text))
        lengths = np.fromiter(map(len, lines), np.int64, len(lines))
        head_lines = np.arange(len(lines)).repeat(lengths + 1)[starts]
        entries, head_indices = self._match_entries(heads, lengths[head_lines])
        # the other literals are no longer than their heads
        (long_entries,) = self._is_long[entries].nonzero()
        long_literals = map(self._literals.__getitem__, entries[long_entries].tolist())
        is_match = np.ones(len(entries), bool)
        is_match[long_entries] = list(
            map(text.startswith, long_literals, starts[head_indices[long_entries]].tolist())
        )
        pairs = np.sort((self._query_indices[entries] * len(lines) + head_lines[head_indices])[is_match])
        pairs = pairs[_flag_changes(pairs)]  # without duplicates
        queries, line_numbers = np.divmod(pairs, max(len(lines), 1))
        (run_starts,), numbers = _flag_changes(queries).nonzero(), line_numbers.tolist()
        runs = pairwise([*run_starts.tolist(), len(numbers)])
        return {
            query: numbers[start:end]
            for query, (start, end) in zip(queries[run_starts].tolist(), runs, strict=True)
        }

    def _find_heads(self, points: CodePoints) -> tuple[HeadArray, PlaceArray]:
        """Return candidate heads of literals in a text, and their offsets."""
        pairs = zip(self._used_hashes, _hash_heads(points), strict=True)
        (hits,) = np.concatenate([used.take(hashes) for used, hashes in pairs]).nonzero()
        sizes, starts = np.divmod(hits, len(points) - _HEAD_CHARS)
        return _pack_heads(points[starts + _HEAD_OFFSETS]) & _HEAD_MASKS[sizes], starts

    def _match_entries(self, heads: HeadArray, line_lengths: PlaceArray) -> tuple[PlaceArray, PlaceArray]:
        """Return the literals that begin with the heads and allow the length of the line.

        Beside each literal is the index of its head.
        """
        positions = self._heads.searchsorted(heads)
        counts = self._entry_counts[positions] * (self._heads[positions] == heads)
        head_indices = np.arange(len(heads)).repeat(counts)
        entries = np.arange(len(head_indices)) + (
            self._first_entries[positions] - counts.cumsum() + counts
        ).repeat(counts)
        entry_lengths = line_lengths[head_indices]
        is_allowed = (self._min_line_chars[entries] <= entry_lengths) & (
            entry_lengths <= self._max_line_chars[entries]
        )
        return entries[is_allowed], head_indices[is_allowed]


def _flag_changes(values: PlaceArray) -> npt.NDArray[np.bool_]:
    """Return for each of some sorted values whether it differs from the one before."""
    is_new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=is_new[1:])
    return is_new


def _list_heads(literals: Sequence[str]) -> CodePoints:
    """Return the heads of literals, those of shorter ones filled with zeros; the shape is (literals, 3)."""
    heads = (literal[:_HEAD_CHARS].ljust(_HEAD_CHARS, "\0") for literal in literals)
    return to_code_points("".join(heads)).reshape(-1, _HEAD_CHARS)


def _pack_heads(heads: CodePoints) -> HeadArray:
    """Return each head as a number; `heads` has shape (3, count), a column for each head."""
    return np.asarray((heads << _CHAR_SHIFT_BITS).sum(axis=0), np.uint64)


def _hash_heads(points: CodePoints) -> npt.NDArray[np.uint16]:
    """Return the hashes of the one, two and three characters at each offset, a row for each length."""
    hashes = np.empty((_HEAD_CHARS, len(points) - _HEAD_CHARS), np.uint16)
    hashes[0] = points[:-_HEAD_CHARS]
    for size in range(1, _HEAD_CHARS):
        np.multiply(hashes[size - 1], _HASH_MULTIPLIER, out=hashes[size])
        hashes[size] += points[size : size - _HEAD_CHARS].astype(np.uint16)
    return hashes
