"""A notebook shows what a document says and what was done to it, and obeys nothing in it."""

import re
from html import unescape

from hypothesis import given

from jiaokan.core.document import Document, Fact
from jiaokan.core.edits import Edit, make_note
from jiaokan.core.edits import Span as TextSpan
from tests.core.test_document import edited_documents


def test_removed_changed_and_flagged_text_is_told_apart_and_names_its_rule() -> None:
    document = Document("d", "分享到\n強調，佢", facts=(Fact("title", "題"),))
    document = document.edited("strip", [Edit(0, "分享到", "", "share/bar", 0.9, "a label")])
    document = document.edited(
        "script",
        [Edit(1, "強調", "强调", "script/t2s"), make_note("\n強調，佢", TextSpan(4, 5), "script/cantonese")],
    )
    html = document._repr_html_()
    assert re.search(r"<del [^>]*title='share/bar a label'>分享到</del>", html)
    assert re.search(r"<ins [^>]*title='強調 \| script/t2s'>强调</ins>", html)
    assert re.search(r"<span [^>]*title='佢 \| script/cantonese'>佢</span>", html)
    assert "<td>題</td>" in html


def test_markup_in_a_page_stays_text() -> None:
    document = Document("<i>", "<script>x</script>'\"&", facts=(Fact("title", "<b>"),))
    document = document.edited("strip", [Edit(0, "<script>", "", "<a>/'b'", 0.9, "<img src=x>")])
    assert "<script" not in document._repr_html_()
    assert "<img" not in document._repr_html_()
    assert "<i>" not in document._repr_html_()


@given(edited_documents())
def test_the_clean_text_can_be_read(case: tuple[str, Document]) -> None:
    html = case[1]._repr_html_()
    body = html[html.index("12px'>") + 6 : html.rindex("</div><table>")]
    shown = re.sub(r"<del [^>]*>.*?</del>", "", body, flags=re.DOTALL)
    assert unescape(re.sub(r"</?(?:ins|span)[^>]*>", "", shown)) == unescape(case[1].text)
