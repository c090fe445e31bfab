"""A document as Markdown: paragraphs by their roles, and what is known of the page in a head of YAML."""

import json
import re

from jiaokan.core.document import Document, Paragraph

HEAD_FIELDS = ("title", "author", "source", "site", "published", "url")
_LIST_MARK_PATTERN = re.compile(r"[-*+•·] |\d{1,4}[.)、．]|[(（]?[一二三四五六七八九十]{1,3}[)）、]")
_FENCE_PATTERN = re.compile(r"`{3,}")


def format_markdown(document: Document) -> str:
    """Return the clean text of a document as Markdown, with a line feed at its end."""
    parts = [_format_paragraph(paragraph, document.text) for paragraph in document.paragraphs]
    return _format_head(document) + "\n\n".join(part for part in parts if part.strip()) + "\n"


def _format_head(document: Document) -> str:
    values = {field: document.fact(field) for field in HEAD_FIELDS}
    lines = [f"{field}: {json.dumps(text, ensure_ascii=False)}" for field, text in values.items() if text]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""


def _format_paragraph(paragraph: Paragraph, text: str) -> str:
    words = paragraph.span.slice_text(text)
    if paragraph.role in ("title", "heading"):
        level = 1 if paragraph.role == "title" else min(6, paragraph.level + 1)
        return f"{'#' * level} {_join_lines(words)}"
    if paragraph.role == "list_item":
        return words if _LIST_MARK_PATTERN.match(words) else f"- {words}"
    if paragraph.role == "quote":
        return "\n".join(f"> {line}" for line in words.split("\n"))
    if paragraph.role == "code":
        return _fence_code(words)
    return words.replace("\n", "  \n") if paragraph.role == "verse" else words


def _fence_code(code: str) -> str:
    longest = max((len(found) for found in _FENCE_PATTERN.findall(code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{code}\n{fence}"


def _join_lines(words: str) -> str:
    return " ".join(words.split("\n"))
