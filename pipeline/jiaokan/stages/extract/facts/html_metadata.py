"""Gather what a page says of itself: title, author, day of publication."""

from itertools import pairwise

from jiaokan.stages.extract.facts.html_bylines import author
from jiaokan.stages.extract.facts.html_dates import published
from jiaokan.stages.extract.facts.html_evidence import Evidence, View
from jiaokan.stages.extract.facts.html_site import site_facts
from jiaokan.stages.extract.facts.html_titles import title
from jiaokan.stages.extract.html.page_head import Head
from jiaokan.stages.extract.scoring.line_table import Flags, Sheet

_LABEL, _VALUE = 8, 40  # code points of a label alone in its line, and of its value
_BODY = 15  # code points of a line that shows where the text begins


def metadata(sheet: Sheet, chosen: Flags, said: Head, url: str | None) -> tuple[Evidence, ...]:
    """Return title, author and day of publication, as far as the page says them."""
    named = title(sheet, said, chosen)
    starts = sheet.starts.tolist()
    at = starts.index(named.span.start) if named and named.span.start in starts else -1
    kept = chosen.nonzero()[0].tolist()
    below = [i for i in kept if i > at and len(sheet.texts[i]) > _BODY]
    lines, texts = _labelled(sheet.views, sheet.texts)
    view = View(lines, texts, sheet.spans, at, (below or kept or [0])[0], kept[-1] + 1 if kept else 0)
    found = (named, author(view, said), published(view, said, url), *site_facts(said))
    return tuple(one for one in found if one)


def _labelled(views: tuple[str, ...], lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines as read and as they stand, each label with the value that stands in the next."""
    read, texts = list(views), list(lines)
    for i, (label, value) in enumerate(pairwise(views)):
        if label.endswith(":") and len(label) <= _LABEL and len(value) <= _VALUE:
            read[i], texts[i] = label + value, lines[i] + lines[i + 1]
    return tuple(read), tuple(texts)
