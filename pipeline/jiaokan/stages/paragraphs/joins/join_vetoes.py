"""What keeps two lines apart though the text suggests that they are one paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from jiaokan.core.document import HTML_MEDIA, Document
from jiaokan.core.ledger import OffsetChain, Step, restore
from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.stages.paragraphs.joins.line_pair import LineJoin, LinePair
from jiaokan.stages.paragraphs.joins.sentence_pieces import ends_unfinished
from jiaokan.stages.paragraphs.separate_lines import (
    begins_entry,
    find_repeated_lines,
    has_wide_gaps,
    is_code_line,
)
from jiaokan.stages.paragraphs.text_lines import STAGE_NAME, TextLine, split_text_lines

# kinds of joins that no mark of the text shows; the blocks of a page of HTML speak against them
_WEAK_RULES = frozenset(("layout/inline-markup", "layout/page-break", "layout/break-after-clause"))
_MAX_INSERTED_WORDS = 4  # words between blanks in what a site inserts amid a sentence
# kinds of joins that no blank line lies between
_RULES_WITHIN_PARAGRAPHS = frozenset(("layout/inline-markup", "layout/wrap"))
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|li|[uod]l|d[dt]|t[dhr]|table|h[1-6]|section|article|blockquote|button|center|option|pre)\b",
    re.I,
)


@dataclass(frozen=True)  # no slots: most pages need none of what is read on first use
class LineContext:
    """What speaks against joining two lines besides their own text.

    That is what stood between them in the raw page and in the text as the stage received it, which works in
    rounds and removes blank lines in the first; and whether the page repeats one of them.

    Attributes:
        document: The document in the present round.
        lines: Its lines that are not code.
    """

    document: Document
    lines: Sequence[TextLine]

    @lazy_property
    def repeated_lines(self) -> frozenset[str]:
        """The short lines that the page repeats, as it does entries and cells."""
        return find_repeated_lines(line.normalized for line in self.lines)

    def parts_blocks(self, pair: LinePair) -> bool:
        """Tell whether a block element of HTML ends or begins between the lines; False for plain text."""
        if self.document.origin.media != HTML_MEDIA:
            return False
        start, end = _find_gap(self._raw_offsets, pair)
        return bool(_BLOCK_TAG.search(self.document.raw, start, end))

    def has_blank_lines(self, pair: LinePair) -> bool:
        """Tell whether blank lines and nothing else stood between the lines, as between few others.

        Where an earlier stage has removed a line or two between them, line feeds show nothing.
        """
        if not (pair.has_extra_line_feeds or self._had_extra_line_feeds(pair)):
            return False
        gap = slice(*_find_gap(self._raw_offsets, pair))
        removed = self.document.raw[gap].split()
        return self.document.origin.media == HTML_MEDIA or not 0 < len(removed) <= _MAX_INSERTED_WORDS

    def _had_extra_line_feeds(self, pair: LinePair) -> bool:
        """Tell whether more line feeds than the least number parted the lines before the first round."""
        if not self._earlier_rounds:
            return False
        start, end = _find_gap(self._first_offsets, pair)
        return self._first_text.count("\n", start, end) > self._first_line_feeds

    @lazy_property
    def _raw_offsets(self) -> OffsetChain:
        return OffsetChain(self.document.steps)

    @lazy_property
    def _earlier_rounds(self) -> tuple[Step, ...]:
        """What the stage has done to the document in this run, in order."""
        steps = takewhile(lambda step: step.stage == STAGE_NAME, reversed(self.document.steps))
        return tuple(steps)[::-1]

    @lazy_property
    def _first_offsets(self) -> OffsetChain:
        return OffsetChain(self._earlier_rounds)

    @lazy_property
    def _first_text(self) -> str:
        return restore(self.document.text, self._earlier_rounds)

    @lazy_property
    def _first_line_feeds(self) -> int:
        """The least number of line feeds between two lines before the first round."""
        lines = list(split_text_lines(self._first_text))[1:]
        return min((line.line_feeds_before for line in lines if line.line_feeds_before), default=1)


def _find_gap(offsets: OffsetChain, pair: LinePair) -> tuple[int, int]:
    """Return where the gap between two lines begins and ends before some steps."""
    before, after = pair.before.span, pair.after.span
    _, start = offsets.map_range(before.end - 1, before.end)
    end, _ = offsets.map_range(after.start, after.start + 1)
    return start, end


def keeps_apart(pair: LinePair, join: LineJoin, context: LineContext) -> bool:
    """Tell whether two lines stay apart that a rule joins.

    Args:
        pair: the lines.
        join: what the rule says.
        context: what stood between the lines, and what the page repeats.
    """
    if join.is_certain:
        return False
    before, after = pair.before.normalized, pair.after.normalized
    if begins_entry(after) or any(has_wide_gaps(text) or is_code_line(text) for text in (before, after)):
        return True
    is_repeated = before in context.repeated_lines or after in context.repeated_lines
    if is_repeated and not (pair.next_line_continues or ends_unfinished(before, after)):
        return True
    if join.rule in _RULES_WITHIN_PARAGRAPHS and context.has_blank_lines(pair):
        return True
    return join.rule in _WEAK_RULES and context.parts_blocks(pair)
