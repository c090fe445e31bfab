"""What the markup of a page of HTML shows around each paragraph: pictures above it, bold type, its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from jiaokan.core.document import Document
from jiaokan.core.edits import Span
from jiaokan.core.ledger import OffsetChain
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.seen_text import extract_seen_text

_MAX_GAP_CHARS = 3000  # code points of the markup above a paragraph that are read
_COMMENT = re.compile(r"<!--.*?-->|<(script|style|noscript|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_VOID_TAGS = frozenset(("img", "br", "hr", "input", "meta", "link", "source", "wbr", "col", "area", "embed"))
_ATTRIBUTE = r"(?<![\w-])%s\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_ALT = re.compile(_ATTRIBUTE % "alt", re.IGNORECASE)
_NAMES = re.compile(_ATTRIBUTE % "class", re.IGNORECASE)
_PIXELS = re.compile(r"(?<![\w-])(?:width|height)\s*[=:]\s*[\"']?\s*(\d+)", re.IGNORECASE)
_MIN_PICTURE_PIXELS = 64  # of the width or height of a picture; smaller ones are icons
# signs of the page itself: icons, portraits of users, smileys, buttons, codes to scan
_ICON = re.compile(
    r"icon|avatar|uploadface|portrait|logo|smil|emoji|emotic|button|btn_|arrow|qrcode|ewm|erweima|/face",
    re.IGNORECASE,
)
_CENTRED = re.compile(
    r"text-align\s*:\s*center|align\s*=\s*[\"']?center|(?<![\w-])text-?center(?![\w-])", re.IGNORECASE
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD_END = re.compile(r"</(?:b|strong)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LineMarkup:
    """What the markup shows around a paragraph.

    Attributes:
        role: its role by the elements that it stands in.
        alt: the alternative text, normalized, of a picture right above it; None where there is no picture.
        is_centred: whether an element that begins with it is centred.
        is_bold: whether it is bold as a whole.
        is_link: whether it begins inside a link.
        names: the classes of the elements that begin with it, separated by blanks.
    """

    role: str = "body"
    alt: str | None = None
    is_centred: bool = False
    is_bold: bool = False
    is_link: bool = False
    names: str = ""


def read_line_markup(document: Document, spans: Sequence[Span]) -> tuple[LineMarkup, ...]:
    """Read the markup around the paragraphs of a document that was a page of HTML.

    Args:
        document: the document after earlier stages.
        spans: half-open spans of its non-empty paragraphs, in code points of `document.text`.
    """
    role_by_start = {paragraph.span.start: paragraph.role for paragraph in document.paragraphs}
    return tuple(
        _describe_gap(gap, inside, role_by_start.get(span.start, "body"))
        for span, (gap, inside) in zip(spans, _find_markup(document, spans), strict=True)
    )


def _find_markup(document: Document, spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """Yield the raw text between each paragraph and the one above it, and that of the paragraph."""
    raw, offsets, previous_end = document.raw, OffsetChain(document.steps), 0
    for span in spans:
        start, _ = offsets.map_range(span.start, span.start + 1)
        _, end = offsets.map_range(span.end - 1, span.end)
        first = previous_end
        if start - first > _MAX_GAP_CHARS:  # it begins with a whole tag, which may hold a picture
            first = max(raw.rfind("<", first, start - _MAX_GAP_CHARS), first)
        yield raw[first:start], raw[start:end]
        previous_end = end


def _describe_gap(gap: str, inside: str, role: str) -> LineMarkup:
    """Return what the raw text above a paragraph shows; most of it is tags."""
    if "<" not in gap:
        return LineMarkup(role)
    gap = _COMMENT.sub("", gap)
    tags = list(_TAG.finditer(gap))
    opened = list(_find_open_tags(tags))
    pictures = [tag for tag in tags if tag[2].lower() == "img"]
    alt = None
    if (
        pictures
        and _is_picture(pictures[-1][3])
        and not extract_seen_text(_read_blanks(gap[pictures[-1].end() :]))
    ):
        alt = normalize_chars(_read_attribute(_ALT, pictures[-1][3]))
    is_bold = any(tag[2].lower() in _BOLD_TAGS or _BOLD_STYLE.search(tag[3]) for tag in opened)
    return LineMarkup(
        role,
        alt,
        any(tag[2].lower() == "center" or _CENTRED.search(tag[3]) for tag in opened),
        is_bold and not _BOLD_END.search(inside),
        any(tag[2].lower() == "a" and "href" in tag[3].lower() for tag in opened),
        " ".join(filter(None, (_read_attribute(_NAMES, tag[3]) for tag in opened))),
    )


def _find_open_tags(tags: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the tags of elements that are open behind the last of some tags."""
    opened: list[re.Match[str]] = []
    for tag in tags:
        name = tag[2].lower()
        if not tag[1]:
            if name not in _VOID_TAGS:
                opened.append(tag)
        elif (at := max((i for i, one in enumerate(opened) if one[2].lower() == name), default=-1)) >= 0:
            del opened[at:]
    yield from opened


def _is_picture(attributes: str) -> bool:
    """Tell whether an image is one of the text, and no icon or button."""
    if _ICON.search(attributes[:_MAX_GAP_CHARS]):
        return False
    return all(int(pixels) >= _MIN_PICTURE_PIXELS for pixels in _PIXELS.findall(attributes[:_MAX_GAP_CHARS]))


def _read_blanks(html: str) -> str:
    """Return a piece of HTML with its entities decoded, as far as they are blanks."""
    return re.sub(
        "&[#a-zA-Z0-9]+;?",
        lambda entity: unescape(entity[0]) if unescape(entity[0]).isspace() else entity[0],
        html,
    )


def _read_attribute(pattern: re.Pattern[str], attributes: str) -> str:
    """Return the value of an attribute, "" for none."""
    match = pattern.search(attributes)
    return unescape(match[1] or match[2] or match[3] or "").strip() if match else ""
