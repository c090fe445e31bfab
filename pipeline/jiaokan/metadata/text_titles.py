"""Find the title of a page of plain text."""

import re

from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Span
from jiaokan.core.ledger import OffsetChain
from jiaokan.metadata.authors.accounts import is_account_line
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import find_dates
from jiaokan.metadata.headlines import find_headline
from jiaokan.metadata.name_forms import ends_as_outlet
from jiaokan.metadata.page_lines import PageLine, PageLines
from jiaokan.metadata.titles.better_lines import find_better_line
from jiaokan.metadata.titles.line_forms import adds_remark
from jiaokan.metadata.titles.no_titles import is_no_title
from jiaokan.text.normalized_view import normalize_chars, normalize_letters
from jiaokan.text.title_lines import TITLE_WORDS, find_stated_title, is_document_number
from jiaokan.text.unicode_ranges import count_han
from jiaokan.text.verbatim import measure_heading_mark

MAX_PARAGRAPHS_BELOW = 30  # paragraphs below the title that may say it again
MAX_LINE_UNDER_TITLE_CHARS = 60  # code points of the line of the byline under a title
MAX_LINES_BETWEEN = 4  # short lines between title and time: a mark of own work, account, label
MAX_LINES_TO_ARTICLE = 12  # lines between the byline and the article
MIN_ARTICLE_LINE_CHARS = 50
MIN_TITLE_HAN = 4
MIN_TITLE_CHARS, MAX_TITLE_CHARS = 8, 80
MAX_TITLE_COMMAS = 3  # of a title longer than that
MAX_TITLE_MARGIN = 40  # code points of a paragraph beside its title: the name of the site, a mark
MAX_LABEL_LINES = 6  # first lines of a page that may label its title
_COMMA = re.compile("[,，。]")
_BRACKETED_NOTE = re.compile(r"[(（][^()（）]*[。.，,][^()（）]*[)）]")
_TITLE_LABEL = re.compile(r"^\s*标\s{0,2}题\s?:\s?\S")
_BYLINE = re.compile(r"^\s*(?:文章)?(?:来源|作者|发布时间|发布日期|发表时间|时间|日期)\s?:")
_NO_TITLE = re.compile(
    r"""
    [。;:]\s*$                                                      # the end of a sentence, a label
    |^\s*(?:来源|作者|记者|编辑|责编|时间|日期|当前位置|位置|您|首页|分享|原创|发布|关键词|标签
      |浏览|阅读|评论|字号)                                         # a byline, a path, a tool
    |@|\d篇原创|\d人(?:收藏|浏览|阅读)                              # the head of an account
    |https?:|\.(?:com|cn)\b|>|&nbsp;|^\s*\d+\s*$|[|·/]\s*$
    """,
    re.VERBOSE,
)


def find_text_title(document: Document, page: PageLines, lineage: OffsetChain) -> Candidate | None:
    """Return the title of a page of plain text, None where nothing is one.

    That is the line which the page states to be the title, or the one that the strip stage recognized. Where
    there is neither, that is the paragraph which the paragraphs stage takes for it, unless the line above the
    byline of the article is another one far from it.
    """
    if document.kind == "no_article":
        return None
    found = _find_title(document, page, lineage)
    if found is None or found.span is None or is_no_title(found.value):
        return None
    row = next((i for i, line in enumerate(page.lines) if line.span.end > found.span.start), 0)
    better = find_better_line(found.value, row, page.lines, page.lines[0].text, first=1)
    return found if better < 0 else _read_line(document, page.lines[better], lineage, is_whole=True)


def _find_title(document: Document, page: PageLines, lineage: OffsetChain) -> Candidate | None:
    """Return the line that is stated or recognized to be the title, else what may be it."""
    if stated := _find_stated_line(page):
        return _read_line(document, stated, lineage)
    if span := document.find_fact_span("title"):
        return _read_recognized_title(document, span, lineage)
    return _find_unrecognized_title(document, page, lineage)


def _find_unrecognized_title(document: Document, page: PageLines, lineage: OffsetChain) -> Candidate | None:
    """Return the title of a page that the strip stage did not judge, or of which it recognized none."""
    title = _drop_prose(_find_title_paragraph(document, lineage))
    is_weak = title is None or not _may_be_title(normalize_chars(title.value))
    if title is None and (labelled := next(filter(_is_labelled_title, page.lines[:MAX_LABEL_LINES]), None)):
        return _read_line(document, labelled, lineage)
    above = _find_line_above_byline(page, MAX_LINES_TO_ARTICLE * (1 + is_weak))
    if above < 0:
        return title
    line = page.lines[above]
    if title is not None and not _contradicts(page, above, title):
        return title
    return _read_line(document, line, lineage)


def _find_stated_line(page: PageLines) -> PageLine | None:
    """Return the first line that a line with the label of a title says again, one of the article first."""
    lines = map(page.lines.__getitem__, page.index.find_lines(*TITLE_WORDS))
    stated = {normalize_letters(title) for line in lines if (title := find_stated_title(line.text))}
    if not stated:
        return None
    same = [line for line in page.lines if line.letters in stated]
    return next((line for line in same if line.is_kept), same[0] if same else None)


def _read_recognized_title(document: Document, title: Span, lineage: OffsetChain) -> Candidate:
    """Return the title that the strip stage recognized: as the clean text has it where it is a paragraph.

    Args:
        document: the document.
        title: the raw span of the title.
        lineage: what leads from the clean text back to the raw text.
    """
    for i, paragraph in enumerate(document.paragraphs):
        source = lineage.map_back(paragraph.span)
        if source.start < title.end and title.start < source.end:
            if len(source) <= len(title) + MAX_TITLE_MARGIN:
                return _read_paragraph(document, i, lineage)
            break
    raw = title.slice_text(document.raw)
    span = find_headline(raw, [])
    place = Span(title.start + span.start, title.start + span.end)
    return Candidate("title", span.slice_text(raw).strip(), "recognized by the judge", place, 1)


def _drop_prose(title: Candidate | None) -> Candidate | None:
    """Return a title, None for one that is a passage of prose or a note in brackets."""
    if title and _BRACKETED_NOTE.fullmatch(title.value):
        return None
    if title and len(title.value) > MAX_TITLE_CHARS and len(_COMMA.findall(title.value)) > MAX_TITLE_COMMAS:
        return None
    return title


def _find_title_paragraph(document: Document, lineage: OffsetChain) -> Candidate | None:
    at = next((i for i, p in enumerate(document.paragraphs) if p.role == "title"), -1)
    return _read_paragraph(document, at, lineage) if at >= 0 else None


def _read_paragraph(document: Document, at: int, lineage: OffsetChain) -> Candidate:
    """Return the title within a paragraph: without the site's name, labels and marks."""
    text, title = document.text, document.paragraphs[at].span
    below = [p.span.slice_text(text) for p in document.paragraphs[at + 1 : at + 1 + MAX_PARAGRAPHS_BELOW]]
    start = title.start + measure_heading_mark(title.slice_text(text))
    span = find_headline(text[start : title.end], below)
    span = Span(start + span.start, start + span.end)
    return Candidate("title", span.slice_text(text), "title paragraph", lineage.map_back(span), 1)


def _is_labelled_title(line: PageLine) -> bool:
    return bool(_TITLE_LABEL.match(line.text))


def _find_line_above_byline(page: PageLines, max_lines: int) -> int:
    """Return the number of the line above the first byline that leads to an article, -1 for none."""
    for i in range(1, len(page.lines)):
        if _is_byline(page.lines[i]) and _leads_to_article(page, i, max_lines):
            for at in range(i - 1, max(-1, i - 1 - MAX_LINES_BETWEEN), -1):
                if _may_be_title(page.lines[at].text):
                    return at
            return -1
    return -1


def _is_byline(line: PageLine) -> bool:
    """Tell whether a line is taken away and holds a time with little else, or a label of a byline."""
    text = line.text
    if is_account_line(text):
        return True
    if line.is_kept or len(text) > MAX_LINE_UNDER_TITLE_CHARS:
        return False
    mention = next(find_dates(text), None)
    return bool(_BYLINE.match(text)) or (mention is not None and not text[: mention.start].strip(" ·|【[("))


def _leads_to_article(page: PageLines, i: int, max_lines: int) -> bool:
    below = page.lines[i + 1 : i + 1 + max_lines]
    return any(line.is_kept and len(line.text) >= MIN_ARTICLE_LINE_CHARS for line in below)


def _may_be_title(text: str) -> bool:
    text = text.strip()
    fits = MIN_TITLE_CHARS <= len(text) <= MAX_TITLE_CHARS
    is_other = _NO_TITLE.search(text) or is_document_number(text) or ends_as_outlet(text)
    return fits and count_han(text) >= MIN_TITLE_HAN and not is_other


def _contradicts(page: PageLines, above: int, title: Candidate) -> bool:
    """Tell whether a title stands far from the line above the byline, or runs on behind that line."""
    line = page.lines[above]
    title_letters, line_letters = normalize_letters(title.value), line.letters
    if title.span is None or title_letters in line_letters:
        return False
    if any(near.letters == title_letters for near in page.lines[above : above + MAX_LINES_BETWEEN + 1]):
        return False  # the title itself stands between that line and the byline
    if not _may_be_title(normalize_chars(title.value)):
        return True
    if title_letters.startswith(line_letters):
        return len(title_letters) > len(line_letters)
    number = next((i for i, one in enumerate(page.lines) if one.span.end > title.span.start), 0)
    return number < above - MAX_LINES_BETWEEN


def _read_line(
    document: Document, line: PageLine, lineage: OffsetChain, *, is_whole: bool = False
) -> Candidate:
    """Return a line as the title: as the clean text has it where it is a paragraph there.

    `is_whole` tells that no part of the line is the name of the site.
    """
    raw = line.spell(0, len(line.text))
    for i, paragraph in enumerate(document.paragraphs):
        if _is_from(lineage, paragraph, line.span):
            if not is_whole:
                return _read_paragraph(document, i, lineage)
            text = paragraph.span.slice_text(document.text)
            value = raw if adds_remark(line.text, normalize_letters(text)) else text
            return Candidate("title", value.strip(), "line near the text", line.span, 1)
    span = Span(0, len(raw)) if is_whole else find_headline(raw, [])
    return Candidate("title", span.slice_text(raw).strip(), "line above the byline", line.span, 1)


def _is_from(lineage: OffsetChain, paragraph: Paragraph, line: Span) -> bool:
    """Tell whether a paragraph comes from a line and from no other."""
    source = lineage.map_back(paragraph.span)
    return line.start <= source.start < line.end and source.end <= line.end + 1
