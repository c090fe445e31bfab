"""The day that ends an article, with the office that signs it."""

import re

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.date_forms import DateMention
from jiaokan.metadata.dates.other_days import ends_line
from jiaokan.metadata.page_lines import PageLines

MAX_LINES_OF_SIGNATURE = 4  # last lines of an article that may be its signature
_OFFICE_LINE = compile_on_use(
    r"""
    [^。!?;:]{2,40}                                                 # 江城市教育局
    (?:局|办|部|委|中心|学院|学校|大学|法院|检察院|科|处|大队|支队|所|院|公司|政府|集团|协会|学会
      |委员会|小组|办公室|馆|站|社|厅|会|银行|中学|小学|医院)\s*
    |[^。!?;]{2,40}[(\[](?:签?章|盖章|公章)[)\]]\s*                 # 江城公司(盖章)
    """,
    re.VERBOSE,
)


def is_signed_day(page: PageLines, i: int, mention: DateMention) -> bool:
    """Tell whether a date ends the article, beside or next to the office that signs it."""
    if not max(page.top + 1, page.end - MAX_LINES_OF_SIGNATURE) <= i <= page.end:
        return False
    text = page.lines[i].text
    if not ends_line(text, mention):
        return False
    before = text[: mention.start]
    if before.strip():
        return bool(_OFFICE_LINE.fullmatch(before))
    return any(_OFFICE_LINE.fullmatch(line.text) for line in page.lines[i - 1 : i + 2 : 2])
