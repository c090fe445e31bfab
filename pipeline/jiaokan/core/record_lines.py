"""Keep the line that a record came in as, where writing the record again would not give its bytes.

JSON has many lines for one value: blanks, the order of keys, escapes, 1.10 for 1.1. A key that stands twice
and a number of many digits are lost when the value is read. The line is kept among the other fields of the
record, under LINE_KEY: as [line], or as [before, after, style] around its text where that saves a copy.
"""

import json
from typing import Any

from jiaokan.core.document import Origin
from jiaokan.core.document_json import dump_json, make_raw_record

LINE_KEY = "jiaokan:line"
_ESCAPED, _PLAIN = "ascii", "plain"  # the text of the record beyond ASCII: escaped, or as it is


def keep_line(line: str, identity: str, text: str, origin: Origin) -> Origin:
    """Return the origin of a record with its line, if the record would be written otherwise.

    Args:
        line: the record as it came in, without its line end.
        identity: the id of its document.
        text: its raw text.
        origin: where it came in, with its other fields.
    """
    others = _load_fields(origin)
    if LINE_KEY not in others and dump_json(make_raw_record(identity, text, origin)) == line:
        return origin
    fields = dump_json(others | {LINE_KEY: _cut_text_out(line, text)})
    return Origin(origin.file, origin.line, fields, origin.encoding, origin.media)


def make_raw_line(identity: str, text: str, origin: Origin) -> str:
    """Return the line that a record came in as."""
    others = _load_fields(origin)
    match others.pop(LINE_KEY, None):
        case [str(line)]:
            return line
        case [str(before), str(after), str(style)]:
            return before + json.dumps(text, ensure_ascii=style == _ESCAPED) + after
    return dump_json(make_raw_record(identity, text, origin))


def _load_fields(origin: Origin) -> dict[str, Any]:
    return dict(json.loads(origin.fields)) if origin.fields else {}


def _cut_text_out(line: str, text: str) -> list[str]:
    for style in (_PLAIN, _ESCAPED):
        literal = json.dumps(text, ensure_ascii=style == _ESCAPED)
        if line.count(literal) == 1:
            return [*line.split(literal), style]
    return [line]
