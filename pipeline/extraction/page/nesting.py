"""Keep the open elements of a page as browsers do: what begins where, and what ends what.

Bounds: what is nested deeper than DEEPEST hangs on the last element within it, as in browsers.
"""

from collections import defaultdict

from pipeline.extraction.page.elements import (
    BLOCK,
    ENDS,
    FRAME,
    LOOSE,
    OTHER_WALLS,
    TIGHT,
    UNSEEN,
    VOID,
    WALLS,
)
from pipeline.extraction.page.parts import Element

DEEPEST = 512


class Nesting:
    """The stack of open elements, and all that ever were in it.

    `block` is at each step the number of the block that comes next.
    """

    __slots__ = ("_overflow", "block", "elements", "ends", "hidden", "levels", "places", "stack")

    def __init__(self) -> None:
        self.block = 0
        self.elements = [Element(0, "html", "", 0, 0, 0)]
        self.ends = [0]
        self.stack = [0]
        self.places: defaultdict[str, list[int]] = defaultdict(list)  # where in the stack each name stands
        self.places["html"].append(0)
        self.levels = [0]  # where in the stack the blocks stand
        self.hidden = 0  # open elements that no reader sees
        self._overflow = 0

    def push(self, name: str, attributes: str) -> None:
        """Begin an element."""
        at = len(self.stack)
        if name in VOID or name in FRAME:
            return
        if at >= DEEPEST:
            self._overflow += 1
            return
        number = len(self.elements)
        self.elements.append(Element(number, name, attributes, self.stack[-1], at, self.block))
        self.ends.append(0)
        self.stack.append(number)
        self.places[name].append(at)
        if name in BLOCK:
            self.levels.append(at)
            self.hidden += name in UNSEEN

    def pop_to(self, at: int) -> None:
        """End the elements that stand at `at` and above."""
        levels = self.levels
        for number in self.stack[at:]:
            name = self.elements[number].name
            self.places[name].pop()
            self.hidden -= name in UNSEEN
            self.ends[number] = self.block
        del self.stack[at:]
        while levels and levels[-1] >= at:
            levels.pop()

    def imply(self, name: str) -> None:
        """End what the start of `name` ends without saying so."""
        if name not in TIGHT and (self.places["p"] or self.places["option"]):
            self._pop_all(LOOSE, OTHER_WALLS)
        if kinds := ENDS.get(name):
            self._pop_all(kinds, WALLS[name])

    def end_block(self, name: str) -> None:
        """End the innermost block-level element of a name, unless a wall stands before it."""
        if self._overflow:
            self._overflow -= 1
        elif places := self.places[name]:
            innermost = places[-1] == len(self.stack) - 1
            if innermost or places[-1] > self._nearest(WALLS.get(name, OTHER_WALLS)):
                self.pop_to(places[-1])

    def end_inline(self, name: str) -> None:
        """End the innermost inline element of a name, unless a block stands before it."""
        if (places := self.places[name]) and places[-1] > self.levels[-1]:
            self.pop_to(places[-1])

    def _nearest(self, names: frozenset[str]) -> int:
        """Return the highest place in the stack of one of `names`, 0 where none is open."""
        found = 0
        for name in names:
            if (places := self.places[name]) and places[-1] > found:
                found = places[-1]
        return found

    def _pop_all(self, kinds: frozenset[str], walls: frozenset[str]) -> None:
        """End every element of `kinds` that stands above the nearest of `walls`."""
        while (at := self._nearest(kinds)) and at > self._nearest(walls):
            self.pop_to(at)
