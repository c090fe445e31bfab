"""The proofs of rule files: which bytes passed all checks, so that they are not checked at every start.

`proved.json` in a folder of rule files holds the SHA-256 of each file that was proved, and what its patterns
measure. `jiaokan rules test` proves all rules again and writes it. A file with other bytes is proved when
it is loaded.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

PROOFS_FILE = "proved.json"

Widths = tuple[int, int]  # code points that a pattern matches, at least and at most
WidthsById = Mapping[str, Widths]


def digest_rules(data: bytes) -> str:
    """Return the digest by which the proof of a rule file is found."""
    return hashlib.sha256(data).hexdigest()


def read_proofs(folder: Path) -> dict[str, WidthsById]:
    """Return the widths of the patterns of each proved file, by its digest; none where nothing is proved."""
    try:
        proofs = json.loads((folder / PROOFS_FILE).read_bytes())
        return {
            digest: {name: (low, high) for name, (low, high) in widths.items()}
            for digest, widths in proofs.values()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_proofs(folder: Path, widths_by_file: Mapping[str, WidthsById]) -> bool:
    """Write the proofs of files below a folder, a line each; return whether it can be written to."""
    lines = []
    for name in sorted(widths_by_file):
        proof = digest_rules((folder / name).read_bytes()), widths_by_file[name]
        lines.append(f"{json.dumps(name)}: {json.dumps(proof)}")
    content = "{\n" + ",\n".join(lines) + "\n}\n"
    path = folder / PROOFS_FILE
    try:
        if not path.is_file() or path.read_text("utf-8") != content:
            path.write_text(content, "utf-8", newline="\n")
    except OSError:
        return False
    return True
