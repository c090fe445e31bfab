"""Pages of HTML as examples for the ranker of titles: the texts that may be the title, and which is.

Variants of the pages have another head. Most heads of news and manuals begin with the title. On pages of
firms and shops the head names the firm, its wares or the kind of page on every page alike, and such pages are
few.
"""

import base64
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from jiaokan.config.config_loader import load_default
from jiaokan.core.edits import apply_edits
from jiaokan.models.boosted_trees import BoolArray
from jiaokan.rules import load_rulebook
from jiaokan.stages.extract.html.line_finder import find_lines
from jiaokan.stages.extract.html.page_head import read_head
from jiaokan.stages.extract.html.struck_subtrees import find_element_grounds
from jiaokan.stages.extract.html.tree_builder import build_tree
from jiaokan.stages.extract.line_verdicts import score_lines
from jiaokan.stages.extract.page_metadata import make_page_lines
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_selection import choose_lines, make_claim_finder, smooth_scores
from jiaokan.stages.extract.scoring.line_table import build_line_table
from jiaokan.stages.extract.titles.title_candidates import TitlePage, TitleText, list_texts
from jiaokan.stages.extract.titles.title_choice import make_candidate, make_title_page
from jiaokan.stages.extract.titles.title_features import describe_texts
from jiaokan.text.charsets.html_declaration import decode_html_page
from jiaokan.text.normalized_view import normalize_letters
from jiaokan.text.title_separators import STRONG_SEPARATOR
from jiaokan.training.gold_pages import MANUALS, GoldPage, shorten_host
from jiaokan.training.labelled_pages import read_json_lines

TITLE_VARIANTS = 2  # of each page, 1 of a manual
_MAX_SITE_CHARS = 24  # code points of the name of a site in the head of a variant
_TITLE = re.compile(r"(<title[^>]*>)(.*?)(</title>)", re.I | re.S)
_STATED_ELSEWHERE = re.compile(
    r"<meta[^>]*(?:og:title|twitter:title|articletitle)[^>]*>|<script[^>]*ld\+json[^>]*>.*?</script>",
    re.I | re.S,
)
_TOP_HEADING = re.compile(r"<(/?)h[12]\b", re.I)
_CLASS_OR_ID = re.compile(r"\s(?:class|id)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.I)
_KINDS = ("site", "site", "words", "words", "channel", "channel", "site first", "longer", "longer", "none")
_CHANNELS = ("关于我们", "产品展示", "新闻中心", "详细内容", "内容页")
_BEHIND = ("【价格 图片 正品】", "(图)", "的做法大全", "价格、图片、评价", ",批发,厂家直销", " 最新报价")


@dataclass(frozen=True, slots=True)
class TitleExamples:
    """The texts of a page, or of a variant of it.

    Attributes:
        gold: the page with its title.
        page: what is known of it.
        texts: the texts that may be its title.
        columns: their features.
        labels: which of them are the title.
        is_variant: whether it is a variant.
    """

    gold: GoldPage
    page: TitlePage
    texts: Sequence[TitleText]
    columns: Columns
    labels: BoolArray
    is_variant: bool = False


def read_labelled_html(documents: Path, labels: Path) -> list[GoldPage]:
    """Return the pages of HTML of a labelled set that have a title, without their text.

    A document is as `labelled_pages` says, with the page in base64 as "html" and its address as "url".
    """
    label_of = {label["id"]: label for label in read_json_lines(labels)}
    pages = []
    for document in read_json_lines(documents):
        label = label_of.get(document["id"], {})
        title = (label.get("meta") or {}).get("title")
        if title and "html" in document and not label.get("no_article"):
            host = urlsplit(document.get("url") or "").hostname or str(document["source"]).split(" ")[0]
            html = base64.b64decode(document["html"])
            pages.append(GoldPage(document["id"], documents.stem, shorten_host(host), html, "", str(title)))
    return pages


def make_all_title_examples(pages: Iterable[GoldPage]) -> list[TitleExamples]:
    """Return the examples of the pages that have a title and lines, each page before its variants."""
    decoded = [(page, _decode(page)) for page in pages if page.title]
    found_sites = (find_last_title_part(html, "") for _, html in decoded)
    sites = tuple(site for site in found_sites if 1 < len(site) <= _MAX_SITE_CHARS) or ("",)
    examples: list[TitleExamples | None] = []
    for gold, html in decoded:
        examples.append(_make_examples(gold, html))
        for number in range(1 if gold.source == MANUALS else TITLE_VARIANTS):
            chance = random.Random(f"{gold.id} {number}")
            names = (find_last_title_part(html, chance.choice(sites)), *sites)
            varied = make_title_variant(html, gold.title, names, chance)
            examples.append(_make_examples(gold, varied, is_variant=True))
    return [one for one in examples if one]


def _decode(page: GoldPage) -> str:
    decoded = decode_html_page(page.html)
    return apply_edits(decoded.raw, decoded.edits)


def _make_examples(gold: GoldPage, html: str, is_variant: bool = False) -> TitleExamples | None:
    page = read_title_page(html)
    if page is None:
        return None
    texts, title = list_texts(page), normalize_letters(gold.title)
    made = [make_candidate(page, text) for text in texts]
    values = [candidate.value if candidate else "" for candidate in made]
    labels = np.array([normalize_letters(value) == title for value in values], dtype=np.bool_)
    return TitleExamples(gold, page, texts, describe_texts(page, texts), labels, is_variant)


def read_title_page(html: str) -> TitlePage | None:
    """Return what is known of a page when its title is asked for, None for a page without lines."""
    tree, settings = build_tree(html), load_default()
    struck = find_element_grounds(tree)
    table, head = build_line_table(tree, struck, find_lines(tree, struck).lines), read_head(tree)
    if not table.lines:
        return None
    claims = make_claim_finder(load_rulebook(*settings.rules_folders))(table.normalized_texts)
    scores, features = score_lines(table, head, np.array([bool(rule) for rule in claims], dtype=np.float64))
    scores = smooth_scores(table, features.regions, scores)
    lines = make_page_lines(table, choose_lines(table, features, scores, settings.extract))
    return make_title_page(lines, table.bare_texts, head, features.columns, scores)


def make_title_variant(html: str, title: str, sites: tuple[str, ...], chance: random.Random) -> str:
    """Return a page with another head, on some pages without the tags of headings and without classes.

    Args:
        html: the page.
        title: its title.
        sites: names of sites, the first of which is that of the page.
        chance: what chooses the kind of variant.
    """
    head = _make_head(chance.choice(_KINDS), title, sites, chance)
    html = _STATED_ELSEWHERE.sub("", html)
    html = _TITLE.sub(lambda match: match[1] + head + match[3], html)
    if chance.random() < 0.5:
        html = _TOP_HEADING.sub(r"<\1div", html)
    return _CLASS_OR_ID.sub("", html) if chance.random() < 0.25 else html


def _make_head(kind: str, title: str, sites: tuple[str, ...], chance: random.Random) -> str:
    site, others = sites[0], sites[1:]
    mark = chance.choice(("-", "_", " - ", "|", " ", "—"))
    some = [chance.choice(others) for _ in range(chance.randrange(1, 4))]
    if kind == "longer":
        return title + chance.choice(_BEHIND) + mark + site
    by_kind = {
        "site": site,
        "words": mark.join([*some, site]),
        "channel": mark.join([chance.choice(_CHANNELS), site]),
        "site first": mark.join([site, title]),
        "none": chance.choice(("", "Loading...", "无标题文档", "首页", "Untitled Document")),
    }
    return by_kind[kind]


def find_last_title_part(html: str, default: str) -> str:
    """Return the last part of the head's title, `default` where it has one part alone."""
    found = _TITLE.search(html)
    parts = [part for part in STRONG_SEPARATOR.split(" ".join(found[2].split())) if part] if found else []
    return parts[-1] if len(parts) > 1 else default
