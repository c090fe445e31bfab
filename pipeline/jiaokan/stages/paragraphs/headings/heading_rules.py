"""Find the lines that rules take for headings, and the levels of headings."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.paragraphs.line_markup import LineMarkup
from jiaokan.stages.paragraphs.list_markers import (
    COLONS,
    COMMAS,
    MARKDOWN_HEADING,
    PROSE_MARK,
    SEMICOLONS,
    find_numbering_style,
    has_sentence_end,
)
from jiaokan.text.signed_dates import DATE_LINE
from jiaokan.text.unicode_ranges import has_han

# lines as short as a heading that are none: a dateline, an aside, a name after a dash, a form field,
# a number, code, the first half of a sentence
_NOT_A_HEADING = compile_on_use(
    r"""
      (?:[站网报社]|\d日?)[讯电]$                              # 本站讯
    | ^\(                                                    # (完)
    | ^—                                                     # ——鲁迅
    | ^(?:作者|来源|编辑|责编|姓名|性别|年龄|血型):               # 姓名:王五
    | ^(?:
          此致|敬礼|特此                                        # 此致
        | (?:[今昨前]天|刚刚|\d+\ ?(?:秒|分钟|小时|天|周|个?月)前)$  # 3小时前
      )
    | ^[\d\W_]*$                                             # 12-3
    | [={}<>_']                                              # a_b
    | (?:[是能就在和与及]|因为|如果|[一两几数][个名位种条件项])$   # 他说的是
    """,
    re.VERBOSE,
)
_BYLINE_WORDS = re.compile(
    "报[道导][)】 ]*$|(?:记者|通讯员)(?!调查|手记|观察|体验|提问|追?问|走访|连线|感言|[札日]记)"
)
_SPOKEN_QUESTION = re.compile(r"\w{1,8}:\D.*\?$")  # a speaker asks: 记者:你怎么看?
# a speaker and the words spoken; a form field and its value
_SPEECH_OR_FIELD = re.compile(r"[A-Za-z] ?:|[^\s:]{2,6}: ?\S")
# forum talk: personal pronouns, and particles at the end
_FORUM_TALK = re.compile(r"[我你您他她咱俺]|[了吧吗呢啊呀嘛哦哈呵]$")
OUTER_STYLES = frozenset(("part", "chapter", "section", "han", "question"))  # numbering styles of whole parts

_SPEECH_INTRODUCTION = re.compile(
    "(?:强调|指出|要求|表示|提出|认为|如下|重点|说|道|称|问|答|是|为)[了着过]?:$"
)

_MIN_SPEECH_LINES = 3  # lines of speech or form fields on a page that consists of them
_MAX_LIST_NAME_CHARS = 8  # of a name above a list, in code points
_MIN_REPEATED_TITLE_CHARS = 5  # of a line that repeats the title, in code points

_LONE_NUMBER = re.compile(r"(?i:part|no)?[. ]?\d{1,2}$")

# kinds of headings beside the numbering styles
NUMBER, SHORT, LONG, QUESTION, LABEL, MARKDOWN = "number", "short", "long", "asking", "naming", "mark"


@dataclass(frozen=True, slots=True)
class HeadingPage:
    """The paragraphs of a page, and what rules say of them as headings.

    Attributes:
        texts: the paragraphs, normalized.
        styles: the numbering style of each, "" for none.
        kinds: the kind of heading that each alone may be, "" for none.
        ruled: those that the rules take for headings.
        candidates: those that may be headings: short, with Han, and without another role.
        markup: what the markup of a page of HTML shows around each; empty for other pages.
    """

    texts: Sequence[str]
    styles: Sequence[str]
    kinds: Sequence[str]
    ruled: frozenset[int]
    candidates: frozenset[int]
    markup: Sequence[LineMarkup] = ()


def read_heading_page(
    texts: Sequence[str],
    other_roles: Iterable[int],
    settings: ParagraphSettings,
    markup: Sequence[LineMarkup] = (),
) -> HeadingPage:
    """Return what rules say of the paragraphs of a page as headings.

    Args:
        texts: the paragraphs, normalized.
        other_roles: paragraphs that have another role.
        settings: the limits of the stage.
        markup: what the markup of a page of HTML shows around each.
    """
    taken = set(other_roles)
    other_roles = taken | _find_non_headings(texts, taken)
    kinds = ["" if i in other_roles else find_heading_kind(text, settings) for i, text in enumerate(texts)]
    announcing = [i for i in range(len(texts)) if kinds[i] and _may_announce(texts, kinds, i, settings)]
    ruled = frozenset(_keep_supported_headings(texts, kinds, announcing, settings))
    candidates = frozenset(
        i
        for i, text in enumerate(texts)
        if i not in taken and len(text) <= settings.headings.max_judged_chars and has_han(text)
    )
    marked = {i for i, line in enumerate(markup) if line.level and i not in taken}
    styles = list(map(find_numbering_style, texts))
    return HeadingPage(texts, styles, kinds, ruled, candidates | ruled | marked, markup)


def _find_non_headings(texts: Sequence[str], other_roles: Collection[int]) -> set[int]:
    """Return the paragraphs that are speech, form fields, forum talk, or the title repeated."""
    spoken = {
        i for i, text in enumerate(texts) if _SPEECH_OR_FIELD.match(text) and not find_numbering_style(text)
    }
    spoken = {i for i in spoken if spoken & {i - 1, i + 1}}  # a single line of this form may be a heading
    talk = {
        i
        for i, text in enumerate(texts)
        if _FORUM_TALK.search(text) and not find_numbering_style(text) and text[-1:] != "?"
    }
    title_repeats = {
        i for i in range(1, len(texts)) if len(texts[i]) >= _MIN_REPEATED_TITLE_CHARS and texts[i] in texts[0]
    }
    non_headings = title_repeats if 0 in other_roles else set[int]()
    non_headings |= spoken if len(spoken) >= _MIN_SPEECH_LINES else set()
    return non_headings | (talk if 2 * len(talk) > len(texts) else set())


def find_heading_kind(text: str, settings: ParagraphSettings) -> str:
    """Return the kind of heading that a paragraph alone may be: a numbering style or a kind; "" if none."""
    if (
        certain_kind := NUMBER
        if _LONE_NUMBER.match(text)
        else MARKDOWN
        if MARKDOWN_HEADING.match(text)
        else ""
    ):
        return certain_kind
    if len(text) > settings.headings.max_confirmed_chars or "。" in text or not has_han(text):
        return ""
    is_short = len(text) <= settings.headings.max_chars
    if text[-1] in COLONS:
        is_sentence = any(comma in text for comma in COMMAS) or _SPEECH_INTRODUCTION.search(text)
        return LABEL if is_short and not is_sentence else ""
    if has_sentence_end(text):
        return "" if text[-1] not in "?!" else QUESTION if is_short else LONG
    if text[-1] in COMMAS + SEMICOLONS or DATE_LINE.match(text) or _BYLINE_WORDS.search(text):
        return ""
    return find_numbering_style(text) or ("" if _NOT_A_HEADING.search(text) else SHORT if is_short else LONG)


def _may_announce(texts: Sequence[str], kinds: Sequence[str], i: int, settings: ParagraphSettings) -> bool:
    """Tell whether longer prose or a list follows a line, and few similar lines are next to it."""
    above, below = texts[i - 1] if i else "", texts[i + 1 : i + 2 + settings.headings.max_run]
    if kinds[i] == MARKDOWN:
        return bool(below)
    style = find_numbering_style(texts[i])
    has_text = _has_text_below(texts[i], below) or (style in OUTER_STYLES and bool(below))
    if not has_text or (above and above[-1] in COMMAS):
        return False
    if style:
        # items follow one another, headings do not
        return style not in (find_numbering_style(above), find_numbering_style(below[0]))
    may_be_name = above and len(texts[i]) <= settings.headings.max_name_chars and not has_sentence_end(above)
    return not may_be_name and _count_adjacent_candidates(kinds, i, settings) <= settings.headings.max_run


def _has_text_below(text: str, below: Sequence[str]) -> bool:
    """Tell whether the lines below a heading are longer prose or a list, not the end of its sentence."""
    if not below or below[0][0] in ascii_lowercase:
        return False
    if any(PROSE_MARK.search(other) and len(other) > len(text) for other in below):
        return True
    first, second = (*map(find_numbering_style, below[:2]), "")[:2]
    return bool(first) and first == second and not find_numbering_style(text)


def _count_adjacent_candidates(kinds: Sequence[str], i: int, settings: ParagraphSettings) -> int:
    """Return the number of consecutive heading candidates around a line, including it."""
    max_lines = settings.headings.max_run
    before = next(
        (offset for offset in range(max_lines) if i - offset <= 0 or not kinds[i - offset - 1]), max_lines
    )
    after = next(
        (offset for offset in range(max_lines) if i + offset + 1 >= len(kinds) or not kinds[i + offset + 1]),
        max_lines,
    )
    return before + 1 + after


def _keep_supported_headings(
    texts: Sequence[str], kinds: Sequence[str], candidates: Sequence[int], settings: ParagraphSettings
) -> Iterator[int]:
    """Yield the headings that are certain alone, and those that similar headings on the page support."""
    kind_counts = Counter(kinds[i] for i in candidates)
    long_counts = Counter(texts[i][0] for i in candidates if kinds[i] == LONG)
    has_many_short = kind_counts[SHORT] > settings.headings.max_share * len(texts)
    for i in candidates:
        is_supported = {
            SHORT: not has_many_short,
            LONG: long_counts[texts[i][0]] >= settings.headings.min_confirming
            and not _SPOKEN_QUESTION.match(texts[i]),
            LABEL: kind_counts[LABEL] >= settings.headings.min_confirming or _is_above_list(texts, i),
            QUESTION: kind_counts[SHORT] + 1 >= settings.headings.min_confirming,
            NUMBER: kind_counts[NUMBER] > 1,
        }
        if is_supported.get(kinds[i], True):
            yield i


def _is_above_list(texts: Sequence[str], i: int) -> bool:
    """Tell whether a name that ends in a colon is directly above a list item."""
    return (
        len(texts[i]) <= _MAX_LIST_NAME_CHARS
        and i + 1 < len(texts)
        and bool(find_numbering_style(texts[i + 1]))
    )


def assign_levels(kinds: Sequence[str], headings: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield each heading with its level: a kind that first occurs under another is one level below it."""
    open_kinds: list[str] = []
    for i in headings:
        kind = SHORT if kinds[i] in (LONG, QUESTION, LABEL) else kinds[i]
        if kind in open_kinds:
            del open_kinds[open_kinds.index(kind) + 1 :]
        else:
            open_kinds.append(kind)
        yield i, len(open_kinds)
