"""Tell facts of a book that a page describes from facts of the page itself."""

import re

from jiaokan.metadata.page_lines import PageLines

MAX_FACT_DISTANCE_LINES = 8  # lines before and behind a line that may state other facts of the same book
MAX_FACT_CHARS = 120  # code points of a line of facts
MIN_BOOK_FACTS = 2  # different labels of a book, such as ISBN and 出版社
_BOOK_FACT = re.compile(
    r"ISBN|出版社(?=\s?:)|译者(?=\s?:)|装帧(?=\s?:)|定价(?=\s?:)|页数(?=\s?:)|开本(?=\s?:)"
)


def is_among_book_facts(page: PageLines, i: int) -> bool:
    """Tell whether line `i` stands among facts of a book: an author or a day in it is that of the book."""
    near = page.lines[max(0, i - MAX_FACT_DISTANCE_LINES) : i + MAX_FACT_DISTANCE_LINES + 1]
    facts = {
        match[0]
        for line in near
        if len(line.text) <= MAX_FACT_CHARS
        for match in _BOOK_FACT.finditer(line.text)
    }
    return len(facts) >= MIN_BOOK_FACTS
