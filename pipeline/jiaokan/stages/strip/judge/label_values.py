"""Find values that stand alone on their line between two labels that go."""

import re
from collections.abc import Iterator

from jiaokan.stages.strip.judge.spared.spared_units import PageVerdicts
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence

_LABEL_END = ":"
_MAX_VALUE_CHARS = 24
_TITLE_LABEL = re.compile("标题|题目|名称|主题|正文|内容|摘要")
_SENTENCE_MARK = re.compile("[。!?;]")
_VALUE = BoilerplateEvidence(
    "classifier/label-value", "document_meta", 0.9, "stands between two labels of facts of the page"
)


def find_label_values(verdicts: PageVerdicts) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the kept lines between two removed labels, with the evidence against them.

    A table of facts that was copied line by line has 发文机构: on a line, its value on the next, and then the
    next label. A value stays below the label of a title, below one that no rule knows, as the names of those
    who reply in a thread, beside one that the page has again, as the names of speakers in an interview,
    and with the marks of a sentence.
    """
    page, gone = verdicts.page, verdicts.gone
    for at in range(1, len(page.units) - 1):
        label, text, next_label = page.texts[at - 1 : at + 2]
        is_between = _is_removed_label(verdicts, at - 1) and _is_removed_label(verdicts, at + 1)
        if (
            at not in gone
            and is_between
            and at - 1 in verdicts.claims
            and page.units[at].pieces == 1
            and len(text) <= _MAX_VALUE_CHARS
            and not _TITLE_LABEL.search(label)
            and not _SENTENCE_MARK.search(text)
            and page.texts.count(label) == page.texts.count(next_label) == 1
        ):
            yield at, _VALUE


def _is_removed_label(verdicts: PageVerdicts, at: int) -> bool:
    """Tell whether a unit is a removed line that ends as a label."""
    page = verdicts.page
    return at in verdicts.gone and page.units[at].pieces == 1 and page.texts[at].endswith(_LABEL_END)
