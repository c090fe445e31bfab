"""Read the metadata in the markup of a page: title, meta, JSON-LD, page state."""

import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from jiaokan.core.edits import Span
from jiaokan.metadata.html_head import HeadValue, HtmlHead
from jiaokan.stages.extract.html.elements import VOID_TAGS
from jiaokan.stages.extract.html.tokenizer import parse_attributes
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree
from jiaokan.text.code_points import join_surrogates

_MAX_SCRIPT_CHARS = 4_000_000  # code points of one data script that are read
_MAX_JSON_DEPTH = 60
_WECHAT_SIGN = ("rich_media", "js_content", "msg_title")
_NAMING_CLASSES = re.compile(
    r"""
    (?:^|(?<=\s))
    (?:author|author-?name|post-?author|article-?author|writer
      |js_author_name|js_name                   # author and account of an article of WeChat
      |rich_media_meta\ rich_media_meta_text
    )(?=$|\s)
    """,
    re.I | re.X,
)
_REL_AUTHOR = re.compile(r"\brel\s*=\s*[\"']?author", re.I)
_HEAD_TAGS = frozenset({"meta", "title", "script"})
_MAX_NAMING_ELEMENT_CHARS = 600  # code points of the source of an element that names somebody
_STATE_ASSIGNMENT = re.compile(r"^\s*(?:window\.)?__[A-Z_]+__\s*=\s*")


def read_head(tree: PageTree) -> HtmlHead:
    """Read the metadata in the markup of a page.

    >>> from jiaokan.stages.extract.html.tree_builder import build_tree
    >>> head = read_head(build_tree('<title>春天 - 某站</title><meta name="author" content="李四">'))
    >>> head.title.value, head.metas["author"].value
    ('春天 - 某站', '李四')
    """
    title: HeadValue | None = None
    metas: dict[str, HeadValue] = {}
    data: list[tuple[str, HeadValue]] = []
    state: list[tuple[str, HeadValue]] = []
    for node in [node for node in tree.nodes if node.name in _HEAD_TAGS]:
        if node.name == "meta":
            _add_meta(node, metas)
        elif node.name == "title":
            span = find_content_span(tree, node)
            value = clean_attribute(span.slice_text(tree.text))
            title = title or (HeadValue(value, "title", span) if value else None)
        elif node.first_run < node.end_run:
            span = find_content_span(tree, node)
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
    values = []
    for node in [node for node in tree.nodes if node.name == "time" and "datetime" in node.attributes]:
        value = clean_attribute(parse_attributes(node.attributes).get("datetime", ""))
        values.append(HeadValue(value, "time", Span(node.start, node.inner)))
    return tuple(values)


def _read_links(tree: PageTree) -> dict[str, HeadValue]:
    links: dict[str, HeadValue] = {}
    for node in [node for node in tree.nodes if node.name == "link"]:
        attributes = parse_attributes(node.attributes)
        if attributes.get("rel") and attributes.get("href"):
            relation, span = attributes["rel"].lower(), Span(node.start, node.inner)
            links.setdefault(
                relation, HeadValue(clean_attribute(attributes["href"]), f"link {relation}", span)
            )
    return links


def _read_wechat_scripts(tree: PageTree) -> tuple[HeadValue, ...]:
    """Return the scripts of an article of WeChat, which hold its time and account, none for other pages."""
    if not any(name in tree.text for name in _WECHAT_SIGN):
        return ()
    scripts = [node for node in tree.nodes if node.name == "script" and node.first_run < node.end_run]
    spans = [find_content_span(tree, node) for node in scripts]
    return tuple(
        HeadValue(span.slice_text(tree.text), "script", span)
        for span in spans
        if len(span) < _MAX_SCRIPT_CHARS
    )


def _read_naming_elements(tree: PageTree) -> tuple[HeadValue, ...]:
    """Return the text of short elements whose attributes say that they hold the author or the account."""
    values = []
    known = {"": ""}
    for node in tree.nodes:
        if node.end - node.start >= _MAX_NAMING_ELEMENT_CHARS:
            continue
        if node.attributes not in known:
            known[node.attributes] = _find_named_role(node)
        if (role := known[node.attributes]) and node.name not in VOID_TAGS:
            inner = (tree.list_own_runs(child) for child in tree.list_descendants(node)[:3])
            runs = tree.list_own_runs(node) or sorted(chain.from_iterable(inner), key=lambda run: run.start)
            value = clean_attribute("".join(tree.text[run.start : run.end] for run in runs))
            if value:
                values.append(HeadValue(value, role, Span(runs[0].start, runs[-1].end)))
    return tuple(values)


def _find_named_role(node: Node) -> str:
    """Return the role of the person or body that an element names: "author", "source", or "" for none."""
    if node.names and (role := _find_role_of_class(node.names)):
        return role
    return "author" if "rel" in node.attributes.lower() and _REL_AUTHOR.search(node.attributes) else ""


@lru_cache(maxsize=1 << 14)
def _find_role_of_class(names: str) -> str:
    match = _NAMING_CLASSES.search(names)
    return "" if match is None else "source" if match[0].strip() == "js_name" else "author"


def find_content_span(tree: PageTree, node: Node) -> Span:
    """Return the span of the text of an element without markup in it, in code points of the page."""
    runs = tree.list_own_runs(node)
    return Span(runs[0].start, runs[-1].end) if runs else Span(node.inner, node.inner)


def _add_meta(node: Node, metas: dict[str, HeadValue]) -> None:
    attributes = parse_attributes(node.attributes)
    name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
    value = clean_attribute(attributes.get("content", ""))
    if name and value:
        metas.setdefault(name.lower(), HeadValue(value, name.lower(), Span(node.start, node.end)))


def clean_attribute(text: str) -> str:
    """Return the text of an attribute or title with entities decoded and white space collapsed.

    >>> clean_attribute(" A &amp;  B ")
    'A & B'
    """
    return " ".join(html.unescape(text).split())


def _read_script(
    text: str,
    attributes: str,
    span: Span,
    values: tuple[list[tuple[str, HeadValue]], list[tuple[str, HeadValue]]],
) -> None:
    """Add the strings of a script of JSON to `values`: to the first list for JSON-LD, else to the second."""
    is_json_ld = "ld+json" in attributes
    if (
        not is_json_ld
        and "application/json" not in attributes
        and "__" not in text[span.start : span.start + 40]
    ):
        return
    source = _STATE_ASSIGNMENT.sub(
        "", span.slice_text(text).strip().removeprefix("<!--").removesuffix("-->")
    ).rstrip("; \n")
    try:
        value = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    name = "json-ld" if is_json_ld else "page state"
    values[0 if is_json_ld else 1].extend(
        (path, HeadValue(string, f"{name} {path}", span)) for path, string in list_strings(value)
    )


def list_strings(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield every string and integer of a JSON value with its path. List indexes are not in the path.

    >>> list(list_strings({"author": [{"name": "李四"}], "year": 2020}))
    [('author.name', '李四'), ('year', '2020')]
    """
    if depth > _MAX_JSON_DEPTH:
        return
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield path, join_surrogates(str(value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from list_strings(inner, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from list_strings(inner, path, depth + 1)
