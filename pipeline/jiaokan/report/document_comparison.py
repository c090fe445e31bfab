"""Two clean texts of one page as a document: from the text of the older release to that of the newer one.

Both ledgers start from the same raw text, so that their pieces can be laid side by side there. Where the
clean texts of a stretch differ, the comparison has an edit, named by the rule that only one release used.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jiaokan.core.alignment import AlignedPiece, StageEdit, align_pieces
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from jiaokan.core.rule_aliases import find_current_id
from jiaokan.stages import STAGES, name_shown_stage

UNNAMED_CAUSE = StageEdit("paragraphs", Edit(0, "", "", "diff/unnamed"))


@dataclass(slots=True)
class _Stretch:
    """What one release made of a stretch of the raw text, and the edits that did it."""

    text: str = ""
    causes: list[StageEdit] = field(default_factory=list)


def compare_documents(older: Document, newer: Document) -> Document:
    """Return a document whose raw text is the older clean text, and whose text is the newer one.

    >>> page = Document("d", "首页 甲乙")
    >>> older = page.edited("strip", [Edit(0, "首页 甲", "", "page/line")])
    >>> newer = page.edited("strip", [Edit(0, "首页 ", "", "menu/home")])
    >>> compared = compare_documents(older, newer)
    >>> compared.raw, compared.text, compared.steps[0].edits[0].why
    ('乙', '甲乙', 'older: page/line; newer: menu/home')
    """
    edits = list(_find_differences(older, newer)) if older.raw == newer.raw else []
    if older.raw != newer.raw:
        edits = [("extract", Edit(0, older.text, newer.text, "diff/raw", 1.0, "the raw page is another"))]
    compared = Document(newer.id, older.text)
    order = {stage: number for number, stage in enumerate(STAGES)}
    for stage in STAGES:
        shift = 0  # how far the edits of earlier stages have moved the text
        own = []
        for name, edit in edits:
            if name == stage:
                own.append(edit._replace(start=edit.start + shift))
            elif order[name] < order[stage]:
                shift += len(edit.new) - len(edit.old)
        compared = compared.edited(stage, own)
    facts = tuple(replace(fact, raw=None) for fact in newer.facts)
    return replace(compared, paragraphs=newer.paragraphs, facts=facts)


def _find_differences(older: Document, newer: Document) -> list[tuple[str, Edit]]:
    """Return the edits that lead from one clean text to the other, each with its stage."""
    pieces = align_pieces(older), align_pieces(newer)
    starts = _find_common_starts(*pieces)
    sides = [_cut_stretches(one, starts) for one in pieces]
    found, at = [], 0
    for one, other in zip(*sides, strict=True):
        if one.text != other.text:
            found.append(_make_difference(at, one, other))
        at += len(one.text)
    return found


def _find_common_starts(one: Sequence[AlignedPiece], other: Sequence[AlignedPiece]) -> list[int]:
    """Return the code points of the raw text at which no piece that was changed is cut, from 0."""
    changed = [piece.span for piece in (*one, *other) if piece.causes]
    inside: set[int] = set()
    for span in changed:
        inside.update(range(span.start + 1, span.end))
    edges = {0, *(edge for span in changed for edge in (span.start, span.end))}
    return sorted(edges - inside)


def _cut_stretches(pieces: Sequence[AlignedPiece], starts: Sequence[int]) -> list[_Stretch]:
    """Return what a release made of the stretches that begin at some places."""
    stretches = [_Stretch() for _ in starts]
    for piece in pieces:
        if piece.causes:
            stretch = stretches[bisect_right(starts, piece.span.start) - 1]
            stretch.text += piece.after
            stretch.causes += piece.causes
            continue
        at = piece.span.start
        while at < piece.span.end:
            number = bisect_right(starts, at)
            end = min(starts[number] if number < len(starts) else piece.span.end, piece.span.end)
            stretches[number - 1].text += piece.before[at - piece.span.start : end - piece.span.start]
            at = end
    return stretches


def _make_difference(start: int, one: _Stretch, other: _Stretch) -> tuple[str, Edit]:
    """Return the edit of a stretch that differs; what both texts begin or end with stays out of it."""
    head = _count_common(one.text, other.text)
    tail = _count_common(one.text[head:][::-1], other.text[head:][::-1])
    old, new = (text[head : len(text) - tail] for text in (one.text, other.text))
    lost, gained = _select_own_causes(one, other), _select_own_causes(other, one)
    cause = next(iter([*reversed(gained), *reversed(lost), *other.causes, *one.causes]), UNNAMED_CAUSE)
    why = "; ".join(
        f"{name}: {', '.join(dict.fromkeys(one.edit.rule for one in causes)) or 'nothing'}"
        for name, causes in (("older", lost), ("newer", gained))
    )
    stage = cause.stage if cause.stage in STAGES else next(iter(STAGES))
    return stage, Edit(start + head, old, new, cause.edit.rule, cause.edit.confidence, why)


def _count_common(one: str, other: str) -> int:
    """Return with how many equal characters two texts begin."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _select_own_causes(one: _Stretch, other: _Stretch) -> list[StageEdit]:
    """Return the edits of one side that the other does not have."""
    known = {_identify_cause(cause) for cause in other.causes}
    return [cause for cause in one.causes if _identify_cause(cause) not in known]


def _identify_cause(cause: StageEdit) -> tuple[str, str, str, str]:
    edit = cause.edit
    return name_shown_stage(cause.stage), find_current_id(edit.rule), edit.old, edit.new
