"""Print a document for a person: its text with the changes marked, then its metadata, then its rules."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from jiaokan.core.alignment import AlignedPiece
from jiaokan.core.control_escapes import show_controls, show_controls_in_line
from jiaokan.core.document import Document
from jiaokan.stages import STAGES

OTHER_STYLE = "cyan"  # of steps that are of no stage
MIN_FREQUENT_RULE_COUNT = 8  # edits of a rule in a document from which it is named in the list alone


def print_document(
    document: Document, pieces: Sequence[AlignedPiece], reasons: Mapping[str, str], console: Console
) -> None:
    """Print a document.

    Args:
        document: The document.
        pieces: Its pieces, from `align_pieces`.
        reasons: Reason of each rule that made an edit, by its id.
        console: The console to print to.
    """
    raw = sum(len(piece.before) for piece in pieces)
    counts = Counter(cause.edit.rule for piece in pieces for cause in piece.causes)
    console.print(
        Text(
            f"{show_controls_in_line(document.id)}: {raw:,} characters raw, {len(document.text):,} clean",
            "bold",
        )
    )
    stages = dict.fromkeys(step.stage for step in document.steps)
    console.print(
        Text("  ").join(Text(show_controls_in_line(stage), _choose_style(stage)) for stage in stages),
        end="\n\n",
    )
    console.print(Text().join(_style_piece(piece, counts) for piece in pieces), end="\n\n")
    console.print(_make_grid((fact.field, fact.value.replace("\n", " · ")) for fact in document.facts))
    console.print()
    console.print(_make_grid((rule, f"{count:,}", reasons[rule]) for rule, count in counts.most_common()))


def _make_grid(rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table.grid(padding=(0, 2))
    for row in rows:
        table.add_row(Text(show_controls(row[0]), "cyan"), *(Text(show_controls(cell)) for cell in row[1:]))
    return table


def _style_piece(piece: AlignedPiece, counts: Mapping[str, int]) -> Text:
    """Return a piece in the colour of the last stage that edited it, with the names of its rare rules."""
    before, after = show_controls(piece.before), show_controls(piece.after)
    if not piece.causes:
        return Text(before)
    style = _choose_style(piece.causes[-1].stage)
    rare = dict.fromkeys(c.edit.rule for c in piece.causes if counts[c.edit.rule] < MIN_FREQUENT_RULE_COUNT)
    names = show_controls_in_line(" ".join(rare))
    tag = Text(f"[{names}]", f"dim {style}") if rare and piece.before.strip() else Text()
    if piece.before == piece.after:
        return Text.assemble((after, f"underline {style}"), tag)
    removed = Text(before, f"{style} strike") if not piece.after or rare else Text()
    return Text.assemble(removed, (after, f"bold {style}"), tag)


def _choose_style(stage: str) -> str:
    return STAGES[stage].style if stage in STAGES else OTHER_STYLE
