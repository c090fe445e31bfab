"""Find verbatim spans within a line: inline code, formulas, calls, addresses, link targets."""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Span
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN

_CODE_PATTERN = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,300}(?<!`)\1(?!`)")
_MAX_NON_ASCII_CODE_CHARS = 12  # code points of inline code without ASCII characters
_DISPLAYED_FORMULA_PATTERN = re.compile(r"\$\$[^$]{1,1000}\$\$|\\\[[^\[\]]{1,1000}\\\]|\\\([^\n]{1,300}?\\\)")
# Pandoc's rule: no blank inside the dollar signs, no letter or digit beside them; excludes prices
_DOLLAR_FORMULA_PATTERN = re.compile(
    r"(?<![\\$\w])\$(?![\s$])([^$\n]{1,300})(?<![\s\\])\$(?![$\w])", re.ASCII
)
_TEX_SIGN_PATTERN = re.compile(r"[\\^_={}<>+*/|'()\[\]-]|^[A-Za-z][A-Za-z0-9]{0,2}$")
_TEX_COMMAND_PATTERN = re.compile(r"\\[A-Za-z]{2,20}(?:\[[^\[\]\n]{0,60}\])?(?:\{[^{}\n]{0,120}\}){1,4}")
# ](target), in which one level of brackets is allowed
_LINK_TARGET_PATTERN = re.compile(
    r"\]\((<[^<>\n]{1,500}>|(?:[^\s()]|\([^\s()]{0,100}\)){1,500})(?: \"[^\"\n]{0,200}\")?\)"
)
_IMAGE_START_PATTERN = re.compile(r"!\[(?=[^\[\]\n]{0,200}\]\(\S)")
_ADDRESS_SIGN_PATTERN = re.compile(r"[/.#:]|mailto", re.ASCII)
_URL_PATTERN = re.compile(r"(?:https?|ftp)://[!-~]{1,2000}")
_URL_TRAILING_MARKS = ".,;:!?)]}'\""
# the beginning of a call; its arguments are scanned character by character, because brackets nest
_CALL_HEAD_PATTERN = re.compile(r"(?:=\s?)?(?<![\w.])[A-Za-z_][\w.$]{0,60}\(", re.ASCII)
_MAX_CALL_CHARS = 300
_QUOTED_STRING_PATTERN = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_CELL_REFERENCE_PATTERN = re.compile(
    r"(?<![A-Za-z])\$?[A-Z]{1,2}\$?[0-9]{1,5}(?![A-Za-z0-9])|[A-Z]:[A-Z]|[<>=&]", re.ASCII
)
_SPREADSHEET_FUNCTION_PATTERN = re.compile(r"=\s?[A-Z][A-Z0-9.]{1,20}\($|=\s?[A-Z]{1,2}\($", re.ASCII)


def find_inline_spans(text: str) -> list[Span]:
    """Return the verbatim spans within lines, in order; some may overlap.

    >>> text = "运行 `ls -l`，见 https://example.org/a。"
    >>> [span.slice_text(text) for span in find_inline_spans(text)]
    ['`ls -l`', 'https://example.org/a']
    """
    return sorted(
        [
            *find_code_strings(text),
            *_find_tex_formulas(text),
            *_find_link_targets(text),
            *_find_urls(text),
            *_find_calls(text),
        ]
    )


def find_code_strings(text: str) -> Iterator[Span]:
    """Yield inline code between backticks.

    >>> list(find_code_strings("用 `x = 1` 赋值"))
    [Span(start=2, end=9)]
    """
    for match in _CODE_PATTERN.finditer(text) if "`" in text else ():
        inner = match[0].strip("`")
        if (
            any(char.isascii() and not char.isspace() for char in inner)
            or len(inner) <= _MAX_NON_ASCII_CODE_CHARS
        ):
            yield Span(*match.span())


def _find_tex_formulas(text: str) -> Iterator[Span]:
    """Yield formulas of TeX."""
    if "$" in text or "\\" in text:
        yield from (Span(*match.span()) for match in _DISPLAYED_FORMULA_PATTERN.finditer(text))
    if "$" in text:
        for match in _DOLLAR_FORMULA_PATTERN.finditer(text):
            if _TEX_SIGN_PATTERN.search(match[1]) and (
                not HAN_CHAR_PATTERN.search(match[1]) or "\\" in match[1]
            ):
                yield Span(*match.span())
    if "\\" in text:
        yield from (Span(*match.span()) for match in _TEX_COMMAND_PATTERN.finditer(text))


def _find_link_targets(text: str) -> Iterator[Span]:
    """Yield the targets of Markdown links with their brackets, and the marks that open an image."""
    if "](" not in text:
        return
    for match in _LINK_TARGET_PATTERN.finditer(text):
        if _ADDRESS_SIGN_PATTERN.search(match[1]):
            yield Span(*match.span())
    for match in _IMAGE_START_PATTERN.finditer(text) if "![" in text else ():
        yield Span(*match.span())


def _find_urls(text: str) -> Iterator[Span]:
    """Yield web addresses, without the marks of the sentence that follow them."""
    for match in _URL_PATTERN.finditer(text) if "://" in text else ():
        yield Span(match.start(), match.start() + len(match[0].rstrip(_URL_TRAILING_MARKS)))


def _find_calls(text: str) -> Iterator[Span]:
    """Yield calls of functions and formulas of spreadsheets in which Han stands only in strings."""
    previous_end = 0
    for match in _CALL_HEAD_PATTERN.finditer(text) if "(" in text else ():
        if match.start() < previous_end:
            continue
        closing = _find_closing_bracket(text, match.end())
        arguments = text[match.end() : closing] if closing else ""
        without_strings = _QUOTED_STRING_PATTERN.sub("", arguments)
        if (
            closing
            and not HAN_CHAR_PATTERN.search(without_strings)
            and (without_strings != arguments or _is_formula(match[0], without_strings))
        ):
            previous_end = closing + 1
            yield Span(match.start(), previous_end)


def _is_formula(head: str, arguments: str) -> bool:
    """Return whether a call without strings is a formula of a spreadsheet."""
    return _SPREADSHEET_FUNCTION_PATTERN.search(head) is not None or (
        head.isupper() and _CELL_REFERENCE_PATTERN.search(arguments) is not None
    )


def _find_closing_bracket(text: str, start: int) -> int:
    """Return the offset of the bracket that closes the one before `start`, 0 without one on the line."""
    depth, quote = 1, ""
    for offset in range(start, min(start + _MAX_CALL_CHARS, len(text))):
        char = text[offset]
        if char == "\n":
            break
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "()":
            depth += 1 if char == "(" else -1
            if not depth:
                return offset
    return 0
