"""What stands at the ends of a line: marks that open an item, close a sentence, or leave it open.

Every pattern is for folded text (`jiaokan.text.normalized_view.fold`): Simplified, half-width marks.
"""

import re

HAN_NUMERALS = "一二三四五六七八九十百零〇"

# the numbering styles of Chinese documents, from the outermost: GB/T 9704 and what the web adds
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
NUMBERING_MARK = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in NUMBERING_STYLES.items()))

# a stop with what closes after it, or the credit that ends a caption
_SENTENCE_END = re.compile(r"[。!?…~][”’\"')\]】》」』]*$|\.$|[ /](?:摄影?|供图|制图)[)]?$")
# nothing may begin a line with these (W3C clreq, "prohibition rules for line start"), but for marks that
# stand doubled (。。。) and an exclamation or a question that is a line of its own
NO_LINE_START = re.compile(r"(?!([。!?])\1|[!?]+$)[,。、;:?!”’)\]】》」』%‰](?![-)(DPp]|(?<=!)\[)")
# nor end one with these
OPENING_MARKS = "“‘([【《「『〈"
# what prose holds and labels seldom do
PROSE_MARK = re.compile("[,。;!?]")
COMMAS = ",、"
SEMICOLONS = ";"
COLONS = ":"
# after these a line may end without being cut: items of a list do, and what introduces them
SEMICOLONS_AND_COLONS = SEMICOLONS + COLONS
# a heading of Markdown, and the reply of a bulletin board: what begins with either is a line of its own
MARKDOWN_HEADING = re.compile(r"#{1,6} \S")
FORUM_REPLY = re.compile(r"(?:[推嘘>]|->) ?[A-Za-z0-9_-]{2,20} *:")


def find_numbering_style(read: str) -> str:
    """Return the name of the numbering style that a folded line opens with, or ""."""
    found = NUMBERING_MARK.match(read)
    return (found.lastgroup or "") if found else ""


def has_sentence_end(read: str) -> bool:
    """Tell whether a folded line ends as sentences end."""
    return bool(_SENTENCE_END.search(read[-8:]))


def is_mid_sentence(read: str) -> bool:
    """Tell whether a folded line ends amid a sentence: in a letter or a comma."""
    return (read[-1].isalnum() or read[-1] in COMMAS) and not has_sentence_end(read)


def is_lone_numbering(read: str) -> bool:
    """Tell whether a folded line is a number or bullet alone, without its item."""
    found = NUMBERING_MARK.fullmatch(read)
    return found is not None and found.lastgroup not in ("part", "chapter", "section", "article")
