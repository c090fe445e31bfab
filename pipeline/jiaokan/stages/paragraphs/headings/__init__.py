"""Find headings, short lines that announce the prose below them, and their levels."""

from collections.abc import Collection, Mapping, Sequence

from jiaokan.config.paragraph_settings import HeadingSettings, ParagraphSettings
from jiaokan.stages.paragraphs.headings.heading_judge import score_headings
from jiaokan.stages.paragraphs.headings.heading_rules import (
    MARKDOWN,
    OUTER_STYLES,
    HeadingPage,
    assign_levels,
    read_heading_page,
)
from jiaokan.stages.paragraphs.line_markup import LineMarkup


def find_headings(
    texts: Sequence[str],
    other_roles: Collection[int],
    settings: ParagraphSettings,
    markup: Sequence[LineMarkup] = (),
) -> dict[int, int]:
    """Return the paragraphs that are headings, each with its level from 1.

    Rules find them. On a page of some length a judge that has learned from labelled pages adds others and
    refuses some, but none that opens a numbered part of the whole and no Markdown heading.

    Args:
        texts: the paragraphs, normalized.
        other_roles: paragraphs that have another role.
        settings: the limits of the stage.
        markup: what the markup of a page of HTML shows around each; a level that it gives stays.
    """
    page, limits = read_heading_page(texts, other_roles, settings, markup), settings.headings
    scores = score_headings(page, page.candidates) if is_judged(page, limits) else {}
    levels = assign_levels(page.kinds, sorted(choose_headings(page, scores, limits)))
    return {i: (markup[i].level if markup else 0) or level for i, level in levels}


def is_judged(page: HeadingPage, settings: HeadingSettings) -> bool:
    """Tell whether the judge reads a page: one of HTML, or of so many paragraphs."""
    return bool(page.markup) or len(page.texts) >= settings.min_judged_paragraphs


def choose_headings(page: HeadingPage, scores: Mapping[int, float], settings: HeadingSettings) -> set[int]:
    """Return the headings of a page by the rules and, on a page of some length, by the judge.

    Args:
        page: the paragraphs.
        scores: the log-odds of the candidates.
        settings: the least log-odds, and the least number of paragraphs of a page that is judged.
    """
    if not is_judged(page, settings):
        return set(page.ruled)
    sure = {i for i in page.ruled if page.kinds[i] == MARKDOWN or page.styles[i] in OUTER_STYLES}
    return sure | {i for i, score in scores.items() if score >= _find_bound(page, i, settings)}


def _find_bound(page: HeadingPage, i: int, settings: HeadingSettings) -> float:
    """Return the least log-odds of a paragraph to be a heading."""
    if page.markup and page.markup[i].level:
        return settings.min_marked_log_odds
    if page.markup:
        return settings.min_html_log_odds
    return settings.min_ruled_log_odds if i in page.ruled else settings.min_log_odds
