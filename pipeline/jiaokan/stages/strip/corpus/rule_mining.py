"""Propose rules for lines that are on many pages and that no rule matches, in the format of the rulebook."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from jiaokan.config.strip_settings import CorpusLineSettings
from jiaokan.rules import LiteralQuery, LiteralScanner, Rulebook, strip_ornaments
from jiaokan.stages.strip.corpus_line_counts import LineCounts, count_templates, make_template
from jiaokan.stages.strip.normalized_page import normalize_page

_LETTER_RUN = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class RuleProposal:
    """A rule that a corpus suggests.

    Attributes:
        id: its id, from a hash of the template.
        literal: a literal that every match holds.
        pattern: the regular expression.
        kind: kind of boilerplate.
        supporting_pages: number of pages with the line.
        corpus_pages: number of pages of the corpus.
        examples: lines that the rule matches.
        near_misses: lines that hold the literal and do not match.
    """

    id: str
    literal: str
    pattern: str
    kind: str
    supporting_pages: int
    corpus_pages: int
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]

    def to_toml(self) -> str:
        """Return the rule as TOML, for a person to accept, change or refuse."""
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
    """Return the proposals of a corpus, the one with the most pages first.

    Args:
        texts: the pages; they are read twice, so an iterator does not do.
        book: the rules that exist.
        settings: the limits.
        counts: the line counts of the corpus; counted here if they are not given.
    """
    counts = counts or count_templates(texts, settings)
    frequent = {template: n for template, n in counts.pages_by_template.items() if n >= settings.min_pages}
    lines_by_template: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for line in dict.fromkeys(normalize_page(text).lines):
            template = make_template(line)
            if template in frequent and len(lines_by_template[template]) < settings.max_examples:
                example = strip_ornaments(line)
                lines_by_template[template] += [example] * (example not in lines_by_template[template])
    unmatched = {key: lines for key, lines in lines_by_template.items() if not any(book.find_claims(lines))}
    literals = {template: _find_literal(template) for template in unmatched}
    near_misses = _find_near_misses(texts, literals, settings)
    proposals = (
        _make_proposal(
            template,
            literals[template],
            unmatched[template],
            near_misses.get(template, ()),
            frequent[template],
            counts.page_count,
        )
        for template in sorted(unmatched, key=lambda template: (-frequent[template], template))
        if literals[template]
    )
    return tuple(proposals)


def _find_literal(template: str) -> str:
    """Return the longest run of letters of a template, "" if it has fewer than two letters."""
    runs = _LETTER_RUN.findall(template)
    best = max(runs, key=len, default="")
    return best if len(best) > 1 else ""


def _find_near_misses(
    texts: Iterable[str], literals: Mapping[str, str], settings: CorpusLineSettings
) -> dict[str, list[str]]:
    """Find lines that hold the literal of a template but have another template: the rule must miss them."""
    near_misses: dict[str, list[str]] = defaultdict(list)
    templates = [template for template, literal in literals.items() if literal]
    scanner = LiteralScanner([LiteralQuery((literals[template],)) for template in templates])
    for text in texts:
        lines = normalize_page(text).lines
        for query, line_indexes in scanner.find_literal_lines([line.lower() for line in lines]).items():
            template = templates[query]
            others = [lines[i] for i in line_indexes if make_template(lines[i]) != template]
            max_count = settings.max_examples - len(near_misses[template])
            near_misses[template] += [line[: settings.max_line_chars] for line in others[:max_count]]
    return near_misses


def _make_proposal(
    template: str,
    literal: str,
    examples: Sequence[str],
    near_misses: Sequence[str],
    supporting_pages: int,
    corpus_pages: int,
) -> RuleProposal:
    literals = [part for part in _LETTER_RUN.findall(examples[0]) if part.lower() == literal]
    pattern = r"\d{1,20}".join(map(re.escape, _NUMBERS.split(examples[0])))
    matches = re.compile(pattern).fullmatch
    misses = [line for line in near_misses if not matches(line) and not matches(strip_ornaments(line))]
    return RuleProposal(
        f"mined/{blake2b(template.encode(), digest_size=4).hexdigest()}",
        literals[0],
        pattern,
        "navigation",
        supporting_pages,
        corpus_pages,
        tuple(line for line in examples if matches(line) and literals[0] in line),
        tuple(misses) or (f"他说到{examples[0]}的事,大家都笑了。",),
    )


def _quote_toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _format_toml_list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quote_toml, texts)) + "]"
