"""One rule, and how it matches a line as read."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Scope = Literal["line", "block", "head", "tail", "inline", "brand"]
SCOPES: tuple[str, ...] = get_args(Scope)
BRAND = "brand"
Place = tuple[int, int, int]  # a line, and code points of it from one up to another
WHOLE = ("line", "block")  # scopes that claim all of a line

# what a thing is to the reader of the page; stands in reports and weighs in context
ARTICLE = "article"  # a rule of this kind says what must stay, unless another is wholly sure
KINDS = (
    ARTICLE, "abstract", "breadcrumb", "byline", "code", "comment", "copyright_notice", "document_meta",
    "download_notice", "duplicate_title", "image_alt", "legal_footer", "navigation", "page_marker",
    "qr_follow", "reaction_widget", "related_links", "seo_intro", "seo_tags", "share_widget",
    "site_banner", "spam",
)  # fmt: skip

# what pages put round a label: brackets, bullets, rules, arrows; colons and stops are no ornament
_BEFORE = " [(【〖<《|·*#+=_~—-•●○◎◆◇■□▲△▶►▼▽★☆※→↓↑><"
_AFTER = " ])】〗>》|·*#+=_~—-•●○◎◆◇■□▲△▶►▼▽★☆※→↓↑><"


ORNAMENTS = 12  # code points of ornament round a label, at most


def bare(line: str) -> str:
    """Return a line without the ornaments round it."""
    return line.lstrip(_BEFORE).rstrip(_AFTER)


def bared(lines: Iterable[str]) -> list[str]:
    """Do the same for many lines, without a call for each."""
    return [line.lstrip(_BEFORE).rstrip(_AFTER) for line in lines]


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
    words: bool = False
    shortest: int = 0
    longest: int = sys.maxsize
    reach: int = sys.maxsize

    def find(self, line: str) -> list[tuple[int, int]]:
        """Return the spans of a trimmed line of the view that the rule claims."""
        if not self.shortest <= len(line) <= self.longest:
            return []
        return [(start, end) for _, start, end in self.claimed((0,), (line,), (bare(line),))]

    def claimed(self, at: Iterable[int], lines: Sequence[str], plains: Sequence[str]) -> list[Place]:
        """Do the same for the lines at some places, of a length that is tried; `plains` are bare."""
        if self.scope in WHOLE:
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
            last = ((k, max(0, len(lines[k]) - self.reach)) for k in at)
            return [(k, *found.span()) for k, first in last if (found := ends(lines[k], first))]
        return [(k, *found.span()) for k in at for found in self.pattern.finditer(lines[k])]


def compiled(pattern: str, scope: str) -> re.Pattern[str]:
    """Compile a rule's pattern for its scope; raises re.error."""
    return re.compile(rf"(?:{pattern})\Z" if scope == "tail" else pattern)
