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
# width="600", height:400px, and no width="50%"
_PIXELS = re.compile(
    r"(?<![\w-])(?:width|height)\s*[=:]\s*[\"']?\s*(\d{1,5})(?![\d.]{0,5}\s?(?:%|v[wh]))", re.IGNORECASE
)
_MIN_PICTURE_PIXELS = 64  # of the width or height of a picture; smaller ones are icons
# signs of the page itself: icons, portraits of users, smileys, buttons, codes to scan
_ICON = re.compile(
    r"icon|avatar|uploadface|portrait|logo|smil|emoji|emotic|button|btn_|arrow|qrcode|ewm|erweima|/face",
    re.IGNORECASE,
)
_CENTRED = re.compile(
    r"text-align\s*:\s*center|align\s*=\s*[\"']?center|(?<![\w-])text-?center(?![\w-])", re.IGNORECASE
)
_SIZE = re.compile(
    r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,3})?|\.\d{1,3})\s*(px|pt|r?em|%)|(?<![\w-])size\s*=\s*[\"']?\+?(\d)",
    re.IGNORECASE,
)
_PIXELS_OF_UNIT = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
_FIRST_SIZE_PIXELS = 10
_INLINE_TAGS = frozenset(
    ("span", "a", "b", "strong", "i", "em", "u", "font", "label", "small", "big", "mark")
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD_END = re.compile(r"</(?:b|strong)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LineMarkup:
    """What the markup shows around a paragraph.

    Attributes:
        role: its role by the elements that it stands in.
        level: the level of a heading by its element, 0 for others.
        alt: the alternative text, normalized, of a picture right above it; None where there is no picture.
        is_centred: whether an element that begins with it is centred.
        is_bold: whether it is bold as a whole.
        is_link: whether it begins inside a link.
        size_pixels: the size of its letters where an element that begins with it says so, 0 elsewhere.
        tag: the name of the innermost block that begins with it, "" for none.
        names: the classes of the elements that begin with it, separated by blanks.
    """

    role: str = "body"
    level: int = 0
    alt: str | None = None
    is_centred: bool = False
    is_bold: bool = False
    is_link: bool = False
    size_pixels: int = 0
    tag: str = ""
    names: str = ""


def read_line_markup(document: Document, spans: Sequence[Span]) -> tuple[LineMarkup, ...]:
    """Read the markup around the paragraphs of a document that was a page of HTML.

    Args:
        document: the document after earlier stages.
        spans: half-open spans of its non-empty paragraphs, in code points of `document.text`.
    """
    marked = {one.span.start: (one.role, one.level) for one in document.paragraphs}
    return tuple(
        _describe_gap(gap, inside, *marked.get(span.start, ("body", 0)))
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


def _describe_gap(gap: str, inside: str, role: str, level: int) -> LineMarkup:
    """Return what the raw text above a paragraph shows; most of it is tags."""
    if "<" not in gap:
        return LineMarkup(role, level)
    gap = _COMMENT.sub("", gap)
    tags = list(_TAG.finditer(gap))
    opened = [(tag[2].lower(), tag[3]) for tag in _find_open_tags(tags)]
    is_bold = any(name in _BOLD_TAGS or _BOLD_STYLE.search(attributes) for name, attributes in opened)
    sizes = [_read_size(size) for _, attributes in opened for size in _SIZE.finditer(attributes)]
    return LineMarkup(
        role,
        level,
        _read_alt(gap, tags),
        is_centred=any(name == "center" or _CENTRED.search(attributes) for name, attributes in opened),
        is_bold=is_bold and not _BOLD_END.search(inside),
        is_link=any(name == "a" and "href" in attributes.lower() for name, attributes in opened),
        size_pixels=sizes[-1] if sizes else 0,
        tag=next((name for name, _ in reversed(opened) if name not in _INLINE_TAGS), ""),
        names=" ".join(filter(None, (_read_attribute(_NAMES, attributes) for _, attributes in opened))),
    )


def _read_alt(gap: str, tags: Sequence[re.Match[str]]) -> str | None:
    """Return the alternative text of the last picture where only blanks and tags are below it."""
    picture = next((tag for tag in reversed(tags) if tag[2].lower() == "img"), None)
    if picture is None or not _is_picture(picture[3]):
        return None
    is_near = not extract_seen_text(_read_blanks(gap[picture.end() :]))
    return normalize_chars(_read_attribute(_ALT, picture[3])) if is_near else None


def _read_size(size: re.Match[str]) -> int:
    """Return a size of letters in pixels; a number of old markup stands for one of seven."""
    if size[3]:
        return _FIRST_SIZE_PIXELS + 2 * int(size[3])
    return round(float(size[1]) * _PIXELS_OF_UNIT[size[2].lower()])


def _find_open_tags(tags: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the tags of elements that are open behind the last of some tags."""
    opened: list[re.Match[str]] = []
    names: list[str] = []
    for tag in tags:
        name = tag[2].lower()
        if not tag[1]:
            if name not in _VOID_TAGS:
                opened.append(tag)
                names.append(name)
        elif (at := next((i for i in reversed(range(len(opened))) if names[i] == name), -1)) >= 0:
            del opened[at:], names[at:]
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
