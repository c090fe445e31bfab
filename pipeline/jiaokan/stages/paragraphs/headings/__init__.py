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


def find_headings(
    texts: Sequence[str], other_roles: Collection[int], settings: ParagraphSettings
) -> dict[int, int]:
    """Return the paragraphs that are headings, each with its level from 1.

    Rules find them. On a page of some length a judge that has learned from labelled pages adds others and
    refuses some, but none that opens a numbered part of the whole and no Markdown heading.

    Args:
        texts: the paragraphs, normalized.
        other_roles: paragraphs that have another role.
        settings: the limits of the stage.
    """
    page, limits = read_heading_page(texts, other_roles, settings), settings.headings
    is_judged = len(texts) >= limits.min_judged_paragraphs
    scores = score_headings(page, page.candidates) if is_judged else {}
    return dict(assign_levels(page.kinds, sorted(choose_headings(page, scores, limits))))


def choose_headings(page: HeadingPage, scores: Mapping[int, float], settings: HeadingSettings) -> set[int]:
    """Return the headings of a page by the rules and, on a page of some length, by the judge.

    Args:
        page: the paragraphs.
        scores: the log-odds of the candidates.
        settings: the least log-odds, and the least number of paragraphs of a page that is judged.
    """
    if len(page.texts) < settings.min_judged_paragraphs:
        return set(page.ruled)
    sure = {i for i in page.ruled if page.kinds[i] == MARKDOWN or page.styles[i] in OUTER_STYLES}
    least = (settings.min_log_odds, settings.min_ruled_log_odds)
    return sure | {i for i, score in scores.items() if score >= least[i in page.ruled]}
