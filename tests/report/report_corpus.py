"""Releases to report on that are larger than a test can run, made of a few documents under many names."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from jiaokan.core.document import Document
from jiaokan.report.barcodes import BAR_CELLS, BLANK, FIRST_CODE
from jiaokan.report.document_summaries import summarize_document
from jiaokan.report.release_summary import ReleaseSummary

CHARACTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"


def make_large_release(documents: Sequence[Document], count: int) -> tuple[ReleaseSummary, list[Document]]:
    """Return the summary of `count` documents with titles and barcodes of their own, and the documents."""
    random = Random(1)
    summary = ReleaseSummary("made", "1.0.0")
    lines = [summarize_document(document) for document in documents]
    made = []
    for number in range(count):
        document = replace(documents[number % len(documents)], id=f"{random.randrange(1 << 64):016x}")
        line = lines[number % len(lines)]
        title = f"{''.join(random.choices(CHARACTERS, k=18))}{number}"
        line = replace(line, id=document.id, title=title, barcode=_draw_barcode(random))
        clean_chars, kind = random.randrange(20, line.seen_chars), random.choice(["article", "no_article"])
        summary.add_document(replace(line, clean_chars=clean_chars, kind=kind), is_listed=True)
        made.append(document)
    return summary, made


def _draw_barcode(random: Random) -> str:
    """Return a barcode as a page with chrome at both ends has it, and noise between."""
    head, tail = random.randrange(20), random.randrange(30)
    full, low = chr(FIRST_CODE + 11), chr(FIRST_CODE + 18)
    middle = "".join(random.choice([BLANK, BLANK, low]) for _ in range(BAR_CELLS - head - tail))
    return full * head + middle + full * tail
