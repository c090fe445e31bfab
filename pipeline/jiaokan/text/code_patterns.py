"""Patterns of lines of code: statements, weak signs, and the terms of prose about programs."""

import re

from jiaokan.core.deferred_patterns import compile_on_use

# words that begin statements in languages of the C family, Python, Ruby and shells
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
# blanks are in brackets here and below because the patterns are compiled with re.VERBOSE
_SQL_KEYWORDS = (
    "SELECT|INSERT[ ]INTO|UPDATE|DELETE[ ]FROM|CREATE|ALTER[ ]TABLE|DROP|WHERE|FROM|(?:LEFT[ ]|INNER[ ])?JOIN"
    "|ORDER[ ]BY|GROUP[ ]BY"
)
_COMMAND_LINE_REGEX = (
    rf"[$>\#%][ ]?(?:{_SHELL_COMMANDS}|[./~])[\w ./-]"  # $ ls -l
    rf"|(?:{_SHELL_COMMANDS})[ ][\w./~-]"  # git commit
    r"|>>>[ ]"  # the prompt of Python
)
_VALUE_REGEX = r"[\w.$@&*>\[\]'\"-]+"
STATEMENT_PATTERN = compile_on_use(
    rf"""
      (?:from[ ][\w.]+[ ])?import[ ][\w.{{*]                # from os import path
    | using[ ][\w.:]+;                                      # using namespace::std;
    | package[ ][\w.]+;?$                                   # package main
    | \#(?:include|define|if|endif|pragma)\b                # #include <stdio.h>
    | (?:def|class|func|fn|function|interface|struct|enum|namespace|module|trait|impl)\b
      .{{0,200}}[({{:;)]$                                   # def main(argv):
    | (?:{_KEYWORDS})\b.{{0,200}}[;{{}}:)\]]$               # return total;
    | (?:{_KEYWORDS})[({{:]                                 # if(ready)
    | {_VALUE_REGEX}(?:[ ]{_VALUE_REGEX})?
      [ ]?(?:[-+*/%|&^:]?=|=>|<-)(?!=)[ ]?[^=\s].{{0,200}}  # total += 1
    | [\w.$:>-]{{1,80}}\(.{{0,200}}\)
      (?:[ ]?[;,:{{]|[ ]=>[ ]?\{{)?$                        # object.method(1, 2);
    | \)[;,:]                                               # );
    | \}}[;,)]                                              # }});
    | @\w+(?:\.\w+)*(?:\(.*\))?$                            # @app.route("/")
    | {_COMMAND_LINE_REGEX}
    | (?:{_SQL_KEYWORDS})\b.*\S                             # SELECT name FROM users
    | </?[A-Za-z][\w:-]*(?:[ ][^<>]*)?/?>                   # <div class="a">
    | <[?!]                                                 # <?php, <!DOCTYPE html>
    | "[\w.$-]*"[ ]?:[ ]?\S                                 # "name": 1
    | [.\#]?[\w-]+[ ]\{{$                                   # .title {{
    | [\w-]+[ ]?:[ ]?[^:]{{1,80}};$                         # color: red;
    | \\[a-z]{{2,20}}[{{\[\\]                               # \section{{
    """,
    re.ASCII | re.VERBOSE,
)
# statements that the scripts of a site do not leave in its text: Python, C, Java, SQL, shell, TeX
UNMISTAKABLE_PATTERN = compile_on_use(
    rf"""
      (?:from[ ][\w.]+[ ])?import[ ][\w.{{*]                                   # import os
    | (?:def|class)[ ]\w+[ ]?(?:\(.{{0,200}}\))?(?:[ ]->[ ].{{1,40}})?:$       # def main() -> None:
    | (?:if|elif|for|while|with|except)\b.{{1,200}}:$                          # for line in lines:
    | \#include[ ]?[<"]                                                        # #include <stdio.h>
    | (?:public|private)[ ](?:static[ ]|class[ ])                              # public static void
    | (?:int|void)[ ]\w+\(.{{0,100}}\)[ ]?\{{?$                                # int main(void) {{
    | printf\( | System\.out | print\( | fmt\. | std::                         # printf("%d", n)
    | package[ ]\w+;?$                                                         # package main
    | (?:SELECT|INSERT[ ]INTO|UPDATE|DELETE[ ]FROM|CREATE[ ]TABLE|ALTER[ ]TABLE)[ ].*\S  # UPDATE users SET
    | \\(?:begin|end)\{{                                                       # \begin{{align}}
    | {_COMMAND_LINE_REGEX}
    """,
    re.ASCII | re.VERBOSE,
)
# an entry of YAML (a key with or without a value, or an item), and a key that entries are nested under
YAML_ENTRY_PATTERN = compile_on_use(r" *(?:- )*(?:[A-Za-z_][\w./-]{0,40}:(?: .*)?|- \S.*)$", re.ASCII)
YAML_PARENT_PATTERN = compile_on_use(r"( *)(?:- )?[A-Za-z_][\w./-]{0,40}:$", re.ASCII)
# lines that stand between statements and prove little by themselves
WEAK_CODE_PATTERN = compile_on_use(
    rf"""
      [\W_]{{1,8}}$                                       # }} or ---
    | \w{{1,16}}[ ]?[:;,]?$                               # pass
    | f?(['\"]).*\1$                                      # "a string"
    | (?:{_KEYWORDS})(?:[ ][\w.,+*/ \"-]{{1,80}})?$       # return total
    | [\w.$-]{{1,30}}[ ]?:[ ]?['\"]                       # name: "value"
    | (?:\#|//|/\*|\*|--|<!--)                            # // a comment
    | .{{0,200}}[={{}}()\[\];<>|&$@\\]                    # any line with a mark of code
    """,
    re.ASCII | re.VERBOSE,
)
# strings, comments and the text of elements, which may hold Han
FREE_TEXT_PATTERN = compile_on_use(r"'[^']*'|(?:#|//|--|/\*|\*|<!--).*|(?<=>)[^<>]*(?=<)")
STRING_PATTERN = compile_on_use(r"\"[^\"]*\"")
PROGRAMMING_TERM_PATTERN = compile_on_use(
    """
    代码|函数|命令|脚本|语法|变量|参数|语句|编译|终端|控制台|源码|算法   # words of programming alone
    |数组|字符串|报错|编程|正则|数据类型
    |程序|配置|接口|指针|循环|示例|数据库|服务器|公式|漏洞               # words that other texts have too
    |[Pp][Oo][Cc]|[Pp]ayload
    |Python|Java|PHP|HTML|CSS|SQL|Linux|Shell|Git|C[+]{2}|Golang|JSON|YAML|LaTeX
    """,
    re.VERBOSE,
)
