"""State what a page says of itself: title, source, author, time, place; each with its raw span.

Facts are read from the raw text, so it does not matter that the strip stage has taken the byline
away: what was taken away is the best evidence there is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter

from jiaokan.config.config_loader import Config
from jiaokan.config.schema import AnnotateSettings
from jiaokan.core.annotations import sort_mentions
from jiaokan.core.document import HTML_MEDIA, Document, Fact, Paragraph, Stage
from jiaokan.core.edits import Span
from jiaokan.core.errors import ConfigError
from jiaokan.core.fact_fields import FACT_FIELDS
from jiaokan.core.ledger import OffsetChain
from jiaokan.metadata import EMPTY_HEAD, convert_facts, make_facts, read_metadata
from jiaokan.metadata.front_matter import read_front_matter
from jiaokan.metadata.text_titles import find_text_title
from jiaokan.rules.rewriting_evidence import RewritingFinder
from jiaokan.rules.rewriting_pairs import load_rewriting_finder
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.genre import find_genre
from jiaokan.stages.annotate.keywords import find_keywords
from jiaokan.stages.annotate.mentions import MENTION_FINDERS
from jiaokan.stages.annotate.mentions.places import find_places
from jiaokan.stages.annotate.plain_text_lines import make_text_lines
from jiaokan.stages.annotate.region import find_region
from jiaokan.stages.annotate.reprint_terms import find_reprint_terms
from jiaokan.stages.annotate.scorers import ScoringStage, load_scorer
from jiaokan.stages.annotate.script_labels import label_scripts
from jiaokan.stages.annotate.signals import SIGNAL_GROUPS, compute_signals
from jiaokan.text.normalized_view import NormalizedText, normalize_view

STRIP_STAGES = "strip"  # how the names of those stages begin


def build(config: Config) -> Stage:
    """Make the stage; it adds facts, mentions, signals, and to each paragraph the script of its raw text.

    Raises:
        ConfigError: A setting names what there is not, or the file of pairs is wrong.
    """
    _check_names("mentions", config.annotate.mentions, MENTION_FINDERS)
    _check_names("signals", config.annotate.signals, SIGNAL_GROUPS)
    rewriting = _load_rewriting(config)

    def annotate_document(document: Document) -> Document:
        url = document.origin.read_url()
        lineage = OffsetChain(document.steps)
        raw_spans = [lineage.map_back(paragraph.span) for paragraph in document.paragraphs]
        line_scripts, scripts = label_scripts(document.raw, raw_spans)
        is_read = document.origin.media == HTML_MEDIA  # the extract stage has read the page and its head
        raw_view = None if is_read else normalize_view(document.raw)
        found = [
            *(document.facts if is_read else document.list_other_facts("title")),  # which is read below
            *(_read_text_facts(document, lineage, raw_spans, url, raw_view) if raw_view else ()),
            *([Fact("url", url)] if url else []),
            *_find_script_facts(line_scripts),
            *find_reprint_terms(document),
        ]
        facts = _keep_first_of_each(convert_facts(found, config.script.target))
        values = {fact.field: fact.value for fact in facts}
        text = AnnotatedText(document, values, rewriting, raw_view)
        paragraphs = tuple(map(_set_script, document.paragraphs, scripts))
        return _add_annotations(text, facts, paragraphs, config.annotate)

    scorers = tuple(map(load_scorer, config.annotate.scorers))
    return ScoringStage(annotate_document, scorers) if scorers else annotate_document


def _check_names(setting: str, names: Iterable[str], known: Iterable[str]) -> None:
    if unknown := sorted(set(names) - set(known)):
        raise ConfigError(
            f"annotate.{setting}: no such kind: {', '.join(unknown)}; there are {', '.join(known)}"
        )


def _load_rewriting(config: Config) -> RewritingFinder | None:
    """Return what finds rewritten words, None where the settings ask for none of it."""
    settings = config.annotate
    if "rewriting" in settings.signals or "rewritten" in settings.mentions:
        return load_rewriting_finder(config.find_file(settings.rewriting))
    return None


def _add_annotations(
    text: AnnotatedText, known: Iterable[Fact], paragraphs: tuple[Paragraph, ...], settings: AnnotateSettings
) -> Document:
    """Return the document with its facts and paragraphs, and with what the settings ask for.

    That are mentions, genre, keywords, region and signals.
    """
    found = [mention for name in settings.mentions for mention in MENTION_FINDERS[name](text)]
    mentions = sort_mentions(found)
    facts = [*known]
    if settings.genre:
        facts += find_genre(text)
    if settings.keywords:
        facts += find_keywords(text, settings.keywords)
    if settings.region:
        is_found = "place" in settings.mentions
        places = [m for m in found if m.kind == "place"] if is_found else list(find_places(text))
        facts += find_region(text, places, settings)
    signals = compute_signals(text, mentions, settings.signals)
    kept = _keep_first_of_each(facts)
    return replace(text.document, facts=kept, paragraphs=paragraphs, mentions=mentions, signals=signals)


def _read_text_facts(
    document: Document, lineage: OffsetChain, kept: Sequence[Span], url: str, view: NormalizedText
) -> tuple[Fact, ...]:
    """Return what a page of plain text states of itself; `kept` are the raw spans of its paragraphs."""
    roles = (paragraph.role for paragraph in document.paragraphs)
    title = next((span for span, role in zip(kept, roles, strict=True) if role == "title"), None)
    page = make_text_lines(view, kept, title, _find_stripped_spans(document, lineage))
    known = [*read_front_matter(view.original)]
    if candidate := find_text_title(document, page, lineage):
        known.append(candidate)
    return make_facts(read_metadata(page, EMPTY_HEAD, url, known))


def _find_stripped_spans(document: Document, lineage: OffsetChain) -> list[Span]:
    """Return the raw spans that the strip stages took away, in order."""
    found = [
        lineage.map_range(edit[0], edit[0] + len(edit[1]), after)
        for after, step in enumerate(document.steps)
        if step.stage.startswith(STRIP_STAGES)
        for edit in step.edits
        if not edit[2]
    ]
    return [Span(*bounds) for bounds in sorted(found, key=itemgetter(0))]


def _find_script_facts(line_scripts: Sequence[str]) -> list[Fact]:
    """Return the script of most lines of the raw text, and whether lines of the other stand among them."""
    hans, hant = line_scripts.count("hans"), line_scripts.count("hant")
    if not (hans or hant or "mixed" in line_scripts):
        return []
    main = Fact("script", "Hant" if hant > hans else "Hans")
    return [main, Fact("mixed_script", "true")] if hans and hant else [main]


def _set_script(paragraph: Paragraph, script: str) -> Paragraph:
    return Paragraph(paragraph.span, paragraph.role, paragraph.level, paragraph.sentences, script)


def _keep_first_of_each(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Keep the first fact of each field, in the order of FACT_FIELDS."""
    first: dict[str, Fact] = {}
    for fact in facts:
        if fact.value:
            first.setdefault(fact.field, fact)
    return tuple(first[field.name] for field in FACT_FIELDS if field.name in first)
