"""Compare documents with gold: the result that an editor made of the same pages by hand.

A gold file ID.json holds `paragraphs` (role and text), `meta` (fields of the metadata), and `removed`
(exact substrings of the raw text). Texts are compared without white space.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from statistics import fmean
from typing import Any

from jiaokan.core.document import Document
from jiaokan.core.errors import InputError
from jiaokan.core.ledger import OffsetChain
from jiaokan.core.refusals import find_refusal
from jiaokan.core.verdicts.edit_verdicts import EditVerdict

Figures = dict[str, float]
# what is derived from the text, and not stated by the page: gold may leave it out
_DERIVED_FIELDS = frozenset({"region_code", "genre", "keywords_found"})
_BLANK_PATTERN = re.compile(r"\s+")


def evaluate_documents(documents: Iterable[Document], gold: Path) -> dict[str, Any]:
    """Return the figures of each gold document, and their means.

    Figures are shares from 0 to 1. `exact` is 1 if all paragraphs, roles and fields are equal;
    `paragraph_f1` is the F1 score of the pairs of role and text; `meta` is the share of the fields of
    either side that have the same value on both.

    Args:
        documents: The documents; those without gold are ignored.
        gold: Folder of gold files.

    Returns:
        {"mean": figures, "documents": {id: figures}}.

    Raises:
        InputError: The folder holds no gold, or a gold file has no document.
    """
    document_by_id = {document.id: document for document in documents}
    golds = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(gold.glob("*.json"))}
    if not golds:
        raise InputError(f"{gold}: no gold files, ID.json each; name their folder with --gold")
    if missing := golds.keys() - document_by_id.keys():
        raise InputError(f"{gold}: no document for {', '.join(sorted(missing))}")
    rows = {name: _score_document(document_by_id[name], golds[name]) for name in golds}
    means = {key: round(fmean(row[key] for row in rows.values()), 4) for key in next(iter(rows.values()))}
    return {"mean": means, "documents": rows}


def evaluate_verdicts(documents: Iterable[Document], verdicts: Iterable[EditVerdict]) -> dict[str, Any]:
    """Return how far a release does what reviewers said of the edits of an earlier one.

    Args:
        documents: The documents; pages are known by the digest of their raw bytes.
        verdicts: The verdicts; those of no document and those that say "unsure" are not counted.

    Returns:
        "right" and "made" count edits that were called right and how many of them are made; "wrong" and
        "refused" those that were called wrong and how many are not made; "against" lists the others.
    """
    by_digest: dict[str, list[EditVerdict]] = {}
    for verdict in verdicts:
        by_digest.setdefault(verdict.raw_sha256, []).append(verdict)
    counts = dict.fromkeys(("right", "made", "wrong", "refused"), 0)
    against: list[dict[str, Any]] = []
    for document in documents:
        for verdict in by_digest.get(hashlib.sha256(document.raw_bytes).hexdigest(), ()):
            if verdict.verdict == "unsure":
                continue
            is_made = _is_edit_made(document, verdict)
            counts[verdict.verdict] += 1
            if is_made == (verdict.verdict == "right"):
                counts["made" if is_made else "refused"] += 1
            else:
                against.append(asdict(verdict) | {"document": document.id})
    return {**counts, "against": against}


def _is_edit_made(document: Document, verdict: EditVerdict) -> bool:
    """Tell whether a document has an edit that does what a verdict is on."""
    lineage, asked = OffsetChain(document.steps), [verdict.to_refusal()]
    return any(
        find_refusal(edit, lineage.map_back(edit.span, number), asked) >= 0
        for number, step in enumerate(document.steps)
        for edit in step.edits
    )


def list_differences(document: Document, gold: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the differences between a document and its gold.

    Returns:
        "missing" and "extra" are pairs of role and text; "meta" holds a field, its value in the gold,
        and its value in the document.
    """
    have, want = _list_paragraphs(document), _list_gold_paragraphs(gold)
    meta = _collect_gold_facts(gold)
    facts = _collect_facts(document, meta)
    return {
        "missing": [pair for pair in want if pair not in have],
        "extra": [pair for pair in have if pair not in want],
        "meta": [
            (key, meta.get(key), facts.get(key))
            for key in sorted(meta | facts)
            if meta.get(key) != facts.get(key)
        ],
    }


def _score_document(document: Document, gold: Mapping[str, Any]) -> Figures:
    have, want = _list_paragraphs(document), _list_gold_paragraphs(gold)
    common = sum(min(have.count(pair), want.count(pair)) for pair in set(want))
    meta = _collect_gold_facts(gold)
    facts = _collect_facts(document, meta)
    right = sum(facts.get(key) == value for key, value in meta.items())
    return {
        "exact": float(have == want and facts == meta),
        "paragraph_f1": round(2 * common / (len(have) + len(want)), 4) if have or want else 1.0,
        "meta": round(right / len(meta | facts), 4) if meta or facts else 1.0,
    }


def _remove_blanks(text: str) -> str:
    return _BLANK_PATTERN.sub("", text)


def _list_paragraphs(document: Document) -> list[tuple[str, str]]:
    return [(p.role, _remove_blanks(p.span.slice_text(document.text))) for p in document.paragraphs]


def _list_gold_paragraphs(gold: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(p["role"], _remove_blanks(p["text"])) for p in gold["paragraphs"]]


def _collect_facts(document: Document, gold: Mapping[str, str]) -> dict[str, str]:
    """Return the facts of a document, without those that are derived and that the gold lacks."""
    return {
        fact.field: _remove_blanks(fact.value) if fact.field == "title" else fact.value
        for fact in document.facts
        if fact.field not in _DERIVED_FIELDS or fact.field in gold
    }


def _collect_gold_facts(gold: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: _remove_blanks(_format_gold_value(value)) if key == "title" else _format_gold_value(value)
        for key, value in gold["meta"].items()
        if value is not None
    }


def _format_gold_value(value: object) -> str:
    """Return a value of the gold in the form of `Fact.value`."""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
