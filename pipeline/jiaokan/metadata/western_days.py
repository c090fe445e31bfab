"""Days whose year stands behind: Sat Feb 13 15:26:29 1999, Dec 28 Sat 2013 00:28, 29/05/2015."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
# as bulletin boards and blogs print them
_NAMED = (
    compile_on_use(
        rf"""
        {_WEEKDAY}\s+{_MONTH}\s+(?P<day>\d{{1,2}})\s+                                      # Sat Feb 13
        (?P<time>\d\d:\d\d:\d\d)\s+(?P<year>(?:19|20)\d\d)                               # 15:26:29 1999
        """,
        re.VERBOSE,
    ),
    compile_on_use(
        rf"""
        (?<![A-Za-z]){_MONTH}\s+(?P<day>\d{{1,2}})\s+{_WEEKDAY}\s+(?P<year>(?:19|20)\d\d)  # Dec 28 Sat 2013
        (?:\s+(?P<time>\d\d:\d\d(?::\d\d)?))?(?!\d)                                     # 00:28
        """,
        re.VERBOSE,
    ),
)
# only where a number above 12 shows which is the day
_NUMBERED = compile_on_use(
    r"""
    (?<![\d/.-])(?:
      (?P<d1>1[3-9]|2\d|3[01])(?P<s1>[/.-])(?P<m1>1[0-2]|0?[1-9])(?P=s1)   # 29/05/2015
      |(?P<m2>1[0-2]|0?[1-9])(?P<s2>[/-])(?P<d2>1[3-9]|2\d|3[01])(?P=s2)   # 05/29/2015
    )
    (?P<year>(?:19|20)\d\d)(?![\d/.-])
    """,
    re.VERBOSE,
)
_NUMBERED_SIGN = compile_on_use(r"[/.-](?:19|20)\d\d(?![\d/.-])")  # every one has such a year
_YEAR_BEHIND = compile_on_use(r"\s(?:19|20)\d\d(?!\d)")


def find_western_days(text: str) -> Iterator[tuple[re.Match[str], tuple[int, int, int], str]]:
    """Yield matches of such days with year, month and day, and the time that stands among them, "" for none.

    >>> [(day, time) for _, day, time in find_western_days("Dec 28 Sat 2013 00:28, 29/05/2015, 03/04/2015")]
    [((2013, 12, 28), '00:28'), ((2015, 5, 29), '')]
    """
    if any(map(text.__contains__, WEEKDAYS)) and _YEAR_BEHIND.search(text):
        for match in (match for pattern in _NAMED for match in pattern.finditer(text)):
            month = MONTHS.index(match["month"]) + 1
            yield match, (int(match["year"]), month, int(match["day"])), match["time"] or ""
    for match in _NUMBERED.finditer(text) if _NUMBERED_SIGN.search(text) else ():
        month, day = int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
        yield match, (int(match["year"]), month, day), ""
