"""Say what a page says of itself: title, source, author, time, place; each with its raw span.

Facts are read from the raw text as a reader sees it, so it does not matter that the strip stage
has taken the byline away: what was taken away is the best evidence there is.
"""

from dataclasses import replace

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Fact, OffsetChain, Paragraph, Stage
from jiaokan.core.edits import Span
from jiaokan.stages.annotate.byline import find_byline_facts
from jiaokan.stages.annotate.front_matter import read_front_matter
from jiaokan.stages.annotate.page import SourcePage
from jiaokan.stages.annotate.region import find_region
from jiaokan.stages.annotate.site import find_keywords, find_shared_file, find_site, read_record_url
from jiaokan.stages.annotate.titles import find_headline
from jiaokan.text.script_conversion import detect_script
from jiaokan.text.verbatim import measure_heading_mark


def build(config: Config) -> Stage:
    """Make the stage; it adds facts, and to each paragraph the script of its raw text."""

    def annotate_document(document: Document) -> Document:
        page = SourcePage.from_document(document)
        found = [
            *document.facts,  # what the head of a page says goes before what its text does
            *read_front_matter(page),
            *_find_title_facts(document, page),
            *find_shared_file(page),
            *find_site(page),
            *find_byline_facts(page),
            *find_keywords(page),
            *read_record_url(document),
            *_find_script_facts(page),
        ]
        if config.annotate.region:
            found += find_region(page, config.annotate)
        return replace(
            document, facts=_keep_first_of_each(found), paragraphs=_label_paragraph_scripts(document, page)
        )

    return annotate_document


def _find_title_facts(document: Document, page: SourcePage) -> list[Fact]:
    at, title = next(((i, p) for i, p in enumerate(document.paragraphs) if p.role == "title"), (0, None))
    if title is None:
        return []
    below = [paragraph.span.slice_text(document.text) for paragraph in document.paragraphs[at + 1 : at + 31]]
    start = title.span.start + measure_heading_mark(title.span.slice_text(document.text))
    span = find_headline(document.text[start : title.span.end], below)
    span = Span(start + span.start, start + span.end)
    return [Fact("title", span.slice_text(document.text), page.lineage.map_back(span))]


def _find_script_facts(page: SourcePage) -> list[Fact]:
    """Return the script of most lines of the raw text, and whether lines of the other stand among them."""
    labels = [detect_script(line) for line in page.raw.split("\n")]
    hans, hant = labels.count("hans"), labels.count("hant")
    if not (hans or hant or "mixed" in labels):
        return []
    main = Fact("script", "Hant" if hant > hans else "Hans")
    return [main, Fact("mixed_script", "true")] if hans and hant else [main]


def _label_paragraph_scripts(document: Document, page: SourcePage) -> tuple[Paragraph, ...]:
    lineage = OffsetChain(document.steps)
    return tuple(
        replace(p, script=detect_script(lineage.map_back(p.span).slice_text(page.raw)))
        for p in document.paragraphs
    )


def _keep_first_of_each(facts: list[Fact]) -> tuple[Fact, ...]:
    """Keep the first fact of each field, in the order of FIELDS."""
    first: dict[str, Fact] = {}
    for fact in facts:
        if fact.value:
            first.setdefault(fact.field, fact)
    return tuple(first[field] for field in FACT_FIELDS if field in first)


FACT_FIELDS = (
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
