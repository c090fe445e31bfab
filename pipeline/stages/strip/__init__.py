"""The strip stage: what the site put round the article goes, and the ledger says why."""

from dataclasses import replace
from itertools import chain

from pipeline.config import CONFIGS, Config, Strip
from pipeline.document import Document, Stage
from pipeline.edit import Edit, Trace, apply, delete, disjoint
from pipeline.rules import Rulebook, rulebook
from pipeline.stages.strip.context import Verdicts, body, revised, strongest, title
from pipeline.stages.strip.echoes import abstracts, repeated_titles
from pipeline.stages.strip.evidence import Mark, marked
from pipeline.stages.strip.kind import kind
from pipeline.stages.strip.layout import judged
from pipeline.stages.strip.numbers import page_numbers
from pipeline.stages.strip.page import Page, read
from pipeline.stages.strip.scorer import Scorer, scorer


def build(config: Config) -> Stage:
    """Make the stage from the rules, the judge and the numbers of the settings; raises ConfigError."""
    book = rulebook(config.rules)
    own = config.folder / config.strip.layout.file
    judge = scorer(own if own.exists() else CONFIGS / config.strip.layout.file)

    def stage(document: Document) -> Document:
        edits = propose(document.text, book, judge, config.strip)
        after = document.edited("strip", edits)
        why = kind(document.text, after.text, config.strip.no_article)
        return replace(after, kind="no_article", kind_why=why) if why else after

    return stage


def propose(text: str, book: Rulebook, judge: Scorer, settings: Strip) -> list[Edit]:
    """Return the deletions that leave a text from which nothing more would go."""
    page = read(text)
    edits = page_numbers(page, settings.page_numbers)
    for _ in range(settings.passes):
        page = read(apply(text, edits)) if edits else page
        more = boilerplate(page, book, judge, settings)
        if not more:
            break
        edits = together(text, edits, more) if edits else more
    return edits


def together(text: str, first: list[Edit], then: list[Edit]) -> list[Edit]:
    """Return the deletions of `text` that do what `first` and, on its result, `then` do."""
    trace = Trace(first)
    late = [delete(text, trace.back(e.span), e.rule, e.confidence, e.why) for e in then]
    return list(disjoint(chain(late, first)))


def boilerplate(page: Page, book: Rulebook, judge: Scorer, settings: Strip) -> list[Edit]:
    """Return the deletions that the evidence on a page asks for."""
    claims = tuple(book.claims(page.lines))
    marks = [marked(claim) for claim in claims]
    whole = strongest(mark for mark in marks if _whole(page, mark))
    held = judged(page.lines, claims, whole, judge, settings)
    sure = {at for at, mark in whole.items() if mark.confidence >= settings.sure}
    held = _titled(page, held, sure, settings)
    lines = (delete(page.text, page.span(at), m.rule, m.confidence, m.why) for at, m in held.items())
    parts = (mark for mark in marks if mark.line not in held and not _whole(page, mark))
    return list(disjoint(chain(lines, (_part(page, mark) for mark in parts))))


def _titled(page: Page, held: Verdicts, sure: set[int], settings: Strip) -> Verdicts:
    """Let the title stay, and add what says it again."""
    start = body(page.lines, held.keys(), settings)
    top = title(page.lines, sure, start, settings)
    held = {at: mark for at, mark in held.items() if at != top}
    if top >= 0:
        echoed = repeated_titles(page.lines, top, start, held.keys(), settings.echoes)
        held |= strongest(chain(echoed, abstracts(page.lines, settings.echoes)))
    return revised(page.lines, held, top, settings)


def _whole(page: Page, mark: Mark) -> bool:
    return mark.end - mark.start == len(page.lines[mark.line])


def _part(page: Page, mark: Mark) -> Edit:
    span = page.source(mark.line, mark.start, mark.end)
    return delete(page.text, span, mark.rule, mark.confidence, mark.why)
