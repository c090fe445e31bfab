"""Extraction: from a page of HTML to its main content, every paragraph with its place in the page."""

from typing import TYPE_CHECKING

from jiaokan.core import make_name_importer
from jiaokan.stages.extract.page_stage import build

if TYPE_CHECKING:
    from jiaokan.stages.extract.extraction_result import ExtractedPage
    from jiaokan.stages.extract.extractor import extract, make_raw_document

__all__ = ["ExtractedPage", "build", "extract", "make_raw_document"]

# texts go through the stage, and need none of HTML
__getattr__ = make_name_importer(
    __name__, {".extraction_result": ("ExtractedPage",), ".extractor": ("extract", "make_raw_document")}
)
