"""The conditions that FineWeb-2 puts to Chinese text, as the list of those that a text fails.

Thresholds are of configs/cmn_Hani.yml and fineweb-2-pipeline.py of FineWeb-2, and of the defaults of the
Gopher filter in datatrove, read in November 2026. What is measured there with a blank between words is
measured here without. The language score and the filter of addresses are left out. A list of failures
describes a text, and is no reason to drop it: a law repeats itself, and verse has short lines.
"""

from collections.abc import Iterator, Sequence

from jiaokan.stages.annotate.signals.character_signals import LINE_ENDINGS, count_repeated
from jiaokan.stages.annotate.signals.word_signals import (
    FINEWEB2_STOP_WORDS,
    has_letter,
    measure_repeated_ngrams,
    measure_top_ngram,
)

MIN_WORDS, MAX_WORDS = 50, 100_000
MIN_WORD_CHARS, MAX_WORD_CHARS = 1.0, 5.0  # mean code points
MAX_SYMBOLS_PER_WORD = 0.1  # of # and of …, each
MAX_BULLET_LINES, MAX_ELLIPSIS_LINES = 0.9, 0.3
MIN_LETTERED_WORDS = 0.735
MIN_STOP_WORDS = 2
MAX_REPEATED_LINES, MAX_REPEATED_LINE_CHARS = 0.287, 0.1
MIN_ENDED_LINES = 0.106
MAX_LINE_FEEDS_PER_WORD = 0.178
MAX_TOP_NGRAM_CHARS = {2: 0.256, 3: 0.201, 4: 0.171}
MAX_REPEATED_NGRAM_CHARS = {5: 0.198, 6: 0.182, 7: 0.167, 8: 0.154, 9: 0.14, 10: 0.127}
_BULLETS = ("•", "-")


def find_failed_conditions(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the conditions that a text fails, by the names of datatrove's filters, in their order."""
    return (*_check_repetition(text, words), *_check_lines(text, words), *_check_words(text, words))


def _check_repetition(text: str, words: Sequence[str]) -> Iterator[str]:
    lines = [line for line in text.split("\n") if line]
    if count_repeated(lines)[0] > MAX_REPEATED_LINES * len(lines):
        yield "dup_line_frac"
    for n, share in MAX_TOP_NGRAM_CHARS.items():
        if measure_top_ngram(words, n) > share * len(text):
            yield f"top_{n}_gram"
    for n, share in MAX_REPEATED_NGRAM_CHARS.items():
        repeated = measure_repeated_ngrams(words, n)
        if repeated > share * len(text):
            yield f"duplicated_{n}_n_grams"
        if not repeated:  # then no longer run is repeated either
            return


def _check_lines(text: str, words: Sequence[str]) -> Iterator[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines or sum(line[-1] in LINE_ENDINGS for line in lines) < MIN_ENDED_LINES * len(lines):
        yield "line_punct_ratio"
    if count_repeated(lines)[1] > MAX_REPEATED_LINE_CHARS * sum(map(len, lines)):
        yield "char_dup_ratio"
    if text.count("\n") > MAX_LINE_FEEDS_PER_WORD * len(words):
        yield "list_ratio"


def _check_words(text: str, words: Sequence[str]) -> Iterator[str]:
    plain = [word for word in words if any(map(str.isalnum, word))]
    if not MIN_WORDS <= len(plain) <= MAX_WORDS:
        yield "gopher_short_doc" if len(plain) < MIN_WORDS else "gopher_long_doc"
    if not MIN_WORD_CHARS * len(plain) <= sum(map(len, plain)) <= MAX_WORD_CHARS * len(plain):
        yield "gopher_avg_word_length"
    yield from _check_symbols(text, len(words))
    if sum(map(has_letter, words)) < MIN_LETTERED_WORDS * len(words):
        yield "gopher_below_alpha_threshold"
    if len(FINEWEB2_STOP_WORDS.intersection(words)) < MIN_STOP_WORDS:
        yield "gopher_enough_stop_words"


def _check_symbols(text: str, n_words: int) -> Iterator[str]:
    if text.count("#") > MAX_SYMBOLS_PER_WORD * n_words:
        yield "gopher_too_many_hashes"
    if text.count("...") + text.count("…") > MAX_SYMBOLS_PER_WORD * n_words:
        yield "gopher_too_many_ellipsis"
    lines = text.split("\n")
    if sum(line.lstrip().startswith(_BULLETS) for line in lines) > MAX_BULLET_LINES * len(lines):
        yield "gopher_too_many_bullets"
    if sum(line.rstrip().endswith(("...", "…")) for line in lines) > MAX_ELLIPSIS_LINES * len(lines):
        yield "gopher_too_many_end_ellipsis"
