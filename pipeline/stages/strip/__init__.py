"""The strip stage: what the site put round the article goes, and the ledger says why."""

from itertools import chain

from pipeline.config import Config, Strip
from pipeline.document import Document, Stage
from pipeline.edit import Edit, Trace, apply, delete, disjoint
from pipeline.rules import Rulebook, rulebook
from pipeline.stages.strip.context import body, revised, strongest, title
from pipeline.stages.strip.echoes import abstracts, repeated_titles
from pipeline.stages.strip.evidence import Mark, marked
from pipeline.stages.strip.numbers import page_numbers
from pipeline.stages.strip.page import Page, read


def build(config: Config) -> Stage:
    """Make the stage from the rules and numbers of the settings; raises ConfigError."""
    book = rulebook(config.rules)

    def stage(document: Document) -> Document:
        return document.edited("strip", propose(document.text, book, config.strip))

    return stage


def propose(text: str, book: Rulebook, settings: Strip) -> list[Edit]:
    """Return the deletions that leave a text from which nothing more would go."""
    edits = page_numbers(read(text), settings.page_numbers)
    for _ in range(settings.passes):
        page = read(apply(text, edits))
        more = boilerplate(page, book, settings)
        if not more:
            break
        edits = together(text, edits, more)
    return edits


def together(text: str, first: list[Edit], then: list[Edit]) -> list[Edit]:
    """Return the deletions of `text` that do what `first` and, on its result, `then` do."""
    trace = Trace(first)
    late = [delete(text, trace.back(e.span), e.rule, e.confidence, e.why) for e in then]
    return list(disjoint(chain(late, first)))


def boilerplate(page: Page, book: Rulebook, settings: Strip) -> list[Edit]:
    """Return the deletions that the evidence on a page asks for."""
    marks = [marked(claim) for claim in book.claims(page.lines)]
    whole = strongest(mark for mark in marks if _whole(page, mark))
    top = title(page.lines, whole, settings)
    if top >= 0:
        start = body(page.lines, top, whole.keys(), settings)
        echoed = chain(
            repeated_titles(page.lines, top, start, whole.keys(), settings.echoes),
            abstracts(page.lines, settings.echoes),
        )
        whole |= strongest(echoed)
    held = revised(page.lines, whole, top, settings)
    lines = (delete(page.text, page.span(at), m.rule, m.confidence, m.why) for at, m in held.items())
    parts = (mark for mark in marks if mark.line not in held and not _whole(page, mark))
    return list(disjoint(chain(lines, (_part(page, mark) for mark in parts))))


def _whole(page: Page, mark: Mark) -> bool:
    return mark.end - mark.start == len(page.lines[mark.line])


def _part(page: Page, mark: Mark) -> Edit:
    span = page.source(mark.line, mark.start, mark.end)
    return delete(page.text, span, mark.rule, mark.confidence, mark.why)
