"""One rule, and how it matches a line as read."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Scope = Literal["line", "block", "head", "tail", "inline", "brand"]
SCOPES: tuple[str, ...] = get_args(Scope)
BRAND_SCOPE = "brand"
LineSpan = tuple[int, int, int]  # a line, and code points of it from one up to another
WHOLE_LINE_SCOPES = ("line", "block")  # scopes that claim all of a line

# what a thing is to the reader of the page; stands in reports and weighs in context
ARTICLE_KIND = "article"  # a rule of this kind says what must stay, unless another is wholly sure
KINDS = (
    ARTICLE_KIND, "abstract", "breadcrumb", "byline", "code", "comment", "copyright_notice", "document_meta",
    "download_notice", "duplicate_title", "image_alt", "legal_footer", "navigation", "page_marker",
    "qr_follow", "reaction_widget", "related_links", "seo_intro", "seo_tags", "share_widget",
    "site_banner", "spam",
)  # fmt: skip

# what pages put round a label: brackets, bullets, rules, arrows; colons and stops are no ornament
_LEADING_ORNAMENTS = " [(【〖<《|·*#+=_~—-•●○◎◆◇■□▲△▶►▼▽★☆※→↓↑><"
_TRAILING_ORNAMENTS = " ])】〗>》|·*#+=_~—-•●○◎◆◇■□▲△▶►▼▽★☆※→↓↑><"


MAX_ORNAMENT_CHARS = 12  # code points of ornament round a label, at most


def strip_ornaments(line: str) -> str:
    """Return a line without the ornaments round it."""
    return line.lstrip(_LEADING_ORNAMENTS).rstrip(_TRAILING_ORNAMENTS)


def strip_ornaments_from_lines(lines: Iterable[str]) -> list[str]:
    """Do the same for many lines, without a call for each."""
    return [line.lstrip(_LEADING_ORNAMENTS).rstrip(_TRAILING_ORNAMENTS) for line in lines]


@dataclass(frozen=True, slots=True)
class Rule:
    """A record that says what boilerplate looks like in the view, and carries its own proof.

    `scope` says what it claims: "line" a whole line, with or without ornaments; "block" likewise,
    and it opens a run of boilerplate; "head" and "tail" an end of a line; "inline" a span in one;
    "brand" a name in one, which goes only where it is foreign to the page and stands for no other name.
    A pattern runs only on lines that hold one of `literal`. `confidence` (0 to 1) is how sure the
    rule is by itself; what a weaker one claims goes only where the context agrees. `words` says
    that the literals are all it matches; no line of fewer code points than `shortest` or of more than
    `longest` is tried. A tail lies within `reach` code points of the end of its line.
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
        """Return the spans of a trimmed line of the view that the rule claims."""
        if not self.min_line_chars <= len(line) <= self.max_line_chars:
            return []
        return [(start, end) for _, start, end in self.find_in_lines((0,), (line,), (strip_ornaments(line),))]

    def find_in_lines(self, at: Iterable[int], lines: Sequence[str], plains: Sequence[str]) -> list[LineSpan]:
        """Do the same for the lines at some places, of a length that is tried; `plains` are bare."""
        if self.scope in WHOLE_LINE_SCOPES:
            full = self.pattern.fullmatch
            return [
                (k, 0, len(line))
                for k in at
                if (line := lines[k]) and (full(line) or ((plain := plains[k]) != line and full(plain)))
            ]
        if self.scope == "head":
            begins = self.pattern.match
            return [(k, *found.span()) for k in at if (found := begins(lines[k]))]
        if self.scope == "tail":
            ends = self.pattern.search
            last = ((k, max(0, len(lines[k]) - self.max_tail_chars)) for k in at)
            return [(k, *found.span()) for k, first in last if (found := ends(lines[k], first))]
        return [(k, *found.span()) for k in at for found in self.pattern.finditer(lines[k])]


def compile_pattern(pattern: str, scope: str) -> re.Pattern[str]:
    """Compile a rule's pattern for its scope; raises re.error."""
    return re.compile(rf"(?:{pattern})\Z" if scope == "tail" else pattern)
