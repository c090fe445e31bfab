"""Join lines at marks that cannot stand at the start or the end of a line, and apart from what they mark."""

import re

from jiaokan.stages.paragraphs.joins.line_pair import JoinVerdict, LineJoin, LinePair, NoJoin
from jiaokan.stages.paragraphs.list_markers import (
    COLONS,
    COMMAS,
    MAX_NUMBERING_CHARS,
    NO_LINE_START,
    OPENING_MARKS,
    PROSE_MARK,
    has_sentence_end,
    is_apart_from_item,
)
from jiaokan.stages.paragraphs.separate_lines import begins_entry, is_code_line
from jiaokan.text.unicode_ranges import has_han

_UNCLOSED_MARK = re.compile(r"[“‘《(【「『][^”’》)】」』]*$")
_CLOSING_HALF = re.compile(r"[^“‘《(【「『]*[”’》)】」』]")
_HYPHEN_AT_END = re.compile(r"[A-Za-z]{2}-$")
_NO_COLON = re.compile(r":(?::|//|\s{2}|\s*\+)")  # ::: of a menu for readers of the screen
_CLOSING_QUOTES = {"“": "”", "‘": "’"}  # the marks that open quotations, with those that close them
_OPENING_QUOTES = {closing: opening for opening, closing in _CLOSING_QUOTES.items()}
_MARKS_ALONE = re.compile(r"[,。;!?]{1,3}")
_MORE = re.compile(r"(?:\.\.|…)\s?\[$")  # 根据规定... [详细]
_CLOSING_BRACKETS = frozenset(")]")


def join_at_marks(pair: LinePair) -> JoinVerdict:
    """Join at marks that cannot begin or end a line, and inside an open quotation or bracket."""
    before, after = pair.before.normalized, pair.after.normalized
    if NO_LINE_START.match(after) and not _is_stray_mark(before, after):
        return LineJoin("layout/wrap", "no line opens with this mark", is_certain=True)
    if before[-1] == "-" and _HYPHEN_AT_END.search(before[-3:]) and after[:1].islower():
        return LineJoin("layout/hyphen", "a hyphen parts a word", is_certain=True)
    if _ends_open(before) or _is_lone_opening(pair):
        return LineJoin(
            "layout/wrap", "no line ends with an opening mark", is_certain=not begins_entry(after)
        )
    if is_apart_from_item(before, after):
        return LineJoin("layout/wrap", "a number or bullet stands apart from its item", is_certain=True)
    if _UNCLOSED_MARK.search(before[-60:]) and _CLOSING_HALF.match(after[:60]) and _may_go_on(pair):
        return LineJoin("layout/wrap", "a quotation or bracket is open", is_certain=True)
    return NoJoin.UNDECIDED


def _may_go_on(pair: LinePair) -> bool:
    """Tell whether an open bracket may go on in the next line: in prose, and right below."""
    is_code = is_code_line(pair.before.normalized) or is_code_line(pair.after.normalized)
    return not (pair.may_end_paragraph or pair.has_extra_line_feeds or is_code)


def _is_stray_mark(before: str, after: str) -> bool:
    """Tell whether a mark that begins a line goes on with nothing: below a whole sentence, in code, `:::`."""
    if has_sentence_end(before) and (after[0] in COMMAS or _closes_nothing(before, after)):
        return True
    is_amid_prose = bool(PROSE_MARK.search(before)) or len(before) > MAX_NUMBERING_CHARS
    if _MARKS_ALONE.fullmatch(after) and (has_sentence_end(before) or not is_amid_prose):
        return True
    if after.startswith("% ") and not before[-1].isdigit():
        return True  # of a command
    if after[0] in COLONS:
        return bool(_NO_COLON.match(after)) or not has_han(before[-8:] + after[:8])
    return is_code_line(after) or (after[0] in _CLOSING_BRACKETS and not has_han(before[-8:] + after[:8]))


def _closes_nothing(before: str, after: str) -> bool:
    """Tell whether a line begins with a closing quotation mark, and the line above has none open."""
    opening = _OPENING_QUOTES.get(after[0])
    return opening is not None and before.count(opening) <= before.count(after[0])


def _ends_open(before: str) -> bool:
    """Tell whether a line ends with an opening mark; a page may close its quotations with opening marks."""
    if before[-1] in _CLOSING_QUOTES:
        return before.count(before[-1]) == before.count(_CLOSING_QUOTES[before[-1]]) + 1
    if before[-1] not in OPENING_MARKS or _MORE.search(before):
        return False
    return len(before) == 1 or not is_code_line(before)


def _is_lone_opening(pair: LinePair) -> bool:
    """Tell whether an opening mark stands alone below prose that is not finished."""
    before, after = pair.before.normalized, pair.after.normalized
    return (
        len(after) == 1
        and after in OPENING_MARKS
        and not pair.may_end_paragraph
        and bool(PROSE_MARK.search(before))
        and bool(pair.previous_join or pair.has_line_above)
    )
