"""Extract the main content from the bytes of a page, with a ledger of every change."""

from dataclasses import replace
from functools import partial

from jiaokan.config.config_loader import Config, load_default
from jiaokan.config.schema import ExtractSettings
from jiaokan.core.document import HTML_MEDIA, Document, Origin
from jiaokan.core.ledger import OffsetChain
from jiaokan.core.runtime.garbage_collection import pause_garbage_collection
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
from jiaokan.stages.extract.line_verdicts import LineVerdicts, give_own_reasons, judge_page, keep_all
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
    """Return the main content of a page. Its id is `url`.

    Args:
        page: the page as received.
        url: its address, if known.
        config: the settings, by default those of the package.
        claims: returns for each normalized line the id of the text rule that it matches, "" for none;
            by default it uses the rules of the settings.

    Returns:
        The content. For a page that cannot be used it is empty, and `reject` has the reason.
    """
    if not isinstance(page, bytes):
        raise TypeError("extract takes the bytes of a page, as they were received; encode a text to UTF-8")
    config = config or load_default()
    if len(page) > config.extract.max_bytes:
        return reject_page(f"the page is longer than {config.extract.max_bytes} bytes", url)
    return extract_document(make_raw_document(page, url or ""), url, config, claims)


def make_raw_document(page: bytes, name: str, origin: Origin = _NO_ORIGIN) -> Document:
    """Return a document whose raw text, in the encoding of the page, is the page byte for byte."""
    decoded = decode_html_page(page)
    document = Document(name, decoded.raw, replace(origin, encoding=decoded.encoding, media=HTML_MEDIA))
    return document.edited("decode", decoded.edits)


def extract_document(
    document: Document, url: str | None, config: Config, claims: ClaimFinder | None = None
) -> ExtractedPage:
    """Return the main content of a document that is a page."""
    claims = claims or make_claim_finder(load_rulebook(*config.rules_folders))
    with pause_garbage_collection():  # a page makes thousands of small objects, all of which it needs
        try:
            tree = build_tree(
                document.text, config.extract.max_blocks, choose_tag_scanner(config.extract.parser)
            )
        except UnreadableError as error:
            return reject_page(str(error), url)
        return _extract_tree(document, tree, url, config, claims)


def reject_page(reason: str, url: str | None) -> ExtractedPage:
    """Return the empty result for a page that cannot be used."""
    return ExtractedPage(Document(url or "", "", kind="no_article", kind_why=reason), reject=reason)


def _extract_tree(
    document: Document, tree: PageTree, url: str | None, config: Config, claims: ClaimFinder
) -> ExtractedPage:
    grounds = find_element_grounds(tree)
    visible = find_lines(tree, grounds)
    table, head = build_line_table(tree, grounds, visible.lines), read_head(tree)
    verdicts = judge_page(table, visible, head, claims, config.extract)
    verdicts = give_own_reasons(verdicts, config.rules_folders)
    offsets = OffsetChain(document.steps)
    candidates = read_page_metadata(verdicts.page_lines, verdicts.title, head, url)
    evidence = tuple(
        replace(candidate, span=candidate.span and offsets.map_back(candidate.span))
        for candidate in candidates
    )
    han_count = int(table.counts[COUNT_NAMES.index("han")] @ verdicts.chosen_rows)
    if script := _find_script_only_text(tree, han_count, config.extract):
        document = document.edited("extract", keep_only_literal(tree.text, script))
        tree, grounds, visible = read_script_value(document.text)
        verdicts = keep_all(grounds, tree, visible)
    page = _lay_out_lines(document, tree, verdicts, evidence)
    return _set_no_article_kind(page, verdicts.best_score, config.extract.min_article_score)


def _set_no_article_kind(page: ExtractedPage, best_score: float, min_score: float) -> ExtractedPage:
    """Return the page, marked as one without an article where no line is likely to be part of one."""
    if best_score >= min_score:
        return page
    why = f"no line of the page is likely to be part of an article (the likeliest {best_score:.2f})"
    return replace(page, document=page.document.without_article(why))


def _lay_out_lines(
    document: Document, tree: PageTree, verdicts: LineVerdicts, evidence: tuple[Candidate, ...]
) -> ExtractedPage:
    """Return the result with the kept lines as its text, each with its place in the page."""
    ledger = MarkupEdits(document.text, verdicts.kept_lines, verdicts.removed_spans)
    paragraphs = make_paragraphs(ledger.placed)
    byte_map = ByteMap(document)
    passages = tuple(
        PlacedParagraph(p, byte_map.find_raw_span(span), byte_map.find_byte_span(span))
        for p, span in paragraphs
    )
    annotations = tuple(find_annotations(tree, ledger.placed, byte_map.find_raw_span))
    document = document.edited("extract", ledger.edits)
    document = replace(document, paragraphs=tuple(p for p, _ in paragraphs), facts=make_facts(evidence))
    write = partial(write_page_markdown, tree, document.text, ledger.placed, annotations)
    return ExtractedPage(document, passages, annotations, evidence, write_markdown=write)


def _find_script_only_text(tree: PageTree, han_count: int, settings: ExtractSettings) -> ScriptText | None:
    """Return the text in a script of a page that shows little text itself, None for other pages."""
    if han_count >= settings.max_short_han:
        return None
    return find_script_text(tree, max(settings.max_short_han, 2 * han_count))
