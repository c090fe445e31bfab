"""Find table rows, verse and signatures by the shape of their lines."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import has_sentence_end
from jiaokan.text.signed_dates import DATE_LINE
from jiaokan.text.verse import is_verse, measure_clauses

_CELL_SEPARATOR = re.compile(r"\t+| *\| *| {3,}")
# 第一条    为规范, 二、     制度的主要内容
_NUMBER_AND_GAP = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百零\d]{1,5}[章节条款编]|[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）])\s*"
)
# the close of a letter or a notice is above the name and is no name
_SIGNER_NAME = re.compile(r"(?!此致|敬礼|特此|谨此)[^,。;:!?]{2,24}$")

RoleAssignments = Iterator[tuple[int, str]]


def find_roles_by_shape(
    texts: Sequence[str], normalized_texts: Sequence[str], settings: ParagraphSettings
) -> dict[int, str]:
    """Return the paragraphs that are table rows, verse or a signature, each with its role.

    Args:
        texts: the paragraphs.
        normalized_texts: the same paragraphs, normalized.
        settings: the limits of the stage.
    """
    return {
        **dict(_find_verse(normalized_texts, settings)),
        **dict(_find_table_rows(texts)),
        **dict(_find_signature(normalized_texts, settings)),
    }


def _find_table_rows(texts: Sequence[str]) -> RoleAssignments:
    """Yield consecutive lines, two or more, with the same number of cells.

    The gap behind the number of an item or an article parts no cells.
    """
    separator_counts = [
        len(_CELL_SEPARATOR.findall(_NUMBER_AND_GAP.sub("", text).strip("| ")))
        if "|" in text or "\t" in text or "   " in text
        else 0
        for text in texts
    ]
    for i, count in enumerate(separator_counts):
        if count and count in (*separator_counts[max(0, i - 1) : i], *separator_counts[i + 1 : i + 2]):
            yield i, "table"


def _find_verse(texts: Sequence[str], settings: ParagraphSettings) -> RoleAssignments:
    """Yield runs of short lines that are verse."""
    run: list[int] = []
    for i, text in enumerate((*texts, "")):
        lengths = measure_clauses(text, settings.verse)
        if lengths and (not run or text[-1].isalnum() == texts[run[0]][-1].isalnum()):
            run.append(i)
            continue
        if run and is_verse([texts[j] for j in run], settings.verse):
            yield from ((j, "verse") for j in run)
        run = [i] if lengths else []


def _find_signature(texts: Sequence[str], settings: ParagraphSettings) -> RoleAssignments:
    """Yield the signed names and the date at the end of a document."""
    last = len(texts) - 1
    date_lines = [
        i
        for i in range(max(1, last - settings.signatures.max_closing_paragraphs + 1), last + 1)
        if DATE_LINE.match(texts[i])
    ]
    for i in date_lines:
        yield i, "signature"
        for j in range(i - 1, max(0, i - settings.signatures.max_closing_paragraphs), -1):
            if not _SIGNER_NAME.match(texts[j]) or has_sentence_end(texts[j]):
                break
            yield j, "signature"
