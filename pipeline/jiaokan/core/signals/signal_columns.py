"""The columns of the table `signals`: name, type and description of each, by the group that computes it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class SignalColumn:
    """A signal: its name, the type of its values, and its description for the card."""

    name: str
    kind: Literal["int32", "float64", "strings"]
    description: str


_CHARACTERS = (
    SignalColumn(
        "n_chars", "int32", "code points without white space; shares are of these if nothing else is said"
    ),
    SignalColumn("han_share", "float64", "share of Han"),
    SignalColumn("latin_share", "float64", "share of Latin letters"),
    SignalColumn("digit_share", "float64", "share of digits"),
    SignalColumn("mark_share", "float64", "share of marks of sentences, brackets and quotes"),
    SignalColumn("symbol_share", "float64", "share of symbols, and of marks that no sentence has: # * _ |"),
    SignalColumn("kana_share", "float64", "share of kana; above .08 the text is Japanese"),
    SignalColumn("char_entropy", "float64", "entropy of the Han in bits; it grows with length (RedPajama)"),
    SignalColumn(
        "classical_share", "float64", "share of Han that are particles of classical Chinese: 之乎者也…"
    ),
    SignalColumn("cantonese_share", "float64", "share of Han that are written in Cantonese alone: 嘅咗喺…"),
    SignalColumn("n_lines", "int32", "lines of the clean text that are not blank"),
    SignalColumn("line_mean", "float64", "code points without white space per line"),
    SignalColumn("lines_ended", "float64", "share of lines that end in a mark (C4)"),
    SignalColumn("lines_short", "float64", "share of lines below 15 code points"),
    SignalColumn("ellipsis_lines", "float64", "share of lines that end in an ellipsis (Gopher)"),
    SignalColumn("dup_line_chars", "float64", "share of the characters in lines that stand before (Gopher)"),
    SignalColumn("n_sentences", "int32", "sentences of the paragraphs"),
    SignalColumn("sentence_mean", "float64", "code points per sentence"),
)
_LEDGER = (
    SignalColumn("removed_share", "float64", "share of the code points of the page that strip removed"),
    SignalColumn("repaired_per_1000", "float64", "code points that mojibake repaired, per 1,000 that it saw"),
    SignalColumn("flags_left", "int32", "places that mojibake flagged and did not repair"),
)
_MENTIONS = (
    SignalColumn(
        "censored_per_1000", "float64", "marks of censorship per 1,000 characters; needs their mentions"
    ),
    SignalColumn(
        "contact_per_1000", "float64", "numbers and addresses for contact per 1,000; needs their mentions"
    ),
)
_REWRITING = (
    SignalColumn(
        "rewritten",
        "float64",
        "how far a tool replaced words by synonyms, in nats per 1,000 Han: above 15 rewritten (none of 5,138 "
        "ordinary texts), above 6 suspicious; it knows the tools of its list and misses others",
    ),
)
_LANGUAGE_MODEL = (
    SignalColumn(
        "nats",
        "float64",
        "mean score of the first 200 characters in the language model; compare within a genre: news -5, "
        "verse -8",
    ),
)
_WORDS = (
    SignalColumn("n_words", "int32", "words as jieba cuts them, marks among them"),
    SignalColumn("word_mean", "float64", "code points per word"),
    SignalColumn("words_unlettered", "float64", "share of words without letter or Han (Gopher)"),
    SignalColumn("stop_share", "float64", "share of words that are common function words"),
    SignalColumn("stop_kinds", "int32", "how many of the 22 stop words of FineWeb-2 stand in the text"),
    SignalColumn("unique_words", "float64", "different words per word; it falls with length (RedPajama)"),
    SignalColumn("top_3gram", "float64", "share of the characters in the most frequent three words (Gopher)"),
    SignalColumn(
        "dup_5gram", "float64", "share of the characters in runs of five words that stand before (Gopher)"
    ),
    SignalColumn("dup_10gram", "float64", "the same for ten words"),
    SignalColumn(
        "fineweb2_fails",
        "strings",
        "conditions of FineWeb-2 for Chinese that the text fails; a description, and no reason to drop it",
    ),
)

# the groups that `[annotate] signals` may list, and their columns
COLUMNS_BY_GROUP = {
    "characters": _CHARACTERS,
    "ledger": _LEDGER,
    "mentions": _MENTIONS,
    "rewriting": _REWRITING,
    "language_model": _LANGUAGE_MODEL,
    "words": _WORDS,
}
SIGNALS = tuple(column for columns in COLUMNS_BY_GROUP.values() for column in columns)
