"""Lines and paragraphs get the script that each of them has by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.core.edits import Span
from jiaokan.stages.annotate.script_labels import label_scripts
from jiaokan.text.script_conversion import detect_script

LINES = (
    "简体汉字",
    "繁體漢字",
    "人口一百",
    "これは日本語です",
    "優の良品",
    "佢哋話今日唔得閒",
    "“唔……”他说",
    "𠮷野家𝟙",
    "",
    "  简体与繁體漢字 ",
)


@pytest.mark.parametrize("line", LINES)
def test_a_line_by_itself(line: str) -> None:
    assert label_scripts(line, [Span(0, len(line))]) == ([detect_script(line)], [detect_script(line)])


@given(
    st.lists(st.sampled_from(LINES) | st.text(max_size=5)),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))),
)
def test_lines_and_spans_of_any_text(lines: list[str], pairs: list[tuple[int, int]]) -> None:
    raw = "\n".join(lines)
    spans = [Span(*sorted(min(at, len(raw)) for at in pair)) for pair in pairs]
    found = label_scripts(raw, spans)
    assert found[0] == [detect_script(line) for line in raw.split("\n")]
    assert found[1] == [detect_script(span.slice_text(raw)) for span in spans]
