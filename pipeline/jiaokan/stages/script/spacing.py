"""Close gaps that typesetting and scraping left inside Chinese words, dates and brackets.

A space that may have a meaning stays: between the parts of a heading, names, lines of verse and table cells,
which a tab parts too, and where it replaces a lost mark. A long line may be a block that a site joined from
paragraphs. There a space after a stop or between Han may be a paragraph break and stays too.
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, drop_overlapping_edits, make_deletion
from jiaokan.metadata.name_forms import split_names
from jiaokan.stages.script.mark_context import HAN_CHAR
from jiaokan.stages.script.stray_spaces import find_stray_gaps
from jiaokan.text.unicode_ranges import HAN

_BLANK_CHARS = " \u00a0\u2000-\u200a\u202f\u3000"
_GAP_CLASS = f"[{_BLANK_CHARS}]"
_LINE_OR_CELL = compile_on_use(r"[^\n\t]+")  # a tab parts the cells of a row
_GAP_RUN = compile_on_use(f"{_GAP_CLASS}+")

# the number of a part is one word: 第 一 章
_SPREAD_PART_NUMBER = (
    f"第{_GAP_CLASS}{{1,4}}[{HAN}](?:{_GAP_CLASS}{{1,4}}[{HAN}])?{_GAP_CLASS}{{1,4}}[章节節条條编編篇回卷]"
)
_SPREAD_LETTERS = compile_on_use(
    rf"""
      (?<![^{_BLANK_CHARS}，。：；！？（《“【])
      (?:{_SPREAD_PART_NUMBER}|[{HAN}](?:{_GAP_CLASS}{{1,4}}[{HAN}]){{2,}})
      (?![{HAN}])                                                            # 招 聘 公 告
    | ^[{HAN}]{_GAP_CLASS}{{1,8}}[{HAN}]$                                    # all of a line: 目 录
    | (?<=[章节節编編篇]{_GAP_CLASS})[{HAN}]{_GAP_CLASS}{{1,4}}[{HAN}]$      # after a part: 第一章 总 则
    """,
    re.VERBOSE,
)
# the label of a form field, spread to the width of other labels: 地 址：, 联 系 人：
_SPREAD_LABEL = compile_on_use(
    f"(?:^|(?<=[，。；])|(?<={_GAP_CLASS}{_GAP_CLASS}))[{HAN}](?:{_GAP_CLASS}{{1,8}}[{HAN}]){{1,4}}(?={_GAP_CLASS}*[：:])"
)
# single characters that may be items of a list
_LIST_ITEM_CHARS = frozenset(
    "〇一二三四五六七八九十日甲乙丙丁戊己庚辛壬癸东南西北東春夏秋冬优良中差優是否有无無男女上下左右大小"
)
_NAME_LIKE_WORD = compile_on_use(f"(?<![^{_BLANK_CHARS}])[{HAN}]{{2,4}}(?![^{_BLANK_CHARS}])")
_LONE_HAN = compile_on_use(f"(?<![^{_BLANK_CHARS}])[{HAN}](?![^{_BLANK_CHARS}])")
_SPREAD_DATE = compile_on_use(
    rf"""
    (?<!\d)
    (?:
        \d{{4}}{_GAP_CLASS}?年
        (?:{_GAP_CLASS}?\d{{1,2}}{_GAP_CLASS}?月(?:{_GAP_CLASS}?\d{{1,2}}{_GAP_CLASS}?[日号])?)?
                                                                            # 2020 年 1 月 26 日
      | \d{{1,2}}{_GAP_CLASS}?月
        (?:
            {_GAP_CLASS}?\d{{1,2}}{_GAP_CLASS}?[日号]                                         # 1 月 26 日
          | [至到]{_GAP_CLASS}?\d{{1,2}}{_GAP_CLASS}?月                                       # 1 月至 3 月
        )?
    )
    """,
    re.ASCII | re.VERBOSE,
)
_SPREAD_TIME = compile_on_use(
    rf"""
      (?<!\d)\d{{1,2}}{_GAP_CLASS}?[时時点點]{_GAP_CLASS}?\d{{1,2}}{_GAP_CLASS}?分                # 9 时 30 分
    | (?<=[上下]午){_GAP_CLASS}?\d{{1,2}}{_GAP_CLASS}?[时時点點]
      (?:{_GAP_CLASS}?\d{{1,2}}{_GAP_CLASS}?分)?                                              # 上午 9 时
    """,
    re.ASCII | re.VERBOSE,
)
# each begins with the gap and looks back from there, because a search for one class skips to its characters
_GAP_AFTER_OPENING = compile_on_use(
    f"{_GAP_CLASS}(?<=[（《〈“‘「『【].){_GAP_CLASS}{{,2}}(?=[^{_BLANK_CHARS}）》〉”’」』】])"
)
_GAP_BEFORE_CLOSING = compile_on_use(
    f"{_GAP_CLASS}(?<=[^{_BLANK_CHARS}（《〈“‘「『【].){_GAP_CLASS}{{,2}}(?=[）》〉”’」』】])"
)
_GAP_BEFORE_MARK = compile_on_use(f"{_GAP_CLASS}(?<=[{HAN}a-zA-Z0-9）》”].){_GAP_CLASS}?(?=[，。、；：？！])")
_GAP_AFTER_COMMA = compile_on_use(
    f"{_GAP_CLASS}(?:(?<=[，、].){_GAP_CLASS}?(?=[{HAN}“《（a-zA-Z0-9])|(?<=：.){_GAP_CLASS}?(?=[“「『]))"
)
# 们 begins no word, 的 only 的确 and 的士
_GAP_BEFORE_PARTICLE = compile_on_use(f"{_GAP_CLASS}(?<=[{HAN}].)(?=们|的(?![确確士]))")


def close_gaps(text: str, block: int) -> Iterator[Edit]:
    """Propose to delete gaps without a meaning.

    Args:
        text: the text.
        block: code points from which a line may be a block of joined paragraphs.

    >>> [(edit.start, edit.rule) for edit in close_gaps("2020 年 1 月", 200)]
    [(4, 'spacing/date'), (6, 'spacing/date'), (8, 'spacing/date')]
    """
    for match in _LINE_OR_CELL.finditer(text):
        if _GAP_RUN.search(match[0]) and HAN_CHAR.search(match[0]):
            for edit in drop_overlapping_edits(_close_line_gaps(match[0], len(match[0]) >= block)):
                yield Edit(edit.start + match.start(), edit.old, edit.new, edit.rule)


def _close_line_gaps(line: str, is_block: bool) -> Iterator[Edit]:
    if _is_spread_line(line):
        yield from _join_spread_line(line)
        return
    for pattern, signs, rule in _SPREAD_PATTERNS:
        for match in pattern.finditer(line) if any(sign in line for sign in signs) else ():
            yield from _delete_gaps(line, match, rule)
    gaps = ((gap.span(), rule) for pattern, rule in _GAP_PATTERNS for gap in pattern.finditer(line))
    yield from (make_deletion(line, Span(*gap), rule) for gap, rule in gaps)
    yield from (make_deletion(line, span, "spacing/inside-word") for span in find_stray_gaps(line))
    if not is_block:
        for letters in filter(_is_word, _SPREAD_LETTERS.finditer(line)):
            yield from _delete_gaps(line, letters, "spacing/spread-letters")


# each with characters of which every match, or the mark behind it, is one
_SPREAD_PATTERNS = (
    (_SPREAD_DATE, "年月", "spacing/date"),
    (_SPREAD_TIME, "时時点點", "spacing/date"),
    (_SPREAD_LABEL, "：:", "spacing/spread-letters"),
)
_GAP_PATTERNS = (
    (_GAP_AFTER_OPENING, "spacing/bracket"),
    (_GAP_BEFORE_CLOSING, "spacing/bracket"),
    (_GAP_BEFORE_MARK, "spacing/at-mark"),
    (_GAP_AFTER_COMMA, "spacing/at-mark"),
    (_GAP_BEFORE_PARTICLE, "spacing/particle"),
)


def _delete_gaps(line: str, within: re.Match[str], rule: str) -> Iterator[Edit]:
    """Yield a deletion for each gap inside a match."""
    for gap in _GAP_RUN.finditer(line, *within.span()):
        yield make_deletion(line, Span(*gap.span()), rule)


def _is_word(letters: re.Match[str]) -> bool:
    """Tell whether spread letters are one word: neither they nor the text beside them are a list."""
    context = letters.string[: letters.start()] + "\n" + letters.string[letters.end() :]
    word = _GAP_RUN.sub("", letters[0])
    is_list = _LIST_ITEM_CHARS.issuperset(word) or word.endswith("年月日") or len(split_names(word)) > 1
    return not is_list and (letters[0][0] == "第" or not _NAME_LIKE_WORD.search(context))


def _is_spread_line(line: str) -> bool:
    """Tell whether a line of eight pieces or more has a gap after almost every character."""
    piece_count = len(_GAP_RUN.findall(line)) + 1
    return (
        piece_count >= 8
        and 3 * len(_LONE_HAN.findall(line)) >= 2 * piece_count
        and not _LIST_ITEM_CHARS.issuperset(_GAP_RUN.sub("", line))
    )


def _join_spread_line(line: str) -> Iterator[Edit]:
    """Yield a deletion for each single gap of a spread line, except between Latin words or numbers."""
    for gap in _GAP_RUN.finditer(line):
        before, after = line[max(0, gap.start() - 1) : gap.start()], line[gap.end() : gap.end() + 1]
        if before and after and len(gap[0]) == 1 and not (before.isascii() and after.isascii()):
            yield make_deletion(line, Span(*gap.span()), "spacing/spread-letters")
