"""What a reader gives, made into documents and rejects; whatever fails becomes a reject."""

from collections.abc import Iterator

from jiaokan.core.document import READER_FAILED, UNREAD, Document, Reject
from jiaokan.readers.files.format_sniffing import explain_binary
from jiaokan.readers.html_reader import RawPage
from jiaokan.text.charsets.unmarked_utf16 import decode_wide_text

Item = Document | Reject
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def make_item(item: Item | RawPage) -> Item:
    """Return a page as the document whose raw text it is, or as a reject; leave other items as they are."""
    if not isinstance(item, RawPage):
        return item
    from jiaokan.stages.extract import make_raw_document  # noqa: PLC0415 - takes half a second

    origin = item.origin
    try:
        if reason := _explain_no_page(item.data):
            return Reject(origin.file, origin.line, reason, item.data)
        return make_raw_document(item.data, item.id, origin)
    except Exception as error:
        reason = f"the page cannot be decoded: {type(error).__name__}: {error}"
        return Reject(origin.file, origin.line, reason, item.data)


def read_safely(items: Iterator[Item | RawPage], name: str) -> Iterator[Item | RawPage]:
    """Yield the items of a file; where its reader fails, a reject of the file ends them."""
    try:
        yield from items
    except OSError as error:
        yield Reject(name, 0, f"{UNREAD}{error.strerror or error}", b"")
    except Exception as error:
        yield Reject(name, 0, f"{READER_FAILED}{type(error).__name__}: {error}", b"")


def _explain_no_page(data: bytes) -> str:
    """Return why bytes cannot be a page of HTML, "" where they may be one."""
    if data.startswith(_UTF16_BOMS) or not (reason := explain_binary(data, "a page of HTML")):
        return ""
    return "" if decode_wide_text(data) else reason
