"""Pages that hold no article: doorways, lists of headlines, navigation."""

from pipeline.settings import NoArticle
from pipeline.stages.strip.echoes import letters

_STOPS = ("。", "。”", "。」", "。』", "。)", "。）", "!", "！", "?", "？", "！”", "？”")
_CUT = ("...", "…")  # how a list shows that a summary was cut short


def kind(before: str, after: str, settings: NoArticle) -> str:
    """Return why a page holds no article, judged by what it said and what it kept; "" where it holds one.

    What is left must be a scrap, or tell nothing, or be a few lines under headlines.
    """
    if len(after) >= settings.share * len(before):  # far from enough went: no need to count
        return ""
    had, has = len(letters(before)), len(letters(after))
    if had == 0 or 1 - has / had < settings.share:
        return ""
    told = [line for line in map(str.strip, after.split("\n")) if _tells(line, settings)]
    short = not any(len(line) >= settings.prose for line in told)
    teasers = short and 1 - has / had >= settings.teasers
    scrap = has <= settings.letters and len(told) < 2  # two sentences may be a poem
    if scrap or not told or teasers:
        return f"{has} letters are left of {had}: {1 - has / had:.0%} of the page was boilerplate"
    return ""


def _tells(line: str, settings: NoArticle) -> bool:
    """Tell whether a line is a whole sentence, or holds two."""
    if len(line) < settings.sentence or line.endswith(_CUT):
        return False
    return line.endswith(_STOPS) or line.count("。") > 1
