"""Gather what a page says of itself: title, author, day of publication."""

from pipeline.extraction.facts.bylines import author
from pipeline.extraction.facts.dates import published
from pipeline.extraction.facts.evidence import Evidence, View
from pipeline.extraction.facts.titles import title
from pipeline.extraction.page.head import Head
from pipeline.extraction.scoring.choice import Choice
from pipeline.extraction.scoring.sheet import Sheet

_BODY = 15  # code points of a line that shows where the text begins


def metadata(sheet: Sheet, choice: Choice, said: Head, url: str | None) -> tuple[Evidence, ...]:
    """Return title, author and day of publication, as far as the page says them."""
    named = title(sheet, said)
    starts = [block.runs[0].start for block in sheet.blocks]
    at = starts.index(named.span.start) if named and named.span.start in starts else -1
    kept = choice.kept.nonzero()[0].tolist()
    below = [i for i in kept if i > at and len(sheet.lines[i]) > _BODY]
    view = View(
        sheet.views, sheet.lines, sheet.blocks, at, (below or kept or [0])[0], kept[-1] + 1 if kept else 0
    )
    found = (named, author(view, said), published(view, said, url))
    return tuple(one for one in found if one)
