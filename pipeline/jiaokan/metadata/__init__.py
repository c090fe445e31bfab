"""The one reader of what a page states of itself: title, site, source, people, times, address, keywords.

Finders receive the lines of a page (`PageLines`), made from plain text or from HTML, and for HTML the
head (`HtmlHead`). Each proposes candidates with their evidence, and `choose` decides: the best evidence
first, then the nearest to the title, a time as precise as the page states it. A page in both forms gives
the same values.

    candidates   a proposed value with its evidence      page_lines    lines, flags and places of a page
    html_head    what the head of HTML states            front_matter  what the head of a Markdown file states
    html_titles, headlines, text_titles                  the title of HTML, within a line, of plain text
    titles       the line near the text that is the title where the window names the site or says it otherwise
    authors      who wrote, edited and posted it         dates         times of publication and change
    sources      where the page was taken from
    book_facts   whether a line states facts of a book that the page describes
    sites        name of the site; address, keywords, shared file, document number
    byline_labels, name_forms, date_forms, western_days  printed forms that the finders share
    name_values, name_checks         what every author, editor and source is checked for
    choose       the order of evidence and the script of the values
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from jiaokan.core.document import Fact
from jiaokan.metadata.authors.account_cards import find_carded_accounts
from jiaokan.metadata.authors.account_heads import find_account_heads
from jiaokan.metadata.authors.accounts import find_accounts
from jiaokan.metadata.authors.blog_owners import find_blog_owner
from jiaokan.metadata.authors.dated_names import find_dated_names
from jiaokan.metadata.authors.editors import find_editors
from jiaokan.metadata.authors.end_signatures import find_end_signatures
from jiaokan.metadata.authors.head_authors import find_stated_authors
from jiaokan.metadata.authors.name_lines import find_bare_names
from jiaokan.metadata.authors.notice_owners import find_notice_owner
from jiaokan.metadata.authors.people import find_authors
from jiaokan.metadata.authors.posters import find_posters
from jiaokan.metadata.authors.repeated_accounts import find_repeated_accounts
from jiaokan.metadata.authors.reporters import find_reporters
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.choose import choose, convert_facts
from jiaokan.metadata.dates.page_dates import find_published, find_updated
from jiaokan.metadata.html_head import EMPTY_HEAD, HeadValue, HtmlHead
from jiaokan.metadata.name_checks import check_names
from jiaokan.metadata.page_lines import PageLine, PageLines, find_article, make_html_line
from jiaokan.metadata.sites.page_references import (
    find_address,
    find_document_number,
    find_keywords,
    find_shared_file,
)
from jiaokan.metadata.sites.site_names import find_site
from jiaokan.metadata.sources.outlet_leads import find_lead_sources
from jiaokan.metadata.sources.outlet_notes import find_noted_sources
from jiaokan.metadata.sources.outlets import find_sources

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
    found = chain(known, _find_other_facts(page, labelled, head, url), _find_people(page, labelled, head))
    chosen = choose(check_names(found, labelled, head))
    sources = {one.value for one in chosen if one.field == "source"}
    return tuple(
        one
        for one in chosen
        if one.evidence != "account" or one.field == "source" or one.value not in sources
    )


def _find_people(page: PageLines, labelled: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield who wrote, edited and posted a page; `labelled` has its values at their labels."""
    yield from find_authors(labelled)
    yield from find_stated_authors(page, head)
    yield from find_reporters(labelled)
    yield from find_end_signatures(labelled)
    yield from find_bare_names(labelled)
    yield from find_posters(page)
    yield from find_dated_names(page)
    yield from find_repeated_accounts(page)
    yield from find_account_heads(page)
    yield from find_accounts(page)
    yield from find_carded_accounts(page)
    yield from find_blog_owner(page, head)
    yield from find_notice_owner(page, head)
    yield from find_editors(labelled)


def _find_other_facts(
    page: PageLines, labelled: PageLines, head: HtmlHead, url: str | None
) -> Iterator[Candidate]:
    """Yield where a page was taken from, its times, address, keywords and number."""
    yield from find_site(page, head)
    yield from find_sources(labelled, head)
    yield from find_noted_sources(labelled)
    yield from find_lead_sources(labelled)
    yield from find_published(labelled, head, url)
    yield from find_updated(labelled, head)
    yield from find_address(page, head)
    yield from find_keywords(page, head)
    yield from find_document_number(labelled)
    yield from find_shared_file(page)


def make_facts(candidates: Iterable[Candidate]) -> tuple[Fact, ...]:
    """Return candidates as the facts of a document; what the page itself does not hold has no span."""
    return tuple(Fact(one.field, one.value, one.span or None) for one in candidates)
