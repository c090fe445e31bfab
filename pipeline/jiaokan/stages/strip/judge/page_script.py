"""Tell what the judge, which was trained on Chinese, can say of a page by its script."""

from dataclasses import replace

from jiaokan.config.strip_settings import LineClassifierSettings
from jiaokan.stages.strip.judge.unit_judge import PageScores
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.text.english_prose import is_english_prose

_MIN_ENGLISH_CHARS = 100  # code points of the prose in English of a page that may be an article


def is_chinese(page: CutPage, share: float) -> bool:
    """Tell whether the share of Han in a page is high enough for the judge."""
    return page.han_count >= share * page.char_count


def doubt_few_han(page: CutPage, scores: PageScores, settings: LineClassifierSettings) -> PageScores:
    """Return the scores of a page; those of one with few Han do not tell that it has no article.

    A log, code or an archive in English beside a short article looks like a list of links to the judge, and
    so does an article in English inside the menus of a Chinese site.
    """
    if is_chinese(page, settings.min_full_han_share) and not _holds_english_article(page, scores, settings):
        return scores
    return replace(scores, no_article=0.0)


def _holds_english_article(page: CutPage, scores: PageScores, settings: LineClassifierSettings) -> bool:
    """Tell whether a page that is judged to hold no article has paragraphs in English."""
    if scores.no_article < settings.min_likely_no_article_chance:
        return False
    return sum(len(text) for text in page.texts if is_english_prose(text)) >= _MIN_ENGLISH_CHARS
