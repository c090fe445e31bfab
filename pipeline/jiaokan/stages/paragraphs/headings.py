"""Headings: short lines that announce the prose below them, and how deep they stand."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from string import ascii_lowercase

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.list_markers import CLAUSES, COLONS, COMMAS, MARKED, PROSE, finished, style
from jiaokan.stages.paragraphs.tables_verse_signatures import DATE_LINE
from jiaokan.text.unicode_ranges import count_han

# what opens like a heading and is none: a dateline, an aside, a name after a dash, a field of a form,
# a number, code, the first half of a sentence
_OTHER = re.compile(
    r"(?:[站网报社]|\d日?)[讯电]$|^\(|^—|^(?:作者|来源|编辑|责编|姓名|性别|年龄|血型):"
    r"|^(?:此致|敬礼|特此|(?:[今昨前]天|刚刚|\d+ ?(?:秒|分钟|小时|天|周|个?月)前)$)|^[\d\W_]*$|[={}<>_']"
    r"|(?:[是能就在和与及]|因为|如果|[一两几数][个名位种条件项])$"
)
_BYLINE = re.compile(
    "报[道导][)】 ]*$|(?:记者|通讯员)(?!调查|手记|观察|体验|提问|追?问|走访|连线|感言|[札日]记)"
)
_ASKED = re.compile(r"\w{1,8}:\D.*\?$")  # one who speaks asks
# who speaks, with what is said; a field of a form with its value
_SPOKEN = re.compile(r"[A-Za-z] ?:|[^\s:]{2,6}: ?\S")
# the talk of a forum: who tells speaks of himself, and ends in a particle
_TALK = re.compile(r"[我你您他她咱俺]|[了吧吗呢啊呀嘛哦哈呵]$")
_OUTER = frozenset(("part", "chapter", "section", "han", "question"))  # styles that number whole parts

_SAYS = re.compile("(?:强调|指出|要求|表示|提出|认为|如下|重点|说|道|称|问|答|是|为)[了着过]?:$")

_FIELDS = 3  # lines of speech or fields of a form that show a page of them
_NAME = 8  # code points of a name over a list
_AGAIN = 5  # code points of a line that says the title again

_NUMBER = re.compile(r"(?i:part|no)?[. ]?\d{1,2}$")

# what a line may be a heading for: its numbering style, or one of these
NUMBER, SHORT, LONG, ASKING, NAMING, MARK = "number", "short", "long", "asking", "naming", "mark"


def headings(reads: Sequence[str], taken: Iterable[int], settings: Paragraphs) -> dict[int, int]:
    """Return the paragraphs, given folded, that are headings, and the level of each.

    `taken` paragraphs play another part.
    """
    taken = set(taken)
    taken |= _no_headings(reads, taken)
    kinds = ["" if i in taken else kind(read, settings) for i, read in enumerate(reads)]
    found = [i for i in range(len(reads)) if kinds[i] and _announces(reads, kinds, i, settings)]
    return dict(_levels(kinds, _supported(reads, kinds, found, settings)))


def _no_headings(reads: Sequence[str], taken: Collection[int]) -> set[int]:
    """Return the paragraphs that the page shows to be speech, fields of a form, or its title once more."""
    spoken = {i for i, read in enumerate(reads) if _SPOKEN.match(read) and not style(read)}
    spoken = {i for i in spoken if spoken & {i - 1, i + 1}}  # one by one such lines head what is below them
    talk = {i for i, read in enumerate(reads) if _TALK.search(read) and not style(read) and read[-1:] != "?"}
    again = {i for i in range(1, len(reads)) if len(reads[i]) >= _AGAIN and reads[i] in reads[0]}
    found = again if 0 in taken else set[int]()
    found |= spoken if len(spoken) >= _FIELDS else set()
    return found | (talk if 2 * len(talk) > len(reads) else set())


def kind(read: str, settings: Paragraphs) -> str:
    """Return as what a paragraph may be a heading by itself, "" where it may not."""
    if sure := NUMBER if _NUMBER.match(read) else MARK if MARKED.match(read) else "":
        return sure
    if len(read) > settings.heading_long or "。" in read or not count_han(read):
        return ""
    short = len(read) <= settings.heading
    if read[-1] in COLONS:
        return NAMING if short and not _SAYS.search(read) else ""
    if finished(read):
        return "" if read[-1] not in "?!" else ASKING if short else LONG
    if read[-1] in COMMAS + CLAUSES or DATE_LINE.match(read) or _BYLINE.search(read):
        return ""
    return style(read) or ("" if _OTHER.search(read) else SHORT if short else LONG)


def _announces(reads: Sequence[str], kinds: Sequence[str], i: int, settings: Paragraphs) -> bool:
    """Tell whether longer prose or a list follows a line that is not one of many alike."""
    above, below = reads[i - 1] if i else "", reads[i + 1 : i + 2 + settings.heading_run]
    if kinds[i] == MARK:
        return bool(below)
    numbered = style(reads[i])
    leads = _leads(reads[i], below) or (numbered in _OUTER and bool(below))
    if not leads or (above and above[-1] in COMMAS):
        return False
    if numbered:
        return numbered not in (style(above), style(below[0]))  # items follow one another, headings do not
    named = above and len(reads[i]) <= settings.heading_name and not finished(above)
    return not named and _run(kinds, i, settings) <= settings.heading_run


def _leads(read: str, below: Sequence[str]) -> bool:
    """Tell whether lines below lead on from a heading: they do not end its sentence."""
    if not below or below[0][0] in ascii_lowercase:
        return False
    if any(PROSE.search(other) and len(other) > len(read) for other in below):
        return True
    first, second = (*map(style, below[:2]), "")[:2]
    return bool(first) and first == second and not style(read)


def _run(kinds: Sequence[str], i: int, settings: Paragraphs) -> int:
    """Return how many lines around a line, and with it, show as headings."""
    reach = settings.heading_run
    before = next((k for k in range(reach) if i - k <= 0 or not kinds[i - k - 1]), reach)
    after = next((k for k in range(reach) if i + k + 1 >= len(kinds) or not kinds[i + k + 1]), reach)
    return before + 1 + after


def _supported(
    reads: Sequence[str], kinds: Sequence[str], found: Sequence[int], settings: Paragraphs
) -> Iterator[int]:
    """Yield the headings that need no other on the page, and those that others like them bear out."""
    count = Counter(kinds[i] for i in found)
    long = Counter(reads[i][0] for i in found if kinds[i] == LONG)
    crowded = count[SHORT] > settings.heading_share * len(reads)
    for i in found:
        repeated = {
            SHORT: not crowded,
            LONG: long[reads[i][0]] >= settings.heading_repeat and not _ASKED.match(reads[i]),
            NAMING: count[NAMING] >= settings.heading_repeat or _lists(reads, i),
            ASKING: count[SHORT] + 1 >= settings.heading_repeat,
            NUMBER: count[NUMBER] > 1,
        }
        if repeated.get(kinds[i], True):
            yield i


def _lists(reads: Sequence[str], i: int) -> bool:
    """Tell whether a name that ends in a colon stands over the items of a list."""
    return len(reads[i]) <= _NAME and i + 1 < len(reads) and bool(style(reads[i + 1]))


def _levels(kinds: Sequence[str], found: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield each heading with its level: a kind first met under another stands one below it."""
    open_kinds: list[str] = []
    for i in found:
        name = SHORT if kinds[i] in (LONG, ASKING, NAMING) else kinds[i]
        if name in open_kinds:
            del open_kinds[open_kinds.index(name) + 1 :]
        else:
            open_kinds.append(name)
        yield i, len(open_kinds)
