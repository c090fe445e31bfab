"""Find whose blog, column or feed a page belongs to, by the title of the window."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.metadata.name_forms import is_account, is_common_word
from jiaokan.metadata.page_lines import PageLines
from jiaokan.metadata.sites.site_names import WINDOW_SEPARATOR, split_window
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
    parts = split_window(window, _SEPARATOR)
    for part in parts:
        if owned := _OWNED.fullmatch(window, part.start, part.end):
            yield from _make_owner(page, head, spelled, Span(*owned.span("name")))
    is_of_blogs = (
        len(parts) == 3 and page.title >= 0 and _SITE_OF_BLOGS.search(window, parts[2].start, parts[2].end)
    )
    if is_of_blogs and keep_letters(parts[0].slice_text(window)) == page.lines[page.title].letters:
        name = parts[1].slice_text(window)
        if any(line.text.strip() == name for line in page.lines):
            yield from _make_owner(page, head, spelled, parts[1])


def _make_owner(page: PageLines, head: HtmlHead, spelled: str, part: Span) -> Iterator[Candidate]:
    name = part.slice_text(spelled).strip()
    plain = normalize_chars(name)
    if is_account(plain) and not is_common_word(plain):
        span: Span | None = head.title.span if head.title else page.lines[0].find_span(part.start, part.end)
        yield Candidate("author", name, "blog", span, OWNER)
