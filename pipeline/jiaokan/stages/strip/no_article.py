"""Recognize pages without an article: doorways, lists of headlines and teasers, search results, menus."""

from jiaokan.config.strip_settings import NoArticleSettings
from jiaokan.text.english_prose import is_english_prose
from jiaokan.text.normalized_view import count_letters

_SENTENCE_ENDS = ("。", "。”", "。」", "。』", "。)", "。）", "!", "！", "?", "？", "！”", "？”")
_ELLIPSES = ("...", "…")  # the end of a summary that was cut


def explain_no_article(before: str, after: str, chance: float, settings: NoArticleSettings) -> str:
    """Return the reason why a page holds no article, "" if it holds one.

    There are two cases. Most of the page was boilerplate, and the rest is a scrap, has no sentence, or is a
    few short lines. Or the judge of pages is certain, and no long text is left.

    Args:
        before: the page.
        after: the rest of it.
        chance: probability that the page holds no article, according to the judge of pages.
        settings: the limits.
    """
    letters_before, letters_after = count_letters(before), count_letters(after)
    if letters_before == 0:
        return ""
    removed_share = 1 - letters_after / letters_before
    lines = [line for row in after.split("\n") if len(line := row.strip()) >= settings.min_sentence_chars]
    sentences = list(filter(_is_sentence, lines))
    all_short = not any(len(line) >= settings.min_prose_chars for line in sentences)
    is_scrap = letters_after <= settings.max_letters and len(sentences) < 2  # two sentences may be a poem
    remaining = f"{letters_after} letters are left of {letters_before}"
    summary = f"{remaining}: {removed_share:.0%} of the page was boilerplate"
    says_little = (
        is_scrap or not sentences or (all_short and removed_share >= settings.min_teaser_removed_share)
    )
    if says_little and removed_share >= settings.min_removed_share:
        return summary
    if chance >= settings.min_chance and (
        removed_share >= settings.min_chance_removed_share or not sentences
    ):
        return f"it reads as a list, a doorway or a form, not as an article (chance {chance:.2f}); {summary}"
    return ""


def _is_sentence(line: str) -> bool:
    """Tell whether a line is a complete sentence or holds two."""
    if line.endswith(_ELLIPSES):
        return False
    return line.endswith(_SENTENCE_ENDS) or line.count("。") > 1 or is_english_prose(line)
