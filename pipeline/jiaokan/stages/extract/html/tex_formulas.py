"""Read the TeX of a formula from the markup that draws it.

KaTeX and MathJax keep it in an annotation or a script, images in their alternative text, MathML in
`alttext`. What is drawn beside it says the same again.
"""

import html
import re
from functools import lru_cache
from typing import NamedTuple

from jiaokan.stages.extract.html.element_names import names
from jiaokan.stages.extract.html.tokenizer import attributes_of
from jiaokan.stages.extract.html.tree_nodes import Node, Run, Tree

# what an element that draws a formula has in its tag
_SIGNS = (
    "katex", "mathjax", "mjx", "mwe-math", "data-tex", "data-formula", "data-latex", "ztext-math",
)  # fmt: skip
_IMAGE = re.compile(r"eeimg|latex|math|tex(?![a-z])|formula", re.I)
_SIGNS_OF_PAGE = (
    "katex", "math", "mjx", "data-tex", "data-formula", "data-latex", "eeimg", "latex", "formula", "/tex",
)  # fmt: skip
_TAGS = frozenset({"math", "mjx-container", "script", "img"})
_WHOLE = re.compile(r"(?:^|\s)(?:katex|katex-display|katex--\w+|mwe-math-element|ztext-math)(?=\s|$)", re.I)
_DISPLAY = re.compile(r"display|block", re.I)
_DRAWN = frozenset({
    "mathjax", "mathjax_preview", "mathjax_display", "mathjax_svg", "mathjax_svg_display", "mathjax_chtml",
    "mjx-chtml", "katex-html", "mjx_assistive_mathml",
})  # fmt: skip
_STYLE = re.compile(r"\{\\displaystyle\s+(.*)\}", re.S)
_CDATA = re.compile(r"% <!\[CDATA\[|%?\s*\]\]>|<!\[CDATA\[")


def has_formulas(text: str) -> bool:
    """Tell whether a page can hold a formula at all."""
    lower = text.lower()
    return any(sign in lower for sign in _SIGNS_OF_PAGE)


class Formula(NamedTuple):
    """The TeX of a formula, and whether it stands on a line of its own."""

    tex: str
    display: bool

    def marked(self) -> str:
        """Return the TeX between dollar signs.

        >>> Formula("x^2", False).marked(), Formula("x^2", True).marked()
        ('$x^2$', '$$x^2$$')
        """
        return f"$${self.tex}$$" if self.display else f"${self.tex}$"


@lru_cache(maxsize=1 << 14)
def _has_sign(attributes: str) -> bool:
    lower = attributes.lower()
    return any(sign in lower for sign in _SIGNS)


def may_draw(node: Node) -> bool:
    """Tell whether an element can draw a formula, for the first time or again."""
    return node.name in _TAGS or (bool(node.attributes) and _has_sign(node.attributes))


def find_formula(tree: Tree, node: Node) -> Formula | None:
    """Return the formula that an element draws, None where it draws none or hides its TeX."""
    if not may_draw(node):
        return None
    if node.name == "script":
        return _in_script(tree, node)
    attributes = attributes_of(node.attributes)
    if node.name == "img":
        return _in_image(node, attributes)
    bears = names(node.attributes)
    if not (_WHOLE.search(bears) or node.name in ("math", "mjx-container")):
        return None
    tex = _plain(attributes.get("data-tex", "") or _annotated(tree, node))
    display = (
        _DISPLAY.search(bears + attributes.get("display", "")) is not None
        or attributes.get("display") == "true"
    )
    display = display or any("display" in above.attributes for above in _above(node, 2)) or "\\tag" in tex
    return Formula(tex, display) if tex else None


def is_drawn_again(node: Node) -> bool:
    """Tell whether an element draws a formula whose TeX stands in another."""
    if not node.attributes or not _has_sign(node.attributes):
        return False
    return any(name in _DRAWN for name in names(node.attributes).lower().split())


def text_of(tree: Tree, node: Node) -> str:
    """Return the text below an element as it stands, entities decoded."""
    return "".join(
        html.unescape(tree.text[child.start : child.end]) if isinstance(child, Run) else text_of(tree, child)
        for child in node.children
    )


def _plain(tex: str) -> str:
    tex = html.unescape(tex).strip()
    styled = _STYLE.fullmatch(tex)
    return styled[1].strip() if styled else tex


def _above(node: Node, levels: int) -> list[Node]:
    return [above for above, _ in zip(node.ancestors(), range(levels + 1), strict=False)][1:]


def _in_script(tree: Tree, node: Node) -> Formula | None:
    kind = attributes_of(node.attributes).get("type", "").lower()
    if not kind.startswith("math/tex"):
        return None
    source = "".join(tree.text[run.start : run.end] for run in node.children if isinstance(run, Run))
    return Formula(_CDATA.sub("", source).strip(), "display" in kind)


def _in_image(node: Node, attributes: dict[str, str]) -> Formula | None:
    tex = attributes.get("data-formula") or attributes.get("data-tex") or ""
    alternative = attributes.get("alt", "")
    if (not tex and alternative) and (
        attributes.get("eeimg") or _IMAGE.search(names(node.attributes) + attributes.get("src", "")[:200])
    ):
        tex = alternative
    tex = _plain(tex) if tex else ""
    if not tex or tex.startswith("http") or not re.search(r"[\\^_={}+]|^\S$", tex):
        return None
    return Formula(tex.removesuffix("\\\\").rstrip(), tex.endswith("\\\\"))


def _annotated(tree: Tree, node: Node) -> str:
    """Return the TeX that stands beside what is drawn, "" for none."""
    below = (node, *tree.descendants(node))
    for inner in below:
        if inner.name == "annotation" and "tex" in inner.attributes.lower():
            return text_of(tree, inner)
    for inner in below:
        found = attributes_of(inner.attributes) if inner.attributes else {}
        if tex := found.get("data-latex") or (found.get("alttext") if inner.name == "math" else ""):
            return tex
    for inner in below:
        if "katex-mathml" in inner.attributes and not any(inner.elements()):
            lines = [line.strip() for line in text_of(tree, inner).split("\n") if line.strip()]
            return lines[-1] if lines else ""
    return ""
