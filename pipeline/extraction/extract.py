"""From the bytes of a page to its main content, with a ledger that leads back."""

from dataclasses import replace
from functools import partial

from pipeline.collector import uncollected
from pipeline.config import Config, default
from pipeline.document import HTML, Document, Lineage, Origin
from pipeline.extraction.annotations import annotations
from pipeline.extraction.bytemap import ByteMap
from pipeline.extraction.extracted import Extracted, Passage, facts
from pipeline.extraction.facts.evidence import Evidence
from pipeline.extraction.facts.metadata import metadata
from pipeline.extraction.hidden import Hidden, alone, hidden, read_value
from pipeline.extraction.ledger import Ledger
from pipeline.extraction.markdown import to_markdown
from pipeline.extraction.page.charset import decode
from pipeline.extraction.page.grounds import strike
from pipeline.extraction.page.head import head
from pipeline.extraction.page.lines import find_lines
from pipeline.extraction.page.markup import UnreadableError
from pipeline.extraction.page.nodes import Tree
from pipeline.extraction.page.tree import build_tree, parser
from pipeline.extraction.paragraphs import paragraphs
from pipeline.extraction.scoring.choice import Claims, claims_of
from pipeline.extraction.scoring.sheet import COUNTS, measure
from pipeline.extraction.verdicts import Verdicts, judge_page, keep_all
from pipeline.rules import rulebook
from pipeline.settings import Extract

_NOWHERE = Origin()


def extract(
    page: bytes, url: str | None = None, config: Config | None = None, claims: Claims | None = None
) -> Extracted:
    """Return the main content of a page, under the id `url`; with the shipped settings by default.

    `claims` names for each line, as read, the text rule that it matches, so that rules and
    scorer judge together; by default those of the settings' own rules. A page that cannot be
    used comes back empty with the reason in `reject`.
    """
    config = config or default()
    if len(page) > config.extract.max_bytes:
        return rejected(f"the page is longer than {config.extract.max_bytes} bytes", url)
    return extracted(raw_page(page, url or ""), url, config, claims)


def raw_page(page: bytes, name: str, origin: Origin = _NOWHERE) -> Document:
    """Return the document whose raw text is the page: in its encoding the page, byte for byte."""
    decoded = decode(page)
    document = Document(name, decoded.raw, replace(origin, encoding=decoded.encoding, media=HTML))
    return document.edited("decode", decoded.edits)


def extracted(document: Document, url: str | None, config: Config, claims: Claims | None = None) -> Extracted:
    """Return the main content of a document that is a page."""
    claims = claims or claims_of(rulebook(config.rules))
    with uncollected():  # a page is thousands of small objects that all live to its end
        try:
            tree = build_tree(document.text, config.extract.max_blocks, parser(config.extract.parser))
        except UnreadableError as error:
            return rejected(str(error), url)
        return _extracted(document, tree, url, config.extract, claims)


def rejected(reason: str, url: str | None) -> Extracted:
    """Return what a page gives that cannot be used."""
    return Extracted(Document(url or "", "", kind="no_article", kind_why=reason), reject=reason)


def _extracted(
    document: Document, tree: Tree, url: str | None, settings: Extract, claims: Claims
) -> Extracted:
    struck = strike(tree)
    found = find_lines(tree, struck)
    sheet, said = measure(tree, struck, found.lines), head(tree)
    verdicts = judge_page(sheet, found, said, claims, settings)
    lineage = Lineage(document.steps)
    named = metadata(sheet, verdicts.chosen, said, url)
    evidence = tuple(replace(one, span=lineage.source(one.span)) for one in named)
    shown = int(sheet.counts[COUNTS.index("han")] @ verdicts.chosen)
    if resort := _only_in_scripts(tree, shown, settings):
        document = document.edited("extract", alone(tree.text, resort))
        tree, struck, found = read_value(document.text)
        verdicts = keep_all(struck, tree, found)
    return _laid_out(document, tree, verdicts, evidence)


def _laid_out(
    document: Document, tree: Tree, verdicts: Verdicts, evidence: tuple[Evidence, ...]
) -> Extracted:
    """Return the chosen lines of a document as its text, each with its place."""
    ledger = Ledger(document.text, verdicts.kept, verdicts.gone)
    made = paragraphs(ledger.placed)
    bytemap = ByteMap(document)
    passages = tuple(Passage(p, bytemap.raw(span), bytemap.data(span)) for p, span in made)
    noted = tuple(annotations(tree, ledger.placed, bytemap.raw))
    document = document.edited("extract", ledger.edits)
    document = replace(document, paragraphs=tuple(p for p, _ in made), facts=facts(evidence))
    write = partial(to_markdown, document.text, ledger.placed, noted)
    return Extracted(document, passages, noted, evidence, write_markdown=write)


def _only_in_scripts(tree: Tree, shown: int, settings: Extract) -> Hidden | None:
    """Return the text of a script, where the page shows none worth the name."""
    if shown >= settings.short or not (found := hidden(tree)):
        return None
    return found if found.han >= max(settings.short, 2 * shown) else None
