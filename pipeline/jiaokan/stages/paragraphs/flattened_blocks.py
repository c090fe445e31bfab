"""Split blocks that a site joined into one line, at spaces, item numbers or a file name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.stages.paragraphs.inner_spaces import PageSpacing, has_stop_before
from jiaokan.stages.paragraphs.list_markers import (
    COLONS,
    FORUM_REPLY,
    MARKED_STARTS,
    PROSE_MARK,
    SEMICOLONS_AND_COLONS,
    find_numbering_style,
)
from jiaokan.stages.paragraphs.text_lines import TextLine, count_columns
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.unicode_ranges import HAN, parse_number

_PARAGRAPH_START = compile_on_use(rf"[{HAN}“‘《【\d①-⑳]")
_CHARS_BEFORE_PLAIN_SPACE = ")讯电"  # the end of an aside or a dateline: a space after it is no break
_LIST_ITEM_NUMBER = compile_on_use(
    r"""
    (?<=[。!?…”:)])\ ?
    (?:
        (\d{1,2})(?:、|\.(?!\d))               # 1、
      | ([一二三四五六七八九十]{1,3})、          # 一、
      | [(]([一二三四五六七八九十]{1,3})[)]      # (一)
      | ([①-⑳])
      | 第([一二三四五六七八九十百]{1,5})条      # 第一条
    )
    """,
    re.VERBOSE,
)
# numbering styles of the parts of a document; they do not occur inside sentences
_OUTER_STYLES = frozenset(("part", "chapter", "section", "article", "han", "han_brackets"))
_FILE_NAME = re.compile(
    r"([^\s《》<>/\\|\"]{4,80}?)\.(?:docx?|pdf|pptx?|xlsx?|wps|txt|rtf)(?![a-z])", re.IGNORECASE
)
# each such name holds one, and a search for it is fast
_ENDING_SIGN = re.compile(r"\.(?:doc|pdf|ppt|xls|wps|txt|rtf)", re.IGNORECASE)
_CLOSING_MARKS = "”’)》】!?"
_MAX_NOTICE_CHARS = 400  # code points of a notice in which a file name is searched

_ITEM_NUMBER_SIGN = re.compile("[。!?…”:)](?= ?[0-9一二三四五六七八九十(①-⑳第])")  # every one begins so


def propose_block_breaks(text: str, spacing: PageSpacing, settings: ParagraphSettings) -> Iterator[Edit]:
    """Propose line feeds where a flattened block shows paragraph breaks."""
    line_spaces, is_habit = spacing
    for line, spaces in line_spaces:
        if line.normalized[0] in MARKED_STARTS and FORUM_REPLY.match(line.normalized):
            continue
        is_block = line.starts_page or len(line.normalized) >= settings.blocks.min_chars
        breaks = _find_break_spaces(text, line, spaces, not is_block or is_habit, settings) if spaces else ()
        for space in breaks:
            yield _replace_with_line_feed(text, line, space, settings, "a space stands for a paragraph break")
        for item_start in _find_item_starts(line, 2 if is_block else settings.blocks.min_items):
            yield _replace_with_line_feed(text, line, item_start, settings, "the items of a list run on")


def _find_break_spaces(
    text: str, line: TextLine, spaces: Sequence[Span], only_wide: bool, settings: ParagraphSettings
) -> Iterator[Span]:
    """Yield the spaces that are paragraph breaks.

    If the line has wide spaces after stops, the other breaks are after stops too. With `only_wide`, those
    wide spaces are the only breaks.
    """
    wide_spaces = [space for space in spaces if _is_wide(text, line, space, settings)]
    after_stops = [space for space in spaces if has_stop_before(line, space)]
    wide_after_stops = [space for space in wide_spaces if space in after_stops]
    if only_wide:
        yield from wide_after_stops
    else:
        yield from _select_break_spaces(
            line, sorted({*after_stops, *wide_spaces}) if wide_after_stops else spaces, settings
        )


def _replace_with_line_feed(
    text: str, line: TextLine, space: Span, settings: ParagraphSettings, why: str
) -> Edit:
    span = Span(line.span.start + space.start, line.span.start + space.end)
    return make_replacement(text, span, "\n", "layout/flattened-block", settings.layout_confidence, why)


def _is_wide(text: str, line: TextLine, space: Span, settings: ParagraphSettings) -> bool:
    """Tell whether white space is as wide as an indent."""
    blanks = text[line.span.start + space.start : line.span.start + space.end]
    return count_columns(blanks) >= settings.blocks.min_break_columns


def _select_break_spaces(
    line: TextLine, spaces: Sequence[Span], settings: ParagraphSettings
) -> Iterator[Span]:
    """Yield the spaces of a block that are paragraph breaks.

    Such a space is after a stop, or between prose and a heading or a paragraph without a stop.
    """
    piece_ends = [*(space.start for space in spaces[1:]), len(line.normalized)]
    start = 0
    for space, end in zip(spaces, piece_ends, strict=False):
        before, after = line.normalized[start : space.start], line.normalized[space.end : end]
        is_wide_gap = len(space) >= settings.blocks.min_gap_blanks and bool(PROSE_MARK.search(after))
        if is_wide_gap or has_stop_before(line, space) or _is_paragraph_break(before, after, settings):
            yield space
            start = space.end


def _is_paragraph_break(before: str, after: str, settings: ParagraphSettings) -> bool:
    """Tell whether a space without a stop before it is between two paragraphs."""
    if find_numbering_style(after) in _OUTER_STYLES:
        return True
    if before[-1] in SEMICOLONS_AND_COLONS:
        return bool(find_numbering_style(after)) or (
            before[-1] in COLONS and len(after) >= settings.blocks.min_unstopped_chars
        )
    if (
        not _PARAGRAPH_START.match(after)
        or before[-1] in _CHARS_BEFORE_PLAIN_SPACE
        or (before[-1] in "年月第" and after[0].isdigit())
    ):
        return False
    if len(before) <= settings.headings.max_chars:
        return len(before) >= settings.blocks.min_heading_chars and bool(PROSE_MARK.search(after))
    return not after[0].isdigit() and len(after) >= settings.blocks.min_unstopped_chars


def _find_item_starts(line: TextLine, min_items: int) -> Iterator[Span]:
    """Yield the gaps before list items: numbers of one style after stops that rise by one from 1.

    A gap is the space before the number, or an empty span.
    """
    if not _ITEM_NUMBER_SIGN.search(line.normalized):
        return
    runs: dict[int, list[Span]] = {}
    for match in _LIST_ITEM_NUMBER.finditer(line.normalized):
        style = match.lastindex or 0
        run = runs.setdefault(style, [])
        value = parse_number(match[style])
        gap = Span(match.start(), match.start() + match[0].startswith(" "))
        if value == 1 or (value == 2 and not run):  # item 1 may be at the start of the line
            yield from _keep_long_run(run, min_items)
            runs[style] = [gap] * value
        elif value == len(run) + 1:
            run.append(gap)
    for run in runs.values():
        yield from _keep_long_run(run, min_items)


def _keep_long_run(run: Sequence[Span], min_items: int) -> Iterator[Span]:
    """Yield the gaps of a run of `min_items` or more, each once."""
    yield from dict.fromkeys(run) if len(run) >= min_items else ()


_FILE_ENDING = re.compile(r" ?\.[A-Za-z0-9]{1,5}")


def propose_title_break(text: str, replaced: Iterable[str], line: TextLine) -> Iterator[Edit]:
    """Propose the line feed after the title in a line that begins with the name of a shared file.

    Earlier steps have removed the name with its ending; `replaced` is what they replaced or removed.
    """
    for name in _find_file_names(replaced):
        end = _find_name_end(line.normalized, name)
        if 0 < end < len(line.normalized):
            after_name = line.normalized[end:]
            if _FILE_ENDING.fullmatch(after_name):  # the line is the name of the file and nothing else
                continue
            blank = len(after_name) - len(after_name.lstrip())
            span = Span(line.span.start + end, line.span.start + end + blank)
            why = "the line opens with the name of the file"
            yield make_replacement(text, span, "\n", "layout/flattened-block", why=why)
            return


def _find_file_names(replaced: Iterable[str]) -> Iterator[str]:
    """Yield file names in text that earlier stages removed, normalized, only letters and digits."""
    for old in replaced:
        if "." in old and _ENDING_SIGN.search(old) and (match := _FILE_NAME.search(old[:_MAX_NOTICE_CHARS])):
            yield "".join(filter(str.isalnum, normalize_chars(match[1])))


def _find_name_end(text: str, name: str) -> int:
    """Return the offset after the name at the start of normalized text, 0 if the text begins otherwise."""
    i = 0
    for char in name:
        while i < len(text) and not text[i].isalnum():
            i += 1
        if i == len(text) or text[i] != char:
            return 0
        i += 1
    while i < len(text) and text[i] in _CLOSING_MARKS:
        i += 1
    return i
