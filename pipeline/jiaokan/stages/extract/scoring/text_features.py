"""Compute features of lines from their text: length, characters, patterns of boilerplate."""

import numpy as np

from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_table import LineTable
from jiaokan.stages.extract.scoring.pattern_counts import count_matches
from jiaokan.stages.extract.scoring.patterns import LINE_NAMES, LINE_PATTERNS, NOISE_WORD

_CLOSING_MARKS, _SENTENCE_ENDS = "”\"'」』)】 ", frozenset("。!?…;")
_MAX_END_CHARS = 45  # code points at each end of a long line that are searched
_MAX_NOISE_CHARS = 400  # code points at the start of a line that are searched for words of boilerplate


def describe_text(table: LineTable) -> Columns:
    """Return features of the text of each line."""
    length, han, digit, latin, stop, comma, function, mark = table.counts
    size = np.maximum(length, 1)
    ends = np.array(
        [line.rstrip(_CLOSING_MARKS)[-1:] in _SENTENCE_ENDS for line in table.normalized_texts],
        dtype=np.float64,
    )
    colon = np.array([line[-1:] == ":" for line in table.normalized_texts], dtype=np.float64)
    return {
        "length": np.log1p(length), "han": np.log1p(han), "han_share": han / size,
        "digit_share": digit / size,
        "latin_share": latin / size, "stops": np.log1p(stop), "commas": np.log1p(comma),
        "comma_share": comma / size, "function_share": function / size, "functions": np.log1p(function),
        "mark_share": mark / size, "link_share": table.link_shares, "bold_share": table.bold_shares,
        "ends": ends, "colon": colon,
        "links": np.log1p(np.array([_count_links(line) for line in table.lines], dtype=np.float64)),
        "pictures": np.array([len(line.pictures) > 0 for line in table.lines], dtype=np.float64),
        "breaks": np.array([min(line.br_count, 3) for line in table.lines], dtype=np.float64),
        "runs": np.log1p(np.array([len(line.source_pieces) for line in table.lines], dtype=np.float64)),
    }  # fmt: skip


def _count_links(line: HtmlLine) -> int:
    return len({piece.link for piece in line.source_pieces if piece.link >= 0})


def describe_patterns(table: LineTable) -> Columns:
    """Return the matches of the line patterns. Of a long line only the two ends are searched."""
    lines = [line.lower() for line in table.normalized_texts]
    heads = [line[:_MAX_NOISE_CHARS] for line in lines]
    ends = [
        line if len(line) < 2 * _MAX_END_CHARS else f"{line[:_MAX_END_CHARS]}  {line[-_MAX_END_CHARS:]}"
        for line in lines
    ]
    (noise,) = count_matches((NOISE_WORD,), heads)
    size = np.minimum(np.maximum(table.counts[0], 1), _MAX_NOISE_CHARS)
    columns = {
        "noise": noise,
        "noise_share": noise / size,
        "statement": table.are_statements.astype(np.float64),
    }
    each = (count_matches(LINE_PATTERNS, ends) > 0).astype(np.float64)
    return columns | {f"line_{name}": row for name, row in zip(LINE_NAMES, each, strict=True)}
