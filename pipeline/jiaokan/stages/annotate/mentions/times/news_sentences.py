"""Tell sentences that report from speech, examples, stories and posts, whose 今天 is another day."""

import re

# what a sentence of news has: elsewhere 今天 is the day of a story, a letter or a post
_NEWS_CUE = re.compile(
    r"""
    记者|获悉|报道|消息|公布|发布|宣布|通报|表示|指出|披露                       # who reports
    |召开|举行|出席|会见|签署|访问|会议|抵达|开幕|启动|推出                      # what is held
    |警方|法院|公司|集团|股份|机构|政府|当局|市长|书记|部长|主席|总统|委员       # who acts
    |[上中下]午|凌晨|晚间|收盘|开盘|上市|上映|播出|开庭|宣判|发生|新增|确诊      # what happens, and when
    |气象|预报|预警|降水|降雨|暴雨|气温                                          # the weather
    """,
    re.VERBOSE,
)
# 例如本周一预约: any such day
_EXAMPLE_CUE = re.compile("例[:如]|比如|譬如|假如|假设|假定|倘若")
_MAX_QUOTE_CHARS = 500  # code points of a quotation at most
_SENTENCE_CHARS = 60  # code points on each side in which the cue of a sentence is looked for
_SENTENCE_ENDS = re.compile("[。!?;\n]")


def is_told_by_news(text: str, start: int, end: int) -> bool:
    """Return whether the sentence of a word reports, and is no example, and no speech that may be older.

    >>> is_told_by_news("昨日市委召开会议", 0, 2), is_told_by_news("例如昨日召开会议", 2, 4)
    (True, False)
    """
    first = max(text.rfind("\n", max(0, start - _MAX_QUOTE_CHARS), start) + 1, start - _MAX_QUOTE_CHARS)
    if text.rfind("“", first, start) > text.rfind("”", first, start):
        return False
    before = _SENTENCE_ENDS.split(text[max(0, start - _SENTENCE_CHARS) : start])[-1]
    after = _SENTENCE_ENDS.split(text[end : end + _SENTENCE_CHARS])[0]
    return bool(_NEWS_CUE.search(before + "|" + after)) and not _EXAMPLE_CUE.search(before)
