"""Propose pairs of words that a rewriting tool exchanged, from the pages that known pairs give away.

An odd word stands on several suspicious pages and seldom on others. The usual word is one of its synonyms,
by a file of the user's, stands on none of those pages, and the language model prefers it there.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jiaokan.core.errors import InputError
from jiaokan.rules.rewriting_evidence import (
    WORD_CHARS,
    RewritingFinder,
    RewritingPair,
    RewrittenWord,
    score_rewriting,
)
from jiaokan.text.normalized_view import normalize_chars, normalize_view
from jiaokan.text.unicode_ranges import HAN_RUN_PATTERN

MIN_SCORE = 6.0  # nats per 1,000 Han from which a page is suspicious
MIN_PAGES = 2  # suspicious pages on which an odd word stands
_MIN_RATIO = 5.0  # share of the suspicious pages that have an odd word, divided by the share of the others
_MIN_GAIN_NATS = 2.0  # mean gain in the places where it stands
_CONTEXT_CHARS = 4  # code points of an example on either side of the word

Synonyms = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class PairProposal:
    """A pair that a corpus suggests: the words, the pages that show it, the mean gain in nats, examples."""

    odd: str
    usual: str
    pages: int
    gain: float
    hits: tuple[str, ...]

    def format_toml(self) -> str:
        """Return the pair as a line of the file of pairs, with a miss that a person should replace."""
        hits = json.dumps(self.hits, ensure_ascii=False)
        miss = json.dumps([f"先说{self.usual}，再说{self.odd}"], ensure_ascii=False)
        note = f"{self.pages} pages, {self.gain:.1f} nats"
        return (
            f'  {{ odd = "{self.odd}", usual = ["{self.usual}"], hits = {hits}, misses = {miss} }},  # {note}'
        )


def read_synonyms(path: Path) -> Synonyms:
    """Read a file of synonyms: on each line words that mean the same, separated by blanks.

    Raises:
        InputError: The file cannot be read.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a file of synonyms ({error})") from error
    synonyms: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        group = {word for word in normalize_chars(line).split() if len(word) == WORD_CHARS}
        for word in group:
            synonyms[word] |= group - {word}
    return synonyms


def propose_pairs(texts: Iterable[str], finder: RewritingFinder, synonyms: Synonyms) -> list[PairProposal]:
    """Return pairs that are not known yet, the one on most pages first.

    Args:
        texts: The texts of a corpus; only the suspicious ones are kept in memory.
        finder: The pairs that are known; they give the suspicious pages away.
        synonyms: Synonyms of each word.
    """
    suspicious: list[str] = []
    ordinary_pages: Counter[str] = Counter()
    n_ordinary = 0
    for text in texts:
        view = normalize_view(text).text
        if score_rewriting(finder.find_words(view), view) >= MIN_SCORE:
            suspicious.append(view)
        else:
            n_ordinary += 1
            ordinary_pages.update(_list_words(view, synonyms))
    pages: Counter[str] = Counter(word for view in suspicious for word in _list_words(view, synonyms))
    odd_words = [
        word
        for word, count in sorted(pages.items())
        if count >= MIN_PAGES
        and not finder.knows(word)
        and count / len(suspicious) >= _MIN_RATIO * ordinary_pages[word] / max(1, n_ordinary)
    ]
    found = (_find_best_usual(word, synonyms[word], suspicious) for word in odd_words)
    return sorted(filter(None, found), key=lambda one: (-one.pages, -one.gain, one.odd))


def _list_words(view: str, synonyms: Synonyms) -> set[str]:
    """Return every two Han in a row that are a word with synonyms, even if they are parts of two words."""
    runs = HAN_RUN_PATTERN.findall(view)
    pairs = {run[i : i + WORD_CHARS] for run in runs for i in range(len(run) - 1)}
    return {pair for pair in pairs if pair in synonyms}


def _find_best_usual(odd: str, synonyms: Iterable[str], views: Iterable[str]) -> PairProposal | None:
    """Return the proposal for an odd word with the usual word that gains most, None without one."""
    views_with_odd = [view for view in views if odd in view]
    candidates = [word for word in sorted(synonyms) if not any(word in view for view in views_with_odd)]
    proposals = [proposal for word in candidates if (proposal := _weigh_pair(odd, word, views_with_odd))]
    return max(proposals, key=lambda one: (one.pages, one.gain, one.usual), default=None)


def _weigh_pair(odd: str, usual: str, views_with_odd: Iterable[str]) -> PairProposal | None:
    finder = RewritingFinder([RewritingPair(odd, (usual,), (), ())])
    gains: defaultdict[int, list[float]] = defaultdict(list)
    hits: dict[str, None] = {}
    for number, view in enumerate(views_with_odd):
        for word in finder.find_words(view):
            gains[number].append(word.gain)
            hits[_cut_example(view, word)] = None
    every = [gain for page in gains.values() for gain in page]
    if len(gains) < MIN_PAGES or sum(every) < _MIN_GAIN_NATS * len(every):
        return None
    return PairProposal(odd, usual, len(gains), sum(every) / len(every), tuple(hits)[:2])


def _cut_example(view: str, word: RewrittenWord) -> str:
    start = max(0, word.start - _CONTEXT_CHARS)
    before = view[start : word.start].rsplit("\n", maxsplit=1)[-1]
    after = view[word.start : word.start + len(word.odd) + _CONTEXT_CHARS].split("\n", maxsplit=1)[0]
    return before + after
