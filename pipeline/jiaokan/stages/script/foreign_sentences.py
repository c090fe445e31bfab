"""Find sentences and quotations in other languages inside a Chinese text.

Their marks are not changed. Han inside them are names that they explain: `I live in Beijing (北京), China.`,
`서울(首爾)에 갔어요.`
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.text.japanese import is_japanese
from jiaokan.text.unicode_ranges import HAN, HAN_CHAR_PATTERN, HAN_RUN_PATTERN, HANGUL

# Latin, Greek and Cyrillic
_EUROPEAN_LETTERS = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f"
_FOREIGN_LETTER = compile_on_use(f"[{_EUROPEAN_LETTERS}{HANGUL}\u3041-\u30ff]")
_EUROPEAN_WORD = re.compile(f"[{_EUROPEAN_LETTERS}]{{2,}}")
_LOWER_WORD = re.compile(f"(?<![{_EUROPEAN_LETTERS}'’-])[a-zß-öø-ÿα-ωа-я]{{2,}}(?![{_EUROPEAN_LETTERS}])")
_EUROPEAN_OPENING = compile_on_use(
    f"[^{_EUROPEAN_LETTERS}{HAN}{HANGUL}\u3041-\u30ff<]*+[{_EUROPEAN_LETTERS}]"
)
_HANGUL_LETTER = compile_on_use(f"[{HANGUL}]")
# a Latin stop ends a sentence before a blank and no lower-case letter, a Chinese stop everywhere
_SENTENCE_END = "[\"'”’)]{0,2}(?:[^\\S\n]+[^\\sa-z]|[^\\S\n]*(?:\n|\\Z))"
_SENTENCE = compile_on_use(
    f"\\S(?:[^\n。！？；….!?]|[.!?](?!{_SENTENCE_END}))*+(?:[.!?][\"'”’)]{{0,2}}|[。！？；…]+)?"
)
_QUOTATION = re.compile('"(?=\\S)([^"\n]{2,300})(?<=\\S)"|“(?=\\S)([^“”\n]{2,300})(?<=\\S)”')
_BRACKETED_OR_QUOTED = re.compile(
    '[（(][^（）()\n]*[）)]|「[^「」\n]*」|『[^『』\n]*』|《[^《》\n]*》|“[^“”\n]*”|"[^"\n]*"'
)
_MAX_NAME_CHARS = 6  # consecutive Han of a name in a foreign sentence; Chinese prose has more
_MIN_WORDS_PER_NAME = 2  # European words for each such name
_PROSE_WORD = re.compile("[的了是在和与與将將就也这這]")  # grammatical words, rare in names


def find_foreign_spans(text: str) -> Iterator[Span]:
    """Yield the sentences in another language, and the text inside quotation marks in another language.

    The spans are half-open and in code points. A quotation may lie inside a sentence.

    >>> text = "他说：“Never give up.”"
    >>> [span.slice_text(text) for span in find_foreign_spans(text)]
    ['Never give up.']
    """
    if not (letter := _FOREIGN_LETTER.search(text)):
        return
    while letter:  # no sentence goes on over the end of its line
        end = text.find("\n", letter.start())
        end = len(text) if end < 0 else end
        for sentence in _SENTENCE.finditer(text, text.rfind("\n", 0, letter.start()) + 1, end):
            if _FOREIGN_LETTER.search(sentence[0]) and is_foreign(sentence[0]):
                yield Span(*sentence.span())
        letter = _FOREIGN_LETTER.search(text, end)
    for quoted in _QUOTATION.finditer(text):
        group = quoted.lastindex or 0
        if _is_foreign_quotation(quoted[group]):
            yield Span(*quoted.span(group))


def is_foreign(sentence: str) -> bool:
    """Tell whether a sentence is in a European language, in Korean or in Japanese.

    >>> is_foreign("I live in Beijing (北京), China.")
    True
    >>> is_foreign("他用Visual Studio Code写程序")
    False
    """
    return is_korean(sentence) or is_japanese(sentence) or _is_european(sentence)


def is_korean(sentence: str) -> bool:
    """Tell whether a sentence is in Korean. Text in brackets and quotation marks does not count.

    >>> is_korean("서울(首爾)에 갔어요.")
    True
    >>> is_korean("韓劇《사랑의 불시착》很好看")
    False
    """
    if not _HANGUL_LETTER.search(sentence):
        return False
    unquoted = _BRACKETED_OR_QUOTED.sub("", sentence)
    hangul_count = len(_HANGUL_LETTER.findall(unquoted))
    return hangul_count > 1 and hangul_count >= len(HAN_CHAR_PATTERN.findall(unquoted))


def _is_european(sentence: str) -> bool:
    if not _EUROPEAN_OPENING.match(sentence) or not _LOWER_WORD.search(sentence):
        return False
    names = HAN_RUN_PATTERN.findall(_BRACKETED_OR_QUOTED.sub("", sentence))
    words = len(_EUROPEAN_WORD.findall(sentence))
    if any(len(name) > _MAX_NAME_CHARS or _PROSE_WORD.search(name) for name in names):
        return False
    return words > (2 if HAN_CHAR_PATTERN.search(sentence) else 1) and words >= _MIN_WORDS_PER_NAME * len(
        names
    )


def _is_foreign_quotation(quoted: str) -> bool:
    if HAN_CHAR_PATTERN.search(quoted):
        return is_foreign(quoted)
    return len(_EUROPEAN_WORD.findall(quoted)) > 1 or len(_HANGUL_LETTER.findall(quoted)) > 1
