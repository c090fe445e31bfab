"""Marks at the ends of a line: numbering that opens an item, and marks that close or continue a sentence.

Every pattern is for normalized text (`jiaokan.text.normalized_view.normalize_chars`): Simplified, half-width.
"""

from functools import lru_cache

from jiaokan.core.deferred_patterns import compile_on_use

HAN_NUMERALS = "一二三四五六七八九十百零〇"

# the numbering styles of Chinese documents, the outermost first: those of GB/T 9704 and of the web
NUMBERING_STYLES = {
    "part": rf"第[{HAN_NUMERALS}\d]{{1,5}}(?:编|篇|部分)",
    "chapter": rf"第[{HAN_NUMERALS}\d]{{1,5}}[章回卷讲课]",
    "section": rf"第[{HAN_NUMERALS}\d]{{1,5}}节",
    "article": rf"第[{HAN_NUMERALS}\d]{{1,5}}条",
    "han": rf"[{HAN_NUMERALS}]{{1,3}}[、.]",
    "han_brackets": rf"\([{HAN_NUMERALS}]{{1,3}}\)、?",
    "decimal": r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[ 、]|[^\W\d_])(?![年月日万亿元个度倍级米公千百分])",
    "digit": r"\d{1,3}(?:、|\.(?!\d))",
    "digit_brackets": r"\(\d{1,3}\)、?|\d{1,3}\)",
    "circled": "[①-⑳⑴-⒇⒈-⒛❶-❿㈠-㈩]",
    "letter": r"\([a-zA-Z]\)|[a-zA-Z][、)]|[A-Z]\.(?=\s?[^\sA-Za-z.])",
    "question": r"[Qq]\d{1,2}[a-z]?[.、:](?=\s?\S)",
    "bullet": r"[●○■□◆◇▲△▼▪▫►▶➤★☆✓√※](?=.)|[-*•·](?=\s)",
}
_HAN_BEFORE_NUMBERING = frozenset(HAN_NUMERALS + "第")  # the Han that a style begins with
NUMBERING_MARK = compile_on_use(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in NUMBERING_STYLES.items())
)

# a stop with the closing marks after it, or the credit at the end of a caption
_SENTENCE_END = compile_on_use(r"[。!?…~][”’\"')\]】》」』]*$|\.$|[ /](?:摄影?|供图|制图)[)]?$")
# the last characters of such an end: a stop alone is one, the others may stand behind one
_STOPS, _MARKS_BEHIND_STOPS = frozenset("。!?…~"), frozenset("”’\"')]】》」』.摄影图制\n")
# marks that may not begin a line (W3C clreq, "prohibition rules for line start"); exceptions: doubled
# marks (。。。), and a line that is only an exclamation or question mark
NO_LINE_START = compile_on_use(r"(?!([。!?])\1|[!?]+$)[,。、;:?!”’)\]】》」』%‰](?![-)(DPp]|(?<=!)\[)")
# marks that may not end a line (the same rules)
OPENING_MARKS = "“‘([【《「『〈"
# marks that are common in prose and rare in labels
PROSE_MARK = compile_on_use("[,。;!?]")
COMMAS = ",、"
SEMICOLONS = ";"
COLONS = ":"
# a line that ends in one of these may be complete: list items and their introductions end so
SEMICOLONS_AND_COLONS = SEMICOLONS + COLONS
# a Markdown heading and a bulletin board reply; neither is joined to another line
MARKDOWN_HEADING = compile_on_use(r"#{1,6} \S")
MARKED_STARTS = "#推嘘>-"  # the characters that either begins with
FORUM_REPLY = compile_on_use(r"(?:[推嘘>]|->) ?[A-Za-z0-9_-]{2,20} *:")
LONE_BULLET = compile_on_use("[-*·・•●■▪◆]")
BULLET_ITEM = compile_on_use(r"[·■▪◆●○*–-] ?\S")
_NUMBER_AT_START = compile_on_use(
    r"\d{1,2}[.、)]"
)  # of the next item, also where a figure follows: 2.5月30日
_LETTER = compile_on_use(r"[^\W\d_]")
_DIGITS = compile_on_use(r"\d+")
MAX_NUMBERING_CHARS = 16  # code points in which a numbering stands, with what has to follow it
_LINE_OPENING_CHARS = 6  # code points in which the opening of a line is looked for


def find_numbering_style(text: str) -> str:
    """Return the name of the numbering style at the start of normalized text, "" if there is none.

    >>> find_numbering_style("(三)加强管理")
    'han_brackets'
    >>> find_numbering_style("1994年出生")
    ''
    """
    if "\u4e00" <= text[:1] <= "\u9fff" and text[0] not in _HAN_BEFORE_NUMBERING:
        return ""  # as most lines begin
    return _find_style_at_start(text[:MAX_NUMBERING_CHARS])


@lru_cache(1 << 14)
def _find_style_at_start(start: str) -> str:
    match = NUMBERING_MARK.match(start)
    return (match.lastgroup or "") if match else ""


def has_sentence_end(text: str) -> bool:
    """Tell whether normalized text ends with the end of a sentence.

    >>> has_sentence_end("他说:“好。”")
    True
    """
    last = text[-1:]
    return last in _STOPS or (last in _MARKS_BEHIND_STOPS and _ends_sentence(text[-8:]))


@lru_cache(1 << 14)  # the same line is asked several times
def _ends_sentence(end: str) -> bool:
    return bool(_SENTENCE_END.search(end))


def is_mid_sentence(text: str) -> bool:
    """Tell whether normalized, non-empty text stops inside a sentence: after a letter or a comma.

    >>> is_mid_sentence("他走了很久,")
    True
    """
    return (text[-1].isalnum() or text[-1] in COMMAS) and not has_sentence_end(text)


def is_lone_numbering(text: str) -> bool:
    """Tell whether normalized text is only an item number or bullet, without its item.

    >>> is_lone_numbering("(三)"), is_lone_numbering("第三章")
    (True, False)
    """
    match = NUMBERING_MARK.fullmatch(text) if len(text) <= MAX_NUMBERING_CHARS else None
    return match is not None and match.lastgroup not in ("part", "chapter", "section", "article")


def is_apart_from_item(before: str, after: str) -> bool:
    """Tell whether a line is the number or bullet of the item on the next line.

    >>> is_apart_from_item("3.", "申请材料"), is_apart_from_item("3.", "4.申请材料")
    (True, False)
    """
    if len(before) > MAX_NUMBERING_CHARS:
        return False
    if not _LETTER.search(after[:MAX_NUMBERING_CHARS]):
        return False  # a figure beside a count: (0) above 0%
    if after[0] > "\uffff":  # a picture sign begins an entry
        return False
    if LONE_BULLET.fullmatch(before):
        # a dash alone stands for no value, a star for a field to fill in
        is_item = before not in "-*" or bool(PROSE_MARK.search(after))
        return is_item and not BULLET_ITEM.match(after) and not LONE_BULLET.fullmatch(after)
    is_item = not find_numbering_style(after) and not _NUMBER_AT_START.match(after)
    return is_item and is_lone_numbering(before)


def find_line_opening(text: str) -> str:
    """Return the first two characters of normalized text, with every number as 0.

    >>> find_line_opening("12月3日")
    '0月'
    """
    return _DIGITS.sub("0", text[:_LINE_OPENING_CHARS])[:2]
