"""Replace phrases, and characters where no phrase stands: OpenCC's way, and many times as fast.

The result is that of the characters alone but where a phrase says otherwise, and each phrase that
does holds a character it turns differently (乾 in 乾隆 stays). A search for these few finds all
the places where phrases must be weighed against each other; a table does the rest.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from jiaokan.core.edits import Span
from jiaokan.text.script_conversion.script_detection import compile_bmp_class

_ASTRAL_CHAR = re.compile("[\U00010000-\U0010ffff]")
# above one change in so many code points, a table for all of them beats a search for each
_CHARS_PER_SEARCHED_CHANGE = 64

ChoosePhrases = Callable[[Iterable[Span]], Iterator[Span]]
CrossingTest = Callable[[str, Span], bool]


def choose_longest_first(found: Iterable[Span]) -> Iterator[Span]:
    """Choose as opencc-python-reimplemented does: the longest phrase anywhere, then from the left."""
    taken: set[int] = set()
    for span in sorted(found, key=lambda span: (-len(span), span.start)):
        if taken.isdisjoint(places := range(span.start, span.end)):
            taken.update(places)
            yield span


def choose_from_left(found: Iterable[Span]) -> Iterator[Span]:
    """Choose as OpenCC does: the longest phrase that starts where the last one ended."""
    at = 0
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if span.start >= at:
            at = span.end
            yield span


class PhraseReplacer:
    """Dictionaries made ready: `choose` settles which of the phrases that overlap stand.

    Every value is as long as its key, so a text keeps its offsets. A text of any kind takes time
    in proportion to its length.
    """

    def __init__(self, phrases: Mapping[str, str], chars: Mapping[str, str], choose: ChoosePhrases) -> None:
        self._choose = choose
        self._phrases = phrases
        self._chars = {old: new for old, new in chars.items() if old != new}
        self._char_translation = str.maketrans(self._chars)
        self._bmp_translation = [ord(self._chars.get(chr(code), chr(code))) for code in range(0x10000)]
        self._lengths_by_start = _group_lengths(phrases)
        self._max_phrase_chars = max(map(len, phrases))
        self._differing_patterns = _compile_differing(phrases, self._char_translation)
        self._anchor_chars = compile_bmp_class(self._differing_patterns)
        self._changing_chars = compile_bmp_class(self._chars)
        self._relevant_chars = compile_bmp_class({*self._chars, *self._differing_patterns})

    def convert(self, text: str) -> str:
        """Return the text with phrases and characters replaced."""
        return self.convert_and_locate(text)[0]

    def convert_and_locate(self, text: str, is_crossed: CrossingTest | None = None) -> tuple[str, list[Span]]:
        """Return the text with phrases and characters replaced, and the phrases of contested ranges.

        Outside their spans the text is replaced by character. A phrase that `is_crossed` holds for is none.
        """
        if not (self._relevant_chars.search(text) or _ASTRAL_CHAR.search(text)):
            return text, []
        pieces: list[str] = []
        located: list[Span] = []
        at = 0
        for start, end in self._find_contested(text):
            spans = self._choose_phrases(text, Span(start, end), is_crossed)
            pieces += (
                self._replace_chars(text[at:start]),
                self._replace_phrases(text, Span(start, end), spans),
            )
            located += spans
            at = end
        return "".join((*pieces, self._replace_chars(text[at:]))), located

    def _find_contested(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the ranges that phrases chain together around each one that tells, in order."""
        at = 0
        for match in self._anchor_chars.finditer(text):
            anchor = match.start()
            if anchor >= at and self._differing_patterns[match[0]].match(text, anchor):
                start, at = self._grow_range(text, anchor, at)
                yield start, at

    def _grow_range(self, text: str, anchor: int, floor: int) -> tuple[int, int]:
        """Return the range around `anchor`, not before `floor`, whose edges no phrase crosses."""
        start = i = anchor
        while i > max(floor, start - self._max_phrase_chars):
            i -= 1
            if any(end > start for end in self._find_ends(text, i)):
                start = i
        end, i = anchor + 1, start
        while i < end:
            end = max((end, *self._find_ends(text, i)))
            i += 1
        return start, end

    def _find_ends(self, text: str, start: int) -> list[int]:
        """Return where the phrases that start here end."""
        lengths = self._lengths_by_start.get(text[start : start + 2], ())
        return [start + n for n in lengths if text[start : start + n] in self._phrases]

    def _choose_phrases(self, text: str, within: Span, is_crossed: CrossingTest | None) -> list[Span]:
        """Return the phrases that stand in a range whose edges no phrase crosses."""
        found = [Span(i, stop) for i in range(within.start, within.end) for stop in self._find_ends(text, i)]
        spans = list(self._choose(found))
        if is_crossed is None:
            return spans
        while crossed := [
            span for span in spans if self._differs_from_chars(text, span) and is_crossed(text, span)
        ]:
            found = [span for span in found if span not in crossed]
            spans = list(self._choose(found))
        return spans

    def _differs_from_chars(self, text: str, span: Span) -> bool:
        """Say whether a phrase turns a text differently from the characters there."""
        phrase = span.slice_text(text)
        return phrase.translate(self._char_translation) != self._phrases[phrase]

    def _replace_phrases(self, text: str, within: Span, spans: list[Span]) -> str:
        """Replace in a range by the phrases chosen there."""
        converted = list(self._replace_chars(within.slice_text(text)))
        for span in spans:
            converted[span.start - within.start : span.end - within.start] = self._phrases[
                span.slice_text(text)
            ]
        return "".join(converted)

    def _replace_chars(self, text: str) -> str:
        """Replace character by character: a few one by one, many by the table."""
        if _ASTRAL_CHAR.search(text):
            return text.translate(self._char_translation)
        few = 8 + len(text) // _CHARS_PER_SEARCHED_CHANGE
        converted, n = self._changing_chars.subn(lambda match: self._chars[match[0]], text, few)
        return converted if n < few else text.translate(self._bmp_translation)


def _group_lengths(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the phrases that begin with each pair of characters."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for phrase in phrases:
        lengths[phrase[:2]].add(len(phrase))
    return {pair: tuple(sorted(found)) for pair, found in lengths.items()}


def _compile_differing(phrases: Mapping[str, str], chars: dict[int, str]) -> dict[str, re.Pattern[str]]:
    """Compile, under each anchor, what tells that a phrase differs from the characters there.

    One pattern with all anchors tries hundreds of them in turn at each place.
    """
    branches: dict[str, list[str]] = defaultdict(list)
    for phrase, new in phrases.items():
        alone = phrase.translate(chars)
        if alone != new:
            at = next((i for i in range(len(phrase)) if alone[i] != new[i] and phrase[i] <= "\uffff"), 0)
            before = f"(?<={phrase[: at + 1]})" if at else ""
            branches[phrase[at]].append(f"{before}(?={phrase[at + 1 :]})")
    return {anchor: re.compile(f"{anchor}(?:{'|'.join(rest)})") for anchor, rest in branches.items()}
