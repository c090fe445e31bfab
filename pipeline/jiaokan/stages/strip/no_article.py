"""Pages that hold no article: doorways, lists of headlines and teasers, search results, navigation."""

from jiaokan.config.schema import NoArticleSettings
from jiaokan.stages.strip.repeated_text import keep_letters

_SENTENCE_ENDS = ("。", "。”", "。」", "。』", "。)", "。）", "!", "！", "?", "？", "！”", "？”")
_ELLIPSES = ("...", "…")  # how a list shows that a summary was cut short


def explain_no_article(before: str, after: str, chance: float, settings: NoArticleSettings) -> str:
    """Return why a page holds no article, "" where it holds one.

    What is left must be a scrap, or tell nothing, or be a few lines under headlines; or the judge of pages is
    sure, and no long text is left.

    Args:
        before: the page.
        after: what is left of it.
        chance: that the page holds no article, by the judge of pages.
        settings: what is a scrap.
    """
    had, has = len(keep_letters(before)), len(keep_letters(after))
    if had == 0:
        return ""
    share = 1 - has / had
    told = [line for line in map(str.strip, after.split("\n")) if _is_sentence(line, settings)]
    short = not any(len(line) >= settings.prose for line in told)
    scrap = has <= settings.letters and len(told) < 2  # two sentences may be a poem
    left = f"{has} letters are left of {had}: {share:.0%} of the page was boilerplate"
    if share >= settings.share and (scrap or not told or (short and share >= settings.teasers)):
        return left
    if chance >= settings.chance and (share >= settings.gone or not told):
        return f"it reads as a list, a doorway or a form, not as an article (chance {chance:.2f}); {left}"
    return ""


def _is_sentence(line: str, settings: NoArticleSettings) -> bool:
    """Tell whether a line is a whole sentence, or holds two."""
    if len(line) < settings.sentence or line.endswith(_ELLIPSES):
        return False
    return line.endswith(_SENTENCE_ENDS) or line.count("。") > 1
