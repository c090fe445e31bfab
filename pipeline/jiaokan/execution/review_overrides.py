"""The step before all stages: give each document the edits that a reviewer refused on its raw text."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Stage
from jiaokan.core.errors import ConfigError, InputError
from jiaokan.core.refusals import Refusal
from jiaokan.core.verdicts.edit_verdicts import parse_verdict

RefusalsByDigest = Mapping[str, tuple[Refusal, ...]]  # by the SHA-256 of the raw bytes


def build(config: Config) -> Stage:
    """Make the step from the file that `review.file` names.

    Raises:
        ConfigError: The file cannot be read, or holds what is no verdict.
    """
    refusals_by_digest = load_refusals(config.find_file(config.review.file))

    def add_refusals(document: Document) -> Document:
        digest = hashlib.sha256(document.raw_bytes).hexdigest()
        refusals = refusals_by_digest.get(digest, ())
        return replace(document, refusals=refusals) if refusals else document

    return add_refusals


def load_refusals(path: Path) -> RefusalsByDigest:
    """Return the edits that the verdicts of a file refuse.

    Raises:
        ConfigError: The file cannot be read, or holds what is no verdict.
    """
    found: dict[str, list[Refusal]] = {}
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"review.file: {path} cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            verdict = parse_verdict(json.loads(line))
        except (ValueError, TypeError, AttributeError, InputError) as error:
            raise ConfigError(f"review.file: {path}, line {number}: {error}") from error
        if verdict.verdict == "wrong":
            found.setdefault(verdict.raw_sha256, []).append(verdict.to_refusal())
    return {digest: tuple(refusals) for digest, refusals in found.items()}
