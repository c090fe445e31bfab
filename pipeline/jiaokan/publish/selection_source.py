"""What a selection tells of the release that it comes from: in its card, its manifest, and a file."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiaokan.config.config_loader import Config
from jiaokan.core.errors import InputError
from jiaokan.publish.card_format.card_markdown import format_cell, format_table, format_text_table
from jiaokan.publish.manifest import FilesByPath, Manifest

SELECTION_FILE = "selection.json"


@dataclass(frozen=True, slots=True)
class ConditionCost:
    """What a condition costs: documents.

    Attributes:
        text: The condition.
        dropped: Documents for which it does not hold.
        dropped_alone: Those of them for which all other conditions hold.
        left: Documents for which it and all conditions before it hold.
    """

    text: str
    dropped: int
    dropped_alone: int
    left: int


@dataclass(frozen=True, slots=True)
class SelectionSource:
    """Where a selection comes from.

    Attributes:
        manifest: Manifest of the release.
        manifest_sha256: Its digest.
        where: The condition.
        documents: Documents of the release.
        costs: What each part of the condition costs.
    """

    manifest: Manifest
    manifest_sha256: str
    where: str
    documents: int
    costs: tuple[ConditionCost, ...]

    @property
    def selected(self) -> int:
        """Number of documents for which all conditions hold."""
        return self.costs[-1].left if self.costs else self.documents


def describe_source(source: SelectionSource) -> str:
    """Return what the card of a selection says of its source."""
    head = (
        f"Of the {source.documents:,} documents of {source.manifest.name} {source.manifest.version} "
        f"(manifest {source.manifest_sha256[:16]}…) this release holds the {source.selected:,} for which\n\n"
    )
    condition = format_text_table(["condition"], [[format_cell(source.where, len(source.where))]])
    rows = [
        (format_cell(cost.text, len(cost.text)), cost.dropped, cost.dropped_alone, cost.left)
        for cost in source.costs
    ]
    table = format_table(["part of it", "drops", "drops that no other does", "left after it"], rows)
    note = (
        "Records that could not be used are not selected. `cluster` and the table `repeats` may name "
        "documents that were left out, and `cluster_size` and `also_in` count them.\n"
    )
    return f"{head}{condition}\n{table}\n{note}"


def adapt_manifest(
    source: SelectionSource, files: FilesByPath, input_digest: str, config: Config
) -> Manifest:
    """Return the manifest of a selection: that of its source, with name, files and input of its own."""
    name = json.dumps(config.publish.name, ensure_ascii=False)
    settings = source.manifest.settings | {"publish.name": name}
    return dataclasses.replace(
        source.manifest,
        name=config.publish.name,
        files=dict(files),
        input=input_digest,
        settings=settings,
    )


def write_source(release: Path, source: SelectionSource) -> None:
    """Write selection.json into the folder of a selection."""
    value: dict[str, Any] = {
        "name": source.manifest.name,
        "version": source.manifest.version,
        "manifest_sha256": source.manifest_sha256,
        "where": source.where,
        "documents": source.documents,
        "conditions": [dataclasses.asdict(cost) for cost in source.costs],
    }
    text = json.dumps(value, ensure_ascii=False, indent=1)
    (release / SELECTION_FILE).write_bytes(f"{text}\n".encode())


def check_is_no_selection(release: Path) -> None:
    """Find out whether a release was made from an input, and not selected from another one.

    Raises:
        InputError: It was selected: the stages cannot make it again from an input.
    """
    if (release / SELECTION_FILE).is_file():
        raise InputError(
            f"{release}: was selected from another release ({SELECTION_FILE} says which), which its input "
            "makes again; verify that one with --input"
        )
