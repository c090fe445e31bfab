"""Propose rules for what stands on many pages and no rule foresaw, in the rulebook's own form."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from jiaokan.config.schema import CorpusLineSettings
from jiaokan.rules import LiteralQuery, LiteralScanner, Rulebook, strip_ornaments
from jiaokan.stages.strip.corpus_line_counts import LineCounts, count_templates, make_template
from jiaokan.stages.strip.page_lines import normalize_page

_LETTER_RUN = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class RuleProposal:
    """A rule that a corpus suggests; `examples` it matches, `others` hold its literal and it does not."""

    id: str
    literal: str
    pattern: str
    kind: str
    supporting_pages: int
    corpus_pages: int
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]

    def to_toml(self) -> str:
        """Write the rule as the rulebook has it, for a person to accept, mend or refuse."""
        why = f"stands on {self.supporting_pages} of {self.corpus_pages} pages of a corpus"
        rows = {
            "id": _quote_toml(self.id),
            "scope": '"line"',
            "literal": _quote_toml(self.literal),
            "pattern": f"'''{self.pattern}'''" if "'" not in self.pattern else _quote_toml(self.pattern),
            "kind": _quote_toml(self.kind),
            "why": _quote_toml(why),
            "confidence": "0.8",
            "hits": _format_toml_list(self.examples),
            "misses": _format_toml_list(self.near_misses),
        }
        return "[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in rows.items())


def mine_rules(
    texts: Iterable[str], book: Rulebook, settings: CorpusLineSettings, counts: LineCounts | None = None
) -> tuple[RuleProposal, ...]:
    """Return the proposals of a corpus, the best supported first; `texts` is read twice."""
    counts = counts or count_templates(texts, settings)
    often = {one: n for one, n in counts.pages_by_template.items() if n >= settings.least}
    seen: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for line in dict.fromkeys(normalize_page(text).lines):
            if (one := make_template(line)) in often and len(seen[one]) < settings.examples:
                seen[one] += [strip_ornaments(line)] * (strip_ornaments(line) not in seen[one])
    free = {one: lines for one, lines in seen.items() if not any(book.find_claims(lines))}
    literals = {one: _find_literal(one) for one in free}
    others = _find_near_misses(texts, literals, settings)
    proposals = (
        _make_proposal(one, literals[one], free[one], others.get(one, ()), often[one], counts.page_count)
        for one in sorted(free, key=lambda one: (-often[one], one))
        if literals[one]
    )
    return tuple(proposals)


def _find_literal(one: str) -> str:
    """Return the longest run of letters of a template, "" where there is none worth a look-up."""
    runs = _LETTER_RUN.findall(one)
    best = max(runs, key=len, default="")
    return best if len(best) > 1 else ""


def _find_near_misses(
    texts: Iterable[str], literals: Mapping[str, str], settings: CorpusLineSettings
) -> dict[str, list[str]]:
    """Find lines that hold a template's literal and are of another: what the rule must miss."""
    found: dict[str, list[str]] = defaultdict(list)
    templates = [one for one, literal in literals.items() if literal]
    scan = LiteralScanner([LiteralQuery((literals[one],)) for one in templates])
    for text in texts:
        lines = normalize_page(text).lines
        for place, places in scan.find_literal_lines([line.lower() for line in lines]).items():
            one = templates[place]
            others = [lines[at][: settings.longest] for at in places if make_template(lines[at]) != one]
            found[one] += others[: settings.examples - len(found[one])]
    return found


def _make_proposal(
    one: str, literal: str, examples: Sequence[str], others: Sequence[str], support: int, pages: int
) -> RuleProposal:
    exact = [part for part in _LETTER_RUN.findall(examples[0]) if part.lower() == literal]
    pattern = r"\d{1,20}".join(map(re.escape, _NUMBERS.split(examples[0])))
    matches = re.compile(pattern).fullmatch
    misses = [line for line in others if not matches(line) and not matches(strip_ornaments(line))]
    return RuleProposal(
        f"mined/{blake2b(one.encode(), digest_size=4).hexdigest()}",
        exact[0],
        pattern,
        "navigation",
        support,
        pages,
        tuple(line for line in examples if matches(line) and exact[0] in line),
        tuple(misses) or (f"他说到{examples[0]}的事,大家都笑了。",),
    )


def _quote_toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _format_toml_list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quote_toml, texts)) + "]"
