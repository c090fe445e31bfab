"""The title of a shared file, known from the notice that names the file, where it runs into the text."""

import re
from collections.abc import Iterator

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, Span, replace
from jiaokan.stages.paragraphs.text_lines import Line
from jiaokan.text.normalized_view import fold

_NAME = re.compile(
    r"([^\s《》<>/\\|\"]{4,80}?)\.(?:docx?|pdf|pptx?|xlsx?|wps|txt|rtf)(?![a-z])", re.IGNORECASE
)
_CLOSERS = "”’)》】!?"
_NOTICE = 400  # code points of a notice that are read


def title_end(document: Document, line: Line) -> Iterator[Edit]:
    """Propose the line feed after the title of a line that opens with the name of the file."""
    for name in _names(document):
        end = _after(line.read, name)
        if 0 < end < len(line.read):
            rest = line.read[end:]
            blank = len(rest) - len(rest.lstrip())
            span = Span(line.span.start + end, line.span.start + end + blank)
            why = "the line opens with the name of the file"
            yield replace(document.text, span, "\n", "layout/block", why=why)
            return


def _names(document: Document) -> Iterator[str]:
    """Yield the names of files in what earlier stages took away, folded, letters and digits alone."""
    for step in document.steps:
        for edit in step.edits:
            if "." in edit.old and (found := _NAME.search(edit.old[:_NOTICE])):
                yield "".join(filter(str.isalnum, fold(found[1])))


def _after(read: str, name: str) -> int:
    """Return where a line's text begins after the name, 0 where the line opens with something else."""
    at = 0
    for char in name:
        while at < len(read) and not read[at].isalnum():
            at += 1
        if at == len(read) or read[at] != char:
            return 0
        at += 1
    while at < len(read) and read[at] in _CLOSERS:
        at += 1
    return at
