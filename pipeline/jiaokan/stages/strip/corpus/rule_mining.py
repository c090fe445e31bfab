"""Propose rules for what stands on many pages and no rule foresaw, in the rulebook's own form."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from jiaokan.config.schema import Repeats
from jiaokan.rules import Rulebook, Scan, Wanted, bare
from jiaokan.stages.strip.corpus_line_counts import Counts, counted, template
from jiaokan.stages.strip.page_lines import read

_HAN_RUN = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule that a corpus suggests; `examples` it matches, `others` hold its literal and it does not."""

    id: str
    literal: str
    pattern: str
    kind: str
    support: int
    pages: int
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def toml(self) -> str:
        """Write the rule as the rulebook has it, for a person to accept, mend or refuse."""
        why = f"stands on {self.support} of {self.pages} pages of a corpus"
        rows = {
            "id": _quoted(self.id),
            "scope": '"line"',
            "literal": _quoted(self.literal),
            "pattern": f"'''{self.pattern}'''" if "'" not in self.pattern else _quoted(self.pattern),
            "kind": _quoted(self.kind),
            "why": _quoted(why),
            "confidence": "0.8",
            "hits": _listed(self.examples),
            "misses": _listed(self.others),
        }
        return "[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in rows.items())


def mined(
    texts: Iterable[str], book: Rulebook, settings: Repeats, counts: Counts | None = None
) -> tuple[Proposal, ...]:
    """Return the proposals of a corpus, the best supported first; `texts` is read twice."""
    counts = counts or counted(texts, settings)
    often = {one: n for one, n in counts.lines.items() if n >= settings.least}
    seen: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for line in dict.fromkeys(read(text).lines):
            if (one := template(line)) in often and len(seen[one]) < settings.examples:
                seen[one] += [bare(line)] * (bare(line) not in seen[one])
    free = {one: lines for one, lines in seen.items() if not any(book.claims(lines))}
    literals = {one: _literal(one) for one in free}
    others = _others(texts, literals, settings)
    proposals = (
        _proposal(one, literals[one], free[one], others.get(one, ()), often[one], counts.pages)
        for one in sorted(free, key=lambda one: (-often[one], one))
        if literals[one]
    )
    return tuple(proposals)


def _literal(one: str) -> str:
    """Return the longest run of letters of a template, "" where there is none worth a look-up."""
    runs = _HAN_RUN.findall(one)
    best = max(runs, key=len, default="")
    return best if len(best) > 1 else ""


def _others(texts: Iterable[str], literals: Mapping[str, str], settings: Repeats) -> dict[str, list[str]]:
    """Find lines that hold a template's literal and are of another: what the rule must miss."""
    found: dict[str, list[str]] = defaultdict(list)
    templates = [one for one, literal in literals.items() if literal]
    scan = Scan([Wanted((literals[one],)) for one in templates])
    for text in texts:
        lines = read(text).lines
        for place, places in scan.lines([line.lower() for line in lines]).items():
            one = templates[place]
            others = [lines[at][: settings.longest] for at in places if template(lines[at]) != one]
            found[one] += others[: settings.examples - len(found[one])]
    return found


def _proposal(
    one: str, literal: str, examples: Sequence[str], others: Sequence[str], support: int, pages: int
) -> Proposal:
    exact = [part for part in _HAN_RUN.findall(examples[0]) if part.lower() == literal]
    pattern = r"\d{1,20}".join(map(re.escape, _NUMBERS.split(examples[0])))
    matches = re.compile(pattern).fullmatch
    misses = [line for line in others if not matches(line) and not matches(bare(line))]
    return Proposal(
        f"mined/{blake2b(one.encode(), digest_size=4).hexdigest()}",
        exact[0],
        pattern,
        "navigation",
        support,
        pages,
        tuple(line for line in examples if matches(line) and exact[0] in line),
        tuple(misses) or (f"他说到{examples[0]}的事,大家都笑了。",),
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"
