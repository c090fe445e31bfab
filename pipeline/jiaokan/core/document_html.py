"""A document as HTML for a notebook: its text with every change marked, and what is known of it."""

from html import escape

from jiaokan.core.alignment import AlignedPiece, align_pieces
from jiaokan.core.document import Document

MAX_STRUCK_CHARS = 300  # of a deletion that are shown
_REMOVED_STYLE = "color:#b4370a;text-decoration:line-through;opacity:.75"
_CHANGED_STYLE = "text-decoration:none;border-bottom:2px solid #0b665e"
_FLAGGED_STYLE = "border-bottom:2px dotted #a16207"
_BOX_STYLE = "white-space:pre-wrap;line-height:1.7;border:1px solid #8886;border-radius:6px;padding:8px 12px"


def render_document(document: Document) -> str:
    """Return a document as a piece of HTML; nothing in its text takes effect as markup.

    Removed text is struck out, changed text is underlined; a pointer that rests on either shows the rule.
    """
    pieces = align_pieces(document)
    raw_chars = sum(len(piece.before) for piece in pieces)
    head = f"<b>{escape(document.id)}</b> {escape(document.kind)}, {raw_chars:,} → {len(document.text):,}"
    rows = "".join(
        f"<tr><td><code>{escape(fact.field)}</code></td><td>{escape(fact.value)}</td></tr>"
        for fact in document.facts
    )
    body = "".join(map(_render_piece, pieces))
    return f"<div><p>{head}</p><div style='{_BOX_STYLE}'>{body}</div><table>{rows}</table></div>"


def _render_piece(piece: AlignedPiece) -> str:
    if not piece.causes:
        return escape(piece.before)
    rules = " · ".join(
        dict.fromkeys(" ".join(filter(None, (one.edit.rule, one.edit.why))) for one in piece.causes)
    )
    title = escape(f"{piece.before[:60]} | {rules}" if piece.after else rules)
    if piece.before == piece.after:
        return f"<span style='{_FLAGGED_STYLE}' title='{title}'>{escape(piece.after)}</span>"
    if piece.after:
        return f"<ins style='{_CHANGED_STYLE}' title='{title}'>{escape(piece.after)}</ins>"
    if not piece.before.strip():
        return "<del style='opacity:.4;text-decoration:none'>⏎</del>" if "\n" in piece.before else ""
    cut = "…" if len(piece.before) > MAX_STRUCK_CHARS else ""
    return (
        f"<del style='{_REMOVED_STYLE}' title='{title}'>{escape(piece.before[:MAX_STRUCK_CHARS])}{cut}</del>"
    )
