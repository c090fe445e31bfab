"""Read a report's page back: its data as the browser unpacks it."""

import base64
import json
import re
import zlib
from typing import Any


def unpack_block(html: str, name: str) -> Any:
    """Return what a data block of the page holds."""
    (packed,) = re.findall(rf'<script id="{name}" type="application/octet-stream">([^<]*)</script>', html)
    return json.loads(zlib.decompress(base64.b64decode(packed), -15))


def join_sides(page: list[Any]) -> tuple[str, str]:
    """Return raw and clean text of a document in full; raises ValueError where a deletion was shortened."""
    raw, clean = [], []
    for _, _, parts in page[4]:
        for part in parts:
            if isinstance(part, str):
                raw.append(part)
                clean.append(part)
                continue
            if len(part) > 3:
                raise ValueError("a deletion was shortened")
            raw.append(part[0])
            clean.append(part[0] if part[1] == 1 else part[1])
    return "".join(raw), "".join(clean)
