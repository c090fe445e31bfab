"""Find the program listings of a page: source, commands and markup that it shows to its reader.

What the scripts of a site leave in its text looks the same. Only the prose tells them apart: an
author announces the code, or the page is about programs.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from jiaokan.text.code_patterns import (
    FREE_TEXT_PATTERN,
    PROGRAMMING_TERM_PATTERN,
    STATEMENT_PATTERN,
    STRING_PATTERN,
    UNMISTAKABLE_PATTERN,
    WEAK_CODE_PATTERN,
    YAML_ENTRY_PATTERN,
    YAML_PARENT_PATTERN,
)
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN, count_han

# names in the scripts of counters, share bars and advertisements, in lower case: a search that ignores
# case takes nine times as long
_SITE_SCRIPT_PATTERN = re.compile(
    r"_hmt|bdhm|bd_?share|document\.write|baidu|cnzz|adsby|googletag|google_ad|gtag|_gaq|jiathis|duoshuo"
    r"|slotbydup|changyan"
)
_SCRIPT_TAG_PATTERN = re.compile(r"</?(?:script|iframe|embed)|javascript:")
# markup of a whole page, which no template leaves in its own text
_WHOLE_PAGE_PATTERN = re.compile(r"<html|<body|<head>|<!doctype")
# what scripts of lessons and scripts of the site have in common
_PAGE_SCRIPT_PATTERN = re.compile(r"document\.|window\.|location\.|\$[.(]|alert\(|innerHTML|<!--")
# how lines of code end or begin, and sentences do not
_CODE_MARK_PATTERN = re.compile(r"[{}=;>/]$|^[*/<{}]|=\"")
_MIN_PROSE_HAN_COUNT = 8  # Han characters of a line of prose
_MAX_LEAD_LINES = 3  # lines of prose above a listing that may announce it
_MIN_LISTING_STATEMENTS = 2  # statements; fewer may be a stray line


def find_listing_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that belong to program listings, blank lines within them included.

    >>> sorted(find_listing_lines(["下面的代码读取文件并且打印内容:", "import os", "print(os.name)", "完"]))
    [1, 2]
    """
    statements = {
        line  # a single word is no statement
        for line in {*filter(str.isascii, lines)}
        if line
        and not line.isalnum()
        and (STATEMENT_PATTERN.match(stripped := line.strip()) or YAML_PARENT_PATTERN.match(stripped))
    }
    if not statements:
        return frozenset()
    indented = normalize_chars("\n".join(lines)).split("\n")
    stripped_lines = [line.strip(" ") for line in indented]
    statement_lines = {
        number
        for number, line in enumerate(lines)
        if line in statements and STATEMENT_PATTERN.match(stripped_lines[number])
    }
    yaml_runs = list(_find_yaml_runs(indented))
    runs = sorted([*_find_code_runs(stripped_lines, statement_lines), *yaml_runs], key=lambda run: run[0])
    statement_lines.update(*yaml_runs)
    return frozenset(chain.from_iterable(_select_shown_runs(stripped_lines, runs, statement_lines)))


def _select_shown_runs(
    lines: Sequence[str], runs: Iterable[range], statement_lines: set[int]
) -> Iterator[range]:
    """Yield the runs of code that the prose announces, or that cannot come from the site's own scripts."""
    prose_above: deque[str] = deque(maxlen=_MAX_LEAD_LINES)  # the last lines of prose
    searched_to = 0
    for run in runs:
        prose_above.extend(
            [*islice(filter(_is_prose, reversed(lines[searched_to : run[0]])), _MAX_LEAD_LINES)][::-1]
        )
        searched_to = max(searched_to, run[0])
        if _is_shown_to_reader(lines, run, statement_lines, prose_above):
            yield run


def _find_code_runs(lines: Sequence[str], statement_lines: set[int]) -> Iterator[range]:
    """Yield the runs of code that hold a statement, in order."""
    previous_end = -1
    for start in sorted(statement_lines):
        if start <= previous_end:
            continue
        first, last = (_find_run_end(lines, start, step, previous_end) for step in (-1, 1))
        previous_end = last
        yield range(first, last + 1)


def _find_yaml_runs(lines: Sequence[str]) -> Iterator[range]:
    """Yield runs of nested keys and items: a key alone on its line and the entries indented below it."""
    previous_end = -1
    for start, line in enumerate(lines):
        parent = YAML_PARENT_PATTERN.match(line) if start > previous_end else None
        below = lines[start + 1] if parent and start + 1 < len(lines) else ""
        if (
            not parent
            or not YAML_ENTRY_PATTERN.match(below)
            or len(below) - len(below.lstrip(" ")) <= len(parent[1])
        ):
            continue
        last = start + 1
        while last + 1 < len(lines) and YAML_ENTRY_PATTERN.match(lines[last + 1]):
            last += 1
        previous_end = last
        yield range(start, last + 1)


def _find_run_end(lines: Sequence[str], start: int, step: int, previous_end: int) -> int:
    """Return the last line of code from `start` in one direction; blank lines may stand between."""
    last_code, number = start, start + step
    while previous_end < number < len(lines) and (not lines[number] or is_code(lines[number])):
        last_code = number if lines[number] else last_code
        number += step
    return last_code


def is_code(line: str) -> bool:
    """Return whether a normalized line may be of a program; Han may stand only in its strings and comments.

    >>> is_code('print("你好")  # 打印'), is_code("这个函数打印 x = 1。")
    (True, False)
    """
    without_free_text = line
    if not line.isascii():
        without_free_text = FREE_TEXT_PATTERN.sub("", STRING_PATTERN.sub('""', line)).strip()
        if HAN_CHAR_PATTERN.search(without_free_text):
            return False
    return bool(
        not without_free_text
        or WEAK_CODE_PATTERN.match(line)
        or WEAK_CODE_PATTERN.match(without_free_text)
        or STATEMENT_PATTERN.match(without_free_text)
    )


def _is_shown_to_reader(
    lines: Sequence[str], run: Sequence[int], statement_lines: set[int], prose_above: Sequence[str]
) -> bool:
    """Return whether the page shows a run of code to its reader; the site's own scripts are no listing."""
    code_lines = [lines[number] for number in run if lines[number]]
    code = "\n".join(code_lines)
    is_whole_page = _WHOLE_PAGE_PATTERN.search(code.lower()) is not None
    if _SITE_SCRIPT_PATTERN.search(code.lower()) or (
        _SCRIPT_TAG_PATTERN.search(code.lower()) and not is_whole_page
    ):
        return False
    statement_count = sum(number in statement_lines for number in run)
    unmistakable_count = sum(bool(UNMISTAKABLE_PATTERN.match(line)) for line in code_lines)
    line_above = next((lines[number] for number in range(run[0] - 1, -1, -1) if lines[number]), "")
    if prose_above and line_above.endswith(":") and prose_above[-1] == line_above:
        return statement_count >= _MIN_LISTING_STATEMENTS or unmistakable_count > 0
    if statement_count >= _MIN_LISTING_STATEMENTS and unmistakable_count >= _MIN_LISTING_STATEMENTS:
        return True
    is_about_programs = any(map(PROGRAMMING_TERM_PATTERN.search, prose_above))
    return (
        statement_count >= _MIN_LISTING_STATEMENTS
        and is_about_programs
        and (is_whole_page or not _PAGE_SCRIPT_PATTERN.search(code))
    )


def _is_prose(line: str) -> bool:
    """Return whether a line is written for people."""
    return count_han(line) >= max(_MIN_PROSE_HAN_COUNT, len(line) // 3) and not _CODE_MARK_PATTERN.search(
        line
    )
