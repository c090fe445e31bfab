"""Find whose blog, column or feed a page belongs to, by the title of the window."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.metadata.name_forms import is_account, is_common_word
from jiaokan.metadata.page_lines import PageLines
from jiaokan.metadata.sites.site_names import WINDOW_SEPARATOR
from jiaokan.text.normalized_view import keep_letters, normalize_chars

OWNER = 3  # rank of evidence of an author
MAX_OWNED_TITLE_CHARS = 200  # code points of a title of the window that is split
_SEPARATOR = re.compile(WINDOW_SEPARATOR)
_SITE_OF_BLOGS = re.compile(r"(?:博客|空间|部落格|网志|blog)$", re.I)
# 青山客的专栏
_OWNED = compile_on_use(
    r"(?P<name>[^\s的]{2,20})的(?:[\u4e00-\u9fff]{2,4})?(?:专栏|博客|空间|日记|日志|微博|部落格|网志)"
)


def find_blog_owner(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the name that the title of the window gives the owner of a blog.

    It stands before 的专栏 and the like, or between the title of the page and the name of a site of blogs;
    there a line of the page must repeat it.
    """
    if not page.lines:
        return
    spelled = head.title.value if head.title else page.lines[0].spell(0, len(page.lines[0].text))
    window = normalize_chars(spelled) if len(spelled) <= MAX_OWNED_TITLE_CHARS else ""
    if len(window) != len(spelled):
        return
    parts = _list_parts(window)
    for start, end in parts:
        if owned := _OWNED.fullmatch(window, start, end):
            yield from _make_owner(page, head, spelled, owned.span("name"))
    is_of_blogs = len(parts) == 3 and page.title >= 0 and _SITE_OF_BLOGS.search(window, *parts[2])
    if is_of_blogs and keep_letters(window[slice(*parts[0])]) == page.lines[page.title].letters:
        name = window[slice(*parts[1])]
        if any(line.text.strip() == name for line in page.lines):
            yield from _make_owner(page, head, spelled, parts[1])


def _list_parts(window: str) -> list[tuple[int, int]]:
    """Return the bounds of the parts of a title of a window that are not empty."""
    gaps = [(match.start(), match.end()) for match in _SEPARATOR.finditer(window)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(window)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if window[start:end].strip()]


def _make_owner(
    page: PageLines, head: HtmlHead, spelled: str, bounds: tuple[int, int]
) -> Iterator[Candidate]:
    name = spelled[slice(*bounds)].strip()
    plain = normalize_chars(name)
    if is_account(plain) and not is_common_word(plain):
        span: Span | None = head.title.span if head.title else page.lines[0].find_span(*bounds)
        yield Candidate("author", name, "blog", span, OWNER)
