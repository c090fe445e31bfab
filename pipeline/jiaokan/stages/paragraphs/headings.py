"""Headings: short lines that announce the prose below them, and how deep they stand."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from string import ascii_lowercase

from jiaokan.config.schema import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import (
    COLONS,
    COMMAS,
    MARKDOWN_HEADING,
    PROSE_MARK,
    SEMICOLONS,
    find_numbering_style,
    has_sentence_end,
)
from jiaokan.stages.paragraphs.tables_verse_signatures import DATE_LINE
from jiaokan.text.unicode_ranges import count_han

# what opens like a heading and is none: a dateline, an aside, a name after a dash, a field of a form,
# a number, code, the first half of a sentence
_NOT_A_HEADING = re.compile(
    r"(?:[站网报社]|\d日?)[讯电]$|^\(|^—|^(?:作者|来源|编辑|责编|姓名|性别|年龄|血型):"
    r"|^(?:此致|敬礼|特此|(?:[今昨前]天|刚刚|\d+ ?(?:秒|分钟|小时|天|周|个?月)前)$)|^[\d\W_]*$|[={}<>_']"
    r"|(?:[是能就在和与及]|因为|如果|[一两几数][个名位种条件项])$"
)
_BYLINE_WORDS = re.compile(
    "报[道导][)】 ]*$|(?:记者|通讯员)(?!调查|手记|观察|体验|提问|追?问|走访|连线|感言|[札日]记)"
)
_SPOKEN_QUESTION = re.compile(r"\w{1,8}:\D.*\?$")  # one who speaks asks
# who speaks, with what is said; a field of a form with its value
_SPEECH_OR_FIELD = re.compile(r"[A-Za-z] ?:|[^\s:]{2,6}: ?\S")
# the talk of a forum: who tells speaks of himself, and ends in a particle
_FORUM_TALK = re.compile(r"[我你您他她咱俺]|[了吧吗呢啊呀嘛哦哈呵]$")
_OUTER_STYLES = frozenset(("part", "chapter", "section", "han", "question"))  # styles that number whole parts

_SPEECH_INTRODUCTION = re.compile(
    "(?:强调|指出|要求|表示|提出|认为|如下|重点|说|道|称|问|答|是|为)[了着过]?:$"
)

_MIN_SPEECH_LINES = 3  # lines of speech or fields of a form that show a page of them
_MAX_LIST_NAME_CHARS = 8  # code points of a name over a list
_MIN_REPEATED_TITLE_CHARS = 5  # code points of a line that says the title again

_LONE_NUMBER = re.compile(r"(?i:part|no)?[. ]?\d{1,2}$")

# what a line may be a heading for: its numbering style, or one of these
NUMBER, SHORT, LONG, QUESTION, LABEL, MARKDOWN = "number", "short", "long", "asking", "naming", "mark"


def find_headings(reads: Sequence[str], taken: Iterable[int], settings: ParagraphSettings) -> dict[int, int]:
    """Return the paragraphs, given folded, that are headings, and the level of each.

    `taken` paragraphs play another part.
    """
    taken = set(taken)
    taken |= _find_non_headings(reads, taken)
    kinds = ["" if i in taken else find_heading_kind(read, settings) for i, read in enumerate(reads)]
    found = [i for i in range(len(reads)) if kinds[i] and _may_announce(reads, kinds, i, settings)]
    return dict(_assign_levels(kinds, _keep_supported_headings(reads, kinds, found, settings)))


def _find_non_headings(reads: Sequence[str], taken: Collection[int]) -> set[int]:
    """Return the paragraphs that the page shows to be speech, fields of a form, or its title once more."""
    spoken = {
        i for i, read in enumerate(reads) if _SPEECH_OR_FIELD.match(read) and not find_numbering_style(read)
    }
    spoken = {i for i in spoken if spoken & {i - 1, i + 1}}  # one by one such lines head what is below them
    talk = {
        i
        for i, read in enumerate(reads)
        if _FORUM_TALK.search(read) and not find_numbering_style(read) and read[-1:] != "?"
    }
    again = {
        i for i in range(1, len(reads)) if len(reads[i]) >= _MIN_REPEATED_TITLE_CHARS and reads[i] in reads[0]
    }
    found = again if 0 in taken else set[int]()
    found |= spoken if len(spoken) >= _MIN_SPEECH_LINES else set()
    return found | (talk if 2 * len(talk) > len(reads) else set())


def find_heading_kind(read: str, settings: ParagraphSettings) -> str:
    """Return as what a paragraph may be a heading by itself, "" where it may not."""
    if sure := NUMBER if _LONE_NUMBER.match(read) else MARKDOWN if MARKDOWN_HEADING.match(read) else "":
        return sure
    if len(read) > settings.heading_long or "。" in read or not count_han(read):
        return ""
    short = len(read) <= settings.heading
    if read[-1] in COLONS:
        return LABEL if short and not _SPEECH_INTRODUCTION.search(read) else ""
    if has_sentence_end(read):
        return "" if read[-1] not in "?!" else QUESTION if short else LONG
    if read[-1] in COMMAS + SEMICOLONS or DATE_LINE.match(read) or _BYLINE_WORDS.search(read):
        return ""
    return find_numbering_style(read) or ("" if _NOT_A_HEADING.search(read) else SHORT if short else LONG)


def _may_announce(reads: Sequence[str], kinds: Sequence[str], i: int, settings: ParagraphSettings) -> bool:
    """Tell whether longer prose or a list follows a line that is not one of many alike."""
    above, below = reads[i - 1] if i else "", reads[i + 1 : i + 2 + settings.heading_run]
    if kinds[i] == MARKDOWN:
        return bool(below)
    numbered = find_numbering_style(reads[i])
    leads = _has_text_below(reads[i], below) or (numbered in _OUTER_STYLES and bool(below))
    if not leads or (above and above[-1] in COMMAS):
        return False
    if numbered:
        return numbered not in (
            find_numbering_style(above),
            find_numbering_style(below[0]),
        )  # items follow one another, headings do not
    named = above and len(reads[i]) <= settings.heading_name and not has_sentence_end(above)
    return not named and _count_adjacent_candidates(kinds, i, settings) <= settings.heading_run


def _has_text_below(read: str, below: Sequence[str]) -> bool:
    """Tell whether lines below lead on from a heading: they do not end its sentence."""
    if not below or below[0][0] in ascii_lowercase:
        return False
    if any(PROSE_MARK.search(other) and len(other) > len(read) for other in below):
        return True
    first, second = (*map(find_numbering_style, below[:2]), "")[:2]
    return bool(first) and first == second and not find_numbering_style(read)


def _count_adjacent_candidates(kinds: Sequence[str], i: int, settings: ParagraphSettings) -> int:
    """Return how many lines around a line, and with it, show as headings."""
    reach = settings.heading_run
    before = next((k for k in range(reach) if i - k <= 0 or not kinds[i - k - 1]), reach)
    after = next((k for k in range(reach) if i + k + 1 >= len(kinds) or not kinds[i + k + 1]), reach)
    return before + 1 + after


def _keep_supported_headings(
    reads: Sequence[str], kinds: Sequence[str], found: Sequence[int], settings: ParagraphSettings
) -> Iterator[int]:
    """Yield the headings that need no other on the page, and those that others like them bear out."""
    count = Counter(kinds[i] for i in found)
    long = Counter(reads[i][0] for i in found if kinds[i] == LONG)
    crowded = count[SHORT] > settings.heading_share * len(reads)
    for i in found:
        repeated = {
            SHORT: not crowded,
            LONG: long[reads[i][0]] >= settings.heading_repeat and not _SPOKEN_QUESTION.match(reads[i]),
            LABEL: count[LABEL] >= settings.heading_repeat or _is_above_list(reads, i),
            QUESTION: count[SHORT] + 1 >= settings.heading_repeat,
            NUMBER: count[NUMBER] > 1,
        }
        if repeated.get(kinds[i], True):
            yield i


def _is_above_list(reads: Sequence[str], i: int) -> bool:
    """Tell whether a name that ends in a colon stands over the items of a list."""
    return (
        len(reads[i]) <= _MAX_LIST_NAME_CHARS
        and i + 1 < len(reads)
        and bool(find_numbering_style(reads[i + 1]))
    )


def _assign_levels(kinds: Sequence[str], found: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield each heading with its level: a kind first met under another stands one below it."""
    open_kinds: list[str] = []
    for i in found:
        name = SHORT if kinds[i] in (LONG, QUESTION, LABEL) else kinds[i]
        if name in open_kinds:
            del open_kinds[open_kinds.index(name) + 1 :]
        else:
            open_kinds.append(name)
        yield i, len(open_kinds)
