"""Read pages of HTML with the text that they should give, and label their lines by it.

A folder has one of two forms. In the first, `SOURCE/NAME.html` stands beside `SOURCE/NAME.json`, whose
"text" is the article and "url" the address; "doubtful" may list lines that careful readers judge differently;
pages that `suspects.json` names are left out. In the second,
`pages/NAME.html` stands beside `pages/NAME.json`, whose "text" is the Markdown that the page was made from
and "repo" its repository: these are manuals.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jiaokan.training.line_chains import find_heaviest_chain

MANUALS = "manuals"  # the source of all pages that were made from Markdown
_COUNTRY_DOMAIN = re.compile(r"\.(?:com|gov|org|net|edu)\.\w\w$")
_MIN_GOLD_SHARE = 0.6  # of the letters of the text, those that stand in the page
_MAX_MENU_LETTERS = 40  # of a line that a menu of a manual may repeat
_MIN_PARTIAL_LETTERS = 12  # of a line that is labelled by its share in the text
_MIN_PARTIAL_SHARE = 0.6  # of the trigrams of such a line, those that stand in the text


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page with the text that it should give.

    Attributes:
        id: its name.
        source: where it comes from, MANUALS for one that was made from Markdown.
        group: its host or repository; all pages of a group are held out together.
        html: the bytes of the page.
        text: the text that it should give.
        title: its title, "" where it is not known.
        doubtful: the letters of lines that may stand in the text or not.
    """

    id: str
    source: str
    group: str
    html: bytes
    text: str
    title: str
    doubtful: frozenset[str] = frozenset()

    def find_fold(self, folds: int, salt: str = "") -> int:
        """Return the fold of the page, from 0; pages of one group are in one fold.

        Args:
            folds: number of folds.
            salt: another one gives another division.
        """
        return int(hashlib.sha1((salt + self.group).encode()).hexdigest(), 16) % folds


def read_gold_pages(folder: Path) -> list[GoldPage]:
    """Return the pages of a folder that have a text, in the order of their names."""
    return list(_read_manuals(folder) if (folder / "pages").is_dir() else _read_articles(folder))


def _read_manuals(folder: Path) -> Iterator[GoldPage]:
    for path in sorted(folder.glob("pages/*.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield _make_page(path, path.stem, MANUALS, gold["repo"], gold)


def _read_articles(folder: Path) -> Iterator[GoldPage]:
    listed = folder / "suspects.json"
    suspects = json.loads(listed.read_text("utf-8")) if listed.exists() else {}
    for path in sorted(folder.glob("*/*.json")):
        id = f"{path.parent.name}/{path.stem}"
        gold = json.loads(path.read_text("utf-8"))
        if id not in suspects and gold.get("gold_cov", 1) >= _MIN_GOLD_SHARE and gold.get("text"):
            host = urlsplit(gold.get("url") or "").hostname or id
            yield _make_page(path, id, path.parent.name, shorten_host(host), gold)


def _make_page(path: Path, id: str, source: str, group: str, gold: dict[str, Any]) -> GoldPage:
    html = path.with_suffix(".html").read_bytes()
    doubtful = frozenset(map(fold_letters, gold.get("doubtful") or ()))
    return GoldPage(id, source, group, html, str(gold["text"]), str(gold.get("title") or ""), doubtful)


def shorten_host(host: str) -> str:
    """Return the part of a host name that all pages of a publisher share.

    >>> shorten_host("news.sports.example.com.cn"), shorten_host("www.example.org")
    ('example.com.cn', 'example.org')
    """
    return ".".join(host.split(".")[-3 if _COUNTRY_DOMAIN.search(host) else -2 :])


def fold_letters(text: str) -> str:
    """Return the letters and digits of a text in one form, to compare texts by; no text is changed to it.

    >>> fold_letters("第 １ 课: Python")
    '第1课python'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def label_lines_by_text(lines: Sequence[str], page: GoldPage) -> list[float]:
    """Return for each line of a page the share of it, 0 to 1, that stands in the text of the page."""
    text = fold_letters(page.text)
    trigrams = {text[i : i + 3] for i in range(len(text) - 2)}
    letters = [fold_letters(line) for line in lines]
    chain = find_heaviest_chain(letters, text)
    shares = []
    for number, line in enumerate(letters):
        is_menu = page.source == MANUALS and len(line) < _MAX_MENU_LETTERS and line in text
        if number in chain:
            shares.append(1.0)
        elif len(line) >= _MIN_PARTIAL_LETTERS and not is_menu:
            share = sum(line[i : i + 3] in trigrams for i in range(len(line) - 2)) / (len(line) - 2)
            shares.append(share if share >= _MIN_PARTIAL_SHARE else 0.0)
        else:
            shares.append(0.0)
    title = fold_letters(page.title)
    if title and not text.startswith(title) and page.source != MANUALS:
        return [0.0 if line == title else share for line, share in zip(letters, shares, strict=True)]
    return shares
