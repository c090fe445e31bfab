"""Find who opened a thread by the card that forums print beside each post.

The name stands there twice, the second time alone again or with whether the member is there, above the
member's level and counts:

    青山客
    青山客 当前离线
    积分
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.posters import make_poster
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.name_forms import is_common_word, is_compound_of_words
from jiaokan.metadata.page_lines import PageLines

MAX_LINES_TO_FIRST_POST = 12  # lines under the title among which the first card stands
MAX_LINES_TO_COUNTS = 6  # lines from the name to the counts of the member
_CARD_WORDS = ("积分", "等级", "精华", "威望", "主题", "帖子", "专家分", "专分", "金币", "注册时间")
_COUNTS = compile_on_use(
    r"\s*(?:积\s?分|(?:本版)?(?:用户)?等级|精华|威望|主题|帖子|(?:本版)?专家?分|金币|注册时间|UID)\s?:?\s?(?:\d.*)?",
    re.I,
)
_PRESENCE = compile_on_use(r"\s*(?:当前)?(?:离线|在线)\s*")


def find_repeated_accounts(page: PageLines) -> Iterator[Candidate]:
    """Yield the name on the first card under the title of a thread."""
    if page.title < 0 or not page.index.find_lines(*_CARD_WORDS):
        return
    last = min(page.title + MAX_LINES_TO_FIRST_POST, len(page.lines) - 2)
    for i in range(page.title + 1, last + 1):
        name, below = page.lines[i].text.strip(), page.lines[i + 1].text.strip()
        if not name or not below.startswith(name) or is_common_word(name) or is_compound_of_words(name):
            continue
        presence = below[len(name) :]
        if presence and not _PRESENCE.fullmatch(presence):
            continue
        near = page.lines[i + 2 : i + 2 + MAX_LINES_TO_COUNTS]
        if any(_COUNTS.fullmatch(one.text) for one in near):
            yield from make_poster(page.lines[i])
            return
