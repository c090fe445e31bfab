"""From the bytes of a page to its main content, with a ledger that leads back."""

from dataclasses import replace
from functools import partial

from jiaokan.config.config_loader import Config, load_default
from jiaokan.config.schema import ExtractSettings
from jiaokan.core.document import HTML_MEDIA, Document, OffsetChain, Origin
from jiaokan.core.garbage_collection import pause_garbage_collection
from jiaokan.metadata import Candidate, make_facts
from jiaokan.rules import load_rulebook
from jiaokan.stages.extract.byte_offsets import ByteMap
from jiaokan.stages.extract.extraction_result import ExtractedPage, PlacedParagraph
from jiaokan.stages.extract.html.line_finder import find_lines
from jiaokan.stages.extract.html.page_head import read_head
from jiaokan.stages.extract.html.struck_subtrees import find_element_grounds
from jiaokan.stages.extract.html.tokenizer import UnreadableError
from jiaokan.stages.extract.html.tree_builder import build_tree, choose_tag_scanner
from jiaokan.stages.extract.html.tree_nodes import PageTree
from jiaokan.stages.extract.line_paragraphs import make_paragraphs
from jiaokan.stages.extract.line_verdicts import LineVerdicts, judge_page, keep_all
from jiaokan.stages.extract.links_and_images import find_annotations
from jiaokan.stages.extract.markdown_writer import write_page_markdown
from jiaokan.stages.extract.markup_edits import MarkupEdits
from jiaokan.stages.extract.page_metadata import read_page_metadata
from jiaokan.stages.extract.scoring.line_selection import ClaimFinder, make_claim_finder
from jiaokan.stages.extract.scoring.line_table import COUNT_NAMES, build_line_table
from jiaokan.stages.extract.script_text import (
    ScriptText,
    find_script_text,
    keep_only_literal,
    read_script_value,
)
from jiaokan.text.charsets.html_declaration import decode_html_page

_NO_ORIGIN = Origin()


def extract(
    page: bytes, url: str | None = None, config: Config | None = None, claims: ClaimFinder | None = None
) -> ExtractedPage:
    """Return the main content of a page, under the id `url`; with the shipped settings by default.

    `claims` names for each line, as read, the text rule that it matches, so that rules and
    scorer judge together; by default those of the settings' own rules. A page that cannot be
    used comes back empty with the reason in `reject`.
    """
    config = config or load_default()
    if len(page) > config.extract.max_bytes:
        return reject_page(f"the page is longer than {config.extract.max_bytes} bytes", url)
    return extract_document(make_raw_document(page, url or ""), url, config, claims)


def make_raw_document(page: bytes, name: str, origin: Origin = _NO_ORIGIN) -> Document:
    """Return the document whose raw text is the page: in its encoding the page, byte for byte."""
    decoded = decode_html_page(page)
    document = Document(name, decoded.raw, replace(origin, encoding=decoded.encoding, media=HTML_MEDIA))
    return document.edited("decode", decoded.edits)


def extract_document(
    document: Document, url: str | None, config: Config, claims: ClaimFinder | None = None
) -> ExtractedPage:
    """Return the main content of a document that is a page."""
    claims = claims or make_claim_finder(load_rulebook(config.rules_folder))
    with pause_garbage_collection():  # a page is thousands of small objects that all live to its end
        try:
            tree = build_tree(
                document.text, config.extract.max_blocks, choose_tag_scanner(config.extract.parser)
            )
        except UnreadableError as error:
            return reject_page(str(error), url)
        return _extract_tree(document, tree, url, config.extract, claims)


def reject_page(reason: str, url: str | None) -> ExtractedPage:
    """Return what a page gives that cannot be used."""
    return ExtractedPage(Document(url or "", "", kind="no_article", kind_why=reason), reject=reason)


def _extract_tree(
    document: Document, tree: PageTree, url: str | None, settings: ExtractSettings, claims: ClaimFinder
) -> ExtractedPage:
    struck = find_element_grounds(tree)
    found = find_lines(tree, struck)
    sheet, said = build_line_table(tree, struck, found.lines), read_head(tree)
    verdicts = judge_page(sheet, found, said, claims, settings)
    lineage = OffsetChain(document.steps)
    named = read_page_metadata(sheet, verdicts.chosen_rows, said, url)
    evidence = tuple(replace(one, span=one.span and lineage.map_back(one.span)) for one in named)
    shown = int(sheet.counts[COUNT_NAMES.index("han")] @ verdicts.chosen_rows)
    if resort := _find_script_only_text(tree, shown, settings):
        document = document.edited("extract", keep_only_literal(tree.text, resort))
        tree, struck, found = read_script_value(document.text)
        verdicts = keep_all(struck, tree, found)
    return _lay_out_lines(document, tree, verdicts, evidence)


def _lay_out_lines(
    document: Document, tree: PageTree, verdicts: LineVerdicts, evidence: tuple[Candidate, ...]
) -> ExtractedPage:
    """Return the chosen lines of a document as its text, each with its place."""
    ledger = MarkupEdits(document.text, verdicts.kept_lines, verdicts.removed_spans)
    made = make_paragraphs(ledger.placed)
    bytemap = ByteMap(document)
    passages = tuple(
        PlacedParagraph(p, bytemap.find_raw_span(span), bytemap.find_byte_span(span)) for p, span in made
    )
    noted = tuple(find_annotations(tree, ledger.placed, bytemap.find_raw_span))
    document = document.edited("extract", ledger.edits)
    document = replace(document, paragraphs=tuple(p for p, _ in made), facts=make_facts(evidence))
    write = partial(write_page_markdown, document.text, ledger.placed, noted)
    return ExtractedPage(document, passages, noted, evidence, write_markdown=write)


def _find_script_only_text(tree: PageTree, shown: int, settings: ExtractSettings) -> ScriptText | None:
    """Return the text of a script, where the page shows none worth the name."""
    if shown >= settings.short or not (found := find_script_text(tree)):
        return None
    return found if found.han_count >= max(settings.short, 2 * shown) else None
