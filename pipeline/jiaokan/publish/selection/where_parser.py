"""Parse a condition on documents, written as Python writes them, into expressions of pyarrow.

    signals.han_share > .6 and genre != 'law' and cluster == id
    '2020-01' <= published < '2021' and 'law' not in (genre, kind) or title is None

A name is a column of `documents`, or of a table with one row a document after the table's name. A value
that is missing compares as in Python: it is equal to None and to no text, and neither less nor greater.

No function of pyarrow looks into lists, so the expressions take those of texts as one text, each of its
texts between line feeds.
"""

import ast
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from jiaokan.core.errors import ConfigError
from jiaokan.publish.selection.where_columns import WhereColumn, find_nearest_column, list_where_columns

MAX_WHERE_CHARS = 10_000
_ORDERS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.eq,  # negated once what is missing is told from what is equal
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.eq,
    ast.IsNot: operator.eq,
}
_NEGATIONS = (ast.NotEq, ast.IsNot, ast.NotIn)


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a condition, as it was written, and as pyarrow applies it to the columns that it names."""

    text: str
    expression: pc.Expression
    columns: tuple[WhereColumn, ...]


@dataclass(frozen=True, slots=True)
class _Operand:
    """A column or a constant; `value` holds the constant, `kind` is "none" for None."""

    kind: str
    expression: pc.Expression
    value: Any = None
    is_column: bool = False


def parse_where(text: str) -> tuple[Condition, ...]:
    """Return the conditions that `and` joins; a document is selected where all of them hold.

    Raises:
        ConfigError: The text is no condition; the message names the place, and what may have been meant.
    """
    source = text.replace("\n", " ").strip()
    if len(source) > MAX_WHERE_CHARS:
        raise ConfigError(f"--where: longer than {MAX_WHERE_CHARS:,} characters")
    try:
        tree = ast.parse(source, mode="eval").body
        parser = _WhereParser(source)
        return tuple(parser.make_condition(node) for node in _list_conjuncts(tree))
    except SyntaxError as error:
        place = min(error.offset or 1, len(source) + 1)
        raise ConfigError(f"--where:{error.lineno or 1}:{place}: {error.msg}: {source!r}") from error
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise ConfigError(f"--where: cannot be read as a condition ({error}): {source!r:.200}") from error


def _list_conjuncts(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for value in node.values:
            yield from _list_conjuncts(value)
    else:
        yield node


class _WhereParser:
    """Turn the tree of a condition into expressions."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._columns = list_where_columns()

    def make_condition(self, node: ast.expr) -> Condition:
        """Return the condition of a part of the tree."""
        names = [name for child in ast.walk(node) if (name := _spell_name(child)) in self._columns]
        columns = tuple(self._columns[name] for name in sorted(set(names)))
        return Condition(
            ast.get_source_segment(self._source, node) or "", self._parse_condition(node), columns
        )

    def _parse_condition(self, node: ast.expr) -> pc.Expression:
        if isinstance(node, ast.BoolOp):
            join = operator.and_ if isinstance(node.op, ast.And) else operator.or_
            return reduce(join, map(self._parse_condition, node.values))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return ~self._parse_condition(node.operand)
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            triples = zip(sides, node.ops, sides[1:], strict=False)
            return reduce(operator.and_, (self._parse_comparison(*triple) for triple in triples))
        raise self._make_error(node, "is no comparison; write one, as in kind == 'article'")

    def _parse_comparison(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> pc.Expression:
        if isinstance(sign, ast.In | ast.NotIn):
            found = self._parse_membership(left, right)
        else:
            found = self._parse_order(left, sign, right)
        known = pc.coalesce(found, pa.scalar(False))
        return ~known if isinstance(sign, _NEGATIONS) else known

    def _parse_order(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> pc.Expression:
        one, other = self._parse_operand(left), self._parse_operand(right)
        if "none" in (one.kind, other.kind):
            if not isinstance(sign, ast.Eq | ast.NotEq | ast.Is | ast.IsNot):
                raise self._make_error(right, "cannot be less or greater; write `is None`")
            return (other if one.kind == "none" else one).expression.is_null()
        if isinstance(sign, ast.Is | ast.IsNot):
            raise self._make_error(right, "is not None; write == or !=")
        if "texts" in (one.kind, other.kind):
            column = left if one.kind == "texts" else right
            raise self._make_error(column, "is a list; write 'text' in it, or not in it")
        if one.kind != other.kind:
            raise self._make_error(
                right, f"is a {other.kind}, and `{self._spell(left)}` a {one.kind}: they cannot be compared"
            )
        return _ORDERS[type(sign)](one.expression, other.expression)

    def _parse_membership(self, left: ast.expr, right: ast.expr) -> pc.Expression:
        if isinstance(right, ast.Tuple | ast.List | ast.Set):
            equal = (self._parse_comparison(left, ast.Eq(), item) for item in right.elts)
            return reduce(operator.or_, equal, pc.scalar(False))
        one, other = self._parse_operand(left), self._parse_operand(right)
        if one.kind != "text" or one.is_column:
            raise self._make_error(left, "should be a text in quotes before `in`")
        if other.kind == "text":
            return pc.match_substring(other.expression, pattern=one.value)
        if other.kind == "texts":
            return pc.match_substring(other.expression, pattern=f"\n{one.value}\n")
        raise self._make_error(right, "should be a column of texts, or a list in brackets, after `in`")

    def _parse_operand(self, node: ast.expr) -> _Operand:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            inner = self._parse_operand(node.operand)
            if inner.kind == "number" and not inner.is_column:
                value = -inner.value if isinstance(node.op, ast.USub) else inner.value
                return _Operand("number", pc.scalar(value), value)
        if isinstance(node, ast.Constant):
            return self._parse_constant(node)
        name = _spell_name(node)
        if not name:
            raise self._make_error(node, "is neither a column, nor a text, nor a number")
        if name not in self._columns:
            nearest = find_nearest_column(name)
            hint = f"; did you mean {nearest}?" if nearest else f"; there are {', '.join(self._columns)}"
            raise self._make_error(node, f"is no column{hint}")
        return _Operand(self._columns[name].kind, pc.field(name), is_column=True)

    def _parse_constant(self, node: ast.Constant) -> _Operand:
        value = node.value
        if value is None:
            return _Operand("none", pc.scalar(None))
        if isinstance(value, str):
            return _Operand("text", pc.scalar(value), value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _Operand("number", pc.scalar(value), value)
        raise self._make_error(node, "should be a text or a number")

    def _spell(self, node: ast.expr) -> str:
        return ast.get_source_segment(self._source, node) or ""

    def _make_error(self, node: ast.expr, problem: str) -> ConfigError:
        place = len(self._source.encode()[: node.col_offset].decode()) + 1
        return ConfigError(f"--where:{node.lineno}:{place}: `{self._spell(node)}` {problem}")


def _spell_name(node: ast.AST) -> str:
    """Return the name of a column that a node spells, "" where it spells none."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}".removeprefix("documents.")
    return ""
