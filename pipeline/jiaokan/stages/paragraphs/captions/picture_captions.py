"""Find the captions of a page of HTML by the pictures above them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.stages.paragraphs.captions.caption_evidence import may_be_label
from jiaokan.stages.paragraphs.line_markup import LineMarkup
from jiaokan.text.unicode_ranges import has_han

# classes of elements that hold captions: photo-cap, pic_desc
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:cap|figure|tuzhu|pic(?:ture)?[_-]?(?:desc|note|info|tit\w*))(?:$|[\s_-])", re.IGNORECASE
)
# classes of what stands beside a picture in a list or a thread: card-info, user-name, comment
_CARD_CLASS = re.compile(
    r"(?:^|[\s_-])(?:card|info|title|name|price|user|author|comm[eo]nt|reply|post)(?:$|[\s_-])", re.IGNORECASE
)
_MIN_ALT_CHARS = 2  # code points of a line that the alternative text of the picture begins with
_MAX_FIELD_CHARS = 6  # of the name of a field that opens captions, as 作品名
_FIELD = re.compile(rf"[^\s:]{{2,{_MAX_FIELD_CHARS}}}:")
_ROLES_OF_PROSE = frozenset(("body", "quote", "verse"))


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page of HTML and what is known of its paragraphs.

    Attributes:
        texts: the paragraphs, normalized.
        markup: what the markup shows around each; empty for a page of text.
        explicit_captions: those that say that they belong to a picture.
        other_roles: those that have another role.
        settings: the limits of the stage.
    """

    texts: Sequence[str]
    markup: Sequence[LineMarkup]
    explicit_captions: Collection[int]
    other_roles: Collection[int]
    settings: ParagraphSettings


def find_picture_captions(page: PicturePage) -> set[int]:
    """Return the paragraphs right below pictures that are captions of these, and those of their form."""
    captions = page.settings.captions
    scores = {i: _score_line(page, i) for i in range(len(page.markup)) if _may_be_caption(page, i)}
    below = {i: score for i, score in scores.items() if page.markup[i].alt is not None}
    has_captions = page.explicit_captions or any(score >= captions.min_points for score in below.values())
    bonus = captions.other_captions_points if has_captions else 0
    found = {
        i
        for i, score in below.items()
        if score + bonus * (not _CARD_CLASS.search(page.markup[i].names)) >= captions.min_points
    }
    return found | set(_find_same_fields(page, scores, found))


def _may_be_caption(page: PicturePage, i: int) -> bool:
    """Tell whether a paragraph has no other role and the form of a caption."""
    line, text = page.markup[i], page.texts[i]
    return (
        line.role in _ROLES_OF_PROSE | {"list_item"}
        and not line.is_link
        and i not in page.other_roles
        and i not in page.explicit_captions
        and has_han(text)
        and may_be_label(text, page.settings)
    )


def _score_line(page: PicturePage, i: int) -> int:
    """Return the points of a line as the caption of the picture above it."""
    line, below, captions = page.markup[i], page.markup[i + 1 : i + 2], page.settings.captions
    is_before_picture = i + 1 in page.explicit_captions or any(other.alt is not None for other in below)
    agrees = len(page.texts[i]) >= _MIN_ALT_CHARS and (line.alt or "").startswith(page.texts[i])
    return (
        captions.picture_points * (line.role in _ROLES_OF_PROSE)
        + captions.centred_points * line.is_centred
        + captions.alt_points * agrees
        + captions.named_points * bool(_CAPTION_CLASS.search(line.names))
        + captions.next_picture_points * is_before_picture
        - captions.bold_penalty * line.is_bold
    )


def _find_same_fields(page: PicturePage, scores: Mapping[int, int], found: Collection[int]) -> Iterator[int]:
    """Yield the lines that open with the field that several captions open with."""
    fields = Counter(field[0] for i in found if (field := _FIELD.match(page.texts[i])))
    for i in scores:
        field = _FIELD.match(page.texts[i])
        if field and fields[field[0]] >= page.settings.captions.min_confirming:
            yield i
