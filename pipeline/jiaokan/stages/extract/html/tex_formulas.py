"""Read the TeX of a formula from the markup that draws it.

KaTeX and MathJax keep the TeX in an annotation or a script, images in their alternative text, MathML
in `alttext`. The elements that draw the formula hold the same content a second time.
"""

import html
import re
from functools import lru_cache
from typing import NamedTuple

from jiaokan.stages.extract.html.tokenizer import parse_attributes
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree

_SIGNS = ("katex", "mathjax", "mjx", "mwe-math", "ztext-math")  # in the names of elements that draw a formula
_FORMULA_IMAGE = re.compile(r"eeimg|latex|math|tex(?![a-z])|formula", re.I)
# strings in pages with formulas
_PAGE_SIGNS = (
    "katex", "math", "mjx", "data-tex", "data-formula", "data-latex", "eeimg", "latex", "formula", "/tex",
)  # fmt: skip
FORMULA_TAGS = frozenset({"math", "mjx-container", "script", "img"})
_FORMULA_NAMES = re.compile(
    r"(?:^|\s)(?:katex|katex-display|katex--\w+|mwe-math-element|ztext-math)(?=\s|$)", re.I
)
_DISPLAY_NAME = re.compile(r"display|block", re.I)
_REDRAWN_NAMES = frozenset({
    "mathjax", "mathjax_preview", "mathjax_display", "mathjax_svg", "mathjax_svg_display", "mathjax_chtml",
    "mjx-chtml", "katex-html", "mjx_assistive_mathml",
})  # fmt: skip
_DISPLAY_STYLE = re.compile(r"\{\\displaystyle\s+(.*)\}", re.S)
_CDATA_MARK = re.compile(r"% <!\[CDATA\[|%?\s*\]\]>|<!\[CDATA\[")


def has_formulas(text: str) -> bool:
    """Tell whether a page can hold a formula."""
    lower = text.lower()
    return any(sign in lower for sign in _PAGE_SIGNS)


class Formula(NamedTuple):
    """The TeX of a formula. `is_display` says that it is on a line by itself."""

    tex: str
    is_display: bool

    def add_dollar_marks(self) -> str:
        """Return the TeX between dollar signs.

        >>> Formula("x^2", False).add_dollar_marks(), Formula("x^2", True).add_dollar_marks()
        ('$x^2$', '$$x^2$$')
        """
        return f"$${self.tex}$$" if self.is_display else f"${self.tex}$"


@lru_cache(maxsize=1 << 14)
def _has_sign(names: str) -> bool:
    lower = names.lower()
    return any(sign in lower for sign in _SIGNS)


def may_draw(node: Node) -> bool:
    """Tell whether an element can draw a formula or a second copy of one."""
    return node.name in FORMULA_TAGS or (bool(node.names) and _has_sign(node.names))


def find_formula(tree: PageTree, node: Node) -> Formula | None:
    """Return the formula that one of the elements that can draw draws, None where it has no TeX.

    >>> from jiaokan.stages.extract.html.tree_builder import build_tree
    >>> tree = build_tree('<script type="math/tex">x^2</script>')
    >>> find_formula(tree, tree.nodes[1])
    Formula(tex='x^2', is_display=False)
    """
    if node.name == "script":
        return _read_script_formula(tree, node)
    attributes = parse_attributes(node.attributes)
    if node.name == "img":
        return _read_image_formula(node, attributes)
    names = node.names
    if not (_FORMULA_NAMES.search(names) or node.name in ("math", "mjx-container")):
        return None
    tex = _clean_tex(attributes.get("data-tex", "") or _find_annotated_tex(tree, node))
    display = (
        _DISPLAY_NAME.search(names + attributes.get("display", "")) is not None
        or attributes.get("display") == "true"
    )
    display = (
        display or any("display" in above.attributes for above in _list_ancestors(node, 2)) or "\\tag" in tex
    )
    return Formula(tex, display) if tex else None


def is_drawn_again(node: Node) -> bool:
    """Tell whether an element draws a formula whose TeX is in another element."""
    if not node.names or not _has_sign(node.names):
        return False
    return any(name in _REDRAWN_NAMES for name in node.names.lower().split())


def read_text(tree: PageTree, node: Node) -> str:
    """Return the text below an element with entities decoded and white space unchanged."""
    return "".join(
        html.unescape(tree.text[child.start : child.end])
        if not isinstance(child, Node)
        else read_text(tree, child)
        for child in tree.iter_children(node)
    )


def _clean_tex(tex: str) -> str:
    tex = html.unescape(tex).strip()
    styled = _DISPLAY_STYLE.fullmatch(tex)
    return styled[1].strip() if styled else tex


def _list_ancestors(node: Node, levels: int) -> list[Node]:
    return [above for above, _ in zip(node.iter_ancestors(), range(levels + 1), strict=False)][1:]


def _read_script_formula(tree: PageTree, node: Node) -> Formula | None:
    kind = parse_attributes(node.attributes).get("type", "").lower()
    if not kind.startswith("math/tex"):
        return None
    source = "".join(tree.text[run.start : run.end] for run in tree.list_own_runs(node))
    return Formula(_CDATA_MARK.sub("", source).strip(), "display" in kind)


def _read_image_formula(node: Node, attributes: dict[str, str]) -> Formula | None:
    tex = attributes.get("data-formula") or attributes.get("data-tex") or ""
    alternative = attributes.get("alt", "")
    if (not tex and alternative) and (
        attributes.get("eeimg") or _FORMULA_IMAGE.search(node.names + attributes.get("src", "")[:200])
    ):
        tex = alternative
    tex = _clean_tex(tex) if tex else ""
    if not tex or tex.startswith("http") or not re.search(r"[\\^_={}+]|^\S$", tex):
        return None
    return Formula(tex.removesuffix("\\\\").rstrip(), tex.endswith("\\\\"))


def _find_annotated_tex(tree: PageTree, node: Node) -> str:
    """Return the TeX in an annotation, an attribute or the MathML below an element, "" for none."""
    elements = (node, *tree.list_descendants(node))
    for inner in elements:
        if inner.name == "annotation" and "tex" in inner.attributes.lower():
            return read_text(tree, inner)
    for inner in elements:
        attributes = parse_attributes(inner.attributes) if inner.attributes else {}
        if tex := attributes.get("data-latex") or (attributes.get("alttext") if inner.name == "math" else ""):
            return tex
    for inner in elements:
        if "katex-mathml" in inner.attributes and not any(tree.iter_child_elements(inner)):
            lines = [line.strip() for line in read_text(tree, inner).split("\n") if line.strip()]
            return lines[-1] if lines else ""
    return ""
