"""Patterns of written dates: years of several calendars, months and days, their spans, and the hour."""

import re

from jiaokan.core.deferred_patterns import compile_on_use

NUMERALS = "〇○零一二三四五六七八九十"
# the year before the first of each reign; a lunar year may end in the next one
ERAS = {
    "洪武": 1367, "永乐": 1402, "正统": 1435, "成化": 1464, "弘治": 1487, "正德": 1505,
    "嘉靖": 1521, "隆庆": 1566, "万历": 1572, "天启": 1620, "崇祯": 1627, "顺治": 1643,
    "康熙": 1661, "雍正": 1722, "乾隆": 1735, "嘉庆": 1795, "道光": 1820, "咸丰": 1850,
    "同治": 1861, "光绪": 1874, "宣统": 1908, "明治": 1867, "昭和": 1925, "平成": 1988,
    "令和": 2018,
}  # fmt: skip
# no digit stands before, for it would be part of the number; but 19:392020年 is an hour and a year
_NO_NUMBER_BEFORE = r"(?:(?<=:\d\d)|(?<!\d)(?<!\d[.,:/-]))"
_YEAR = rf"""(?:{_NO_NUMBER_BEFORE}(?<!元前)(?P<year>(?:1\d|20)\d\d)      # 2020
    |(?P<han_year>(?:一[〇○零一二三四五六七八九]|二[〇○零])[〇○零一二三四五六七八九]{{2}})  # 二〇二〇
    |(?:中华)?民国[ ]?(?P<republic>元|\d{{1,3}}|[{NUMERALS}百]{{1,5}})      # 民国三十八, 民国109
    |(?P<era>{"|".join(ERAS)})(?P<era_year>元|\d{{1,2}}|[{NUMERALS}]{{1,3}})  # 光绪三十四
    |(?P<relative>[今去明后同次翌当]|(?<![\d十百千万几多数日以之从提空])前)(?=年)  # 今年, 同年
    |{_NO_NUMBER_BEFORE}(?P<short_year>1[01]\d|\d\d)(?=年[ ]?\d{{1,2}}月|年度)   # 98年3月, 112年度
    )"""
_RANGE = r"[ ]?(?:-{1,2}|—{1,2}|~|至|到)[ ]?"
_RANGE_CHARS = r" \-—~至到"
# what stands before the first 年 of a match of YEAR_FIRST, and before the first 月 of one of MONTH_FIRST
BEFORE_YEAR = compile_on_use(rf"[\d{NUMERALS}{_RANGE_CHARS}百元中华民国今去明后同次翌当前{''.join(ERAS)}]*$")
BEFORE_MONTH = compile_on_use(rf"[\d{NUMERALS}{_RANGE_CHARS}]*$")
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{NUMERALS[3:-1]}])"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{NUMERALS[3:-1]}]?|[{NUMERALS[3:-1]}])"
_PARTS = rf"""(?P<month>{_MONTH})(?:{_RANGE}(?P<last_month>{_MONTH}))?[ ]?月份?  # 3月, 1-3月
    (?:[ ]{{0,2}}(?P<day>{_DAY})(?:(?:{_RANGE}|、)(?P<last_day>{_DAY}))?[ ]?[日号]   # 5日, 1至5日
    |(?P<part>[上中下]旬|[初底末](?![{NUMERALS}])))?                         # 上旬, 底
    """
_SEGMENT = "(?:年(?=[初底末]))?(?P<segment>[初底末]|[上下]半年|第?[一二三四1-4]季度|前三季度)"
# 2020年, 2016-2020年, 2020年3月1日, 2020年底, 二〇二〇年第一季度
YEAR_FIRST = compile_on_use(
    rf"{_YEAR}(?:{_RANGE}(?P<last_year>(?:19|20)\d\d))?[ ]?年度?(?:的?[ ]{{0,2}}(?:{_PARTS}|{_SEGMENT}))?",
    re.VERBOSE,
)
# 3月1日, 三月一日, 3月上旬
MONTH_FIRST = compile_on_use(rf"(?<![\d年])(?<!年[ ])(?<!\d[.,:/])(?<![\d.][-~—至到]){_PARTS}", re.VERBOSE)
# 至2021年, -4月2日, 至5日; at least one part is there
SPAN_END = compile_on_use(
    rf"""
    {_RANGE}(?=\d|[{NUMERALS}今去明次翌同当])
    (?:(?:(?P<year>(?:19|20)\d\d)|(?P<relative>[今去明次翌同当]))[ ]?年)?[ ]?   # 至2021年, 至次年
    (?:(?P<month>{_MONTH})[ ]?月份?)?[ ]?                                       # -4月
    (?:(?P<day>{_DAY})[ ]?[日号])?                                              # 至5日
    """,
    re.VERBOSE,
)
# 2020-03-01, 2020/3/1, 2020.3.1; no version and no part of an address
_NUMERIC = (
    r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/]|(?<!19[0-4]\d)\.)(?P<month>1[0-2]|0?[1-9])(?P=mark)"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[./]\d|[-/_][A-Za-z])"
)
NUMERIC_DAY = re.compile(rf"(?<![\dA-Za-z./_+=?&-]){_NUMERIC}")
NUMERIC_SPAN_END = re.compile(rf"[ ]?(?:至|到|—{{1,2}}|~|-{{1,2}})[ ]?{_NUMERIC}")
# 上午9时30分, 20:15, 下午3点半
HOUR = re.compile(
    r"""
    [ ]?(?:\(?(?:星期|周)[一二三四五六日天]\)?)?                                # (星期三)
    [ ]?(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚间|晚上|夜间|晚|早)?
    [ ]?(?P<hour>2[0-3]|1\d|0?\d)
    (?::(?P<minute>[0-5]\d)                                                     # 20:15
      |[时点](?:(?P<han_minute>[0-5]?\d)分|(?P<half>半))?)                      # 9时30分, 3点半
    """,
    re.VERBOSE,
)
EVENING_WORDS = frozenset({"下午", "傍晚", "晚间", "晚上", "晚", "夜间"})
# 每年农历七月初七 comes back each year and is no day of one
RECURRENCE = re.compile("(?:每年|每逢|历年|往年|年年|逐年)的?$")
LUNAR_CUE = re.compile("农历|阴历|旧历|夏历|庙会|初[一二三四五六七八九十]|重阳|端午|中秋")
# 每年3月5日 comes back too; 近3月 and 满3月 are lengths of time
LENGTH_BEFORE = re.compile("(?:(?:每年|每逢|历年|往年|年年|逐年)的?|[每满近约个零半第逾前])$")
# 3月龄, 三月租金
NO_MONTH_AFTER = re.compile("天(?!气)|[龄大薪租饼亮球票卡嫂季饷均息报娥]|中天|供应量")
# 最佳季节是5-6月, 花期5月: months of every year
_SEASON_CUE = compile_on_use(
    r"""
    (?:
      (?:最佳|最好|最适合|最适宜|适宜)[^。;!?]{0,6}(?:季节?|时节|时间|时期|月份)   # 最佳季节
      |[旺淡汛雨旱]季|花期|果期|采收期
    )
    (?:一般|通常|大多|多|大约|约)?[为是在于从:\s]{0,3}                          # 一般是
    (?:[\d~至到-]{1,5}月[和、及或与])?$                                         # 3月和
    """,
    re.VERBOSE,
)
_SEASON_AFTER = re.compile(
    r"(?:左右|前后|间)?(?:是|为)[^。;!?,\d\n]{0,6}(?:最佳|最好|季节|时节|[旺淡汛雨旱]季|花期)"
)
# a list of months, as of an archive: 02月, 03月, 04月, one a line
_MONTH_LINE_ABOVE = re.compile(r"(?:^|\D)(?:1[0-2]|0?[1-9])月\n$")
_MONTH_LINE_BELOW = re.compile(r"\n(?:1[0-2]|0?[1-9])月(?:\n|$)")
# 2018年级, 1990年代
NO_YEAR_AFTER = re.compile("[级龄薪检货夜代]")
# 1500年历史, 1000年前: lengths where the year is round or long ago
LENGTH_AFTER = re.compile("来|历史|的历史|之久|古|老|前|以前|左右|多|余|间|[的]?时间")
# 比去年同期: what is compared with, and no day of what follows
SAME_PERIOD = re.compile("[的]?(?:同期|同月|同比|全年(?:相比|[提增减下上]))")
# 15日 alone: 记者15日从, 截至15日
DAY_ALONE = compile_on_use(
    r"""
    (?<![\d月年.\-/—~第每逾近约满超期续共达经前后过隔、])(?<![日\d][至到])       # no count: 第15日, 近15日
    (?P<day>3[01]|[12]\d|[1-9])日
    (?:[至到—-](?P<last_day>3[01]|[12]\d|[1-9])日)?                             # 15日至17日
    (?=电|[上中下]午|晚|凌晨|清晨|傍晚|[,在从向对召举发宣致表]                  # 15日电, 15日从
      |透露|报道|讯|起[,至]?|启程|抵达|获悉|开[幕始]|新增|零时|\d)
    """,
    re.VERBOSE,
)
_SEASON_CUE_CHARS = 20  # code points before a month that may hold a word for a season


def is_of_any_year(match: re.Match[str]) -> bool:
    """Return whether a month is that of every year: of a season, or in a list of all months.

    >>> is_of_any_year(MONTH_FIRST.search("最佳旅游季节是5月")), is_of_any_year(MONTH_FIRST.search("5月开幕"))
    (True, False)
    """
    text, start, end = match.string, *match.span()
    before = text[max(0, start - _SEASON_CUE_CHARS) : start]
    if _SEASON_CUE.search(before) or _SEASON_AFTER.match(text, end):
        return True
    above, below = text[max(0, start - 5) : start], text[end : end + 5]
    is_line = above[-1:] in ("", "\n") and below[:1] in ("", "\n")
    return is_line and bool(_MONTH_LINE_ABOVE.search(above) or _MONTH_LINE_BELOW.match(below))
