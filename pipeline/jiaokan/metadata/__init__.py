"""The one reader of what a page states of itself: title, site, source, people, times, address, keywords.

Finders receive the lines of a page (`PageLines`), made from plain text or from HTML, and for HTML the
head (`HtmlHead`). Each proposes candidates with their evidence, and `choose` decides: the best evidence
first, then the nearest to the title, a time as precise as the page states it. A page in both forms gives
the same values.

    candidates   a proposed value with its evidence      page_lines    lines, flags and places of a page
    html_head    what the head of HTML states            front_matter  what the head of a Markdown file states
    html_titles, headlines, text_titles                  the title of HTML, within a line, of plain text
    authors      who wrote, edited and posted it         dates         times of publication and change
    outlets, outlet_notes            where the page was taken from
    sites        name of the site, address, keywords, shared file, document number
    byline_labels, name_forms, date_forms                printed forms that the finders share
    name_values, name_checks         what every author, editor and source is checked for
    choose       the order of trust and the script of the values
"""

from collections.abc import Iterable
from itertools import chain

from jiaokan.core.document import Fact
from jiaokan.metadata.authors.account_heads import find_account_heads
from jiaokan.metadata.authors.accounts import find_accounts
from jiaokan.metadata.authors.editors import find_editors
from jiaokan.metadata.authors.head_authors import find_stated_authors
from jiaokan.metadata.authors.name_lines import find_bare_names
from jiaokan.metadata.authors.people import find_authors
from jiaokan.metadata.authors.posters import find_posters
from jiaokan.metadata.authors.signatures import find_signed_authors
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.choose import choose, convert_facts
from jiaokan.metadata.dates.page_dates import find_published, find_updated
from jiaokan.metadata.html_head import EMPTY_HEAD, HeadValue, HtmlHead
from jiaokan.metadata.name_checks import check_names
from jiaokan.metadata.outlet_notes import find_noted_sources
from jiaokan.metadata.outlets import find_sources
from jiaokan.metadata.page_lines import PageLine, PageLines, find_article, make_html_line, make_text_lines
from jiaokan.metadata.sites import (
    find_address,
    find_document_number,
    find_keywords,
    find_shared_file,
    find_site,
)

__all__ = [
    "EMPTY_HEAD",
    "Candidate",
    "HeadValue",
    "HtmlHead",
    "PageLine",
    "PageLines",
    "convert_facts",
    "find_article",
    "make_facts",
    "make_html_line",
    "make_text_lines",
    "read_metadata",
]


def read_metadata(
    page: PageLines, head: HtmlHead, url: str | None, known: Iterable[Candidate] = ()
) -> tuple[Candidate, ...]:
    """Return what a page states of itself, one candidate for each field, in the order of `choose.FIELDS`.

    Args:
        page: The lines of the page.
        head: What the head of a page of HTML states; EMPTY_HEAD for plain text.
        url: The address that came in with the page, whose day is the last resort for `published`.
        known: Candidates that were found before, such as the title.
    """
    labelled = page.with_values_at_labels()
    found = chain(
        known,
        find_site(page, head),
        find_sources(labelled, head),
        find_noted_sources(labelled),
        find_authors(labelled),
        find_stated_authors(page, head),
        find_signed_authors(labelled),
        find_bare_names(labelled),
        find_posters(page),
        find_account_heads(page),
        find_accounts(page),
        find_editors(labelled),
        find_published(labelled, head, url),
        find_updated(labelled, head),
        find_address(page, head),
        find_keywords(page, head),
        find_document_number(labelled),
        find_shared_file(page),
    )
    chosen = choose(check_names(found, labelled, head))
    sources = {one.value for one in chosen if one.field == "source"}
    return tuple(
        one for one in chosen if one.source != "account" or one.field == "source" or one.value not in sources
    )


def make_facts(candidates: Iterable[Candidate]) -> tuple[Fact, ...]:
    """Return candidates as the facts of a document; what the page itself does not hold has no span."""
    return tuple(Fact(one.field, one.value, one.span or None) for one in candidates)
