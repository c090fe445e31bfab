"""From the bytes of a page to its main content, with a ledger that leads back."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.config import Extract, default
from pipeline.document import Document, Origin, Paragraph
from pipeline.edit import Span
from pipeline.extraction.blocks import Page, read
from pipeline.extraction.bylines import author
from pipeline.extraction.charset import Decoded, decode
from pipeline.extraction.choice import Choice, Claims, choose, unclaimed
from pipeline.extraction.dates import published
from pipeline.extraction.evidence import Evidence, View
from pipeline.extraction.extracted import Extracted, Passage, facts
from pipeline.extraction.head import Head, head
from pipeline.extraction.ledger import BOILERPLATE, Ledger, Placed, Verdict
from pipeline.extraction.sheet import Sheet, measure
from pipeline.extraction.structure import role, separator
from pipeline.extraction.titles import title


def extract(
    page: bytes, url: str | None = None, settings: Extract | None = None, claims: Claims = unclaimed
) -> Extracted:
    """Return the main content of a page.

    `claims` names for each line the text rule that it matches, so that rules and scorer judge
    together. A page that cannot be used comes back empty with the reason in `reject`.
    """
    settings = settings or default().extract
    if len(page) > settings.max_bytes:
        return Extracted(Document("", ""), reject=f"more than {settings.max_bytes} bytes")
    decoded = decode(page)
    document = Document(url or "", decoded.raw, Origin(encoding=decoded.encoding))
    document = document.edited("decode", decoded.edits)
    blocks = read(document.text)
    if len(blocks.blocks) > settings.max_blocks:
        return Extracted(Document("", ""), reject=f"more than {settings.max_blocks} blocks")
    return _extracted(document, decoded, blocks, url, settings, claims)


def _extracted(
    document: Document, decoded: Decoded, page: Page, url: str | None, settings: Extract, claims: Claims
) -> Extracted:
    sheet, said = measure(page), head(page)
    choice = choose(sheet, said, claims, settings.claimed)
    ledger = Ledger(page.text, verdicts(sheet, choice))
    evidence = metadata(sheet, choice, said, url)
    document = document.edited("extract", ledger.edits)
    paragraphs = _paragraphs(page, ledger.placed)
    from dataclasses import replace

    document = replace(document, paragraphs=paragraphs, facts=facts(evidence))
    passages = ()
    return Extracted(document, passages, (), evidence)


def verdicts(sheet: Sheet, choice: Choice) -> list[Verdict]:
    """Return what becomes of each block."""
    found, last = [], None
    for block, pieces, score, rule, kept in zip(
        sheet.blocks, sheet.pieces, choice.scores.tolist(), choice.rules, choice.kept.tolist(), strict=True
    ):
        before = separator(sheet.page, block, last)
        sure = score if kept else 1 - score
        found.append(Verdict(block, pieces, kept, before, rule or BOILERPLATE, sure, ""))
        last = block if kept else last
    return found


def metadata(sheet: Sheet, choice: Choice, said: Head, url: str | None) -> tuple[Evidence, ...]:
    """Return title, author and day of publication, as far as the page says them."""
    named = title(sheet, said)
    spans = tuple(block.span for block in sheet.blocks)
    at = spans.index(named.span) if named and named.span in spans else -1
    kept = choice.kept.nonzero()[0].tolist() or [0]
    above = [i for i in kept if i > at and len(sheet.lines[i]) > 15]
    view = View(sheet.views, sheet.lines, spans, (), at, (above or kept)[0], kept[-1] + 1)
    found = (named, author(view, said), published(view, said, url))
    return tuple(one for one in found if one)


def _paragraphs(page: Page, placed: Sequence[Placed]) -> tuple[Paragraph, ...]:
    """Return a paragraph for each kept block, one for all cells of a row."""
    found: list[Paragraph] = []
    for one in placed:
        part, level = role(page, one.block)
        if (
            found
            and part == "table"
            and found[-1].role == part
            and found[-1].span.end + 1 == one.span.start
            and 0
        ):
            found[-1] = Paragraph(Span(found[-1].span.start, one.span.end), part)
        found.append(Paragraph(one.span, part, level))
    return tuple(found)
