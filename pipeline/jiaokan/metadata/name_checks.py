"""Check every candidate of author, editor and source, whichever finder proposes it.

`name_values` checks the value by itself; here it is compared with what else the page names. The author that
the head or the classes of a page state is often the editor, the outlet, the site itself or who made the site.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.metadata.byline_labels import EDITOR_LABELS
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.metadata.name_forms import ends_as_outlet, split_names
from jiaokan.metadata.name_values import NAME_FIELDS, clean_name_value, is_channel
from jiaokan.metadata.page_lines import PageLines, list_byline_places
from jiaokan.metadata.sites.site_names import SITE_METAS, WINDOW_SEPARATOR
from jiaokan.text.normalized_view import keep_letters, normalize_chars

MAX_WINDOW_TITLE_CHARS = 1000  # code points of a title of the window
STEM_CHARS = 2  # Han that the names of a site and its channels have in common: 江城旅游 of 江城网
MAX_PRINTED_NAME_LINE_CHARS = 60  # code points of a line below the title that prints a name
_TITLE_SEPARATOR = compile_on_use(rf"{WINDOW_SEPARATOR}|-(?=[\u4e00-\u9fff]+$)")
_NOTICE = compile_on_use(r"版权所有|copyright|©|all rights reserved", re.I)
_ACCOUNT_OF_OUTLET = compile_on_use(r"(?:企鹅|头条|百家|网易|搜狐|大鱼|一点|公众|官方)号$|官方(?:微博|账号)$")
_STAFF_LABEL = compile_on_use(rf"(?:{EDITOR_LABELS}|选稿|审核|审稿|校对|录入|值班|监制)$")
_ACCOUNTS = frozenset(("poster", "account"))  # evidence of a name that may be any word
MAX_SURE_RANK = 2  # the last rank of evidence of a value that a label or the head states
_PRINTED = frozenset(  # evidence of a name that stands in a line of the page
    (
        "byline", "reporter", "signature", "name", "poet", "poster", "account", "blog", "note", "masthead",
        "issuer", "issue", "dateline",
    )
)  # fmt: skip


@dataclass(frozen=True)  # no slots: most pages need no letters of lines, which are read on first use
class _PageNames:
    """What a page names beside its author, as letters in lower case.

    Attributes:
        page: The lines of the page.
        site: Names of the site and of its publisher.
        editors: Its editors.
        sources: The outlets that it was taken from.
        has_printed_person: Whether a line names a person as the author.
    """

    page: PageLines
    site: frozenset[str]
    editors: frozenset[str]
    sources: frozenset[str]
    has_printed_person: bool

    @lazy_property
    def letters_by_place(self) -> dict[int, str]:
        """The letters of the short lines between title and text, by their number."""
        lines = ((i, self.page.lines[i]) for i in list_byline_places(self.page))
        return {i: line.letters for i, line in lines if len(line.text) <= MAX_PRINTED_NAME_LINE_CHARS}

    @lazy_property
    def page_letters(self) -> str:
        """The letters of all lines of the page."""
        return "\n".join(line.letters for line in self.page.lines)

    @lazy_property
    def notice_letters(self) -> str:
        """The letters of the lines of the notice of copyright below the text."""
        lines = self.page.lines[self.page.end :]
        return "\n".join(line.letters for line in lines if _NOTICE.search(line.text))


def check_names(found: Iterable[Candidate], page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the candidates; names of authors, editors and sources are cleaned, or left out.

    Where lines alone name authors and sources, those behind the best one of a field are left out too.
    """
    proposed = list(found)
    if not any(one.field in ("author", "source") and _is_stated(one) for one in proposed):
        yield from _clean_best_names(proposed)
        return
    candidates = [checked for one in proposed if (checked := _clean_candidate(one)).value]
    names = _collect_names(candidates, page, head)
    for one in candidates:
        if one.field == "author" and _is_stated(one) and not _is_author(one, names):
            continue
        if one.field == "source" and _is_stated(one) and _is_only_site(one, names):
            continue
        yield one


def _clean_best_names(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates; of authors, editors and sources only the best one that is a name, cleaned."""
    yield from (one for one in candidates if one.field not in NAME_FIELDS)
    for field in NAME_FIELDS:
        ranked = sorted((one for one in candidates if one.field == field), key=attrgetter("order"))
        names = (checked for one in ranked if (checked := _clean_candidate(one)).value)
        yield from islice(names, 1)


def _clean_candidate(one: Candidate) -> Candidate:
    if one.field not in NAME_FIELDS:
        return one
    value = clean_name_value(one.field, one.value)
    if one.evidence not in _ACCOUNTS and is_channel(value):
        value = ""
    return one if value == one.value else replace(one, value=value)


def _is_stated(one: Candidate) -> bool:
    """Tell whether the head or a class states the value, and no printed line of the page."""
    return one.evidence not in _PRINTED and one.evidence != "front matter"


def _collect_names(candidates: list[Candidate], page: PageLines, head: HtmlHead) -> _PageNames:
    def list_sure_values(field: str) -> frozenset[str]:
        sure = (one for one in candidates if one.field == field and one.rank <= MAX_SURE_RANK)
        return frozenset(_normalize_name(one.value) for one in sure)

    persons = (one for one in candidates if one.field == "author" and not _is_stated(one))
    return _PageNames(
        page,
        frozenset(_list_site_names(page, head)) | list_sure_values("site"),
        list_sure_values("editor"),
        list_sure_values("source"),
        any(split_names(normalize_chars(one.value)) for one in persons),
    )


def _normalize_name(value: str) -> str:
    """Return the letters, digits and Han of a name in the normalized view, in lower case."""
    return keep_letters(normalize_chars(value))


def _list_site_names(page: PageLines, head: HtmlHead) -> Iterator[str]:
    """Yield what the head calls the site and its publisher, and what the title of the window ends in.

    That is its last part; all of it where it is not the title of the page; a part before that is named after
    the site, as that of a channel is: 江城旅游 before 江城网.
    """
    yield from (_normalize_name(head.metas[name].value) for name in SITE_METAS if name in head.metas)
    yield from (_normalize_name(value.value) for path, value in head.data if path.endswith("publisher.name"))
    first = page.lines[0].text if page.lines and page.title != 0 else ""
    window = normalize_chars(head.title.value) if head.title else first
    if len(window) <= MAX_WINDOW_TITLE_CHARS:  # a longer one is text, whose runs of blanks take long to split
        parts = [keep_letters(part) for part in _TITLE_SEPARATOR.split(window)]
        if len(parts) > 1 or page.title < 0 or parts[0] != page.lines[page.title].letters:
            yield parts[-1]
        yield from (part for part in parts[1:-1] if part[:STEM_CHARS] == parts[-1][:STEM_CHARS])


def _is_author(one: Candidate, names: _PageNames) -> bool:
    """Tell whether a stated author is a person, or an account that a line prints, and nobody else.

    What the head alone states is often who made the site or its theme, or an account of its staff.
    """
    if _is_other_than_author(one, names):
        return False
    if split_names(normalize_chars(one.value)):
        return True
    return all(_normalize_name(name) in names.page_letters for name in one.value.split("、"))


def _is_other_than_author(one: Candidate, names: _PageNames) -> bool:
    """Tell whether a stated author is the editor, the outlet, the site or its account."""
    plain = normalize_chars(one.value)
    is_person = bool(split_names(plain))
    letters = keep_letters(plain)
    if letters in names.editors or (letters in names.sources and not is_person):
        return True
    if _is_labelled_as_staff(plain, names.page):
        return True
    if names.has_printed_person and (ends_as_outlet(plain) or _ACCOUNT_OF_OUTLET.search(plain)):
        return True
    if is_person:
        return False
    if any(source.startswith(letters) for source in names.sources):  # 翠湖 of 翠湖体育频道
        return True
    begins_site = any(site.startswith(letters) for site in names.site)  # 翠湖 of 翠湖新闻
    is_of_site = begins_site and not _is_printed_below_title(letters, names)
    return is_of_site or _is_in_copyright_notice(letters, names)


def _is_labelled_as_staff(plain: str, page: PageLines) -> bool:
    """Tell whether a line names somebody behind the label of an editor: 编辑:(张三), 选稿:张三."""
    lines = (page.lines[i].text for i in page.index.find_lines(plain))
    before = (text[: text.index(plain)].rstrip(" :|(") for text in lines if plain in text)
    return any(_STAFF_LABEL.search(text) for text in before)


def _is_only_site(one: Candidate, names: _PageNames) -> bool:
    """Tell whether a name is that of the site, and the page prints it nowhere as a byline."""
    letters = _normalize_name(one.value)
    return letters in names.site and not _is_printed_below_title(letters, names)


def _is_printed_below_title(letters: str, names: _PageNames) -> bool:
    """Tell whether a line between title and text holds a name, and is no part of a path of links."""
    page = names.page
    places = names.letters_by_place.items()
    # a subtitle, which is part of the text, only speaks of it
    i = next((i for i, own in places if letters in own and (own == letters or not page.lines[i].is_kept)), -1)
    if i < 0:
        return False
    below = page.lines[i + 1].text.strip() if i + 1 < len(page.lines) else ""
    return not below.startswith((">", "/")) and ">" not in page.lines[i].text


def _is_in_copyright_notice(letters: str, names: _PageNames) -> bool:
    """Tell whether the notice of copyright below the text names an office or a firm."""
    return ends_as_outlet(letters) and letters in names.notice_letters
