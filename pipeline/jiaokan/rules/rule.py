"""A rule, and how it matches a line of the normalized view."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Scope = Literal["line", "block", "head", "tail", "inline", "brand"]
SCOPES: tuple[str, ...] = get_args(Scope)
BRAND_SCOPE = "brand"
LineSpan = tuple[int, int, int]  # number of a line, start and end in it in code points, half-open
WHOLE_LINE_SCOPES = ("line", "block")  # scopes that claim a whole line

# what the text is to a reader of the page; reports show it, and the context of a line counts it
CODE_KIND = "code"  # a sure rule of this kind takes its span amid a line too
ARTICLE_KIND = "article"  # a rule of this kind says what stays, unless another rule has confidence 1
KINDS: dict[str, str] = {  # with what the report's Chinese view calls each
    ARTICLE_KIND: "正文",
    "abstract": "摘要",
    "breadcrumb": "面包屑导航",
    "byline": "署名行",
    CODE_KIND: "代码",
    "comment": "评论",
    "copyright_notice": "版权声明",
    "document_meta": "文档信息",
    "download_notice": "下载提示",
    "duplicate_title": "重复的标题",
    "image_alt": "图片替代文字",
    "legal_footer": "页脚的法律信息",
    "navigation": "导航",
    "page_marker": "页码标记",
    "qr_follow": "扫码关注",
    "reaction_widget": "表态按钮",
    "related_links": "相关链接",
    "seo_intro": "写给搜索引擎的导语",
    "seo_tags": "写给搜索引擎的标签",
    "share_widget": "分享栏",
    "site_banner": "网站横幅",
    "spam": "垃圾信息",
}

# what pages put around a label: brackets, bullets, rules, arrows; colons and stops are no ornaments
_LEADING_ORNAMENTS = " [(【〖<《|·*#+=_~—-•●○◎◆◇■□▲△▶►▼▽★☆※→↓↑><"
_TRAILING_ORNAMENTS = " ])】〗>》|·*#+=_~—-•●○◎◆◇■□▲△▶►▼▽★☆※→↓↑><"
MAX_ORNAMENT_CHARS = 12  # code points of ornaments around a label


def strip_ornaments(line: str) -> str:
    """Return a line without the ornaments around it.

    >>> strip_ornaments("【相关阅读】>>")
    '相关阅读'
    """
    return line.lstrip(_LEADING_ORNAMENTS).rstrip(_TRAILING_ORNAMENTS)


def strip_ornaments_from_lines(lines: Iterable[str]) -> list[str]:
    """Return lines without the ornaments around them, without a function call for each."""
    return [line.lstrip(_LEADING_ORNAMENTS).rstrip(_TRAILING_ORNAMENTS) for line in lines]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the rulebook: what boilerplate looks like in the normalized view, with examples.

    Attributes:
        id: Family and name, as family/kebab-case.
        scope: What the rule claims. "line": a whole line, with or without ornaments. "block": likewise, and
            the line begins a run of boilerplate. "head" and "tail": the beginning or the end of a line.
            "inline": a span within a line. "brand": a name within a line, which goes only where it is
            foreign to the page and is not part of another name.
        literal: Texts of which a line must contain one before the pattern is tried.
        pattern: Regular expression, compiled for the scope.
        kind: One of KINDS.
        why: The reason, shown in reports.
        hits: Lines that the rule claims.
        misses: Lines that the rule does not claim.
        source: Where the rule comes from.
        confidence: Above 0 and at most 1. A claim of less than 1 goes only where the context agrees.
        is_word_list: Whether the literals are all that the rule matches.
        min_line_chars: Minimum code points of a line that is tried.
        max_line_chars: Maximum code points of a line that is tried, included.
        max_tail_chars: Maximum code points of a tail.
    """

    id: str
    scope: Scope
    literal: tuple[str, ...]
    pattern: re.Pattern[str]
    kind: str
    why: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    source: str = ""
    confidence: float = 1.0
    is_word_list: bool = False
    min_line_chars: int = 0
    max_line_chars: int = sys.maxsize
    max_tail_chars: int = sys.maxsize

    def find_spans(self, line: str) -> list[tuple[int, int]]:
        """Return the spans that the rule claims on a trimmed line of the normalized view."""
        if not self.min_line_chars <= len(line) <= self.max_line_chars:
            return []
        return [(start, end) for _, start, end in self.find_in_lines((0,), (line,), (strip_ornaments(line),))]

    def find_in_lines(
        self, numbers: Iterable[int], lines: Sequence[str], plain_lines: Sequence[str]
    ) -> list[LineSpan]:
        """Return the spans that the rule claims on some lines.

        Args:
            numbers: Numbers of the lines to try; their lengths are allowed.
            lines: Trimmed lines of the normalized view.
            plain_lines: The same lines without ornaments.
        """
        if self.scope in WHOLE_LINE_SCOPES:
            fullmatch = self.pattern.fullmatch
            return [
                (number, 0, len(line))
                for number in numbers
                if (line := lines[number])
                and (
                    fullmatch(line) or ((plain_line := plain_lines[number]) != line and fullmatch(plain_line))
                )
            ]
        if self.scope == "head":
            match_start = self.pattern.match
            return [(number, *match.span()) for number in numbers if (match := match_start(lines[number]))]
        if self.scope == "tail":
            search_end = self.pattern.search
            tail_starts = ((number, max(0, len(lines[number]) - self.max_tail_chars)) for number in numbers)
            return [
                (number, *match.span())
                for number, tail_start in tail_starts
                if (match := search_end(lines[number], tail_start))
            ]
        return [
            (number, *match.span()) for number in numbers for match in self.pattern.finditer(lines[number])
        ]


def anchor_pattern(pattern: str, scope: str) -> str:
    """Return a rule's pattern as its scope matches it: a tail ends where the line ends.

    >>> anchor_pattern("阅读全文", "tail")
    '(?:阅读全文)\\\\Z'
    """
    return rf"(?:{pattern})\Z" if scope == "tail" else pattern
