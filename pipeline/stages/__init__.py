"""The stages in the order they run; add one here and in dvc.yaml."""

from collections.abc import Callable

from pipeline.config import Config
from pipeline.document import Stage
from pipeline.stages import annotate, mojibake, paragraphs, script, strip

STAGES: dict[str, Callable[[Config], Stage]] = {
    "strip": strip.build,
    "mojibake": mojibake.build,
    "strip_repaired": strip.build_repaired,
    "script": script.build,
    "paragraphs": paragraphs.build,
    "annotate": annotate.build,
}
