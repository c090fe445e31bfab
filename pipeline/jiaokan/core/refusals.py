"""Edits that a reviewer refused, and how an edit is known as one of them when a text is cleaned again.

A refusal holds for a raw text and a place in it, whatever the document is called. An edit is the refused one
if it touches the place and is of the same rule; if it makes the same change of the same place, whatever its
rule is called by now; or if both take away text that a reader sees, for then the reviewer has said that the
text there belongs to the article.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jiaokan.core.edits import Edit, Span
from jiaokan.core.rule_aliases import find_current_id

NOTE_RULE = "review/refused"  # the note that stands in the place of a refused edit


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edit that is not to be made: its rule, its span of the raw text, and what it would have done.

    `comment` is what the reviewer said; `is_noted` is true once a note on it stands in the ledger.
    """

    rule: str
    raw: Span
    before: str
    after: str
    comment: str = ""
    is_noted: bool = False

    @property
    def is_visible_deletion(self) -> bool:
        """True where the edit takes away text that a reader sees."""
        return not self.after and bool(self.before.strip())


def find_refusal(edit: Edit, raw: Span, refusals: Sequence[Refusal]) -> int:
    """Return the number of the refusal that an edit falls under, -1 for none.

    Args:
        edit: The edit.
        raw: Its span of the raw text.
        refusals: Those of the raw text.
    """
    for number, refusal in enumerate(refusals):
        if _is_touching(raw, refusal.raw) and _is_same_change(edit, raw, refusal):
            return number
    return -1


def note_refusal(edit: Edit, refusal: Refusal) -> Edit:
    """Return the note that stands in the place of a refused edit.

    >>> note_refusal(Edit(3, "今天", "", "share/bar"), Refusal("share/bar", Span(3, 5), "今天", "")).why
    'share/bar was refused'
    """
    comment = f": {refusal.comment}" if refusal.comment else ""
    return edit._replace(
        new=edit.old, rule=NOTE_RULE, confidence=1.0, why=f"{edit.rule} was refused{comment}"
    )


def _is_touching(one: Span, other: Span) -> bool:
    """Tell whether two spans share a code point, or are the same empty span."""
    return one == other or (one.start < other.end and other.start < one.end)


def _is_same_change(edit: Edit, raw: Span, refusal: Refusal) -> bool:
    if find_current_id(edit.rule) == find_current_id(refusal.rule):
        return True
    if edit.old == edit.new:  # a note changes nothing
        return False
    if not edit.new and edit.old.strip() and refusal.is_visible_deletion:
        return True
    return raw == refusal.raw and edit.new == refusal.after
