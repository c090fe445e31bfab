"""Patterns of text that keeps half-width marks in Chinese prose: formulas, versions, files, emoticons."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.text.unicode_ranges import HAN

_NUMBER = r"\d+(?:\.\d+)?"
_TERM = rf"(?:{_NUMBER}[A-Za-z]?|[A-Za-zα-ωΑ-Ω]\d?['′]?|∞|√{_NUMBER})"
_ITEM = rf"[-+±−]?{_TERM}(?:[-+*/^−]{_TERM})*[%°]?"
_OPERAND = rf"(?:\d*[a-z]\d?|{_NUMBER})"
_FORMULA_CHAR = f"[^()\n{HAN}]"  # a character of a formula
_FUNCTION_NAMES = (
    "sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|log|ln|lg|lim|exp|max|min|sup|inf|det|gcd|lcm|sgn|mod|sqrt"
)
_FILE_EXTENSIONS = (
    "pdf|docx?|xlsx?|pptx?|txt|csv|jpe?g|png|gif|zip|rar|7z|mp[34]|avi|mkv|exe|apk|json|xml|html?|py|js|md"
)
# characters that prose has in brackets too; any other character may be part of an emoticon
_NON_EMOTICON_CHARS = (
    "A-Za-z0-9\\s,.:;!?%&…—+=<>/\"'“”‘’、，。：；！？（）《》【】\\[\\]{}|#@`*$¥￥€£×·①-⓿-" + HAN
)

FORMULA_PATTERN = compile_on_use(
    rf"""
      (?!\(\d{{1,3}}(?:,\d{{3}})+\))[(\[]\s?{_ITEM}(?:\s?,\s?{_ITEM}){{1,9}}\s?[)\]]  # [0,+∞)
    | (?<![A-Za-z])(?:[a-zφψΓ]|{_FUNCTION_NAMES})\((?:{_FORMULA_CHAR}|\({_FORMULA_CHAR}{{0,20}}\)){{1,40}}\)
                                                                                  # f(x+1) sin(x) lim(x→0)
    | \(-?(?=[^()\n]{{0,20}}[a-z]){_OPERAND}(?:\s?[-+*/×^−]\s?{_OPERAND})+\)  # (2n+1)
    | (?<=[\w)²³])\({_FORMULA_CHAR}{{1,12}}[=<>≤≥≠±→∈^]{_FORMULA_CHAR}{{1,12}}\)     # y=x²(x≥0)
    | (?<=[\w)])\((?:aq|s|l|g)\)                                                       # NaCl(aq)
    | \({_NUMBER}\s?[±~～-]\s?{_NUMBER}\)\s?(?:[℃%‰°]|[a-zA-Zμ]{{1,3}}(?![A-Za-z]))   # (20±2)℃
    | \((?:(?:[A-Z][a-z]?\d?)*[A-Z][a-z]?\d|OH|CN)\)\d(?!\d)                           # (NH4)2SO4
    | (?<![A-Za-z])[A-Zα-ω]['′]?(?:,[A-Zα-ω]['′]?)+-                                   # N,N-二甲基
    | (?<![A-Za-z\d.])[a-z](?:,[a-z])+(?![A-Za-z\d])                                   # x,y,z三个变量
    | (?:[vV]\d+(?:\.\d+)*|\d+\.\d+\.\d+)\([!-'*-~\s]{{1,20}}\)                        # v1.2.3(beta)
    | \([^()\n]{{1,20}}\)\.(?:{_FILE_EXTENSIONS})(?![A-Za-z\d])                # 报告(终稿).docx
    """,
    re.VERBOSE | re.ASCII,
)
# two such other characters at least, and no word: (*^▽^*) (≧▽≦) (ง •_•)ง
EMOTICON_PATTERN = compile_on_use(
    rf"""
    \(
    (?=[^()\n]{{0,12}}[^{_NON_EMOTICON_CHARS}][^()\n]{{0,12}}[^{_NON_EMOTICON_CHARS}])
    (?:
        [^()\n{HAN}A-Za-z0-9]                              # ^ ▽
      | (?<![A-Za-z0-9])[A-Za-z0-9](?![A-Za-z0-9])         # a single letter: (T▽T)
    ){{2,14}}
    \)
    """,
    re.VERBOSE,
)
# spans whose marks belong to no sentence
_NON_SENTENCE_RUN = re.compile(
    r"""
      (?:(?:https?|ftp)://|www\.)[!-~]{0,2000}[\w/=&#~-]       # https://example.org/a, without a final mark
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+  # name@example.org
    | &\#?\w{1,32};                                            # &nbsp;
    | [:;]['-]?(?:[)]|[(DPp](?=\s|$))                          # :-)
    | \((?=[^()\n]{0,6}[\^_])[\^_;*~@=oOTxX><.'\"-]{2,8}\)     # (^_^)
    """,
    re.ASCII | re.VERBOSE,
)
# where a match of that may begin, in a text without "@": a search for one class skips to its characters
_NON_SENTENCE_START = re.compile(r"[hfw&:;(](?:(?<=[&:;(])|(?=ttps?:|tp:|ww\.))")
# where a formula may begin: at a bracket; at a letter or digit that a bracket or comma follows
_FORMULA_START = re.compile(
    r"[(\[A-Za-zα-ωΑ-Ω\d](?:(?<=[(\[])|(?=[a-z]{0,5}\()|(?=['′]?,)|(?=[\d.]*\())", re.ASCII
)


def find_non_sentence_spans(text: str) -> Iterator[Span]:
    """Yield the spans whose marks belong to no sentence, of one kind after another.

    >>> text = "见(1,2)和https://example.org/a?b"
    >>> [span.slice_text(text) for span in find_non_sentence_spans(text)]
    ['https://example.org/a?b', '(1,2)']
    """
    for match in (
        *(
            _NON_SENTENCE_RUN.finditer(text)
            if "@" in text
            else _match_at_starts(_NON_SENTENCE_RUN, _NON_SENTENCE_START, text)
        ),
        *_match_at_starts(FORMULA_PATTERN, _FORMULA_START, text),
        *EMOTICON_PATTERN.finditer(text),
    ):
        yield Span(*match.span())


def _match_at_starts(pattern: re.Pattern[str], starts: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer` does; `starts` matches wherever a match may begin, and is fast."""
    end = 0
    for start in starts.finditer(text):
        if start.start() >= end and (match := pattern.match(text, start.start())):
            end = match.end()
            yield match
