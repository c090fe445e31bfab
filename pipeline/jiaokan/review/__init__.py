"""Review: edits go out to people, their verdicts come back.

`edit_sample` chooses edits of a release, `review_items` shows each in its place, `label_studio` is the form
that Label Studio reads and writes. `verdict_files` reads what comes back, from there or from the report's
page; `rule_precision` and `rule_examples` say what it means for each rule. The verdicts are kept as one file,
which the setting `review.file` names: the next build does not make an edit that was refused.
"""

from jiaokan.review.edit_sample import SampleRequest, sample_edits
from jiaokan.review.review_items import ReviewItem, make_review_items
from jiaokan.review.verdict_files import merge_verdicts, read_verdicts, write_verdicts

__all__ = [
    "ReviewItem",
    "SampleRequest",
    "make_review_items",
    "merge_verdicts",
    "read_verdicts",
    "sample_edits",
    "write_verdicts",
]
