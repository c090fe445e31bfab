"""Blocks that a text shows verbatim: fenced code, listings, displayed formulas, indented code."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.text.code_blocks import find_listing_lines, is_code
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.unicode_ranges import count_han

_FENCE_MARKS = ("```", "~~~")
_FENCE_PATTERN = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_INFO_STRING_PATTERN = re.compile(r" ?\{?[.\w+#-]{1,30}")
_FORMULA_START_PATTERN = re.compile(r"\s*(?:(\$\$)|(\\\[)|\\begin\{(\w{1,30}\*?)\})")
_MAX_FORMULA_LINES = 60  # lines
_TABLE_RULE_PATTERN = re.compile(r" {0,3}\|(?: ?:?-+:? ?\|)+ *$")
_INDENTED_LINE_PATTERN = re.compile(r"(?: {4}|\t)[^\s]")
# what shows that a text is Markdown, outside its indented code
_MARKDOWN_PATTERN = re.compile(
    r"#{1,6} +\S|(?:```|~~~)|[-*+] \S|\d{1,2}\. \S|.*\]\([^\s()]+\)|.*`[^`]+`|> \S"
)
_CODE_SIGN_PATTERN = re.compile(r"[=;{}()\[\]<>$|\\]|^\S+$|--?\w", re.ASCII)
_MAX_FORMULA_LINE_HAN_COUNT = 8  # Han of a line, strings and comments apart, that is prose and no code


def find_block_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that are of blocks, blank ones inside a block too."""
    text = "\n".join(lines)  # one search of a text is far sooner done than one of each line
    found = set(find_fenced_lines(lines)) if "```" in text or "~~~" in text else set()
    if "$$" in text or "\\" in text:
        found.update(*_find_displayed_formulas(lines))
    if "-|" in text:
        found.update(at for at, line in enumerate(lines) if "-|" in line and _TABLE_RULE_PATTERN.match(line))
    if "\n    " in text or "\n\t" in text:
        found.update(*_find_indented_code(lines))
    rest = ["" if at in found else line for at, line in enumerate(lines)] if found else lines
    return find_listing_lines(rest) | found


def find_fenced_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines of fenced code, its fences with it."""
    if not any(line.lstrip(" ")[:3] in _FENCE_MARKS for line in lines):
        return frozenset()
    return frozenset(at for block in _find_fences(lines) for at in block)


def _find_fences(lines: Sequence[str]) -> Iterator[range]:
    """Yield fenced code from its first fence to its last; without a last one, as far as code goes."""
    at = 0
    while at < len(lines):
        fence = _FENCE_PATTERN.match(lines[at])
        if not fence:
            at += 1
            continue
        end = _find_fence_end(lines, at, fence[1])
        block = range(at, end + 1)
        if fence[1][0] == "`" or _INFO_STRING_PATTERN.match(fence[2]) or _holds_code(lines[at + 1 : end]):
            yield block
            at = end
        at += 1


def _find_fence_end(lines: Sequence[str], start: int, mark: str) -> int:
    """Return the line of the fence that closes code, or the last line of code where none does."""
    closing = re.compile(rf"\s*{mark[0]}{{{len(mark)},}}\s*$")
    for at in range(start + 1, len(lines)):
        if closing.match(lines[at]):
            return at
    last = at = start
    while at + 1 < len(lines) and (not lines[at + 1].strip() or _is_code_line(lines[at + 1])):
        at += 1
        last = at if lines[at].strip() else last
    return last


def _holds_code(lines: Sequence[str]) -> bool:
    """Tell whether most lines that say something are code."""
    said = [line for line in lines if line.strip()]
    return 2 * sum(map(_is_code_line, said)) > len(said)


def _is_code_line(line: str) -> bool:
    return is_code(normalize_chars(line).strip())


def _find_displayed_formulas(lines: Sequence[str]) -> Iterator[range]:
    """Yield displayed formulas of more than one line, and environments of TeX."""
    at = 0
    while at < len(lines):
        opened = _FORMULA_START_PATTERN.match(lines[at])
        if opened:
            end = _find_formula_end(lines, at, opened)
            if end > at:
                yield range(at, end + 1)
                at = end
        at += 1


def _find_formula_end(lines: Sequence[str], start: int, opened: re.Match[str]) -> int:
    """Return the line on which a formula ends, `start` where it ends on its own line or nowhere near."""
    closing = "$$" if opened[1] else "\\]" if opened[2] else f"\\end{{{opened[3]}}}"
    if closing in lines[start][opened.end() :]:
        return start
    for at in range(start + 1, min(start + _MAX_FORMULA_LINES, len(lines))):
        if closing in lines[at]:
            return at
        if opened[1] and count_han(lines[at]) > _MAX_FORMULA_LINE_HAN_COUNT:
            break
    return start


def _find_indented_code(lines: Sequence[str]) -> Iterator[range]:
    """Yield indented code of a Markdown text: no line of it is prose."""
    if not any(_MARKDOWN_PATTERN.match(line) for line in lines):
        return
    at = 0
    while at < len(lines):
        if not _INDENTED_LINE_PATTERN.match(lines[at]):
            at += 1
            continue
        last = k = at
        while k < len(lines) and (
            not lines[k].strip() or _INDENTED_LINE_PATTERN.match(lines[k]) or lines[k][:5] == "     "
        ):
            last = k if lines[k].strip() else last
            k += 1
        said = [lines[i] for i in range(at, last + 1) if lines[i].strip()]
        if all(_is_code_line(line) for line in said) and any(
            _CODE_SIGN_PATTERN.search(line.strip()) for line in said
        ):
            yield range(at, last + 1)
        at = last + 1
