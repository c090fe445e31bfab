"""Dates below a notice, a letter or an article, in digits or in Chinese numerals.

Dates that say when a page was published are read in jiaokan.metadata.date_forms.
"""

import re

from jiaokan.core.deferred_patterns import compile_on_use

_NUMERALS = "〇○零一二三四五六七八九十百"
_YEAR = rf"(?:\d{{4}}|[{_NUMERALS}O]{{4}})"
_NUMBER = rf"(?:\d{{1,2}}|[{_NUMERALS}]{{1,3}})"
_MONTH = rf"{_YEAR} ?年 ?{_NUMBER} ?月"
_DAY_IN_DIGITS = r"\d{4}([-./])\d{1,2}\1\d{1,2}"
# a day: 2020年1月30日, 二〇二〇年一月三十日
WRITTEN_DAY = re.compile(rf"{_MONTH} ?{_NUMBER} ?日")
# a line that holds a date and no more than a few characters beside it: 新华社北京 2020年1月, 2020-01-30 发布
DATE_LINE = compile_on_use(
    rf"(?:[^,。;:!?]{{2,20}} )?(?:{_MONTH}(?: ?{_NUMBER} ?日)?|{_DAY_IN_DIGITS})(?: .{{1,8}})?$"
)
