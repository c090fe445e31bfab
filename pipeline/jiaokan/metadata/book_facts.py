"""Tell the facts of a book, which a page describes, from those of the page itself."""

import re

from jiaokan.metadata.page_lines import PageLines

LINES_OF_FACTS = 8  # lines before and behind a line that may state other facts of the same thing
MAX_FACT_CHARS = 120  # code points of a line of facts
MIN_BOOK_FACTS = 2  # facts of a book that no article has
_BOOK_FACT = re.compile(
    r"ISBN|出版社(?=\s?:)|译者(?=\s?:)|装帧(?=\s?:)|定价(?=\s?:)|页数(?=\s?:)|开本(?=\s?:)"
)


def is_in_facts_of_book(page: PageLines, i: int) -> bool:
    """Tell whether a line stands among the facts of a book: its author and day are not those of the page."""
    near = page.lines[max(0, i - LINES_OF_FACTS) : i + LINES_OF_FACTS + 1]
    facts = {
        match[0]
        for line in near
        if len(line.text) <= MAX_FACT_CHARS
        for match in _BOOK_FACT.finditer(line.text)
    }
    return len(facts) >= MIN_BOOK_FACTS
