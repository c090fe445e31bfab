"""What a reader sees of a piece of HTML: its text without tags, scripts and the white space between them."""

import re

# edits of these rules take nothing that a reader sees, whatever stands in them
UNSEEN_RULES = frozenset(
    ("html/tag", "html/break", "html/space", "html/entity", "html/script-data", "html/hidden", "html/formula")
)
_SCRIPT_TAG_PATTERN = re.compile(r"<(/?)(?:script|style)\b[^<>]*>", re.IGNORECASE)
_TAG_PATTERN = re.compile(r"<[^<>]*>")


def extract_seen_text(html: str) -> str:
    """Return the text of a piece of HTML, its white space drawn together.

    >>> extract_seen_text("<ul><li>首页</li> <script>x < 1</script><li>关于我们</li></ul>")
    '首页 关于我们'
    """
    if "<" not in html:
        return " ".join(html.split())
    parts = _SCRIPT_TAG_PATTERN.split(html)  # text, "/" or "", text, …
    shown = [text for text, before in zip(parts[::2], ["/", *parts[1::2]], strict=True) if before]
    return " ".join(_TAG_PATTERN.sub("", "".join(shown)).split())


def count_unseen_chars(rule: str, old: str, new: str) -> int:
    """Return how many code points an edit of extraction takes away that no reader sees.

    >>> count_unseen_chars("html/navigation", "<li>首页</li>", "")
    9
    """
    if rule in UNSEEN_RULES:
        return len(old) - len(new)
    return len(old) - len(extract_seen_text(old)) if len(new) < len(old) else 0
