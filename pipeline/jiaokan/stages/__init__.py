"""The stages in the order they run; add one here and in dvc.yaml.

They take one document at a time; `repeats`, which takes a whole corpus, comes after them
(jiaokan.execution.corpus_stages).
"""

from collections.abc import Callable

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Stage
from jiaokan.stages import annotate, mojibake, paragraphs, script, strip

STAGES: dict[str, Callable[[Config], Stage]] = {
    "strip": strip.build,
    "mojibake": mojibake.build,
    "strip_repaired": strip.build_repaired,
    "script": script.build,
    "paragraphs": paragraphs.build,
    "annotate": annotate.build,
}
