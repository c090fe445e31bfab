"""What the list of a report says of each document: sizes, barcode, kinds, and the rules that worked on it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jiaokan.core.document import HTML_MEDIA, Document
from jiaokan.core.edits import Edit, Span
from jiaokan.core.ledger import OffsetChain
from jiaokan.report.barcodes import Touch, make_barcode
from jiaokan.report.page_rows import REMOVING_STAGES
from jiaokan.stages import STAGES, name_shown_stage
from jiaokan.text.seen_text import count_unseen_chars

STAGE_GROUPS = tuple(dict.fromkeys(map(name_shown_stage, STAGES)))
MAX_TITLE_CHARS = 48
_EXTRACT_STAGE = "extract"
MARKUP = re.compile(
    r"""<!--.*?-->                            # <!-- menu -->
    | <(script|style)\b.*?</\1\s*>           # <script>var a = 1</script>
    | <[a-zA-Z/!?][^<>]*>                     # <div class="top">, </p>, <!doctype html>
    | \s+""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)

RuleKey = tuple[str, str]  # stage group, rule id


@dataclass(frozen=True, slots=True)
class RuleUse:
    """What one rule did to one document.

    Attributes:
        edits: Number of edits that change the text.
        notes: Number of edits that leave it as it is.
        removed_chars: Code points that its edits removed and a reader of the page saw, less those that
            they inserted.
        confidence: The least confidence of its edits and notes.
    """

    edits: int
    notes: int
    removed_chars: int
    confidence: float


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One line of the list; `rules` says what each rule did, `barcode` is that of `make_barcode`.

    `seen_chars` is code points of the raw text without the markup of a page of HTML.
    """

    id: str
    title: str
    seen_chars: int
    clean_chars: int
    kind: str
    script: str
    genre: str
    barcode: str
    is_html: bool
    rules: dict[RuleKey, RuleUse]

    @property
    def kept_share(self) -> float:
        """Length of the clean text by that of the raw one as a reader sees it."""
        return self.clean_chars / self.seen_chars if self.seen_chars else 1.0


def summarize_document(document: Document) -> DocumentSummary:
    """Return what the list says of a document."""
    raw_chars = len(document.text) + sum(
        len(edit.old) - len(edit.new) for step in document.steps for edit in step.edits
    )
    is_html = document.origin.media == HTML_MEDIA
    title = document.fact("title") or document.text.lstrip().partition("\n")[0]
    return DocumentSummary(
        document.id,
        title.replace("\n", " ")[:MAX_TITLE_CHARS],
        max(raw_chars - sum(_count_unseen(step.stage, step.edits) for step in document.steps), 0),
        len(document.text),
        document.kind,
        document.fact("script"),
        document.fact("genre"),
        make_barcode(_find_touches(document), raw_chars, _find_markup(document) if is_html else ()),
        is_html,
        _count_rule_uses(document),
    )


def _find_markup(document: Document) -> Iterator[Span]:
    """Yield the spans of tags, comments, scripts, style sheets and white space of a page of HTML."""
    return (Span(*match.span()) for match in MARKUP.finditer(document.raw))


def _find_touches(document: Document) -> Iterator[Touch]:
    """Yield the raw span of every edit that changes something."""
    lineage = OffsetChain(document.steps)
    for number, step in enumerate(document.steps):
        group = name_shown_stage(step.stage)
        if group not in STAGE_GROUPS:
            continue
        stage = STAGE_GROUPS.index(group)
        for edit in step.edits:
            if edit.old != edit.new:
                raw = lineage.map_back(edit.span, number)
                yield Touch(stage, raw.start, raw.end, step.stage in REMOVING_STAGES)


def _count_rule_uses(document: Document) -> dict[RuleKey, RuleUse]:
    found: dict[RuleKey, list[Edit]] = {}
    unseen: dict[RuleKey, int] = {}
    for step in document.steps:
        group = name_shown_stage(step.stage)
        for edit in step.edits:
            key = group, edit.rule
            found.setdefault(key, []).append(edit)
            unseen[key] = unseen.get(key, 0) + _count_unseen(step.stage, [edit])
    return {key: _add_up_edits(edits, unseen[key]) for key, edits in found.items()}


def _count_unseen(stage: str, edits: Iterable[Edit]) -> int:
    """Return how many code points that a reader does not see some edits of a stage take away."""
    if stage != _EXTRACT_STAGE:
        return 0
    return sum(count_unseen_chars(edit.rule, edit.old, edit.new) for edit in edits)


def _add_up_edits(edits: list[Edit], unseen: int) -> RuleUse:
    notes = sum(edit.old == edit.new for edit in edits)
    removed = sum(len(edit.old) - len(edit.new) for edit in edits) - unseen
    return RuleUse(len(edits) - notes, notes, removed, min(edit.confidence for edit in edits))
