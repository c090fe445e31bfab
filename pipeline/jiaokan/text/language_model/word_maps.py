"""Maps with hundreds of thousands of words, read from arrays as needed: all words of one first character.

A dictionary of all words takes a third of a second to build, and a short run looks up a few thousand words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

V = TypeVar("V")

_LINE_FEED = 0x0A
_HEAD_BYTES = 4  # bytes of the longest character in UTF-8
# by its first byte, a mask of the bits of the first four bytes of a word that are its first character:
# bytes below C0 stand alone, then begin characters of two, three and four bytes
_MASKS_BY_SIZE = np.array([0xFF000000, 0xFFFF0000, 0xFFFFFF00, 0xFFFFFFFF], np.uint32)
_HEAD_MASKS = np.repeat(_MASKS_BY_SIZE, [0xC0, 0x20, 0x10, 0x10])


class PackedWords:
    """Words in one array of bytes, in UTF-8 with a line feed between them, each with its place from 0.

    Args:
        packed: The bytes; the words stand in two groups, each sorted by its bytes.
        first_count: Number of words of the first group.
    """

    def __init__(self, packed: npt.NDArray[np.uint8], first_count: int) -> None:
        self._packed = packed
        # where each word begins, and one past the line feed that would end the last
        self._starts = np.concatenate(([0], np.flatnonzero(packed == _LINE_FEED) + 1, [packed.size + 1]))
        self._heads = _read_heads(packed, self._starts[:-1])
        self._groups = (0, first_count), (first_count, self._heads.size)
        self._words_by_range: dict[tuple[int, int], list[str]] = {}  # which several maps read

    def __len__(self) -> int:
        return self._heads.size

    def find_ranges(self, char: str) -> Iterator[tuple[int, int]]:
        """Yield the ranges of places, half-open, of the words that begin with a character."""
        code = np.uint32(
            int.from_bytes(char.encode("utf-8", "surrogatepass").ljust(_HEAD_BYTES, b"\0"), "big")
        )
        for first, end in self._groups:
            heads = self._heads[first:end]
            found = int(np.searchsorted(heads, code)), int(np.searchsorted(heads, code, "right"))
            if found[0] < found[1]:
                yield first + found[0], first + found[1]

    def read(self, first: int, end: int) -> list[str]:
        """Return the words of a range of places, half-open and not empty."""
        words = self._words_by_range.get((first, end))
        if words is None:
            data = self._packed[self._starts[first] : self._starts[end] - 1]
            words = self._words_by_range[first, end] = data.tobytes().decode().split("\n")
        return words


def _read_heads(packed: npt.NDArray[np.uint8], starts: npt.NDArray[np.intp]) -> npt.NDArray[np.uint32]:
    """Return the first character of each word: its UTF-8 as a big-endian number, filled up with zeros."""
    padded = np.concatenate((packed, np.zeros(_HEAD_BYTES, np.uint8)))
    numbers = np.ndarray((padded.size - _HEAD_BYTES + 1,), ">u4", padded, strides=(1,))
    return numbers[starts].astype(np.uint32) & _HEAD_MASKS[padded[starts]]


class WordMap(Mapping[str, V]):
    """A map of words; those of one first character are read when one of them is first looked up.

    Iteration and the length read all words.

    Args:
        words: All words.
        read_values: Returns the values of the words of a range of places, half-open; fewer values than
            words leave the last words out.
        has_value: Whether the word of each place is in the map; None where all are.
    """

    def __init__(
        self,
        words: PackedWords,
        read_values: Callable[[int, int], Sequence[V]],
        has_value: npt.NDArray[np.bool_] | None = None,
    ) -> None:
        self._words = words
        self._read_values = read_values
        self._has_value = has_value
        self._maps_by_char = _MapsByChar(self._read_map)

    def __getitem__(self, word: str) -> V:
        return self._maps_by_char[word[:1]][word]

    def get(self, word: str, default: Any = None) -> Any:
        """Return the value of a word, the default where it has none."""
        return self._maps_by_char[word[:1]].get(word, default)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word in self._maps_by_char[word[:1]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read_range(0, len(self._words)))

    def __len__(self) -> int:
        return len(self._read_range(0, len(self._words)))

    def _read_map(self, char: str) -> dict[str, V]:
        """Return the words that begin with a character, with their values."""
        found: dict[str, V] = {}
        for first, end in self._words.find_ranges(char) if char else ():
            found |= self._read_range(first, end)
        return found

    def _read_range(self, first: int, end: int) -> dict[str, V]:
        words, values = self._words.read(first, end), self._read_values(first, end)
        if self._has_value is None:
            return dict(zip(words, values, strict=False))
        return dict(compress(zip(words, values, strict=False), self._has_value[first:end].tolist()))


class _MapsByChar(dict[str, dict[str, V]]):
    """The maps of a WordMap that were read so far, by the first character of their words."""

    def __init__(self, read_map: Callable[[str], dict[str, V]]) -> None:
        super().__init__()
        self._read_map = read_map

    def __missing__(self, char: str) -> dict[str, V]:
        found = self[char] = self._read_map(char)
        return found
