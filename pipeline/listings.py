"""Which lines of a page are a program listing: source, commands and markup that it shows its reader.

What the site's own template left of scripts looks the same. Only the text tells the two apart: an
author leads up to what he shows, or writes of programs all along.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.document import Document
from pipeline.edit import Span, covering, line_spans
from pipeline.han import HAN, count_han
from pipeline.reading import fold

_WORDS = (
    "public|private|protected|static|final|void|int|long|float|double|char|bool|boolean|var|let|const|auto"
    "|template|return|throw|raise|yield|await|async|delete|if|elif|else|for|foreach|while|switch|case|try"
    "|catch|except|finally|with|do|echo|print|printf|assert|del|global|match|loop|unless|end"
)
_COMMANDS = (
    "sudo|apt|apt-get|yum|dnf|brew|pip3?|conda|npm|npx|yarn|git|docker|kubectl|systemctl|service|cd|ls|curl"
    "|wget|make|cmake|gcc|g[+][+]|python3?|java|javac|node|go|cargo|mvn|gradle|mkdir|chmod|chown|tar|ssh|scp"
    "|mysql|redis-cli|source|export"
)
_QUERIES = (
    "SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER TABLE|DROP|WHERE|FROM|(?:LEFT |INNER )?JOIN"
    "|ORDER BY|GROUP BY"
)
_COMMAND = rf"[$>#%] ?(?:{_COMMANDS}|[./~])[\w ./-]|(?:{_COMMANDS}) [\w./~-]|>>> "
_VALUE = r"[\w.$@&*>\[\]'\"-]+"
_STATEMENT = re.compile(
    r"(?:from [\w.]+ )?import [\w.{*]|using [\w.:]+;|package [\w.]+;?$|#(?:include|define|if|endif|pragma)\b"
    r"|(?:def|class|func|fn|function|interface|struct|enum|namespace|module|trait|impl)\b.{0,200}[({:;)]$"
    rf"|(?:{_WORDS})\b.{{0,200}}[;{{}}:)\]]$|(?:{_WORDS})[({{:]"
    rf"|{_VALUE}(?: {_VALUE})? ?(?:[-+*/%|&^:]?=|=>|<-)(?!=) ?[^=\s].{{0,200}}"
    r"|[\w.$:>-]{1,80}\(.{0,200}\)(?: ?[;,:{]| => ?\{)?$|\)[;,:]|\}[;,)]|@\w+(?:\.\w+)*(?:\(.*\))?$"
    rf"|{_COMMAND}|(?:{_QUERIES})\b.*\S"
    r"|</?[A-Za-z][\w:-]*(?: [^<>]*)?/?>|<[?!]|\"[\w.$-]+\" ?: ?\S|[.#]?[\w-]+ \{$|[\w-]+ ?: ?[^:]{1,80};$",
    re.ASCII,
)
# what stands amid statements and says little by itself: brackets, a word, a comment, any marks of code
_AMID = re.compile(
    rf"[\W_]{{1,8}}$|\w{{1,16}}[:;,]?$|f?(['\"]).*\1$|(?:{_WORDS})(?: [\w.,+*/ -]{{1,80}})?$"
    r"|(?:#|//|/\*|\*|--|<!--)|.{0,200}[={}()\[\];<>|&$@\\]",
    re.ASCII,
)
# a string or a comment may hold what it will
_SAID = re.compile(r"\"[^\"]*\"|'[^']*'|(?:#|//|--|/\*|\*|<!--).*|(?<=>)[^<>]*(?=<)")
_HAN = re.compile(f"[{HAN}]")
_TALKS = re.compile(
    "代码|函数|命令行|脚本|语法|变量|参数|语句|编译|终端|控制台|源码|算法|数组|字符串|报错|编程|正则|数据类型"
    "|Python|Java|PHP|HTML|CSS|SQL|Linux|Shell|Git|C[+]{2}|Golang"
)
# what counters, share bars and advertisements call themselves in their scripts, in lower case: a search
# that ignores case looks nine times as long
_OF_THE_SITE = re.compile(
    r"_hmt|bdhm|bd_?share|document\.write|baidu|cnzz|adsby|googletag|google_ad|gtag|_gaq|jiathis|duoshuo"
    r"|slotbydup|changyan|</?(?:script|iframe|embed)|javascript:"
)
# what a script of any page may say: that of a lesson, which the text leads up to, and the site's own
_OF_A_PAGE = re.compile(r"document\.|window\.|location\.|\$[.(]|alert\(|innerHTML|<!--")
# what no sentence ends with
_MARKED = re.compile(r"[{}=;>/]$|^[*/<{}]|=\"")
_PROSE = 8  # Han of a line that says something
_NEAR = 3  # lines that say something above a listing, of which one leads up to it
_FEW = 2  # statements that are a listing, and not a stray line


def listings(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines of a page are of program listings."""
    statements = {
        line  # no word is a statement
        for line in {*filter(str.isascii, lines)}
        if line and not line.isalnum() and _STATEMENT.match(line.strip())
    }
    if not statements:
        return frozenset()
    sure = {at for at, line in enumerate(lines) if line in statements}
    read = [line.strip(" ") for line in fold("\n".join(lines)).split("\n")]
    found: set[int] = set()
    above: deque[str] = deque(maxlen=_NEAR)  # the last lines that say something
    at = 0
    for run in _runs(read, sure):
        above.extend([*islice(filter(_says, reversed(read[at : run[0]])), _NEAR)][::-1])
        at = run[0]
        if _shown(read, run, sure, above):
            found.update(run)
    return frozenset(found)


def listed(document: Document) -> Iterator[Span]:
    """Yield the lines of program listings in a text: its page's markup said so, or they show it."""
    marked = covering(paragraph.span for paragraph in document.paragraphs if paragraph.role == "code")
    lines = document.text.split("\n")
    shown = listings(lines)
    for i, span in enumerate(line_spans(lines)):
        if i in shown or marked(span.end - 1):
            yield span


def _runs(lines: Sequence[str], sure: set[int]) -> Iterator[list[int]]:
    """Yield the stretches of code that hold a statement, each from its first line to its last."""
    done = -1
    for start in sorted(sure):
        if start <= done:
            continue
        first, last = (_reach(lines, start, step, done) for step in (-1, 1))
        run = [at for at in range(first, last + 1) if lines[at]]
        done = last
        yield run


def _reach(lines: Sequence[str], start: int, step: int, done: int) -> int:
    """Return the last line of code from `start` in one direction, blank lines between."""
    reached, at = start, start + step
    while done < at < len(lines) and (not lines[at] or _is_code(lines[at])):
        reached = at if lines[at] else reached
        at += step
    return reached


def _is_code(line: str) -> bool:
    bare = line
    if not line.isascii():
        bare = _SAID.sub("", line)
        if _HAN.search(bare):
            return False
    return bool(not bare or _AMID.match(line) or _STATEMENT.match(bare))


def _shown(lines: Sequence[str], run: Sequence[int], sure: set[int], above: Sequence[str]) -> bool:
    """Tell whether the text above leads up to a stretch of code, and the site's own hand is not in it."""
    code = "\n".join([lines[at] for at in run])
    if _OF_THE_SITE.search(code.lower()):
        return False
    statements = sum(at in sure for at in run)
    if above and above[-1].endswith(":") and above[-1] == lines[run[0] - 1]:
        return statements >= _FEW or bool(re.match(_COMMAND, lines[run[0]]))
    return statements >= _FEW and not _OF_A_PAGE.search(code) and any(map(_TALKS.search, above))


def _says(line: str) -> bool:
    """Tell whether a line is written for people."""
    return count_han(line) >= max(_PROSE, len(line) // 3) and not _MARKED.search(line)
