"""Pieces of a sentence on lines of their own: links, emphasis and figures that were in inline tags.

Every pattern is for normalized text.
"""

import re

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.paragraphs.list_markers import (
    COLONS,
    COMMAS,
    NO_LINE_START,
    PROSE_MARK,
    find_numbering_style,
    is_lone_numbering,
    is_mid_sentence,
)
from jiaokan.text.language_model import load_lexicon
from jiaokan.text.word_boundaries import word_continuation_score

# 2015 | 9.3 | 12.3% | 09:30 | 1,102,284
_FIGURE = re.compile(r"\(?[A-Z]{0,4}\)?\d[\d.,:/%~-]*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
# what follows a figure in a sentence: a unit, or a word of extent
UNIT_OF_FIGURE = re.compile(
    "[年月日时分号点至到%‰倍度以余多人名位个家户项次岁届元吨亩米公千百万亿平美条款种台辆座件章]"
)
_COUNTED_AMOUNT = re.compile(
    r"\d[\d.,]*(?:[万亿%户家种人元吨个名项]|\d$)(?!月)"
)  # 496.97万人 opens no paragraph
_PARTICLE = re.compile("[了着过的地得吗呢吧]$|的(?![士确])")
# what never or seldom ends a sentence: characters, where no longer word ends in them, and words
_UNFINISHED_CHAR = frozenset("在和与及将把被对从向以由于或并使让为")
_UNFINISHED_WORD = compile_on_use(
    "(?:目前|其中|包括|根据|有关|叫做|以及|并且|正在|即将|必将|是|[用对关基位处属等大小在由至将定拟现]于|[称作成分认改因]为)$"
)
_MIN_WORD_SHARE = 2e-6  # share of a word in running text, of which such a character may be the end: 现在
# what ends no sentence before a figure
_BEFORE_FIGURE = re.compile("[达第共约至到过]$")
_MAX_PIECE_CHARS = 20  # of a piece, in code points


def explain_sentence_piece(
    before: str, after: str, below: str, *, joined: bool, settings: ParagraphSettings
) -> str:
    """Return why two lines are pieces of one sentence, "" without evidence.

    Args:
        before: the first line, normalized.
        after: the second line, normalized.
        below: the line after the second, normalized; "" if there is none.
        joined: whether the first line is itself joined to the line above it.
        settings: the limits of the stage.
    """
    if joined and len(before) == 1 and before in COLONS + COMMAS:
        return "a mark amid the sentence"
    if not is_mid_sentence(before) or is_lone_numbering(before) or find_numbering_style(after):
        return ""
    return _find_reason(before, after, below, joined=joined, settings=settings)


def _find_reason(before: str, after: str, below: str, *, joined: bool, settings: ParagraphSettings) -> str:
    if _is_needed_figure(before, after, below, joined=joined):
        return "a figure amid the sentence"
    if _PARTICLE.match(after):
        return "no line opens with a particle"
    if ends_unfinished(before, after) and len(before) >= 4:
        return "the sentence is unfinished"
    return "a piece amid the sentence" if _is_inline_word(before, after, below, settings) else ""


def ends_unfinished(before: str, after: str) -> bool:
    """Tell whether a line ends with a word that leads to what follows, such as a conjunction.

    >>> [ends_unfinished(before, "各县") for before in ("这些办法适用于", "保存接口的数据", "他走到现在")]
    [True, False, False]
    """
    if after[0].isdigit() and _BEFORE_FIGURE.search(before) and not _is_word(before[-2:]):
        return True
    if _UNFINISHED_WORD.search(before):
        return True
    return before[-1] in _UNFINISHED_CHAR and not _is_word(before[-2:])


def _is_word(text: str) -> bool:
    return load_lexicon().word_shares.get(text, 0) >= _MIN_WORD_SHARE


def is_figure(text: str) -> bool:
    """Tell whether normalized text is a figure alone.

    >>> is_figure("1,102,284"), is_figure("12.3%"), is_figure("3月")
    (True, True, False)
    """
    return bool(_FIGURE.match(text))


def _is_needed_figure(before: str, after: str, below: str, *, joined: bool) -> bool:
    """Tell whether one of two lines is a figure that the sentence around it needs."""
    if _FIGURE.match(after):
        may_open_paragraph = (
            _YEAR.fullmatch(after) and not PROSE_MARK.search(before) and not ends_unfinished(before, after)
        )
        return not may_open_paragraph and bool(NO_LINE_START.match(below) or UNIT_OF_FIGURE.match(below))
    if _FIGURE.match(before):
        return bool(UNIT_OF_FIGURE.match(after)) and (joined or not _is_word(after[:2]))  # 平和
    is_prose = joined or bool(PROSE_MARK.search(before) or ends_unfinished(before, after))
    return is_prose and bool(_COUNTED_AMOUNT.match(after)) and len(before) <= _MAX_PIECE_CHARS


def _is_inline_word(before: str, after: str, below: str, settings: ParagraphSettings) -> bool:
    """Tell whether a short line before a line that begins with a mark belongs to the sentence above it."""
    if (
        not NO_LINE_START.match(below)
        or len(after) > _MAX_PIECE_CHARS
        or PROSE_MARK.search(after)
        or not is_mid_sentence(after)
    ):
        return False
    is_prose = PROSE_MARK.search(before) or len(before) >= settings.sentences.min_comma_line_chars
    return bool(is_prose) or word_continuation_score(before, after) > 0
