"""Which lines of a page are a program listing: source, commands and markup that it shows its reader.

What the site's own template left of scripts looks the same. Only the text tells the two apart: an
author leads up to what he shows, or writes of programs all along.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from jiaokan.core.document import Document
from jiaokan.core.edits import Span, covering, line_spans
from jiaokan.text.normalized_view import fold
from jiaokan.text.unicode_ranges import HAN, count_han

_WORDS = (
    "public|private|protected|static|final|void|int|long|float|double|char|bool|boolean|var|let|const|auto"
    "|template|return|throw|raise|yield|await|async|delete|if|elif|else|for|foreach|while|switch|case|try"
    "|catch|except|finally|with|do|echo|print|printf|assert|del|global|match|loop|unless|end"
)
_COMMANDS = (
    "sudo|apt|apt-get|yum|dnf|brew|pip3?|conda|npm|npx|yarn|git|docker|kubectl|systemctl|service|cd|ls|curl"
    "|wget|make|cmake|gcc|g[+][+]|python3?|java|javac|node|go|cargo|mvn|gradle|mkdir|chmod|chown|tar|ssh|scp"
    "|mysql|redis-cli|source|export|rm|cp|mv|cat|grep|sed|awk|echo|ping|ps|kill|nginx|vim|unzip|nohup"
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
    r"|</?[A-Za-z][\w:-]*(?: [^<>]*)?/?>|<[?!]|\"[\w.$-]*\" ?: ?\S|[.#]?[\w-]+ \{$|[\w-]+ ?: ?[^:]{1,80};$"
    r"|\\[a-z]{2,20}[{\[\\]",
    re.ASCII,
)
# what no site leaves of its own scripts: Python, C, Java, SQL, shell, TeX
_UNMISTAKABLE = re.compile(
    r"(?:from [\w.]+ )?import [\w.{*]|(?:def|class) \w+ ?(?:\(.{0,200}\))?(?: -> .{1,40})?:$"
    r"|(?:if|elif|for|while|with|except)\b.{1,200}:$|#include ?[<\"]|(?:public|private) (?:static |class )"
    r"|(?:int|void) \w+\(.{0,100}\) ?\{?$|printf\(|System\.out|print\(|fmt\.|std::|package \w+;?$"
    r"|(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE) .*\S|\\(?:begin|end)\{"
    rf"|{_COMMAND}",
    re.ASCII,
)
# a key of YAML, and an item; what a nested one stands under
_YAML = re.compile(r" *(?:- )*(?:[A-Za-z_][\w./-]{0,40}:(?: .*)?|- \S.*)$", re.ASCII)
_YAML_PARENT = re.compile(r"( *)(?:- )?[A-Za-z_][\w./-]{0,40}:$", re.ASCII)
# what stands amid statements and says little by itself: brackets, a word, a comment, any marks of code
_AMID = re.compile(
    rf"[\W_]{{1,8}}$|\w{{1,16}} ?[:;,]?$|f?(['\"]).*\1$|(?:{_WORDS})(?: [\w.,+*/ \"-]{{1,80}})?$"
    r"|[\w.$-]{1,30} ?: ?['\"]|(?:#|//|/\*|\*|--|<!--)|.{0,200}[={}()\[\];<>|&$@\\]",
    re.ASCII,
)
# a string or a comment may hold what it will
_SAID = re.compile(r"'[^']*'|(?:#|//|--|/\*|\*|<!--).*|(?<=>)[^<>]*(?=<)")
_STRING = re.compile(r"\"[^\"]*\"")
_HAN = re.compile(f"[{HAN}]")
_TALKS = re.compile(
    "代码|函数|命令|脚本|语法|变量|参数|语句|编译|终端|控制台|源码|算法|数组|字符串|报错|编程|正则|数据类型"
    "|程序|配置|接口|指针|循环|示例|数据库|服务器|公式|漏洞|[Pp][Oo][Cc]|[Pp]ayload"
    "|Python|Java|PHP|HTML|CSS|SQL|Linux|Shell|Git|C[+]{2}|Golang|JSON|YAML|LaTeX"
)
# what counters, share bars and advertisements call themselves in their scripts, in lower case: a search
# that ignores case looks nine times as long
_OF_THE_SITE = re.compile(
    r"_hmt|bdhm|bd_?share|document\.write|baidu|cnzz|adsby|googletag|google_ad|gtag|_gaq|jiathis|duoshuo"
    r"|slotbydup|changyan"
)
_SCRIPT = re.compile(r"</?(?:script|iframe|embed)|javascript:")
# a whole page, which no template leaves in its own text
_WHOLE_PAGE = re.compile(r"<html|<body|<head>|<!doctype")
# what a script of any page may say: that of a lesson, which the text leads up to, and the site's own
_OF_A_PAGE = re.compile(r"document\.|window\.|location\.|\$[.(]|alert\(|innerHTML|<!--")
# what no sentence ends with
_MARKED = re.compile(r"[{}=;>/]$|^[*/<{}]|=\"")
_PROSE = 8  # Han of a line that says something
_NEAR = 3  # lines that say something above a listing, of which one leads up to it
_FEW = 2  # statements that are a listing, and not a stray line


def listings(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines of a page are of program listings, the blank ones inside them too."""
    statements = {
        line  # no word is a statement
        for line in {*filter(str.isascii, lines)}
        if line
        and not line.isalnum()
        and (_STATEMENT.match(bare := line.strip()) or _YAML_PARENT.match(bare))
    }
    if not statements:
        return frozenset()
    indented = fold("\n".join(lines)).split("\n")
    read = [line.strip(" ") for line in indented]
    sure = {at for at, line in enumerate(lines) if line in statements and _STATEMENT.match(read[at])}
    nested = list(_yaml_runs(indented))
    runs = sorted([*_runs(read, sure), *nested], key=lambda run: run[0])
    sure.update(*nested)
    return frozenset(chain.from_iterable(_shown_runs(read, runs, sure)))


def _may_state(line: str) -> bool:
    """Tell whether a line is a statement, or a key that others are nested under."""
    return bool(_STATEMENT.match(line) or _YAML_PARENT.match(line))


def _shown_runs(read: Sequence[str], runs: Iterable[range], sure: set[int]) -> Iterator[range]:
    """Yield the stretches of code that the text leads up to, or that cannot be the site's."""
    above: deque[str] = deque(maxlen=_NEAR)  # the last lines that say something
    at = 0
    for run in runs:
        above.extend([*islice(filter(_says, reversed(read[at : run[0]])), _NEAR)][::-1])
        at = max(at, run[0])
        if _shown(read, run, sure, above):
            yield run


def listed(document: Document) -> Iterator[Span]:
    """Yield the lines of program listings in a text: its page's markup said so, or they show it."""
    marked = covering(paragraph.span for paragraph in document.paragraphs if paragraph.role == "code")
    lines = document.text.split("\n")
    shown = listings(lines)
    for i, span in enumerate(line_spans(lines)):
        if i in shown or marked(span.end - 1):
            yield span


def _runs(lines: Sequence[str], sure: set[int]) -> Iterator[range]:
    """Yield the stretches of code that hold a statement, each from its first line to its last."""
    done = -1
    for start in sorted(sure):
        if start <= done:
            continue
        first, last = (_reach(lines, start, step, done) for step in (-1, 1))
        done = last
        yield range(first, last + 1)


def _yaml_runs(lines: Sequence[str]) -> Iterator[range]:
    """Yield stretches of nested keys and items: a key alone on its line, and what is indented below it."""
    done = -1
    for start, line in enumerate(lines):
        parent = _YAML_PARENT.match(line) if start > done else None
        below = lines[start + 1] if parent and start + 1 < len(lines) else ""
        if not parent or not _YAML.match(below) or len(below) - len(below.lstrip(" ")) <= len(parent[1]):
            continue
        last = start + 1
        while last + 1 < len(lines) and _YAML.match(lines[last + 1]):
            last += 1
        done = last
        yield range(start, last + 1)


def _reach(lines: Sequence[str], start: int, step: int, done: int) -> int:
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
        bare = _SAID.sub("", _STRING.sub('""', line)).strip()
        if _HAN.search(bare):
            return False
    return bool(not bare or _AMID.match(line) or _AMID.match(bare) or _STATEMENT.match(bare))


def _shown(lines: Sequence[str], run: Sequence[int], sure: set[int], above: Sequence[str]) -> bool:
    """Tell whether the text above leads up to a stretch of code, and the site's own hand is not in it."""
    said = [lines[at] for at in run if lines[at]]
    code = "\n".join(said)
    whole = _WHOLE_PAGE.search(code.lower()) is not None
    if _OF_THE_SITE.search(code.lower()) or (_SCRIPT.search(code.lower()) and not whole):
        return False
    statements = sum(at in sure for at in run)
    unmistakable = sum(bool(_UNMISTAKABLE.match(line)) for line in said)
    lead = next((lines[at] for at in range(run[0] - 1, -1, -1) if lines[at]), "")
    if above and lead.endswith(":") and above[-1] == lead:
        return statements >= _FEW or unmistakable > 0
    if statements >= _FEW and unmistakable >= _FEW:
        return True
    told = any(map(_TALKS.search, above))
    return statements >= _FEW and told and (whole or not _OF_A_PAGE.search(code))


def _says(line: str) -> bool:
    """Tell whether a line is written for people."""
    return count_han(line) >= max(_PROSE, len(line) // 3) and not _MARKED.search(line)
