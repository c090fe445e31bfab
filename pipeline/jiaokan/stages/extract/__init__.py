"""Extraction: from a page of HTML to its main content, every paragraph with its place in the page."""

from jiaokan.stages.extract.extraction_result import ExtractedPage
from jiaokan.stages.extract.extractor import extract, make_raw_document
from jiaokan.stages.extract.page_stage import build

__all__ = ["ExtractedPage", "build", "extract", "make_raw_document"]
