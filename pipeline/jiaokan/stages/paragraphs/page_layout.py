"""What a page shows of its layout as a whole, before any two of its lines are compared."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.broken_sentences import is_torn, said_again, torn
from jiaokan.stages.paragraphs.flattened_blocks import flattened
from jiaokan.stages.paragraphs.list_markers import CLAUSES, COMMAS, CONTINUES, RESTS, amid, finished, style
from jiaokan.stages.paragraphs.tables_verse_signatures import metre
from jiaokan.stages.paragraphs.text_lines import Line, columns
from jiaokan.text.unicode_ranges import count_han
from jiaokan.text.word_boundaries import bond

# what a wrap never parts: a Latin word or a number, or one character, and the marks around it
_UNIT = re.compile(r"[(“‘\[【《「『]*(?:[A-Za-z0-9.%'@/_-]+|.)[,。、;:?!”’)\]】》」』]*")
_MARKED = re.compile("[,。、;?!“”] ?[^ ]|(?:[A-Za-z]+,? ){3}")
_LETTER = re.compile(r"[^\W_]-?$")
_DIGITS = re.compile(r"\d+")
_SENTENCE = re.compile("[。!?][”’)]*(?=.)")
_OPENING = 6  # code points that hold the first two but for digits
_LATIN = re.compile(r"[A-Za-z0-9,.;:)%]\n[A-Za-z0-9(]")


@dataclass(frozen=True, slots=True)
class Measure:
    """The length at which a page wraps its lines, in columns or in code points.

    `exact`: it cuts there, whatever stands there.
    """

    size: int
    points: bool
    exact: bool

    def of(self, line: Line) -> int:
        """Return the length of a line."""
        return line.margin + len(line.read) if self.points else line.width

    def short(self, line: Line) -> bool:
        """Tell whether a line is so short that it may be a heading."""
        return 2 * self.of(line) <= self.size

    def full(self, before: Line, after: Line) -> bool:
        """Tell whether the first unit of the next line would not have found room on this one."""
        if self.exact:
            return self.of(before) >= self.size
        unit = _UNIT.match(after.read[:80])
        room = self.size - self.of(before) - len(glue(before.read, after.read))
        return room < ((len(unit[0]) if self.points else columns(unit[0])) if unit else 1)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows as a whole.

    `wrap`: the length at which it wraps; `opens`: how paragraphs of wrapped lines begin, again and again;
    `clauses`: it breaks its lines at every semicolon; `even`: its long lines are alike in length and stop
    amid sentences; `torn`: it tears what it says at the ends of lines; `said`: what stands across such
    ends and elsewhere too; `flattened`: it shows paragraphs by lone spaces; `indented`: share of its
    lines that are indented; `feeds`: the line feeds between two lines at least; `pieced`: lines begin
    with marks that nothing begins with; `verse`: most lines are clauses as short as those of verse.
    """

    settings: Paragraphs
    wrap: Measure | None
    opens: frozenset[str]
    clauses: bool
    even: bool
    torn: bool
    said: frozenset[str]
    flattened: bool
    indented: float
    feeds: int
    pieced: bool = False
    verse: bool = False


def glue(before: str, after: str) -> str:
    """Return what stands between two lines that are one: a space between Latin words, else nothing."""
    return " " if _LATIN.match(f"{before[-1:]}\n{after[:1]}") else ""


def survey(lines: Sequence[Line], mended: bool, settings: Paragraphs) -> Page:
    """Look at the page as a whole; one that was mended before has no torn lines left."""
    said = said_again(lines, settings)
    inner = sum(line.read.count(CLAUSES, 0, -1) for line in lines)
    ends = sum(line.read[-1] in CLAUSES for line in lines)
    feeds = min((line.feeds for line in lines[1:] if line.feeds), default=1)
    indented = sum(line.margin > 0 for line in lines[1:])
    wrap = _wrap(lines, feeds, settings)
    shown = indented or any(line.feeds > feeds for line in lines[1:])
    return Page(
        settings,
        wrap,
        _opens(lines, wrap) if wrap and not shown else frozenset(),
        clauses=ends > inner,
        even=_even(lines, said, settings),
        torn=not mended and not any(line.paged for line in lines) and torn(lines, said, settings),
        said=said,
        flattened=flattened(lines, settings),
        indented=indented / max(len(lines), 1),
        feeds=feeds,
        pieced=any(CONTINUES.match(line.read) for line in lines[1:]),
        verse=_versed(lines, settings),
    )


def _versed(lines: Sequence[Line], settings: Paragraphs) -> bool:
    """Tell whether most lines are of several clauses that are as short as those of verse."""
    sung = sum(
        bool(lengths := metre(line.read, settings)) and max(lengths) <= settings.verse_lyric for line in lines
    )
    return len(lines) >= settings.verse_lines and 2 * sung > len(lines)


def _even(lines: Sequence[Line], said: frozenset[str], settings: Paragraphs) -> bool:
    """Tell whether long lines are alike in length and stop amid sentences, some amid words, as pages do."""
    if not any(amid(a.read) and is_torn(a.read, b.read, said, settings) for a, b in pairwise(lines)):
        return False
    long = [line for line in lines[:-1] if len(line.read) >= settings.unfinished]
    middle = sorted(line.width for line in long)[len(long) // 2] if long else 0
    alike = [line for line in long if abs(line.width - middle) <= middle * settings.even]
    cut = sum(amid(line.read) for line in alike)
    return len(alike) > 1 and 2 * len(alike) > len(long) and 2 * cut > len(long)


def _wrap(lines: Sequence[Line], feeds: int, settings: Paragraphs) -> Measure | None:
    """Return the length at which lines are full, if full lines stop amid sentences and others end them."""
    if len(lines) < settings.wrap_lines:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if b.feeds <= feeds]
    shares = {m: _share(m, pairs) for m in _measures(lines, settings)}
    best = max(shares, key=lambda m: shares[m] + settings.wrap_exact * m.exact, default=None)
    if best is None or shares[best] < settings.wrap_share:
        return None
    full = [a for a, b in pairs if best.full(a, b)]
    rest = [best.short(a) or _ends(a, b) for a, b in pairs[1:] if not best.full(a, b)]
    stray = max(settings.wrap_stray * len(rest), settings.wrap_over * len(full))
    if (
        len({best.of(line) for line in lines}) == 1
        or _listed(lines, settings)
        or not (_tears(best, pairs, settings) or _is_indented(lines))
    ):
        return None
    return best if _flows(full, settings) and (best.exact or rest.count(False) <= stray) else None


def _listed(lines: Sequence[Line], settings: Paragraphs) -> bool:
    """Tell whether most lines begin alike: those that a wrap cuts do not."""
    starts = Counter(opening(line.read) for line in lines)
    return max(starts.values()) > max(2, settings.wrap_alike * len(lines))


def _is_indented(lines: Sequence[Line]) -> bool:
    """Tell whether paragraphs are indented, each after a full stop, and other lines are not."""
    starts = [i for i, line in enumerate(lines) if line.margin]
    closed = all(finished(lines[i - 1].read) for i in starts if i)
    return closed and len(starts) > 1 and 2 * len(starts) < len(lines) and starts[0] == 0


def _tears(wrap: Measure, pairs: Sequence[tuple[Line, Line]], settings: Paragraphs) -> bool:
    """Tell whether any full line stops amid a word or at a comma, as a wrap makes one in two stop."""
    full = [(a.read, b.read) for a, b in pairs if wrap.full(a, b)]
    return any(a[-1] in COMMAS or count_han(a[-1] + b[0]) < 2 or bond(a, b) >= settings.word for a, b in full)


def _opens(lines: Sequence[Line], wrap: Measure) -> frozenset[str]:
    """Return how paragraphs begin after lines that are not full, if they do so far oftener than sentences."""
    inner = Counter(opening(line.read[at.end() :]) for line in lines for at in _SENTENCE.finditer(line.read))
    starts = Counter(opening(b.read) for a, b in pairwise(lines) if finished(a.read) and not wrap.full(a, b))
    return frozenset(start for start, count in starts.items() if count > max(1, 2 * inner[start]))


def opening(read: str) -> str:
    """Return how a folded line begins, with all numbers alike."""
    return _DIGITS.sub("0", read[:_OPENING])[:2]


def _flows(full: Sequence[Line], settings: Paragraphs) -> bool:
    """Tell whether full lines are prose that goes on, and not verse, names or rows of figures."""
    letters = sum(bool(_LETTER.search(line.read)) for line in full)
    prose = sum(bool(_MARKED.search(line.read)) for line in full)
    return letters >= settings.wrap_amid * len(full) and prose >= settings.wrap_prose * len(full)


def _ends(line: Line, after: Line) -> bool:
    """Tell whether a paragraph may well end with a line."""
    rests = finished(line.read) or line.read[-1] in RESTS
    return rests or bool(style(line.read)) or after.margin > line.margin


def _share(measure: Measure, pairs: Sequence[tuple[Line, Line]]) -> float:
    return sum(measure.full(a, b) for a, b in pairs) / max(len(pairs), 1)


def _measures(lines: Sequence[Line], settings: Paragraphs) -> Iterator[Measure]:
    """Yield the lengths that a page may wrap at: the commonest, and the longest but for a few outliers."""
    for points in (False, True):
        sizes = sorted(line.margin + len(line.read) if points else line.width for line in lines)
        common = max(Counter(sizes).items(), key=lambda item: (item[1], item[0]))[0]
        for size in dict.fromkeys((common, sizes[int(0.9 * (len(sizes) - 1))], sizes[-1])):
            over = sum(other > size + 2 for other in sizes)
            if size * (1 + points) >= settings.wrap_least and over <= settings.wrap_over * len(sizes):
                yield Measure(size, points, exact=False)
                if size == sizes[-1]:
                    yield Measure(size, points, exact=True)
