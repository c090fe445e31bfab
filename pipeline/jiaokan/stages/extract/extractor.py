"""From the bytes of a page to its main content, with a ledger that leads back."""

from dataclasses import replace
from functools import partial

from jiaokan.config.config_loader import Config, load_default
from jiaokan.config.schema import ExtractSettings
from jiaokan.core.document import HTML_MEDIA, Document, OffsetChain, Origin
from jiaokan.core.garbage_collection import pause_garbage_collection
from jiaokan.rules import load_rulebook
from jiaokan.stages.extract.byte_offsets import ByteMap
from jiaokan.stages.extract.extraction_result import Extracted, Passage, facts
from jiaokan.stages.extract.facts.html_evidence import Evidence
from jiaokan.stages.extract.facts.html_metadata import metadata
from jiaokan.stages.extract.html.line_finder import find_lines
from jiaokan.stages.extract.html.page_head import head
from jiaokan.stages.extract.html.struck_subtrees import strike
from jiaokan.stages.extract.html.tokenizer import UnreadableError
from jiaokan.stages.extract.html.tree_builder import build_tree, parser
from jiaokan.stages.extract.html.tree_nodes import Tree
from jiaokan.stages.extract.line_paragraphs import paragraphs
from jiaokan.stages.extract.line_verdicts import Verdicts, judge_page, keep_all
from jiaokan.stages.extract.links_and_images import annotations
from jiaokan.stages.extract.markdown_writer import to_markdown
from jiaokan.stages.extract.markup_edits import Ledger
from jiaokan.stages.extract.scoring.line_selection import Claims, claims_of
from jiaokan.stages.extract.scoring.line_table import COUNTS, measure
from jiaokan.stages.extract.script_text import Hidden, alone, hidden, read_value
from jiaokan.text.charsets.html_declaration import decode_html_page

_NOWHERE = Origin()


def extract(
    page: bytes, url: str | None = None, config: Config | None = None, claims: Claims | None = None
) -> Extracted:
    """Return the main content of a page, under the id `url`; with the shipped settings by default.

    `claims` names for each line, as read, the text rule that it matches, so that rules and
    scorer judge together; by default those of the settings' own rules. A page that cannot be
    used comes back empty with the reason in `reject`.
    """
    config = config or load_default()
    if len(page) > config.extract.max_bytes:
        return rejected(f"the page is longer than {config.extract.max_bytes} bytes", url)
    return extracted(raw_page(page, url or ""), url, config, claims)


def raw_page(page: bytes, name: str, origin: Origin = _NOWHERE) -> Document:
    """Return the document whose raw text is the page: in its encoding the page, byte for byte."""
    decoded = decode_html_page(page)
    document = Document(name, decoded.raw, replace(origin, encoding=decoded.encoding, media=HTML_MEDIA))
    return document.edited("decode", decoded.edits)


def extracted(document: Document, url: str | None, config: Config, claims: Claims | None = None) -> Extracted:
    """Return the main content of a document that is a page."""
    claims = claims or claims_of(load_rulebook(config.rules_folder))
    with pause_garbage_collection():  # a page is thousands of small objects that all live to its end
        try:
            tree = build_tree(document.text, config.extract.max_blocks, parser(config.extract.parser))
        except UnreadableError as error:
            return rejected(str(error), url)
        return _extracted(document, tree, url, config.extract, claims)


def rejected(reason: str, url: str | None) -> Extracted:
    """Return what a page gives that cannot be used."""
    return Extracted(Document(url or "", "", kind="no_article", kind_why=reason), reject=reason)


def _extracted(
    document: Document, tree: Tree, url: str | None, settings: ExtractSettings, claims: Claims
) -> Extracted:
    struck = strike(tree)
    found = find_lines(tree, struck)
    sheet, said = measure(tree, struck, found.lines), head(tree)
    verdicts = judge_page(sheet, found, said, claims, settings)
    lineage = OffsetChain(document.steps)
    named = metadata(sheet, verdicts.chosen, said, url)
    evidence = tuple(replace(one, span=lineage.map_back(one.span)) for one in named)
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


def _only_in_scripts(tree: Tree, shown: int, settings: ExtractSettings) -> Hidden | None:
    """Return the text of a script, where the page shows none worth the name."""
    if shown >= settings.short or not (found := hidden(tree)):
        return None
    return found if found.han >= max(settings.short, 2 * shown) else None
