"""Say what a page says of itself: title, source, author, time, place; each with its raw span.

Facts are read from the raw text as a reader sees it, so it does not matter that the strip stage
has taken the byline away: what was taken away is the best evidence there is.
"""

from dataclasses import replace

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Fact, Lineage, Paragraph, Stage
from jiaokan.core.edits import Span
from jiaokan.stages.annotate.byline import byline
from jiaokan.stages.annotate.front_matter import read_front_matter
from jiaokan.stages.annotate.page import Page
from jiaokan.stages.annotate.region import region
from jiaokan.stages.annotate.site import keywords, record_url, share_notice, site
from jiaokan.stages.annotate.titles import headline
from jiaokan.text.script_conversion import label
from jiaokan.text.verbatim import find_heading_mark


def build(config: Config) -> Stage:
    """Make the stage; it adds facts, and to each paragraph the script of its raw text."""

    def annotate(document: Document) -> Document:
        page = Page.of(document)
        found = [
            *document.facts,  # what the head of a page says goes before what its text does
            *read_front_matter(page),
            *_title(document, page),
            *share_notice(page),
            *site(page),
            *byline(page),
            *keywords(page),
            *record_url(document),
            *_script(page),
        ]
        if config.annotate.region:
            found += region(page, config.annotate)
        return replace(document, facts=_first_of_each(found), paragraphs=_labelled(document, page))

    return annotate


def _title(document: Document, page: Page) -> list[Fact]:
    at, title = next(((i, p) for i, p in enumerate(document.paragraphs) if p.role == "title"), (0, None))
    if title is None:
        return []
    below = [paragraph.span.of(document.text) for paragraph in document.paragraphs[at + 1 : at + 31]]
    start = title.span.start + find_heading_mark(title.span.of(document.text))
    span = headline(document.text[start : title.span.end], below)
    span = Span(start + span.start, start + span.end)
    return [Fact("title", span.of(document.text), page.lineage.source(span))]


def _script(page: Page) -> list[Fact]:
    """Return the script of most lines of the raw text, and whether lines of the other stand among them."""
    labels = [label(line) for line in page.raw.split("\n")]
    hans, hant = labels.count("hans"), labels.count("hant")
    if not (hans or hant or "mixed" in labels):
        return []
    main = Fact("script", "Hant" if hant > hans else "Hans")
    return [main, Fact("mixed_script", "true")] if hans and hant else [main]


def _labelled(document: Document, page: Page) -> tuple[Paragraph, ...]:
    lineage = Lineage(document.steps)
    return tuple(replace(p, script=label(lineage.source(p.span).of(page.raw))) for p in document.paragraphs)


def _first_of_each(facts: list[Fact]) -> tuple[Fact, ...]:
    """Keep the first fact of each field, in the order of FIELDS."""
    first: dict[str, Fact] = {}
    for fact in facts:
        if fact.value:
            first.setdefault(fact.field, fact)
    return tuple(first[field] for field in FIELDS if field in first)


FIELDS = (
    "title",
    "site",
    "source",
    "author",
    "editor",
    "published",
    "url",
    "keywords",
    "region",
    "script",
    "mixed_script",
    "file_name",
    "pages",
)
