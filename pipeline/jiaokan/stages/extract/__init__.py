"""Extraction: from a page of HTML to its main content, every paragraph with its place in the page."""

from importlib import import_module
from typing import TYPE_CHECKING

from jiaokan.stages.extract.page_stage import build

if TYPE_CHECKING:
    from jiaokan.stages.extract.extraction_result import ExtractedPage
    from jiaokan.stages.extract.extractor import extract, make_raw_document

__all__ = ["ExtractedPage", "build", "extract", "make_raw_document"]

_HOMES = {
    "ExtractedPage": "extraction_result",
    "extract": "extractor",
    "make_raw_document": "extractor",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: texts go through the stage, and need none of HTML."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
