"""Whether a page of HTML holds an article, which its kind says through all stages."""

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.execution.chunks import clean_document
from jiaokan.stages import STAGES
from jiaokan.stages.extract.extractor import make_raw_document
from tests.metadata.invented_report import BODY_HTML, TITLE

MENU = "".join(
    f"<li><a href=/{name}>{name}</a></li>" for name in ("首页", "新闻", "体育", "财经", "娱乐", "教育")
)


def clean(body: str) -> Document:
    page = f"<title>江城网</title><ul>{MENU}</ul>{body}<ul>{MENU}</ul><div>版权所有 江城网</div>"
    document = clean_document(make_raw_document(page.encode(), "a"), tuple(STAGES), load_default())
    assert isinstance(document, Document)
    return document


def test_a_page_of_menus_holds_no_article_and_has_no_title() -> None:
    document = clean(f"<ul>{MENU}</ul>")
    assert document.kind == "no_article"
    assert "no line of the page is likely" in document.kind_why
    assert not document.fact("title")


def test_a_page_with_an_article_among_its_menus_holds_one() -> None:
    document = clean(f"<h1>{TITLE}</h1>{BODY_HTML}")
    assert (document.kind, document.fact("title")) == ("article", TITLE)
