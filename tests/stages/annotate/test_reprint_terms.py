"""Terms of reprint are read from what was removed, and from nothing that stays."""

import pytest

import jiaokan
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from jiaokan.stages.annotate.reprint_terms import find_reprint_terms

BODY = "新馆位于河东路,共有三层,藏书二十万册,首日接待读者三千余人,预计明年再增加五万册。\n" * 3


@pytest.mark.parametrize(
    ("notice", "terms"),
    [
        ("未经授权,不得转载", "未经授权,不得转载"),
        ("轉載請註明出處。", "轉載請註明出處"),
        ("<p>本站文章采用 CC BY-NC 4.0 许可</p>", "本站文章采用 CC BY-NC 4.0 许可"),
    ],
    ids=["forbidden", "Traditional", "a licence in markup"],
)
def test_removed_terms_are_a_fact_with_their_place(notice: str, terms: str) -> None:
    text = f"正文。{notice}"
    document = Document("a", text).edited("strip", [Edit(3, notice, "", "legal/not-reprint")])
    (fact,) = find_reprint_terms(document)
    assert fact.value == terms
    assert fact.raw is not None
    assert fact.raw.slice_text(document.raw) == terms


@pytest.mark.parametrize("kept", ["多家网站未经授权转载了这篇报道。", "馆长说,读者转载馆藏图书要注明出处。"])
def test_an_article_about_reprints_states_no_terms(kept: str) -> None:
    assert not jiaokan.clean(BODY + kept + "\n" + BODY).fact("reprint_terms")


def test_a_page_gives_its_terms() -> None:
    document = jiaokan.clean(f"图书馆新馆开放\n作者:张三、李四\n{BODY}转载请注明出处")
    assert document.fact("reprint_terms") == "转载请注明出处"
