"""Find verbatim blocks: fenced code, listings, displayed formulas, indented code."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.text.code_blocks import find_listing_lines, is_code
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.unicode_ranges import count_han

_FENCE_MARKS = ("```", "~~~")
_FENCE_PATTERN = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_INFO_STRING_PATTERN = re.compile(r" ?\{?[.\w+#-]{1,30}")
_FORMULA_START_PATTERN = re.compile(r"\s*(?:(\$\$)|(\\\[)|\\begin\{(\w{1,30}\*?)\})")
_MAX_FORMULA_LINES = 60
_TABLE_RULE_PATTERN = re.compile(r" {0,3}\|(?: ?:?-+:? ?\|)+ *$")
_INDENTED_LINE_PATTERN = re.compile(r"(?: {4}|\t)[^\s]")
# signs that a text is Markdown, outside indented code
_MARKDOWN_PATTERN = re.compile(
    r"#{1,6} +\S|(?:```|~~~)|[-*+] \S|\d{1,2}\. \S|.*\]\([^\s()]+\)|.*`[^`]+`|> \S"
)
_CODE_SIGN_PATTERN = re.compile(r"[=;{}()\[\]<>$|\\]|^\S+$|--?\w", re.ASCII)
_MAX_FORMULA_LINE_HAN_COUNT = 8  # Han characters of a line; a line with more is prose and ends a formula


def find_verbatim_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that belong to blocks, blank lines within a block included.

    Args:
        lines: The lines of a text with their indents; they may be normalized.

    >>> sorted(find_verbatim_lines(["示例", "```", "print(1)", "```", "完"]))
    [1, 2, 3]
    """
    text = "\n".join(lines)  # one search of the text is much faster than a search of each line
    block_lines = set(find_fenced_lines(lines)) if "```" in text or "~~~" in text else set()
    if "$$" in text or "\\" in text:
        block_lines.update(*_find_displayed_formulas(lines))
    if "-|" in text:
        block_lines.update(
            number for number, line in enumerate(lines) if "-|" in line and _TABLE_RULE_PATTERN.match(line)
        )
    if "\n    " in text or "\n\t" in text:
        block_lines.update(*_find_indented_code(lines))
    other_lines = (
        ["" if number in block_lines else line for number, line in enumerate(lines)] if block_lines else lines
    )
    return find_listing_lines(other_lines) | block_lines


def find_fenced_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines of fenced code, including the fences.

    >>> sorted(find_fenced_lines(["~~~ python", "x = 1", "~~~"]))
    [0, 1, 2]
    """
    if not any(line.lstrip(" ")[:3] in _FENCE_MARKS for line in lines):
        return frozenset()
    return frozenset(number for block in _find_fences(lines) for number in block)


def _find_fences(lines: Sequence[str]) -> Iterator[range]:
    """Yield fenced code, from its first fence to its last or, without one, to the last line of code."""
    number = 0
    while number < len(lines):
        fence = _FENCE_PATTERN.match(lines[number])
        if not fence:
            number += 1
            continue
        end = _find_fence_end(lines, number, fence[1])
        block = range(number, end + 1)
        if fence[1][0] == "`" or _INFO_STRING_PATTERN.match(fence[2]) or _holds_code(lines[number + 1 : end]):
            yield block
            number = end
        number += 1


def _find_fence_end(lines: Sequence[str], start: int, mark: str) -> int:
    """Return the line of the fence that closes code, or the last line of code where none does."""
    closing = re.compile(rf"\s*{mark[0]}{{{len(mark)},}}\s*$")
    for number in range(start + 1, len(lines)):
        if closing.match(lines[number]):
            return number
    last_code = number = start
    while number + 1 < len(lines) and (not lines[number + 1].strip() or _is_code_line(lines[number + 1])):
        number += 1
        last_code = number if lines[number].strip() else last_code
    return last_code


def _holds_code(lines: Sequence[str]) -> bool:
    """Return whether most lines with text are code."""
    text_lines = [line for line in lines if line.strip()]
    return 2 * sum(map(_is_code_line, text_lines)) > len(text_lines)


def _is_code_line(line: str) -> bool:
    return is_code(normalize_chars(line).strip())


def _find_displayed_formulas(lines: Sequence[str]) -> Iterator[range]:
    """Yield displayed formulas of more than one line, and environments of TeX."""
    number = 0
    while number < len(lines):
        opening = _FORMULA_START_PATTERN.match(lines[number])
        if opening:
            end = _find_formula_end(lines, number, opening)
            if end > number:
                yield range(number, end + 1)
                number = end
        number += 1


def _find_formula_end(lines: Sequence[str], start: int, opening: re.Match[str]) -> int:
    """Return the line on which a formula ends, `start` where that is its first line or too far away."""
    closing = "$$" if opening[1] else "\\]" if opening[2] else f"\\end{{{opening[3]}}}"
    if closing in lines[start][opening.end() :]:
        return start
    for number in range(start + 1, min(start + _MAX_FORMULA_LINES, len(lines))):
        if closing in lines[number]:
            return number
        if opening[1] and count_han(lines[number]) > _MAX_FORMULA_LINE_HAN_COUNT:
            break
    return start


def _find_indented_code(lines: Sequence[str]) -> Iterator[range]:
    """Yield indented code of a Markdown text; no line of it is prose."""
    if not any(_MARKDOWN_PATTERN.match(line) for line in lines):
        return
    first = 0
    while first < len(lines):
        if not _INDENTED_LINE_PATTERN.match(lines[first]):
            first += 1
            continue
        last_code = number = first
        while number < len(lines) and (
            not lines[number].strip()
            or _INDENTED_LINE_PATTERN.match(lines[number])
            or lines[number][:5] == "     "
        ):
            last_code = number if lines[number].strip() else last_code
            number += 1
        code_lines = [lines[i] for i in range(first, last_code + 1) if lines[i].strip()]
        if all(_is_code_line(line) for line in code_lines) and any(
            _CODE_SIGN_PATTERN.search(line.strip()) for line in code_lines
        ):
            yield range(first, last_code + 1)
        first = last_code + 1
