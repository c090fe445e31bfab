"""The title of a shared file, known from the notice that names the file, where it runs into the text."""

import re
from collections.abc import Iterator

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.normalized_view import normalize_chars

_FILE_NAME = re.compile(
    r"([^\s《》<>/\\|\"]{4,80}?)\.(?:docx?|pdf|pptx?|xlsx?|wps|txt|rtf)(?![a-z])", re.IGNORECASE
)
_CLOSING_MARKS = "”’)》】!?"
_MAX_NOTICE_CHARS = 400  # code points of a notice that are read


def propose_title_break(document: Document, line: TextLine) -> Iterator[Edit]:
    """Propose the line feed after the title of a line that opens with the name of the file."""
    for name in _find_file_names(document):
        end = _find_name_end(line.normalized, name)
        if 0 < end < len(line.normalized):
            rest = line.normalized[end:]
            blank = len(rest) - len(rest.lstrip())
            span = Span(line.span.start + end, line.span.start + end + blank)
            why = "the line opens with the name of the file"
            yield make_replacement(document.text, span, "\n", "layout/block", why=why)
            return


def _find_file_names(document: Document) -> Iterator[str]:
    """Yield the names of files in what earlier stages took away, folded, letters and digits alone."""
    for step in document.steps:
        for edit in step.edits:
            if "." in edit.old and (found := _FILE_NAME.search(edit.old[:_MAX_NOTICE_CHARS])):
                yield "".join(filter(str.isalnum, normalize_chars(found[1])))


def _find_name_end(read: str, name: str) -> int:
    """Return where a line's text begins after the name, 0 where the line opens with something else."""
    at = 0
    for char in name:
        while at < len(read) and not read[at].isalnum():
            at += 1
        if at == len(read) or read[at] != char:
            return 0
        at += 1
    while at < len(read) and read[at] in _CLOSING_MARKS:
        at += 1
    return at
