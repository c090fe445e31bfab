"""Recognize files of other formats by their first bytes, whatever they are named."""

import re
from pathlib import Path

from jiaokan.readers.files.compression import open_unpacked

# beginnings of files and what they are: the signatures that `file` knows, for what crawlers save as pages
_FORMAT_BY_BEGINNING: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"PK\x03\x04", "zip (also docx, xlsx, epub)"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office (doc, xls, ppt)"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
    (b"RIFF", "RIFF (wav, avi, webp)"),
    (b"FLV\x01", "Flash video"),
    (b"CWS", "Flash"),
    (b"FWS", "Flash"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"\xca\xfe\xba\xbe", "Java class"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
)
_TEXT_LIKE_BEGINNINGS = (b"BM", b"MZ", b"ID3", b"CWS", b"FWS", b"BZh", b"RIFF", b"PAR1", b"wOFF", b"wOF2")
_MEDIA_BOX_PATTERN = re.compile(rb"....ftyp", re.DOTALL)  # MP4, MOV, HEIC: the size of a box, and its name
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # UTF-16; UTF-32, whose LE begins as UTF-16 LE
_SAMPLE_BYTES = 65_536
# controls that no text holds; tabs, line ends, the escape of terminals and the last byte of DOS are left out
_CONTROL_BYTES_PATTERN = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.02  # random bytes have 0.11
_MIN_CONTROL_COUNT = 8  # a text may hold a few strays


def find_binary_format(data: bytes) -> str:
    """Return the name of the format of a file that is no text, "" where it may be text.

    >>> find_binary_format(b"%PDF-1.4 ...")
    'PDF'
    >>> find_binary_format(b"<p>PDF</p>")
    ''
    """
    for beginning, name in _FORMAT_BY_BEGINNING:
        if data.startswith(beginning) and (beginning not in _TEXT_LIKE_BEGINNINGS or has_many_controls(data)):
            return name
    return "MP4" if _MEDIA_BOX_PATTERN.match(data) and has_many_controls(data) else ""


def has_many_controls(data: bytes) -> bool:
    """Tell whether the beginning of some bytes holds more control characters than text does."""
    sample = data[:_SAMPLE_BYTES]
    count = len(_CONTROL_BYTES_PATTERN.findall(sample))
    return count >= _MIN_CONTROL_COUNT and count > _MAX_CONTROL_SHARE * len(sample)


def explain_foreign_file(path: Path, wanted: str) -> str:
    """Return why a file that should hold records cannot, "" where it may, or where it cannot be opened.

    Args:
        path: The file; it may be packed.
        wanted: What it should be, as in "JSON lines".
    """
    try:
        with open_unpacked(path) as stream:
            beginning = stream.read(_SAMPLE_BYTES)
    except OSError:
        return ""  # the reader will reject the file and say why
    if beginning.startswith(_WIDE_BOMS):
        return f"UTF-16 or UTF-32, not {wanted} in UTF-8; convert the file"
    return explain_binary(beginning, wanted)


def explain_binary(data: bytes, wanted: str) -> str:
    """Return why bytes are no text or page, "" where they may be one.

    Args:
        data: The bytes, which are known to be no UTF-16 or UTF-32.
        wanted: What they should be, as in "a page of HTML".
    """
    if name := find_binary_format(data):
        return f"a file of the format {name}, not {wanted}"
    return f"binary: not {wanted}, for it is full of control characters" if has_many_controls(data) else ""
