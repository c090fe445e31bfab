"""The table of places, and the search for its names in a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from jiaokan.text.code_points import to_code_points

_HASH_MULTIPLIER = np.uint32(0x9E3779B1)  # distributes the characters of a pair over the hashes
_HASH_BITS = 20  # with 16, one pair in ten of a text without names has the hash of a name


class NameKind(IntEnum):
    """What a name of a place is; see the head of places.tsv.

    WEAK names count where the place is named in full too or behind its parent, BOUND ones only behind
    its parent.
    """

    FULL = 0
    SHORT = 1
    OLD = 2
    WEAK = 3
    BOUND = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A division: its code, its names from the province down, and whether it exists today.

    >>> Place("430922", ("湖南省", "益阳市", "桃江县")).full_name
    '湖南省益阳市桃江县'
    """

    code: str
    path: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """The names from the province down as one."""
        return "".join(self.path)

    def lies_in(self, other: "Place") -> bool:
        """Return whether the place lies in another one, not counting itself."""
        return len(self.path) > len(other.path) and self.path[: len(other.path)] == other.path


class NameMatch(NamedTuple):  # a tuple and no dataclass for speed: a page names hundreds
    """A name in a text, its half-open place in code points; no places: a word that holds such a name."""

    start: int
    end: int
    places: tuple[tuple[NameKind, Place], ...]

    @property
    def is_full_name(self) -> bool:
        """Whether it is the full name of a place."""
        return NameKind.FULL in [kind for kind, _ in self.places]


class Gazetteer:
    """Places by their names; finds names in Simplified text.

    Attributes:
        places: Each place by its path.
        places_by_name: What a name may stand for.
        paths_by_full_name: Path of each place by its full name, as mentions give it.
    """

    def __init__(self, rows: list[str]) -> None:
        self.places: dict[tuple[str, ...], Place] = {}
        self.places_by_name: dict[str, tuple[tuple[NameKind, Place], ...]] = {}
        for row in rows:
            first, _, rest = row.partition("\t")
            if first == "-":
                self.places_by_name |= dict.fromkeys(rest.split(" "), ())
            else:
                self._add_place(first, rest)
        self.paths_by_full_name = {place.full_name: path for path, place in self.places.items()}
        lengths: dict[str, set[int]] = {}
        for name in self.places_by_name:
            lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths_by_head = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        self._is_used_hash = np.zeros(1 << _HASH_BITS, bool)
        heads = "".join(head for head in self._lengths_by_head if len(head) == 2)
        self._is_used_hash[_hash_pairs(heads)[::2]] = True

    def _add_place(self, code: str, rest: str) -> None:
        path, *lists = rest.split("\t")
        place = Place(code, tuple(path.split("/")))
        self.places[place.path] = place
        names = dict(zip((NameKind.SHORT, NameKind.WEAK, NameKind.BOUND, NameKind.OLD), lists, strict=False))
        kinds = {name: kind for kind, row in names.items() for name in row.split(" ") if name}
        for name, kind in ({place.path[-1]: NameKind.FULL} | kinds).items():
            self.places_by_name[name] = (*self.places_by_name.get(name, ()), (kind, place))

    def find_names(self, text: str) -> Iterator[NameMatch]:
        """Yield every name at every offset of a normalized text, of one offset the longest first."""
        if len(text) < 2:
            return
        (offsets,) = self._is_used_hash.take(_hash_pairs(text)).nonzero()
        lengths_by_head, places_by_name = self._lengths_by_head, self.places_by_name
        for start in offsets.tolist():
            for length in lengths_by_head.get(text[start : start + 2], ()):
                places = places_by_name.get(text[start : start + length])
                if places is not None and start + length <= len(text):  # a slice at the end is shorter
                    yield NameMatch(start, start + length, places)


def _hash_pairs(text: str) -> npt.NDArray[np.uint32]:
    """Return a hash of each two neighbouring characters."""
    points = to_code_points(text)
    pairs = points[:-1] << np.uint32(16) ^ points[1:]
    return np.asarray(pairs * _HASH_MULTIPLIER >> np.uint32(32 - _HASH_BITS), np.uint32)


@lru_cache(1)
def load_gazetteer() -> Gazetteer:
    """Read the table of places."""
    rows = (files(__package__) / "places.tsv").read_text("utf-8").split("\n")
    return Gazetteer([row for row in rows if row and not row.startswith("#")])
