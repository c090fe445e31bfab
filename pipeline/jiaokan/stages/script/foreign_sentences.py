"""Find the sentences of a Chinese text that are written in another language, and quotations in one.

Their marks are their own, and the Han in them are names that they explain: `I live in Beijing
(北京), China.`, `서울(首爾)에 갔어요.`
"""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Span
from jiaokan.text.script_conversion import is_japanese
from jiaokan.text.unicode_ranges import HAN, HANGUL

# Latin, Greek and Cyrillic
_LETTER = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f"
_OTHER = re.compile(f"[{_LETTER}{HANGUL}\u3041-\u30ff]")
_WORD = re.compile(f"[{_LETTER}]{{2,}}")
_LOWER_WORD = re.compile(f"(?<![{_LETTER}'’-])[a-zß-öø-ÿα-ωа-я]{{2,}}(?![{_LETTER}])")
_OPENING = re.compile(f"[^{_LETTER}{HAN}{HANGUL}\u3041-\u30ff<]*+[{_LETTER}]")
_HAN_CHAR, _HAN_RUN = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}]+")
_HANGUL_LETTER = re.compile(f"[{HANGUL}]")
# a point ends a sentence where a blank and no small letter follow, and a Chinese stop wherever it stands
_END = "[\"'”’)]{0,2}(?:[^\\S\n]+[^\\sa-z]|[^\\S\n]*(?:\n|\\Z))"
_SENTENCE = re.compile(f"\\S(?:[^\n。！？；….!?]|[.!?](?!{_END}))*+(?:[.!?][\"'”’)]{{0,2}}|[。！？；…]+)?")
_QUOTED = re.compile('"(?=\\S)([^"\n]{2,300})(?<=\\S)"|“(?=\\S)([^“”\n]{2,300})(?<=\\S)”')
_IN_MARKS = re.compile(
    '[（(][^（）()\n]*[）)]|「[^「」\n]*」|『[^『』\n]*』|《[^《》\n]*》|“[^“”\n]*”|"[^"\n]*"'
)
_MAX_NAME_CHARS = 6  # Han in a row that a sentence in another language names; prose has more
_WORDS_TO_A_NAME = 2  # words for each such name at least
_OF_PROSE = re.compile("[的了是在和与與将將就也这這]")  # grammar, which names hardly hold


def foreign_spans(text: str) -> Iterator[Span]:
    """Yield the sentences in another language, and what stands in quotation marks in one.

    The spans are half-open and in code points; a quotation may lie within a sentence.
    """
    if not _OTHER.search(text):
        return
    for sentence in _SENTENCE.finditer(text):
        if _OTHER.search(sentence[0]) and is_foreign(sentence[0]):
            yield Span(*sentence.span())
    for quoted in _QUOTED.finditer(text):
        inside = quoted.lastindex or 0
        if _is_foreign_quotation(quoted[inside]):
            yield Span(*quoted.span(inside))


def is_foreign(sentence: str) -> bool:
    """Say whether a sentence is in a European language, in Korean or in Japanese.

    >>> is_foreign("I live in Beijing (北京), China.")
    True
    >>> is_foreign("他用Visual Studio Code写程序")
    False
    """
    return is_korean(sentence) or is_japanese(sentence) or _is_european(sentence)


def is_korean(sentence: str) -> bool:
    """Say whether a sentence is in Korean: what it gives in brackets and quotation marks does not count.

    >>> is_korean("서울(首爾)에 갔어요.")
    True
    >>> is_korean("韓劇《사랑의 불시착》很好看")
    False
    """
    if not _HANGUL_LETTER.search(sentence):
        return False
    own = _IN_MARKS.sub("", sentence)
    hangul = len(_HANGUL_LETTER.findall(own))
    return hangul > 1 and hangul >= len(_HAN_CHAR.findall(own))


def _is_european(sentence: str) -> bool:
    if not _OPENING.match(sentence) or not _LOWER_WORD.search(sentence):
        return False
    names = _HAN_RUN.findall(_IN_MARKS.sub("", sentence))
    words = len(_WORD.findall(sentence))
    if any(len(name) > _MAX_NAME_CHARS or _OF_PROSE.search(name) for name in names):
        return False
    return words > (2 if _HAN_CHAR.search(sentence) else 1) and words >= _WORDS_TO_A_NAME * len(names)


def _is_foreign_quotation(quoted: str) -> bool:
    if _HAN_CHAR.search(quoted):
        return is_foreign(quoted)
    return len(_WORD.findall(quoted)) > 1 or len(_HANGUL_LETTER.findall(quoted)) > 1
