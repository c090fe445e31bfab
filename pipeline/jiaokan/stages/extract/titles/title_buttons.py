"""Remove the text of a button from the end of a title."""

from dataclasses import replace

from jiaokan.metadata import Candidate, HtmlHead, PageLine
from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.html.tree_nodes import PageTree
from jiaokan.text.normalized_view import normalize_chars, normalize_letters

_MAX_BUTTON_CHARS = 6  # code points of a link at the end of a line that may be a button
_BUTTONS = frozenset(("返回", "关闭", "打印", "列印", "收藏", "分享", "编辑", "举报", "更多"))


def cut_button(
    title: Candidate, line: PageLine, source: HtmlLine, tree: PageTree, head: HtmlHead
) -> Candidate:
    """Return a title without the button at the end of its line.

    A short link there is a button if it is one of a few words, or if the head states the title without it.

    Args:
        title: The title.
        line: The line that it was read from.
        source: The same line with its places in the page.
        tree: The page.
        head: What its head states.
    """
    whole = normalize_letters(line.text)
    button = "" if line.is_link or normalize_letters(title.value) != whole else _find_last_link(source, tree)
    text = line.spell(0, len(line.text)).rstrip()
    if not 0 < len(button) <= _MAX_BUTTON_CHARS or not text.endswith(button):
        return title
    words = text.removesuffix(button).strip()
    letters, stated = normalize_letters(words), normalize_letters(head.title.value) if head.title else ""
    is_stated = letters in stated and whole not in stated
    is_button = normalize_chars(button) in _BUTTONS or is_stated
    return replace(title, value=words) if letters and is_button else title


def _find_last_link(source: HtmlLine, tree: PageTree) -> str:
    """Return the text of the links that end a line, "" where it ends in other words."""
    linked: list[str] = []
    for piece in reversed(source.source_pieces):
        text = tree.text[piece.start : piece.end]
        if piece.link < 0 and text.strip():
            break
        linked.insert(0, text)
    return " ".join("".join(linked).split())
