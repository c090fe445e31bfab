"""Assign a role to each paragraph of a page."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.paragraphs.captions import (
    CaptionContext,
    PicturePage,
    find_explicit_captions,
    find_inferred_captions,
    find_picture_captions,
)
from jiaokan.stages.paragraphs.headings import find_headings
from jiaokan.stages.paragraphs.line_markup import LineMarkup
from jiaokan.stages.paragraphs.list_markers import COLONS, COMMAS, SEMICOLONS, find_numbering_style
from jiaokan.stages.paragraphs.raw_layout import RawLayout
from jiaokan.stages.paragraphs.tables_verse_signatures import find_roles_by_shape
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.title_lines import cut_image_number, is_document_number, is_journal_issue
from jiaokan.text.verbatim import find_heading_depth, find_verbatim_lines

Role = tuple[str, int]  # name, level

_FIXED_ROLES = frozenset(("title", "code", "caption"))  # of paragraphs that no element makes a heading

_SHAPED_ROLES = frozenset(("verse", "signature"))  # of paragraphs that the markup calls no heading

_QUOTATION = re.compile("[“「][^“”「」]*(?:[“「][^“”「」]*[”」][^“”「」]*)*[”」][。]?$|>")
_MARKS_NOT_ENDING_TITLES = "。" + SEMICOLONS + COMMAS + COLONS
_ELLIPSIS_AT_END = re.compile(r"(?:。{2,}|\.{3,}|…+)$")
_CHAPTER_STYLES = frozenset(("part", "chapter", "section"))
_STOP_MARK = re.compile("[。!?;]")
_SITE_NAME_BAR = re.compile(r"[|_]| - ")
# two sentences or more: prose
_SEVERAL_SENTENCES = re.compile(r"[^。]{4,}。[^。]{4,}|(?=.{30})[^!?]{4,}[!?][^!?]{4,}[。!?]$")
_NOT_A_TITLE = compile_on_use(
    r"""
      [A-Za-z]\ ?:                                              # A:你好
    | (?:问题补充|数据来源|来源|作者|记者|编辑|时间|日期|姓名|电话|地址)
      [^:]{0,2}:                                                # 来源:
    | .{0,12}[0-9]日(?:报道|[讯电])$                              # 本报5月3日讯
    | [^\u4e00-\u9fff]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]              # pīnyīn
    | \S+\s+\d{4,}$                                            # 电话 62781234
    | [>\-]{2,}                                                # >>
    | [“「][^”」]*[”」]?$                                        # “走吧”
    | [\W\d_]*$                                                # 12-3
    """,
    re.VERBOSE,
)
_SPEAKER_LABEL = re.compile(r"[^\s:。,]{1,8}:\s*\S")
_MIN_DIALOGUE_SHARE = 0.5  # share of the first lines that have a speaker
_DIALOGUE_LINES = 8  # first lines that are examined for it
_MAX_SEGMENTED_TITLE_CHARS = 120  # of a title without a stop or with a site name after a bar, in code points


def assign_roles(
    texts: Sequence[str], raw_layout: RawLayout, settings: ParagraphSettings, known_title: int | None = None
) -> list[Role]:
    """Return the role and heading level of each paragraph.

    Args:
        texts: the non-empty paragraphs in order.
        raw_layout: their layout in the raw text.
        settings: the limits of the stage.
        known_title: the index of the title where it is known.

    Returns:
        One pair for each paragraph: the role, and the level from 1 of a heading or 0.
    """
    normalized_texts = normalize_chars("\n".join(texts)).split("\n") if texts else []
    roles = find_roles_by_shape(texts, normalized_texts, settings)
    roles |= {i: "code" for i in find_verbatim_lines(texts) if "-|" not in texts[i] or i not in roles}
    title = _find_title(normalized_texts, settings) if known_title is None else known_title
    if title is not None and roles.get(title, "verse") == "verse":
        roles[title] = "title"
    explicit_captions = _find_explicit_captions(normalized_texts, raw_layout, roles, settings)
    depths = enumerate(map(find_heading_depth, texts))
    markdown_depths = {i: depth for i, depth in depths if depth and i not in roles}
    roles |= dict.fromkeys(markdown_depths, "heading")
    taken = explicit_captions | find_taken(roles, raw_layout.markup)
    levels = find_headings(normalized_texts, taken, settings, raw_layout.markup) | markdown_depths
    shaped = {i for i, line in enumerate(raw_layout.markup) if line.level and roles.get(i) in _SHAPED_ROLES}
    roles = {i: role for i, role in roles.items() if i not in shaped}
    repeated_texts = frozenset(text for text, count in Counter(normalized_texts).items() if count > 1)
    unindented = raw_layout.unindented
    captions = explicit_captions | find_inferred_captions(
        CaptionContext(
            normalized_texts, levels, roles, explicit_captions, unindented, repeated_texts, settings
        )
    )
    roles |= dict.fromkeys(levels, "heading") | dict.fromkeys(sorted(captions), "caption")
    named = [
        roles.get(i) or _find_plain_role(normalized_texts, i, settings) for i in range(len(normalized_texts))
    ]
    return [(role, levels.get(i, 0) * (roles.get(i) == "heading")) for i, role in enumerate(named)]


def _find_explicit_captions(
    texts: Sequence[str], raw_layout: RawLayout, roles: Mapping[int, str], settings: ParagraphSettings
) -> set[int]:
    """Return the captions by what they say, and by the picture above them; names in a row look like verse."""
    others = {i for i, role in roles.items() if role != "verse"}
    captions = find_explicit_captions(texts, raw_layout.removed_lines_above, others, settings)
    return captions | find_picture_captions(PicturePage(texts, raw_layout.markup, captions, others, settings))


def find_taken(roles: Mapping[int, str], markup: Sequence[LineMarkup]) -> set[int]:
    """Return the paragraphs that can be no heading.

    Args:
        roles: the roles of those that have one.
        markup: what the markup of a page of HTML shows; what it calls a heading may be no verse or signature.
    """
    marked = {i for i, line in enumerate(markup) if line.level}
    return {i for i, role in roles.items() if role in _FIXED_ROLES or i not in marked}


def _find_plain_role(texts: Sequence[str], i: int, settings: ParagraphSettings) -> str:
    """Return the role of a paragraph that only its start and its end show."""
    if find_numbering_style(texts[i]):
        return "list_item"
    is_introduced = i > 0 and texts[i - 1][-1] in COLONS
    if _QUOTATION.match(texts[i]) and (is_introduced or len(texts[i]) >= settings.quotes.min_chars):
        return "quote"
    return "body"


def _find_title(texts: Sequence[str], settings: ParagraphSettings) -> int | None:
    """Return the index of the title among the normalized paragraphs; None if the page has no title.

    Only the first paragraph can be the title, or the second if the first is the address of the site.
    """
    for i in range(min(2, len(texts))):
        if _is_title(texts[i], settings) and not _is_dialogue(texts):
            return i
        if not _is_site_line(texts[i]):
            return None
    return None


def _is_title(text: str, settings: ParagraphSettings) -> bool:
    max_chars = (
        _MAX_SEGMENTED_TITLE_CHARS
        if _SITE_NAME_BAR.search(text) or not _STOP_MARK.search(text)
        else settings.headings.max_title_chars
    )
    if len(text) > max_chars or _NOT_A_TITLE.match(text) or _is_site_line(text):
        return False
    if is_journal_issue(text) or is_document_number(text) or cut_image_number(text) != text:
        return False
    if find_numbering_style(text) and find_numbering_style(text) not in _CHAPTER_STYLES:
        return False
    has_closing_mark = text[-1] in _MARKS_NOT_ENDING_TITLES and not _ELLIPSIS_AT_END.search(text)
    return not has_closing_mark and not (
        _SEVERAL_SENTENCES.search(text) and not _ELLIPSIS_AT_END.search(text)
    )


def _is_site_line(text: str) -> bool:
    """Tell whether a line is a web address or a breadcrumb that begins with the home page."""
    return bool(re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?\S*|首页(?:\s*[>»].*)?", text, re.ASCII))


def _is_dialogue(texts: Sequence[str]) -> bool:
    """Tell whether the page begins with a dialogue."""
    if not _SPEAKER_LABEL.match(texts[0]):
        return False
    first_lines = texts[:_DIALOGUE_LINES]
    return sum(bool(_SPEAKER_LABEL.match(text)) for text in first_lines) > max(
        1, _MIN_DIALOGUE_SHARE * len(first_lines)
    )
