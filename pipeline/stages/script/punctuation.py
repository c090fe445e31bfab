"""Give Chinese prose its full-width marks back, where a page lost them all to half width.

Each mark is judged by the words it stands between, blanks and other marks apart: between Chinese
words it is Chinese; between numbers, Latin words or in an address it is not. A page that kept its
full-width marks meant the half-width ones that it has, and is left alone.
"""

import re
from collections.abc import Iterator

from pipeline.edit import Edit
from pipeline.han import ASTRAL_HAN, BLANK, HALF_TO_FULL, HAN

_RULES = {
    ",": "punctuation/comma",
    ":": "punctuation/colon",
    ";": "punctuation/semicolon",
    "?": "punctuation/question",
    "!": "punctuation/exclamation",
    "(": "punctuation/bracket",
    ")": "punctuation/bracket",
}
_HAN_CHAR = re.compile(f"[{HAN}]|[{ASTRAL_HAN}]")
_MARK = re.compile("[,:;?!()]")
_KEPT = re.compile("[，：；？！]")
_BETWEEN = re.compile(f"(?<=[{HAN}”’》）」』])[,:;?!](?=[{HAN}“‘《（「『\n])")
# addresses of the web and of mail
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+", re.ASCII
)
_PASSED_BY = frozenset(BLANK + "，：；？！（）,:;?!()。、.…—-\"'“”‘’「」『』《》〈〉【】[]〔〕·*")
_BREAK = frozenset(("", "\n"))
_FAR = 8  # so many code points without a word are a gap
_BRACKET = 200  # code points that a pair of brackets may hold


def full_width(text: str) -> Iterator[Edit]:
    """Propose a full-width mark for each half-width one that stands in Chinese."""
    if not _flattened(text):
        return
    pairs = _pairs(text)
    addresses = _ADDRESS.finditer(text)
    address = next(addresses, None)
    for match in _MARK.finditer(text):
        place, mark = match.start(), match[0]
        while address and address.end() <= place:
            address = next(addresses, None)
        if address and address.start() <= place:
            continue
        if _in_chinese(text, place) if mark not in "()" else _holds_chinese(text, pairs.get(place)):
            yield Edit(place, mark, HALF_TO_FULL[mark], _RULES[mark])


def _flattened(text: str) -> bool:
    """Say whether more marks between Chinese are half width than full width."""
    kept = len(_KEPT.findall(text))
    return not kept or len(_BETWEEN.findall(text)) > kept


def _in_chinese(text: str, place: int) -> bool:
    """Say whether the mark ends Chinese words, or stands between others and Chinese ones."""
    left, right = _word(text, place, -1), _word(text, place, 1)
    if _is_han(left) or _is_han(right):
        return True
    return right in _BREAK and left not in _BREAK and _after_prose(text, place)


def _holds_chinese(text: str, pair: tuple[int, int] | None) -> bool:
    """Say whether a pair of brackets holds Chinese words, or something else between them."""
    if pair is None:
        return False
    if _HAN_CHAR.search(text, *pair):
        return True
    left, right = _word(text, pair[0], -1), _word(text, pair[1], 1)
    return (_is_han(left) or left in _BREAK) and (_is_han(right) or right in _BREAK) and left + right != ""


def _pairs(text: str) -> dict[int, tuple[int, int]]:
    """Return the brackets that belong together, under the place of each."""
    pairs = {}
    opened: list[int] = []
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened and match.start() - (start := opened.pop()) <= _BRACKET:
            pairs[start] = pairs[match.start()] = (start, match.start())
    return pairs


def _word(text: str, place: int, step: int) -> str:
    """Return the nearest character of a word, "\\n" where the line ends first, "" at a gap or the end."""
    for i in range(place + step, place + step * _FAR, step):
        if not 0 <= i < len(text):
            break
        if text[i] not in _PASSED_BY:
            return text[i]
    return ""


def _is_han(char: str) -> bool:
    return _HAN_CHAR.match(char) is not None


def _after_prose(text: str, place: int) -> bool:
    """Say whether most of what stands right before on the line is Chinese."""
    before = text[max(0, place - 30) : place].rpartition("\n")[2]
    return 2 * len(_HAN_CHAR.findall(before)) > len(before)
