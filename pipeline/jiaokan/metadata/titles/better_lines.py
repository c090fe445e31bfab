"""Find the line of a page that is its title, where the title of the window was taken for it.

Such a line stands near the text. It says the title of the window in other words or in full, or the title of
the window names the site alone; a line that shows the way from the first page of the site is no title either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.metadata.page_lines import PageLine
from jiaokan.metadata.titles.line_forms import (
    MAX_LETTERS,
    MAX_LINE_CHARS,
    MIN_NAME_START,
    adds_remark,
    find_chapter_number,
    has_title_form,
    is_byline,
    is_path,
    is_path_from_first_page,
    is_prose,
    rate_likeness,
)
from jiaokan.metadata.titles.window_titles import list_window_parts, names_owner, names_site_alone
from jiaokan.text.normalized_view import keep_letters, keep_letters_of_lines, normalize_letters
from jiaokan.text.title_separators import is_site_name

MAX_LINES_TO_TEXT = 3  # from a title to the first line of prose
MAX_LINES_TO_HEADED_TEXT = 2  # from a heading in the place of the name of the site
MAX_HEADER_LINES = 10  # first lines of a page among which the name of the site stands
MIN_REMOVED_LINES = 3  # of a menu between that name and the text
MIN_CUT_LETTERS = 8  # of a title that a line goes on with
MAX_LINES_ABOVE_TEXT = 300  # in which such a heading is looked for
MIN_WEIGHT = 3  # of the evidence for a line in the place of the name of the site


def find_better_line(title: str, row: int, lines: Sequence[PageLine], window: str, first: int) -> int:
    """Return the number of the line that is the title in the place of another, -1 for none.

    Args:
        title: The title that was found.
        row: The line that it was read from, below `first` for the title of the window.
        lines: The lines of the page.
        window: The normalized title of the window.
        first: The number of the first line below the title of the window: 1 where that is a line itself.
    """
    page = _Page(normalize_letters(title), row, lines, window, first)
    if (found := page.find_longer()) >= 0:
        return found
    if page.text_start >= 0 and (found := page.find_chapter()) >= 0:
        return found
    if row >= first and is_path_from_first_page(lines[row].text):
        return row + 1 if page.may_be_title(row + 1) else -1
    if page.text_start < 0:
        return -1
    if names_site_alone(title, window, lines, is_window=row < first):
        return page.find_heading() if page.is_header else -1
    return page.find_other_words()


@dataclass(frozen=True)  # no slots: letters and the start of the text are made on first use
class _Page:
    """A page with the title that was found; the attributes are those of `find_better_line`."""

    title: str
    row: int
    lines: Sequence[PageLine]
    window: str
    first: int

    @lazy_property
    def letters(self) -> list[str]:
        return keep_letters_of_lines([line.text[: 2 * MAX_LINE_CHARS] for line in self.lines])

    @lazy_property
    def joined_letters(self) -> str:
        """The letters of all lines below the title of the window, a line each."""
        return "\n".join(self.letters[self.first :])

    @lazy_property
    def parts(self) -> list[str]:
        return list_window_parts(self.window)

    @lazy_property
    def text_start(self) -> int:
        """The first line of prose of the article, its first line where none is prose, -1 for no article."""
        kept = [i for i, line in enumerate(self.lines) if line.is_kept and i > self.row and i >= self.first]
        return next((i for i in kept if is_prose(self.lines[i].text)), kept[0] if kept else -1)

    @property
    def is_window(self) -> bool:
        return self.row < self.first

    @property
    def is_header(self) -> bool:
        """Whether the title stands at the top of the page, above the menu, or is that of a window of HTML.

        The first line of a text that was copied without menu and path is its title, and not that of a window.
        """
        between = self.lines[self.row + 1 : self.text_start]
        removed = sum(not line.is_kept for line in between)
        if self.is_window:
            has_frame = removed > 0 or any(is_path(line.text) for line in between)
            return self.row < 0 or has_frame or len(self.parts) > 1 or not self.lines[self.row].is_kept
        return self.row < MAX_HEADER_LINES and removed >= MIN_REMOVED_LINES

    def may_be_title(self, i: int) -> bool:
        """Tell whether a line has the form of a title, and is neither the title found nor a link."""
        if not self.first <= i < len(self.lines) or self.letters[i] == self.title:
            return False
        return not self.lines[i].is_link and has_title_form(self.lines[i].text, self.window)

    def find_longer(self) -> int:
        """Return the line that the window opens with and that says more than the title, such as a remark."""
        window = keep_letters(self.window)
        if len(self.title) < MIN_NAME_START or not window.startswith(self.title):
            return -1
        for i in range(self.first, len(self.lines)):
            letters, line = self.letters[i], self.lines[i]
            is_longer = len(self.title) < len(letters) < len(window) and window.startswith(letters)
            is_more = is_longer and not line.is_link and not is_site_name(line.text)
            if is_more and (self.is_window or adds_remark(line.text, self.title)):
                return i
        return -1

    def find_chapter(self) -> int:
        """Return the line above the text with the number of a chapter, which the window has too."""
        if find_chapter_number(self.title):
            return -1
        window = keep_letters(self.window)
        for i in range(max(self.text_start - MAX_LINES_TO_TEXT, self.first), self.text_start):
            number = find_chapter_number(self.lines[i].text)
            if number and number in window and len(self.letters[i]) <= MAX_LETTERS:
                return i
        return -1

    def find_other_words(self) -> int:
        """Return the line near the text that says the title of the window in other words, -1 for none."""
        says_again = self.title in self.letters[self.first : self.text_start]
        is_cut = len(self.title) >= MIN_CUT_LETTERS and keep_letters(self.window).startswith(self.title)
        if not self.is_window and not is_cut:
            return -1
        rated = []
        for i in self._list_near_text():
            share = rate_likeness(self.title, self.letters[i])
            goes_on = self.letters[i].startswith(self.title) and self._has_byline_below(i)
            adds_day = self.letters[i].removeprefix(self.title).isdecimal()
            if share and not adds_day and (goes_on or (self.is_window and not says_again)):
                rated.append((share, -i))
        return -max(rated)[1] if rated else -1

    def _list_near_text(self) -> Iterator[int]:
        """Yield the lines that may be the title right above the text or above a byline, below a menu."""
        has_menu = any(not line.is_kept for line in self.lines[self.first : self.text_start])
        if has_menu or len(self.parts) > 1 or self.text_start == self.first + 1:
            for i in range(self.first, self.text_start):
                is_near = self.text_start - i <= MAX_LINES_TO_TEXT or self._has_byline_below(i)
                if i != self.row and is_near and self.may_be_title(i):
                    yield i

    def _has_byline_below(self, i: int) -> bool:
        return i + 1 < len(self.lines) and is_byline(self.lines[i + 1].text)

    def find_heading(self) -> int:
        """Return the line above the text that is likeliest its heading, -1 for none."""
        rows = range(max(self.row + 1, self.first, self.text_start - MAX_LINES_ABOVE_TEXT), self.text_start)
        is_last_part = self.title in self.parts[1:]
        is_said = any(self.letters[i] == self.title for i in rows) and not is_last_part
        if is_said or any(adds_remark(self.lines[i].text, self.title) for i in rows):
            return -1
        named = (i for i in rows if self.may_be_title(i) and not names_owner(self.lines[i].text))
        weight, row = max(((self._weigh_heading(i), -i) for i in named), default=(0, 0))
        return -row if weight >= MIN_WEIGHT else -1

    def _weigh_heading(self, i: int) -> int:
        """Return the weight of the evidence that a line is the heading of the text below it."""
        line, letters, rest = self.lines[i], self.letters[i], self.lines[i + 1 : self.text_start]
        is_near = len(rest) < MAX_LINES_TO_HEADED_TEXT and all(below.is_kept for below in rest)
        above = [len(self.letters[at]) for at in range(max(i - 3, self.first), i)]
        return (
            3 * (i > self.first and is_path(self.lines[i - 1].text))
            + line.is_kept
            + 2 * bool(line.level)
            + (2 if not rest else is_near)
            + 2 * self._has_byline_below(i)
            + (self.title in letters)
            + (self.joined_letters.count(letters) > 1)  # another line has it too
            + (i > self.first and self.lines[i - 1].is_link)
            + 2 * (letters in self.parts and letters != self.title)
            + (max(above, default=len(letters)) + 2 <= len(letters))
        )
