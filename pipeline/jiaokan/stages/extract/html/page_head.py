"""What the head of a page and its data scripts say of it: title, meta, JSON-LD, page state."""

import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jiaokan.core.edits import Span
from jiaokan.metadata.html_head import HeadValue, HtmlHead
from jiaokan.stages.extract.html.element_names import find_element_names
from jiaokan.stages.extract.html.elements import VOID_TAGS
from jiaokan.stages.extract.html.tokenizer import parse_attributes
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree, TextRun

_MAX_SCRIPT_CHARS = 4_000_000  # code points of one data script that are read
_MAX_JSON_DEPTH = 60
_WECHAT_SIGN = ("rich_media", "js_content", "msg_title")
_NAMING_CLASSES = re.compile(
    r"(?:^|(?<=\s))(?:author|author-?name|post-?author|article-?author|writer|js_author_name|js_name"
    r"|rich_media_meta rich_media_meta_text)(?=$|\s)",
    re.I,
)
_REL_AUTHOR = re.compile(r"\brel\s*=\s*[\"']?author", re.I)
_NAMING = re.compile("author|writer|js_name|rich_media_meta")  # what stands in all of these
_SAYING = frozenset({"meta", "title", "script"})
_MAX_NAMING_ELEMENT_CHARS = 600  # code points of the source of an element that names somebody
_STATE_ASSIGNMENT = re.compile(r"^\s*(?:window\.)?__[A-Z_]+__\s*=\s*")


def read_head(tree: PageTree) -> HtmlHead:
    """Read the head of a page."""
    title: HeadValue | None = None
    metas: dict[str, HeadValue] = {}
    data: list[tuple[str, HeadValue]] = []
    state: list[tuple[str, HeadValue]] = []
    for node in [node for node in tree.nodes if node.name in _SAYING]:
        if node.name == "meta":
            _add_meta(node, metas)
        elif node.name == "title":
            span = find_content_span(node)
            value = clean_attribute(span.slice_text(tree.text))
            title = title or (HeadValue(value, "title", span) if value else None)
        elif node.children:
            span = find_content_span(node)
            if len(span) < _MAX_SCRIPT_CHARS:
                _read_script(tree.text, node.attributes.lower(), span, (data, state))
    return HtmlHead(
        title,
        metas,
        tuple(data),
        tuple(state),
        _read_times(tree),
        _read_links(tree),
        _read_wechat_scripts(tree),
        _read_naming_elements(tree),
    )


def _read_times(tree: PageTree) -> tuple[HeadValue, ...]:
    found = []
    for node in [node for node in tree.nodes if node.name == "time" and "datetime" in node.attributes]:
        value = clean_attribute(parse_attributes(node.attributes).get("datetime", ""))
        found.append(HeadValue(value, "time", Span(node.start, node.inner)))
    return tuple(found)


def _read_links(tree: PageTree) -> dict[str, HeadValue]:
    found: dict[str, HeadValue] = {}
    for node in [node for node in tree.nodes if node.name == "link"]:
        said = parse_attributes(node.attributes)
        if said.get("rel") and said.get("href"):
            relation, where = said["rel"].lower(), Span(node.start, node.inner)
            found.setdefault(relation, HeadValue(clean_attribute(said["href"]), f"link {relation}", where))
    return found


def _read_wechat_scripts(tree: PageTree) -> tuple[HeadValue, ...]:
    """Return the scripts of a page of WeChat, which say when it was published and by which account."""
    if not any(name in tree.text for name in _WECHAT_SIGN):
        return ()
    spans = [find_content_span(node) for node in tree.nodes if node.name == "script" and node.children]
    return tuple(
        HeadValue(span.slice_text(tree.text), "script", span)
        for span in spans
        if len(span) < _MAX_SCRIPT_CHARS
    )


def _read_naming_elements(tree: PageTree) -> tuple[HeadValue, ...]:
    """Return the short texts of elements whose names say that they name the author or the account."""
    found = []
    for node in tree.nodes:
        if node.name in VOID_TAGS or not node.attributes or not (role := _find_named_role(node.attributes)):
            continue
        if node.end - node.start < _MAX_NAMING_ELEMENT_CHARS:
            runs = [run for run in node.children if isinstance(run, TextRun)] or [
                run
                for below in tree.list_descendants(node)[:3]
                for run in below.children
                if isinstance(run, TextRun)
            ]
            value = clean_attribute("".join(tree.text[run.start : run.end] for run in runs))
            if value:
                found.append(HeadValue(value, role, Span(runs[0].start, runs[-1].end)))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _find_named_role(attributes: str) -> str:
    """Return whom an element names: author, source, or "" for nobody."""
    if not _NAMING.search(attributes.lower()):
        return ""
    match = _NAMING_CLASSES.search(find_element_names(attributes)) or _REL_AUTHOR.search(attributes)
    return "" if match is None else "source" if match[0].strip() == "js_name" else "author"


def find_content_span(node: Node) -> Span:
    """Return the place of the text of an element that holds no markup."""
    runs = [child for child in node.children if isinstance(child, TextRun)]
    return Span(runs[0].start, runs[-1].end) if runs else Span(node.inner, node.inner)


def _add_meta(node: Node, metas: dict[str, HeadValue]) -> None:
    found = parse_attributes(node.attributes)
    name = found.get("property") or found.get("name") or found.get("itemprop") or ""
    value = clean_attribute(found.get("content", ""))
    if name and value:
        metas.setdefault(name.lower(), HeadValue(value, name.lower(), Span(node.start, node.end)))


def clean_attribute(text: str) -> str:
    """Return the text of an attribute or title as read: entities decoded, white space collapsed."""
    return " ".join(html.unescape(text).split())


def _read_script(
    text: str,
    attributes: str,
    span: Span,
    into: tuple[list[tuple[str, HeadValue]], list[tuple[str, HeadValue]]],
) -> None:
    """Read a script of JSON, if it is one."""
    linked = "ld+json" in attributes
    if not linked and "application/json" not in attributes and "__" not in text[span.start : span.start + 40]:
        return
    source = _STATE_ASSIGNMENT.sub(
        "", span.slice_text(text).strip().removeprefix("<!--").removesuffix("-->")
    ).rstrip("; \n")
    try:
        value = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    name = "json-ld" if linked else "page state"
    into[0 if linked else 1].extend(
        (path, HeadValue(string, f"{name} {path}", span)) for path, string in list_strings(value)
    )


def list_strings(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield every string and integer of a JSON value with its path; list places are left out of it."""
    if depth > _MAX_JSON_DEPTH:
        return
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield path, str(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from list_strings(inner, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from list_strings(inner, path, depth + 1)
