"""The stages in the order in which they run: what each is called, does and reads of the settings.

The tables here are the only place that lists them. A stage of STAGES takes one document at a time, and one
of CORPUS_STAGES a whole corpus. A stage is a folder here with a function `build(config)`;
`dvc.yaml` runs it, and `configs/reasons.toml` holds the reasons of its rules; those of mojibake stand in
`jiaokan.repairs`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:  # the help of all commands needs the names of the stages alone
    from jiaokan.config.config_loader import Config
    from jiaokan.core.document import Stage


@dataclass(frozen=True, slots=True)
class StageInfo:
    """What is known of a stage before it is built. Called with the settings, it builds the stage.

    Attributes:
        package: Folder of the stage; it is imported when the stage is first built.
        help: What the stage does, for the help of its command.
        settings_table: Name of its table of settings; stages that share one are one stage in reports.
        summary_verb: What it did to a text, as the summary of a run says; "" where that says nothing.
        style: Colour of its edits on a terminal.
        function: Function of the package that builds it.
        help_details: More paragraphs of help.
        removes_lines: Whether it takes away whole lines that are no part of the article.
        is_seldom: Whether the summary passes over it where it did nothing.
        runs: Stages that it runs again; the steps that they add to the ledger name them, and not this stage.
    """

    package: str
    help: str
    settings_table: str
    summary_verb: str = ""
    style: str = "cyan"
    function: str = "build"
    help_details: str = ""
    removes_lines: bool = False
    is_seldom: bool = False
    runs: tuple[str, ...] = ()

    def __call__(self, config: "Config") -> "Stage":
        """Build the stage."""
        build = getattr(import_module(f"{__name__}.{self.package}"), self.function)
        return cast("Callable[[Config], Stage]", build)(config)


STAGES: dict[str, StageInfo] = {
    "extract": StageInfo(
        "extract",
        "find the article in a page of HTML; a text passes through",
        "extract",
        "extracted",
        "green",
        removes_lines=True,
        is_seldom=True,
    ),
    "strip": StageInfo(
        "strip",
        "take boilerplate away: banners, bylines, share widgets, download notices",
        "strip",
        "removed",
        "red",
        removes_lines=True,
    ),
    "mojibake": StageInfo(
        "mojibake",
        "repair corrupted characters: readings, byte slips, wrong encodings",
        "mojibake",
        "repaired",
        "magenta",
    ),
    "strip_repaired": StageInfo(
        "strip",
        "take away boilerplate that could not be read before mojibake repaired it",
        "strip",
        "then",
        "red",
        function="build_repaired",
        help_details="""

strip leaves lines of misread bytes alone, since nobody can judge what cannot be read. This stage runs
after mojibake and judges the lines that mojibake changed, by the rules and settings of strip; all
other lines, and documents that mojibake did not change, pass through.""",
        removes_lines=True,
        is_seldom=True,
    ),
    "script": StageInfo(
        "script", "unify script and punctuation, only where a text needs it", "script", "unified", "yellow"
    ),
    "paragraphs": StageInfo(
        "paragraphs", "split into paragraphs and say what part each plays", "paragraphs", "laid out", "blue"
    ),
    "settle": StageInfo(
        "settle",
        "read a page again where repairs or layout have changed it, until nothing changes",
        "strip",
        help_details="""

Boilerplate may show only once a repair has made its page readable, or once the layout has cut a line
out of a block. This stage runs strip, mojibake, script and paragraphs again on such pages, until their
text stays; all other pages pass through, and so do pages of HTML.""",
        is_seldom=True,
        runs=("strip", "mojibake", "script", "paragraphs"),
    ),
    "annotate": StageInfo(
        "annotate", "read title, source, author, time and place from the page's own words", "annotate"
    ),
}
CORPUS_STAGES: dict[str, StageInfo] = {  # after the others; jiaokan.execution.corpus_stages runs them
    "repeats": StageInfo(
        "repeats",
        "find pages that repeat others: the same, nearly the same, parts, and reused paragraphs",
        "repeats",
        help_details="""

Texts are compared without regard to script, width, case and marks; [repeats] of the settings says what
counts. Nothing is removed: each document gets the id and the size of its cluster (the same and near ones),
the earlier documents that it repeats, and for each paragraph the number of other documents that have it.
`jiaokan filter RELEASE --where "cluster == id"` keeps one of each. All documents are read before the
first is written.""",
    ),
}
ALL_STAGES = (*STAGES, *CORPUS_STAGES)


def name_shown_stage(stage: str) -> str:
    """Return the name under which reports show a stage; stages that share a table of settings are one."""
    info = (STAGES | CORPUS_STAGES).get(stage)
    return info.settings_table if info else stage
