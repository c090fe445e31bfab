"""Close the gaps that typesetting and scraping left inside Chinese words, dates and brackets.

A space that may mean something stays: between the halves of a heading, names, the lines of a
verse, the cells of a table, and where it stands for a mark that was lost. A long line is a block
that a site may have flattened: a space after a stop or between Han is all that is left of a
paragraph break there, and stays too.
"""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Edit, Span, delete, disjoint
from jiaokan.stages.script.mark_context import HAN_CHAR
from jiaokan.stages.script.stray_spaces import strays
from jiaokan.text.unicode_ranges import HAN

_BLANK = " \t\u00a0\u2000-\u200a\u202f\u3000"
_GAP = f"[{_BLANK}]"
_LINE = re.compile(r"[^\n]+")
_GAPS = re.compile(f"{_GAP}+")

# 招 聘 公 告: three letters or more, or two that are all of a line or follow a part; 第 一 章 is one word
_NUMBER = f"第{_GAP}{{1,4}}[{HAN}](?:{_GAP}{{1,4}}[{HAN}])?{_GAP}{{1,4}}[章节節条條编編篇回卷]"
_LETTERS = re.compile(
    f"(?<![^{_BLANK}，。：；！？（《“【])(?:{_NUMBER}|[{HAN}](?:{_GAP}{{1,4}}[{HAN}]){{2,}})(?![{HAN}])"
    f"|^[{HAN}]{_GAP}{{1,8}}[{HAN}]$|(?<=[章节節编編篇]{_GAP})[{HAN}]{_GAP}{{1,4}}[{HAN}]$"
)
# 地 址：, 联 系 人：: the label of a field, its letters spread to the width of others
_LABEL = re.compile(
    f"(?:^|(?<=[，。；])|(?<={_GAP}{_GAP}))[{HAN}](?:{_GAP}{{1,8}}[{HAN}]){{1,4}}(?={_GAP}*[：:])"
)
# single characters that are items of a list as they stand
_ITEMS = frozenset(
    "〇一二三四五六七八九十日甲乙丙丁戊己庚辛壬癸东南西北東春夏秋冬优良中差優是否有无無男女上下左右大小"
)
_NAME = re.compile(f"(?<![^{_BLANK}])[{HAN}]{{2,4}}(?![^{_BLANK}])")
_ONE_APART = re.compile(f"(?<![^{_BLANK}])[{HAN}](?![^{_BLANK}])")
# 2020 年 1 月 26 日, 1 月 26 日, 1 月至 3 月; 9 时 30 分, 上午 9 时
_DATE = re.compile(
    rf"(?<!\d)(?:\d{{4}}{_GAP}?年(?:{_GAP}?\d{{1,2}}{_GAP}?月(?:{_GAP}?\d{{1,2}}{_GAP}?[日号])?)?"
    rf"|\d{{1,2}}{_GAP}?月(?:{_GAP}?\d{{1,2}}{_GAP}?[日号]|[至到]{_GAP}?\d{{1,2}}{_GAP}?月)?)",
    re.ASCII,
)
_TIME = re.compile(
    rf"(?<!\d)\d{{1,2}}{_GAP}?[时時点點]{_GAP}?\d{{1,2}}{_GAP}?分"
    rf"|(?<=[上下]午){_GAP}?\d{{1,2}}{_GAP}?[时時点點](?:{_GAP}?\d{{1,2}}{_GAP}?分)?",
    re.ASCII,
)
_OPENED = re.compile(f"(?<=[（《〈“‘「『【]){_GAP}{{1,3}}(?=[^{_BLANK}）》〉”’」』】])")
_CLOSING = re.compile(f"(?<=[^{_BLANK}（《〈“‘「『【]){_GAP}{{1,3}}(?=[）》〉”’」』】])")
_BEFORE_MARK = re.compile(f"(?<=[{HAN}a-zA-Z0-9）》”]){_GAP}{{1,2}}(?=[，。、；：？！])")
_AFTER_COMMA = re.compile(
    f"(?<=[，、]){_GAP}{{1,2}}(?=[{HAN}“《（a-zA-Z0-9])|(?<=：){_GAP}{{1,2}}(?=[“「『])"
)
# 的 and 们 begin no word but 的确 and 的士
_PARTICLE = re.compile(f"(?<=[{HAN}]){_GAP}(?=们|的(?![确確士]))")


def closed(text: str, block: int) -> Iterator[Edit]:
    """Propose to take away gaps that mean nothing; a line of `block` code points or more is a block."""
    for match in _LINE.finditer(text):
        if _GAPS.search(match[0]) and HAN_CHAR.search(match[0]):
            for edit in disjoint(_line(match[0], len(match[0]) >= block)):
                yield Edit(edit.start + match.start(), edit.old, edit.new, edit.rule)


def _line(line: str, long: bool) -> Iterator[Edit]:
    if _all_apart(line):
        yield from _joined(line)
        return
    for pattern, rule in _WHOLES:
        for whole in pattern.finditer(line):
            yield from _gaps(line, whole, rule)
    gaps = ((gap.span(), rule) for pattern, rule in _PATTERNS for gap in pattern.finditer(line))
    yield from (delete(line, Span(*gap), rule) for gap, rule in gaps)
    yield from (delete(line, span, "spacing/stray") for span in strays(line))
    if not long:
        for letters in filter(_is_word, _LETTERS.finditer(line)):
            yield from _gaps(line, letters, "spacing/letters")


_WHOLES = ((_DATE, "spacing/date"), (_TIME, "spacing/date"), (_LABEL, "spacing/letters"))
_PATTERNS = (
    (_OPENED, "spacing/bracket"),
    (_CLOSING, "spacing/bracket"),
    (_BEFORE_MARK, "spacing/mark"),
    (_AFTER_COMMA, "spacing/mark"),
    (_PARTICLE, "spacing/particle"),
)


def _gaps(line: str, within: re.Match[str], rule: str) -> Iterator[Edit]:
    """Yield a deletion for each gap inside a match."""
    for gap in _GAPS.finditer(line, *within.span()):
        yield delete(line, Span(*gap.span()), rule)


def _is_word(letters: re.Match[str]) -> bool:
    """Say whether letters set apart are a word: neither they nor what stands beside them make a list."""
    beside = letters.string[: letters.start()] + "\n" + letters.string[letters.end() :]
    word = _GAPS.sub("", letters[0])
    listed = _ITEMS.issuperset(word) or word.endswith("年月日")
    return not listed and (letters[0][0] == "第" or not _NAME.search(beside))


def _all_apart(line: str) -> bool:
    """Say whether a line of eight letters or more is all set apart, marks and numbers with them."""
    pieces = len(_GAPS.findall(line)) + 1
    return (
        pieces >= 8
        and 3 * len(_ONE_APART.findall(line)) >= 2 * pieces
        and not _ITEMS.issuperset(_GAPS.sub("", line))
    )


def _joined(line: str) -> Iterator[Edit]:
    """Yield a deletion for each single gap of a line all set apart, but between Latin words or numbers."""
    for gap in _GAPS.finditer(line):
        before, after = line[max(0, gap.start() - 1) : gap.start()], line[gap.end() : gap.end() + 1]
        if before and after and len(gap[0]) == 1 and not (before.isascii() and after.isascii()):
            yield delete(line, Span(*gap.span()), "spacing/letters")
