"""Replace phrases, and single characters elsewhere: OpenCC's method, many times as fast.

A phrase changes the result only if it contains a character that it converts differently from the
table of characters (乾 stays in 乾隆). A search for these few characters finds all places where
phrases must be compared; the table does the rest.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.text.code_points import UTF32_DTYPE, from_code_points, to_code_points
from jiaokan.text.script_conversion.script_detection import compile_bmp_class

_ASTRAL_CHAR = re.compile("[\U00010000-\U0010ffff]")
_MIN_ARRAY_CHARS = 16  # code points; below this, str.translate is faster than an array

ChoosePhrases = Callable[[Iterable[Span]], Iterator[Span]]
CrossingTest = Callable[[str, Span], bool]


def choose_longest_first(candidates: Iterable[Span]) -> Iterator[Span]:
    """Choose phrases as opencc-python-reimplemented does: the longest anywhere, then from the left."""
    taken: set[int] = set()
    for span in sorted(candidates, key=lambda span: (-len(span), span.start)):
        if taken.isdisjoint(offsets := range(span.start, span.end)):
            taken.update(offsets)
            yield span


def choose_from_left(candidates: Iterable[Span]) -> Iterator[Span]:
    """Choose phrases as OpenCC does: the longest that starts where the previous one ended, or later."""
    previous_end = 0
    for span in sorted(candidates, key=lambda span: (span.start, -span.end)):
        if span.start >= previous_end:
            previous_end = span.end
            yield span


class PhraseReplacer:
    """Compiled dictionaries of phrases and characters.

    Every value is as long as its key, so offsets do not change. The time is proportional to the length
    of the text, whatever the text.

    Args:
        phrases: Replacements of phrases.
        chars: Replacements of characters.
        choose: Chooses which of the phrases that overlap apply.

    >>> replacer = PhraseReplacer({"乾隆": "乾隆"}, {"乾": "干", "淨": "净"}, choose_from_left)
    >>> replacer.convert("乾隆乾淨")
    '乾隆干净'
    """

    def __init__(self, phrases: Mapping[str, str], chars: Mapping[str, str], choose: ChoosePhrases) -> None:
        self._choose = choose
        self._phrases = phrases
        self._chars = {old: new for old, new in chars.items() if old != new}
        self._char_translation = str.maketrans(self._chars)
        self._bmp_codes = np.arange(0x10000, dtype=UTF32_DTYPE)
        for old, new in self._chars.items():
            if old <= "\uffff":
                self._bmp_codes[ord(old)] = ord(new)
        self._lengths_by_start = _group_lengths(phrases)
        self._max_phrase_chars = max(map(len, phrases))
        self._differing_patterns = _compile_differing(phrases, self._char_translation)
        self._anchor_chars = compile_bmp_class(self._differing_patterns)
        self._relevant_chars = compile_bmp_class({*self._chars, *self._differing_patterns})

    def convert(self, text: str) -> str:
        """Return the text with phrases and characters replaced."""
        return self.convert_and_locate(text)[0]

    def convert_and_locate(self, text: str, is_crossed: CrossingTest | None = None) -> tuple[str, list[Span]]:
        """Return the converted text, and the spans of the phrases where a phrase decides.

        Outside these spans the text is converted by character. A phrase for which `is_crossed` is true
        does not apply.
        """
        if not (self._relevant_chars.search(text) or _ASTRAL_CHAR.search(text)):
            return text, []
        pieces: list[str] = []
        located: list[Span] = []
        previous_end = 0
        for start, end in self._find_contested(text):
            spans = self._choose_phrases(text, Span(start, end), is_crossed)
            pieces += (
                self._replace_chars(text[previous_end:start]),
                self._replace_phrases(text, Span(start, end), spans),
            )
            located += spans
            previous_end = end
        return "".join((*pieces, self._replace_chars(text[previous_end:]))), located

    def _find_contested(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the ranges of overlapping phrases around each phrase that decides, in order."""
        previous_end = 0
        for match in self._anchor_chars.finditer(text):
            anchor = match.start()
            if anchor >= previous_end and self._differing_patterns[match[0]].match(text, anchor):
                start, previous_end = self._grow_range(text, anchor, previous_end)
                yield start, previous_end

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
        """Return the ends of the phrases that start at `start`."""
        lengths = self._lengths_by_start.get(text[start : start + 2], ())
        return [start + n for n in lengths if text[start : start + n] in self._phrases]

    def _choose_phrases(self, text: str, within: Span, is_crossed: CrossingTest | None) -> list[Span]:
        """Return the phrases that apply in a range whose edges no phrase crosses."""
        candidates = [
            Span(i, stop) for i in range(within.start, within.end) for stop in self._find_ends(text, i)
        ]
        spans = list(self._choose(candidates))
        if is_crossed is None:
            return spans
        while crossed := [
            span for span in spans if self._differs_from_chars(text, span) and is_crossed(text, span)
        ]:
            candidates = [span for span in candidates if span not in crossed]
            spans = list(self._choose(candidates))
        return spans

    def _differs_from_chars(self, text: str, span: Span) -> bool:
        """Return whether a phrase converts the text differently from the table of characters."""
        phrase = span.slice_text(text)
        return phrase.translate(self._char_translation) != self._phrases[phrase]

    def _replace_phrases(self, text: str, within: Span, spans: list[Span]) -> str:
        """Return a range of the text, converted by the phrases chosen there."""
        converted = list(self._replace_chars(within.slice_text(text)))
        for span in spans:
            converted[span.start - within.start : span.end - within.start] = self._phrases[
                span.slice_text(text)
            ]
        return "".join(converted)

    def _replace_chars(self, text: str) -> str:
        """Convert by character; for a text of the BMP an array is 30 times as fast as a dictionary."""
        if len(text) < _MIN_ARRAY_CHARS or _ASTRAL_CHAR.search(text):
            return text.translate(self._char_translation)
        return from_code_points(self._bmp_codes.take(to_code_points(text)))


def _group_lengths(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the phrases that begin with each pair of characters."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for phrase in phrases:
        lengths[phrase[:2]].add(len(phrase))
    return {pair: tuple(sorted(pair_lengths)) for pair, pair_lengths in lengths.items()}


def _compile_differing(phrases: Mapping[str, str], chars: dict[int, str]) -> dict[str, re.Pattern[str]]:
    """Return for each anchor character a pattern of contexts in which a phrase differs from its characters.

    A single pattern of all anchors would try hundreds of them at each offset.
    """
    branches: dict[str, list[str]] = defaultdict(list)
    for phrase, converted in phrases.items():
        by_chars = phrase.translate(chars)
        if by_chars != converted:
            index = next(
                (i for i in range(len(phrase)) if by_chars[i] != converted[i] and phrase[i] <= "\uffff"), 0
            )
            before = f"(?<={phrase[: index + 1]})" if index else ""
            branches[phrase[index]].append(f"{before}(?={phrase[index + 1 :]})")
    return {
        anchor: compile_on_use(f"{anchor}(?:{'|'.join(patterns)})") for anchor, patterns in branches.items()
    }
