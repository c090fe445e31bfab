"""Find text that a page repeats: its title, a path of links that ends in it, an abstract of its opening."""

import re
from collections.abc import Collection, Iterator
from itertools import islice

from jiaokan.config.strip_settings import RepeatedTextSettings
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.strip.judge.units import MIN_PROSE_CHARS, CutPage
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence
from jiaokan.text.normalized_view import keep_letters
from jiaokan.text.title_lines import cut_image_number

_TEXT_LINE_ENDS = ("。", "。”", ",", "、", ";")  # ends of a line of prose, not of a title
_CLAUSE_MARK = re.compile("[。！？!?…;,、]")
_LABELLED_ABSTRACT = compile_on_use(
    r"[\[【(]?(?:本文|内容|核心)?(?:摘要|导读|导语|提示|提要|简介|概要|简要描述|要点)[\]】)]?"
    r" ?[:|] ?(?P<abstract>.+)"
)
_ELLIPSIS_CHARS = " .…"  # the end of an abstract that was cut
_HAN = re.compile("[\u3400-\u9fff]")
_MIN_LATIN_WORDS = 3  # words of a title without Han; an article says a shorter one again as a term
_BREADCRUMB = re.compile("首页[ |>]")
_TITLE_AGAIN = BoilerplateEvidence("repeated/title", "duplicate_title", 1.0, "says the title again")
_TITLE_AS_IMAGE = BoilerplateEvidence("repeated/image-name", "image_alt", 1.0, "says the title again")
_TITLE_PART = BoilerplateEvidence(
    "repeated/title-part", "duplicate_title", 1.0, "says most of the title again"
)
_MAX_UNITS_TO_TITLE = 3  # units below a breadcrumb among which the title stands


def find_first_prose(page: CutPage, removed: Collection[int]) -> int:
    """Return the index of the first kept unit of prose; the number of units if there is none."""
    for i, text in enumerate(page.texts):
        if i not in removed and (
            text.endswith(_TEXT_LINE_ENDS) or (len(text) >= MIN_PROSE_CHARS and _CLAUSE_MARK.search(text))
        ):
            return i
    return len(page.texts)


def find_title_repeats(
    page: CutPage, title: int, body: int, removed: Collection[int], settings: RepeatedTextSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units that repeat the title; above the body a part of the title is enough.

    A piece inside a line whose other pieces stay is part of a sentence, and stays with them.

    Args:
        page: The page in units.
        title: Index of the unit that is the title.
        body: Index of the first unit of prose.
        removed: Indexes of the units that are removed already.
        settings: The limits of this search.
    """
    title_letters = keep_letters(page.texts[title])
    if not _is_distinct_title(page.texts[title], len(title_letters), settings):
        return
    max_chars = 2 * len(page.texts[title])
    for i, text in enumerate(page.texts):
        if i == title or i in removed or len(text) > max_chars or _is_amid_kept(page, i, title, removed):
            continue
        lowered = text.lower()
        if title_letters[0] not in lowered and title_letters[-1] not in lowered:  # most units: a quick test
            continue
        without_number = cut_image_number(lowered)
        letters = keep_letters(without_number)
        if letters == title_letters:
            is_image = i >= body or without_number != lowered
            yield i, _TITLE_AS_IMAGE if is_image else _TITLE_AGAIN
        elif i < min(body, title) and _is_title_part(letters, title_letters, settings.min_title_share):
            yield i, _TITLE_PART


def _is_distinct_title(text: str, letter_count: int, settings: RepeatedTextSettings) -> bool:
    """Tell whether a line with the words of this title is a copy; short ones recur as terms of the text."""
    if text.endswith("。") or not settings.min_title_letters <= letter_count <= settings.max_title_letters:
        return False
    return bool(_HAN.search(text)) or len(text.split(" ")) >= _MIN_LATIN_WORDS


def _is_amid_kept(page: CutPage, at: int, title: int, removed: Collection[int]) -> bool:
    """Tell whether a unit is a piece beside a piece of its line that stays, and not beside the title."""
    unit = page.units[at]
    beside = [at - 1] * (unit.piece > 0) + [at + 1] * (unit.piece < unit.pieces - 1)
    return title not in beside and any(other not in removed for other in beside)


def _is_title_part(part: str, title: str, min_share: float) -> bool:
    """Tell whether letters begin or end the title and are at least this share of it."""
    return min_share * len(title) <= len(part) < len(title) and (
        title.endswith(part) or title.startswith(part)
    )


def find_breadcrumbs(
    page: CutPage, removed: Collection[int], settings: RepeatedTextSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units that lead from the home page to a title, which a unit soon below says again."""
    for i, text in enumerate(page.texts):
        if i in removed or not text.startswith("首页") or not _BREADCRUMB.match(text):
            continue
        letters = keep_letters(text)
        for below in islice(_iterate_kept(page, removed, i + 1), _MAX_UNITS_TO_TITLE):
            title = keep_letters(page.texts[below])
            if settings.min_title_letters <= len(title) < len(letters) and letters.endswith(title):
                why = "leads from the home page to the title"
                yield i, BoilerplateEvidence("repeated/breadcrumb", "navigation", 1.0, why)
                break


def _iterate_kept(page: CutPage, removed: Collection[int], start: int) -> Iterator[int]:
    """Yield the indexes from `start` on of the units that are not removed."""
    return (at for at in range(start, len(page.texts)) if at not in removed)


def find_abstracts(
    page: CutPage, removed: Collection[int], settings: RepeatedTextSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units that only repeat the text below them, and are labelled or cut as abstracts are.

    What is cut goes on below. A reply in a thread that ends with an ellipsis stays where others quote it with
    the ellipsis. Distances count units that are not removed, as on a second reading of the page.
    """
    for i in islice(_iterate_kept(page, removed, 0), settings.max_abstract_units):
        text = page.texts[i]
        if page.units[i].pieces > 1:
            continue
        labelled = _LABELLED_ABSTRACT.fullmatch(text)
        if not labelled and not text.endswith(("...", "…")):
            continue
        letters = keep_letters((labelled["abstract"] if labelled else text).rstrip(_ELLIPSIS_CHARS))
        if len(letters) < settings.min_abstract_letters:
            continue
        units_below = islice(_iterate_kept(page, removed, i + 1), settings.max_units_below)
        below = "".join([page.texts[at] for at in units_below])
        if not labelled and text in below:
            below = below.replace(text, "\n")
        if letters in keep_letters(below):
            yield i, BoilerplateEvidence("repeated/abstract", "abstract", 1.0, "repeats the text below it")
