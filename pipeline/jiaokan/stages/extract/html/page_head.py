"""What the head of a page and its data scripts say of it: title, meta, JSON-LD, page state."""

import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jiaokan.core.edits import Span
from jiaokan.metadata.html_head import HeadValue, HtmlHead
from jiaokan.stages.extract.html.element_names import names
from jiaokan.stages.extract.html.elements import VOID
from jiaokan.stages.extract.html.tokenizer import attributes_of
from jiaokan.stages.extract.html.tree_nodes import Node, Run, Tree

_SCRIPT_LIMIT = 4_000_000  # code points of one data script that are read
_DEEPEST = 60
_WECHAT = ("rich_media", "js_content", "msg_title")
_NAMED = re.compile(
    r"(?:^|(?<=\s))(?:author|author-?name|post-?author|article-?author|writer|js_author_name|js_name"
    r"|rich_media_meta rich_media_meta_text)(?=$|\s)",
    re.I,
)
_REL_AUTHOR = re.compile(r"\brel\s*=\s*[\"']?author", re.I)
_NAMING = re.compile("author|writer|js_name|rich_media_meta")  # what stands in all of these
_SAYING = frozenset({"meta", "title", "script"})
_NAMED_SOURCE = 600  # code points of the source of an element that names somebody
_STATE = re.compile(r"^\s*(?:window\.)?__[A-Z_]+__\s*=\s*")


Said = HeadValue
Head = HtmlHead


def head(tree: Tree) -> Head:
    """Read the head of a page."""
    title: Said | None = None
    metas: dict[str, Said] = {}
    data: list[tuple[str, Said]] = []
    state: list[tuple[str, Said]] = []
    for node in [node for node in tree.nodes if node.name in _SAYING]:
        if node.name == "meta":
            _add_meta(node, metas)
        elif node.name == "title":
            span = content_span(node)
            value = clean(span.slice_text(tree.text))
            title = title or (Said(value, "title", span) if value else None)
        elif node.children:
            span = content_span(node)
            if len(span) < _SCRIPT_LIMIT:
                _script(tree.text, node.attributes.lower(), span, (data, state))
    return Head(
        title,
        metas,
        tuple(data),
        tuple(state),
        _times(tree),
        _links(tree),
        _wechat_scripts(tree),
        _named(tree),
    )


def _times(tree: Tree) -> tuple[Said, ...]:
    found = []
    for node in [node for node in tree.nodes if node.name == "time" and "datetime" in node.attributes]:
        value = clean(attributes_of(node.attributes).get("datetime", ""))
        found.append(Said(value, "time", Span(node.start, node.inner)))
    return tuple(found)


def _links(tree: Tree) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for node in [node for node in tree.nodes if node.name == "link"]:
        said = attributes_of(node.attributes)
        if said.get("rel") and said.get("href"):
            relation, where = said["rel"].lower(), Span(node.start, node.inner)
            found.setdefault(relation, Said(clean(said["href"]), f"link {relation}", where))
    return found


def _wechat_scripts(tree: Tree) -> tuple[Said, ...]:
    """Return the scripts of a page of WeChat, which say when it was published and by which account."""
    if not any(name in tree.text for name in _WECHAT):
        return ()
    spans = [content_span(node) for node in tree.nodes if node.name == "script" and node.children]
    return tuple(
        Said(span.slice_text(tree.text), "script", span) for span in spans if len(span) < _SCRIPT_LIMIT
    )


def _named(tree: Tree) -> tuple[Said, ...]:
    """Return the short texts of elements whose names say that they name the author or the account."""
    found = []
    for node in tree.nodes:
        if node.name in VOID or not node.attributes or not (role := _named_role(node.attributes)):
            continue
        if node.end - node.start < _NAMED_SOURCE:
            runs = [run for run in node.children if isinstance(run, Run)] or [
                run for below in tree.descendants(node)[:3] for run in below.children if isinstance(run, Run)
            ]
            value = clean("".join(tree.text[run.start : run.end] for run in runs))
            if value:
                found.append(Said(value, role, Span(runs[0].start, runs[-1].end)))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _named_role(attributes: str) -> str:
    """Return whom an element names: author, source, or "" for nobody."""
    if not _NAMING.search(attributes.lower()):
        return ""
    match = _NAMED.search(names(attributes)) or _REL_AUTHOR.search(attributes)
    return "" if match is None else "source" if match[0].strip() == "js_name" else "author"


def content_span(node: Node) -> Span:
    """Return the place of the text of an element that holds no markup."""
    runs = [child for child in node.children if isinstance(child, Run)]
    return Span(runs[0].start, runs[-1].end) if runs else Span(node.inner, node.inner)


def _add_meta(node: Node, metas: dict[str, Said]) -> None:
    found = attributes_of(node.attributes)
    name = found.get("property") or found.get("name") or found.get("itemprop") or ""
    value = clean(found.get("content", ""))
    if name and value:
        metas.setdefault(name.lower(), Said(value, name.lower(), Span(node.start, node.end)))


def clean(text: str) -> str:
    """Return the text of an attribute or title as read: entities decoded, white space collapsed."""
    return " ".join(html.unescape(text).split())


def _script(
    text: str, attributes: str, span: Span, into: tuple[list[tuple[str, Said]], list[tuple[str, Said]]]
) -> None:
    """Read a script of JSON, if it is one."""
    linked = "ld+json" in attributes
    if not linked and "application/json" not in attributes and "__" not in text[span.start : span.start + 40]:
        return
    source = _STATE.sub("", span.slice_text(text).strip().removeprefix("<!--").removesuffix("-->")).rstrip(
        "; \n"
    )
    try:
        value = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    name = "json-ld" if linked else "page state"
    into[0 if linked else 1].extend(
        (path, Said(string, f"{name} {path}", span)) for path, string in strings(value)
    )


def strings(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield every string and integer of a JSON value with its path; list places are left out of it."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield path, str(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, path, depth + 1)
