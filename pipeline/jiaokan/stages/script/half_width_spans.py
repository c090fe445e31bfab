"""Patterns of text that keeps half-width marks in Chinese prose: formulas, versions, files, emoticons."""

import re

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.unicode_ranges import HAN

_NUMBER = r"\d+(?:\.\d+)?"
_TERM = rf"(?:{_NUMBER}[A-Za-z]?|[A-Za-zα-ωΑ-Ω]\d?['′]?|∞|√{_NUMBER})"
_ITEM = rf"[-+±−]?{_TERM}(?:[-+*/^−]{_TERM})*[%°]?"
_OPERAND = rf"(?:\d*[a-z]\d?|{_NUMBER})"
_FORMULA_CHAR = f"[^()\n{HAN}]"  # a character of a formula
_FUNCTION_NAMES = (
    "sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|log|ln|lg|lim|exp|max|min|sup|inf|det|gcd|lcm|sgn|mod|sqrt"
)
_FILE_EXTENSIONS = (
    "pdf|docx?|xlsx?|pptx?|txt|csv|jpe?g|png|gif|zip|rar|7z|mp[34]|avi|mkv|exe|apk|json|xml|html?|py|js|md"
)
# characters that prose has in brackets too; any other character may be part of an emoticon
_NON_EMOTICON_CHARS = (
    "A-Za-z0-9\\s,.:;!?%&…—+=<>/\"'“”‘’、，。：；！？（）《》【】\\[\\]{}|#@`*$¥￥€£×·①-⓿-" + HAN
)

FORMULA_PATTERN = compile_on_use(
    rf"""
      (?!\(\d{{1,3}}(?:,\d{{3}})+\))[(\[]\s?{_ITEM}(?:\s?,\s?{_ITEM}){{1,9}}\s?[)\]]  # [0,+∞)
    | (?<![A-Za-z])(?:[a-zφψΓ]|{_FUNCTION_NAMES})\((?:{_FORMULA_CHAR}|\({_FORMULA_CHAR}{{0,20}}\)){{1,40}}\)
                                                                                  # f(x+1) sin(x) lim(x→0)
    | \(-?(?=[^()\n]{{0,20}}[a-z]){_OPERAND}(?:\s?[-+*/×^−]\s?{_OPERAND})+\)  # (2n+1)
    | (?<=[\w)²³])\({_FORMULA_CHAR}{{1,12}}[=<>≤≥≠±→∈^]{_FORMULA_CHAR}{{1,12}}\)     # y=x²(x≥0)
    | (?<=[\w)])\((?:aq|s|l|g)\)                                                       # NaCl(aq)
    | \({_NUMBER}\s?[±~～-]\s?{_NUMBER}\)\s?(?:[℃%‰°]|[a-zA-Zμ]{{1,3}}(?![A-Za-z]))   # (20±2)℃
    | \((?:(?:[A-Z][a-z]?\d?)*[A-Z][a-z]?\d|OH|CN)\)\d(?!\d)                           # (NH4)2SO4
    | (?<![A-Za-z])[A-Zα-ω]['′]?(?:,[A-Zα-ω]['′]?)+-                                   # N,N-二甲基
    | (?<![A-Za-z\d.])[a-z](?:,[a-z])+(?![A-Za-z\d])                                   # x,y,z三个变量
    | (?:[vV]\d+(?:\.\d+)*|\d+\.\d+\.\d+)\([!-'*-~\s]{{1,20}}\)                        # v1.2.3(beta)
    | \([^()\n]{{1,20}}\)\.(?:{_FILE_EXTENSIONS})(?![A-Za-z\d])                # 报告(终稿).docx
    """,
    re.VERBOSE | re.ASCII,
)
# two such other characters at least, and no word: (*^▽^*) (≧▽≦) (ง •_•)ง
EMOTICON_PATTERN = compile_on_use(
    rf"""
    \(
    (?=[^()\n]{{0,12}}[^{_NON_EMOTICON_CHARS}][^()\n]{{0,12}}[^{_NON_EMOTICON_CHARS}])
    (?:
        [^()\n{HAN}A-Za-z0-9]                              # ^ ▽
      | (?<![A-Za-z0-9])[A-Za-z0-9](?![A-Za-z0-9])         # a single letter: (T▽T)
    ){{2,14}}
    \)
    """,
    re.VERBOSE,
)
