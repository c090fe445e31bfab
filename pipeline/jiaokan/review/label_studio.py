"""The form of Label Studio: tasks that it reads, the page that shows them, the export that it writes.

A task is one edit. Its place is a region of the text, in code points, as Label Studio counts; the verdict is
a choice. Everything that names the edit travels in the data of the task, and comes back in the export.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from jiaokan.core.errors import InputError
from jiaokan.core.verdicts.edit_verdicts import VERDICT_VALUES
from jiaokan.review.review_items import ReviewItem
from jiaokan.stages import STAGES

JsonObject = Mapping[str, Any]
TEXT_KEY, REGION_NAME, VERDICT_NAME, COMMENT_NAME = "text", "edit", "verdict", "comment"

PAGE_TEMPLATE = """\
<View>
  <Header value="$headline"/>
  <Text name="change" value="$change"/>
  <Labels name="{region}" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
  <Choices name="{verdict}" toName="text" choice="single" required="true" showInline="true">
{choices}
  </Choices>
  <TextArea name="{comment}" toName="text" rows="1" maxSubmissions="1" placeholder="comment"/>
</View>
"""


def make_labelling_page() -> str:
    """Return the labelling interface of a project that the tasks go to, as XML."""
    labels = [f'    <Label value="{stage}"/>' for stage in ("decode", *STAGES)]
    choices = [
        f'    <Choice value="{value}" hotkey="{key}"/>'
        for key, value in zip("axu", VERDICT_VALUES, strict=True)
    ]
    return PAGE_TEMPLATE.format(
        region=REGION_NAME,
        verdict=VERDICT_NAME,
        comment=COMMENT_NAME,
        labels="\n".join(labels),
        choices="\n".join(choices),
    )


def make_task(item: ReviewItem, release: str) -> dict[str, Any]:
    """Return an edit as a task with its region marked; `release` names the release and its version."""
    start, end = _widen_empty_region(item)
    data = {key: value for key, value in asdict(item).items() if key not in ("context", "start", "end")}
    value = {
        "start": start,
        "end": end,
        "text": item.context[start:end],
        "labels": [item.stage],
    }
    region = {"id": "edit", "from_name": REGION_NAME, "to_name": TEXT_KEY, "type": "labels", "value": value}
    return {
        "data": {
            **data,
            TEXT_KEY: item.context,
            "change": f"{item.before or '∅'} → {item.after or '∅'}",
            "headline": f"{item.rule}: {item.reason}",
        },
        "predictions": [{"model_version": release, "score": item.confidence, "result": [region]}],
    }


def _widen_empty_region(item: ReviewItem) -> tuple[int, int]:
    """Return where the region stands; that of an insertion takes the code point before it, or after."""
    if item.end > item.start or not item.context:
        return item.start, item.end
    return (item.start - 1, item.end) if item.start else (0, 1)


def read_export(tasks: Iterable[object]) -> Iterator[dict[str, Any]]:
    """Yield the tasks that a reviewer has done, as objects for `parse_verdict`.

    Both forms of Label Studio's JSON are read: the full one, and JSON-MIN.

    Raises:
        InputError: A task is not one that jiaokan exported, or a region does not hold its text.
    """
    for number, task in enumerate(tasks, 1):
        if not isinstance(task, dict):
            raise InputError(f"task {number}: no JSON object")
        if "annotations" not in task:
            if task.get(VERDICT_NAME):
                yield {**task, COMMENT_NAME: _join_comment(task.get(COMMENT_NAME))}
            continue
        data = task.get("data")
        if not isinstance(data, dict) or not isinstance(data.get(TEXT_KEY), str):
            raise InputError(f"task {number}: no data with a text; export it as JSON")
        done = [_read_annotation(one, data[TEXT_KEY], number) for one in task["annotations"]]
        verdicts = [one for one in done if one]
        if verdicts:
            yield {**data, **_agree(verdicts)}


def _read_annotation(annotation: JsonObject, text: str, number: int) -> dict[str, str]:
    """Return verdict and comment of one reviewer, nothing where the task was skipped."""
    found: dict[str, str] = {}
    if annotation.get("was_cancelled"):
        return found
    for part in annotation.get("result", ()):
        value = part.get("value", {})
        if part.get("type") == "choices" and part.get("from_name") == VERDICT_NAME:
            found[VERDICT_NAME] = value["choices"][0]
        elif part.get("type") == "textarea":
            found[COMMENT_NAME] = _join_comment(value.get("text"))
        elif "start" in value and not _holds_region(text, value):
            raise InputError(f"task {number}: its region does not hold {value.get('text')!r}")
    return found if VERDICT_NAME in found else {}


def _holds_region(text: str, value: JsonObject) -> bool:
    """Tell whether a region's text stands at its offsets, which are code points, or UTF-16 units of old."""
    start, end, expected = value["start"], value["end"], value.get("text")
    if text[start:end] == expected:
        return True
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace") == expected


def _agree(verdicts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return what reviewers agree on; those who do not leave the edit unsure."""
    values = {one[VERDICT_NAME] for one in verdicts}
    comments = [one[COMMENT_NAME] for one in verdicts if one.get(COMMENT_NAME)]
    verdict = values.pop() if len(values) == 1 else "unsure"
    return {VERDICT_NAME: verdict, COMMENT_NAME: "; ".join(dict.fromkeys(comments))}


def _join_comment(value: object) -> str:
    """Return a comment as one text, whichever form Label Studio gives it."""
    if isinstance(value, dict):
        value = value.get("text", "")
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
