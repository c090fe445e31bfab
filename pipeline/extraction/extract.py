"""From the bytes of a page to its main content, with a ledger that leads back."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.config import Config, default
from pipeline.document import HTML, Document, Lineage, Origin
from pipeline.extraction.annotations import Place, annotations
from pipeline.extraction.bytemap import ByteMap
from pipeline.extraction.extracted import Extracted, Passage, facts
from pipeline.extraction.facts.evidence import Evidence
from pipeline.extraction.facts.metadata import metadata
from pipeline.extraction.hidden import Hidden, alone, hidden, read_value
from pipeline.extraction.ledger import BOILERPLATE, Ledger, Verdict
from pipeline.extraction.page.blocks import parser, read
from pipeline.extraction.page.charset import decode
from pipeline.extraction.page.head import head
from pipeline.extraction.page.markup import UnreadableError
from pipeline.extraction.page.parts import Page
from pipeline.extraction.paragraphs import paragraphs
from pipeline.extraction.scoring.choice import Choice, Claims, choose, claims_of, everything
from pipeline.extraction.scoring.sheet import COUNTS, Sheet, measure
from pipeline.extraction.structure import separator
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
    try:
        cut = read(document.text, config.extract.max_blocks, parser(config.extract.parser))
    except UnreadableError as error:
        return rejected(str(error), url)
    return _extracted(document, cut, url, config.extract, claims or claims_of(rulebook(config.rules)))


def rejected(reason: str, url: str | None) -> Extracted:
    """Return what a page gives that cannot be used."""
    return Extracted(Document(url or "", "", kind="no_article", kind_why=reason), reject=reason)


def _extracted(
    document: Document, page: Page, url: str | None, settings: Extract, claims: Claims
) -> Extracted:
    sheet, said = measure(page), head(page)
    choice = choose(sheet, said, claims, settings)
    lineage = Lineage(document.steps)
    found = metadata(sheet, choice, said, url)
    evidence = tuple(replace(one, span=lineage.source(one.span)) for one in found)
    if resort := _only_in_scripts(page, sheet, choice, settings):
        document = document.edited("extract", alone(page.text, resort))
        sheet = measure(read_value(document.text))
        choice = everything(sheet)
    return _laid_out(document, sheet, choice, evidence)


def _laid_out(document: Document, sheet: Sheet, choice: Choice, evidence: tuple[Evidence, ...]) -> Extracted:
    """Return the chosen blocks of a document as its text, each with its place."""
    ledger = Ledger(document.text, list(_verdicts(sheet, choice)))
    made = paragraphs(sheet.page, ledger.placed)
    kept = choice.kept.nonzero()[0].tolist()
    places = [
        Place(one.block, sheet.pieces[i], one.span.start) for i, one in zip(kept, ledger.placed, strict=True)
    ]
    bytemap = ByteMap(document)
    passages = tuple(Passage(p, bytemap.raw(span), bytemap.data(span)) for p, span in made)
    document = document.edited("extract", ledger.edits)
    document = replace(document, paragraphs=tuple(p for p, _ in made), facts=facts(evidence))
    return Extracted(document, passages, tuple(annotations(places, bytemap.raw)), evidence)


def _verdicts(sheet: Sheet, choice: Choice) -> Iterator[Verdict]:
    """Yield what becomes of each block."""
    last = None
    rows = zip(
        sheet.blocks, sheet.pieces, choice.scores.tolist(), choice.rules, choice.kept.tolist(), strict=True
    )
    for block, pieces, score, rule, kept in rows:
        before = separator(sheet.page, block, last) if kept else ""
        yield Verdict(block, pieces, kept, before, rule or BOILERPLATE, score if kept else 1 - score)
        last = block if kept else last


def _only_in_scripts(page: Page, sheet: Sheet, choice: Choice, settings: Extract) -> Hidden | None:
    """Return the text of a script, where the page shows none worth the name."""
    shown = int(sheet.counts[COUNTS.index("han")] @ choice.kept)
    if shown >= settings.short or not (found := hidden(page)):
        return None
    return found if found.han >= max(settings.short, 2 * shown) else None
