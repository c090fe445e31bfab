"""Ways from a page to a text to train on: none, the plain chain, other tools where they are installed, jiaokan."""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any

import ftfy
from bs4 import BeautifulSoup
from opencc import OpenCC

import jiaokan
from tests.bench.chain.plain_chain import FTFY_SETTINGS, is_kept

Page = str | bytes  # text that was scraped, or a page of HTML
Cleaner = Callable[[Page], str]
simplify = lru_cache(1)(lambda: OpenCC("t2s").convert)
CHARSETS = ("utf-8", "gb18030")
BLANKS = re.compile(r"[ \t\u3000\xa0]+")
DECLARED = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def read_text(page: Page) -> str:
    """Return what a reader sees of a page, all of it."""
    if isinstance(page, str):
        return page
    soup = BeautifulSoup(decode(page), "html.parser")
    for tag in soup(["script", "style", "noscript", "template"]):
        tag.decompose()
    lines = (BLANKS.sub(" ", line).strip() for line in soup.get_text().split("\n"))
    return "\n".join(line for line in lines if line)


def decode(page: Page) -> str:
    """Return a page of HTML as text, in the charset that it names or the first that fits."""
    if isinstance(page, str):
        return page
    named = [found[1].decode() for found in DECLARED.finditer(page[:2000])]
    for charset in (*named, *CHARSETS):
        try:
            return page.decode("gb18030" if charset.lower().startswith("gb") else charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return page.decode("gb18030", "replace")


def clean_plainly(page: Page) -> str:
    """Clean a text as a program without a ledger does."""
    text = simplify()(ftfy.fix_text(read_text(page), FTFY_SETTINGS))
    return "\n".join(line for row in text.split("\n") if is_kept(line := row.strip()))


def clean_with_jiaokan(page: Page) -> str:
    """Run all stages of jiaokan, as its commands do."""
    rows = {"text": [page]} if isinstance(page, str) else {"html": [page]}
    return str(jiaokan.map(rows)["text"][0] or "")


def _trafilatura() -> Cleaner:
    extract = import_module("trafilatura").extract
    return lambda page: extract(decode(page), include_comments=False) or ""


def _resiliparse() -> Cleaner:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: str(extract(decode(page), main_content=True, alt_texts=False))


def _readability() -> Cleaner:
    document: Any = import_module("readability").Document
    return lambda page: read_text(document(decode(page)).summary().encode())


PEERS = {"trafilatura": _trafilatura, "resiliparse": _resiliparse, "readability-lxml": _readability}


def load_peers() -> dict[str, Cleaner]:
    """Return the tools for HTML that are installed."""
    installed = {}
    for name, make in PEERS.items():
        try:
            installed[name] = make()
        except ImportError:
            continue
    return installed


def list_cleaners(of_html: bool) -> dict[str, Cleaner]:
    """Return all ways for pages of text or of HTML."""
    return {
        "raw": read_text,
        "raw, Simplified": lambda page: simplify()(read_text(page)),
        "plain chain": clean_plainly,
        **({name: _simplified(run) for name, run in load_peers().items()} if of_html else {}),
        "jiaokan": clean_with_jiaokan,
    }


def _simplified(run: Cleaner) -> Cleaner:
    """Let a tool for HTML have what the others have: Simplified characters, and no text where it fails."""

    def clean(page: Page) -> str:
        try:
            return str(simplify()(run(page)))
        except Exception:  # a page that a tool cannot read gives nothing
            return ""

    return clean
