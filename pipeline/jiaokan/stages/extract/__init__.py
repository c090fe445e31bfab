"""Extraction: from a page of HTML to its main content, every paragraph with its place in the page."""

from jiaokan.stages.extract.extraction_result import ExtractedPage
from jiaokan.stages.extract.extractor import extract, make_raw_document

__all__ = ["ExtractedPage", "extract", "make_raw_document"]
