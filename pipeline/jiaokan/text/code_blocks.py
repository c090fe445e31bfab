"""Which lines of a page are a program listing: source, commands and markup that it shows its reader.

What the site's own template left of scripts looks the same. Only the text tells the two apart: an
author leads up to what he shows, or writes of programs all along.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from jiaokan.core.document import Document
from jiaokan.core.edits import Span, find_line_spans, make_coverage_test
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.unicode_ranges import HAN, count_han

_KEYWORDS = (
    "public|private|protected|static|final|void|int|long|float|double|char|bool|boolean|var|let|const|auto"
    "|template|return|throw|raise|yield|await|async|delete|if|elif|else|for|foreach|while|switch|case|try"
    "|catch|except|finally|with|do|echo|print|printf|assert|del|global|match|loop|unless|end"
)
_SHELL_COMMANDS = (
    "sudo|apt|apt-get|yum|dnf|brew|pip3?|conda|npm|npx|yarn|git|docker|kubectl|systemctl|service|cd|ls|curl"
    "|wget|make|cmake|gcc|g[+][+]|python3?|java|javac|node|go|cargo|mvn|gradle|mkdir|chmod|chown|tar|ssh|scp"
    "|mysql|redis-cli|source|export|rm|cp|mv|cat|grep|sed|awk|echo|ping|ps|kill|nginx|vim|unzip|nohup"
)
_SQL_KEYWORDS = (
    "SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER TABLE|DROP|WHERE|FROM|(?:LEFT |INNER )?JOIN"
    "|ORDER BY|GROUP BY"
)
_COMMAND_LINE_REGEX = rf"[$>#%] ?(?:{_SHELL_COMMANDS}|[./~])[\w ./-]|(?:{_SHELL_COMMANDS}) [\w./~-]|>>> "
_VALUE_REGEX = r"[\w.$@&*>\[\]'\"-]+"
_STATEMENT_PATTERN = re.compile(
    r"(?:from [\w.]+ )?import [\w.{*]|using [\w.:]+;|package [\w.]+;?$|#(?:include|define|if|endif|pragma)\b"
    r"|(?:def|class|func|fn|function|interface|struct|enum|namespace|module|trait|impl)\b.{0,200}[({:;)]$"
    rf"|(?:{_KEYWORDS})\b.{{0,200}}[;{{}}:)\]]$|(?:{_KEYWORDS})[({{:]"
    rf"|{_VALUE_REGEX}(?: {_VALUE_REGEX})? ?(?:[-+*/%|&^:]?=|=>|<-)(?!=) ?[^=\s].{{0,200}}"
    r"|[\w.$:>-]{1,80}\(.{0,200}\)(?: ?[;,:{]| => ?\{)?$|\)[;,:]|\}[;,)]|@\w+(?:\.\w+)*(?:\(.*\))?$"
    rf"|{_COMMAND_LINE_REGEX}|(?:{_SQL_KEYWORDS})\b.*\S"
    r"|</?[A-Za-z][\w:-]*(?: [^<>]*)?/?>|<[?!]|\"[\w.$-]*\" ?: ?\S|[.#]?[\w-]+ \{$|[\w-]+ ?: ?[^:]{1,80};$"
    r"|\\[a-z]{2,20}[{\[\\]",
    re.ASCII,
)
# what no site leaves of its own scripts: Python, C, Java, SQL, shell, TeX
_UNMISTAKABLE_PATTERN = re.compile(
    r"(?:from [\w.]+ )?import [\w.{*]|(?:def|class) \w+ ?(?:\(.{0,200}\))?(?: -> .{1,40})?:$"
    r"|(?:if|elif|for|while|with|except)\b.{1,200}:$|#include ?[<\"]|(?:public|private) (?:static |class )"
    r"|(?:int|void) \w+\(.{0,100}\) ?\{?$|printf\(|System\.out|print\(|fmt\.|std::|package \w+;?$"
    r"|(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE) .*\S|\\(?:begin|end)\{"
    rf"|{_COMMAND_LINE_REGEX}",
    re.ASCII,
)
# a key of YAML, and an item; what a nested one stands under
_YAML_ENTRY_PATTERN = re.compile(r" *(?:- )*(?:[A-Za-z_][\w./-]{0,40}:(?: .*)?|- \S.*)$", re.ASCII)
_YAML_PARENT_PATTERN = re.compile(r"( *)(?:- )?[A-Za-z_][\w./-]{0,40}:$", re.ASCII)
# what stands amid statements and says little by itself: brackets, a word, a comment, any marks of code
_WEAK_CODE_PATTERN = re.compile(
    rf"[\W_]{{1,8}}$|\w{{1,16}} ?[:;,]?$|f?(['\"]).*\1$|(?:{_KEYWORDS})(?: [\w.,+*/ \"-]{{1,80}})?$"
    r"|[\w.$-]{1,30} ?: ?['\"]|(?:#|//|/\*|\*|--|<!--)|.{0,200}[={}()\[\];<>|&$@\\]",
    re.ASCII,
)
# a string or a comment may hold what it will
_FREE_TEXT_PATTERN = re.compile(r"'[^']*'|(?:#|//|--|/\*|\*|<!--).*|(?<=>)[^<>]*(?=<)")
_STRING_PATTERN = re.compile(r"\"[^\"]*\"")
_HAN_PATTERN = re.compile(f"[{HAN}]")
_PROGRAMMING_TERM_PATTERN = re.compile(
    "代码|函数|命令|脚本|语法|变量|参数|语句|编译|终端|控制台|源码|算法|数组|字符串|报错|编程|正则|数据类型"
    "|程序|配置|接口|指针|循环|示例|数据库|服务器|公式|漏洞|[Pp][Oo][Cc]|[Pp]ayload"
    "|Python|Java|PHP|HTML|CSS|SQL|Linux|Shell|Git|C[+]{2}|Golang|JSON|YAML|LaTeX"
)
# what counters, share bars and advertisements call themselves in their scripts, in lower case: a search
# that ignores case looks nine times as long
_SITE_SCRIPT_PATTERN = re.compile(
    r"_hmt|bdhm|bd_?share|document\.write|baidu|cnzz|adsby|googletag|google_ad|gtag|_gaq|jiathis|duoshuo"
    r"|slotbydup|changyan"
)
_SCRIPT_TAG_PATTERN = re.compile(r"</?(?:script|iframe|embed)|javascript:")
# a whole page, which no template leaves in its own text
_WHOLE_PAGE_PATTERN = re.compile(r"<html|<body|<head>|<!doctype")
# what a script of any page may say: that of a lesson, which the text leads up to, and the site's own
_PAGE_SCRIPT_PATTERN = re.compile(r"document\.|window\.|location\.|\$[.(]|alert\(|innerHTML|<!--")
# what no sentence ends with
_CODE_MARK_PATTERN = re.compile(r"[{}=;>/]$|^[*/<{}]|=\"")
_MIN_PROSE_HAN_COUNT = 8  # Han of a line that says something
_MAX_LEAD_LINES = 3  # lines that say something above a listing, of which one leads up to it
_MIN_LISTING_STATEMENTS = 2  # statements that are a listing, and not a stray line


def find_listing_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines of a page are of program listings, the blank ones inside them too."""
    statements = {
        line  # no word is a statement
        for line in {*filter(str.isascii, lines)}
        if line
        and not line.isalnum()
        and (_STATEMENT_PATTERN.match(bare := line.strip()) or _YAML_PARENT_PATTERN.match(bare))
    }
    if not statements:
        return frozenset()
    indented = normalize_chars("\n".join(lines)).split("\n")
    read = [line.strip(" ") for line in indented]
    sure = {at for at, line in enumerate(lines) if line in statements and _STATEMENT_PATTERN.match(read[at])}
    nested = list(_find_yaml_runs(indented))
    runs = sorted([*_find_code_runs(read, sure), *nested], key=lambda run: run[0])
    sure.update(*nested)
    return frozenset(chain.from_iterable(_select_shown_runs(read, runs, sure)))


def _is_statement_or_parent(line: str) -> bool:
    """Tell whether a line is a statement, or a key that others are nested under."""
    return bool(_STATEMENT_PATTERN.match(line) or _YAML_PARENT_PATTERN.match(line))


def _select_shown_runs(read: Sequence[str], runs: Iterable[range], sure: set[int]) -> Iterator[range]:
    """Yield the stretches of code that the text leads up to, or that cannot be the site's."""
    above: deque[str] = deque(maxlen=_MAX_LEAD_LINES)  # the last lines that say something
    at = 0
    for run in runs:
        above.extend([*islice(filter(_is_prose, reversed(read[at : run[0]])), _MAX_LEAD_LINES)][::-1])
        at = max(at, run[0])
        if _is_shown_to_reader(read, run, sure, above):
            yield run


def find_listing_spans(document: Document) -> Iterator[Span]:
    """Yield the lines of program listings in a text: its page's markup said so, or they show it."""
    marked = make_coverage_test(
        paragraph.span for paragraph in document.paragraphs if paragraph.role == "code"
    )
    lines = document.text.split("\n")
    shown = find_listing_lines(lines)
    for i, span in enumerate(find_line_spans(lines)):
        if i in shown or marked(span.end - 1):
            yield span


def _find_code_runs(lines: Sequence[str], sure: set[int]) -> Iterator[range]:
    """Yield the stretches of code that hold a statement, each from its first line to its last."""
    done = -1
    for start in sorted(sure):
        if start <= done:
            continue
        first, last = (_find_run_end(lines, start, step, done) for step in (-1, 1))
        done = last
        yield range(first, last + 1)


def _find_yaml_runs(lines: Sequence[str]) -> Iterator[range]:
    """Yield stretches of nested keys and items: a key alone on its line, and what is indented below it."""
    done = -1
    for start, line in enumerate(lines):
        parent = _YAML_PARENT_PATTERN.match(line) if start > done else None
        below = lines[start + 1] if parent and start + 1 < len(lines) else ""
        if (
            not parent
            or not _YAML_ENTRY_PATTERN.match(below)
            or len(below) - len(below.lstrip(" ")) <= len(parent[1])
        ):
            continue
        last = start + 1
        while last + 1 < len(lines) and _YAML_ENTRY_PATTERN.match(lines[last + 1]):
            last += 1
        done = last
        yield range(start, last + 1)


def _find_run_end(lines: Sequence[str], start: int, step: int, done: int) -> int:
    """Return the last line of code from `start` in one direction, blank lines between."""
    reached, at = start, start + step
    while done < at < len(lines) and (not lines[at] or is_code(lines[at])):
        reached = at if lines[at] else reached
        at += step
    return reached


def is_code(line: str) -> bool:
    """Tell whether a folded line may be of a program; Han may stand in its strings and comments alone."""
    bare = line
    if not line.isascii():
        bare = _FREE_TEXT_PATTERN.sub("", _STRING_PATTERN.sub('""', line)).strip()
        if _HAN_PATTERN.search(bare):
            return False
    return bool(
        not bare
        or _WEAK_CODE_PATTERN.match(line)
        or _WEAK_CODE_PATTERN.match(bare)
        or _STATEMENT_PATTERN.match(bare)
    )


def _is_shown_to_reader(
    lines: Sequence[str], run: Sequence[int], sure: set[int], above: Sequence[str]
) -> bool:
    """Tell whether the text above leads up to a stretch of code, and the site's own hand is not in it."""
    said = [lines[at] for at in run if lines[at]]
    code = "\n".join(said)
    whole = _WHOLE_PAGE_PATTERN.search(code.lower()) is not None
    if _SITE_SCRIPT_PATTERN.search(code.lower()) or (_SCRIPT_TAG_PATTERN.search(code.lower()) and not whole):
        return False
    statements = sum(at in sure for at in run)
    unmistakable = sum(bool(_UNMISTAKABLE_PATTERN.match(line)) for line in said)
    lead = next((lines[at] for at in range(run[0] - 1, -1, -1) if lines[at]), "")
    if above and lead.endswith(":") and above[-1] == lead:
        return statements >= _MIN_LISTING_STATEMENTS or unmistakable > 0
    if statements >= _MIN_LISTING_STATEMENTS and unmistakable >= _MIN_LISTING_STATEMENTS:
        return True
    told = any(map(_PROGRAMMING_TERM_PATTERN.search, above))
    return statements >= _MIN_LISTING_STATEMENTS and told and (whole or not _PAGE_SCRIPT_PATTERN.search(code))


def _is_prose(line: str) -> bool:
    """Tell whether a line is written for people."""
    return count_han(line) >= max(_MIN_PROSE_HAN_COUNT, len(line) // 3) and not _CODE_MARK_PATTERN.search(
        line
    )
