"""Pages that hold no article: doorways, lists of headlines, navigation."""

from pipeline.settings import NoArticle
from pipeline.stages.strip.echoes import letters


def kind(before: str, after: str, settings: NoArticle) -> str:
    """Return why a page holds no article, judged by what it said and what it kept; "" where it holds one.

    What is left must be a scrap, or hold no sentence.
    """
    if len(after) >= settings.share * len(before):  # far from enough went: no need to count
        return ""
    had, has = len(letters(before)), len(letters(after))
    if had == 0:
        return ""
    share = 1 - has / had
    said = any(line.rstrip().endswith(("。", "。”", "。」")) for line in after.split("\n"))
    if share >= settings.share and (has <= settings.letters or not said):
        return f"{has} letters are left of {had}: {share:.0%} of the page was boilerplate"
    return ""
