"""Extraction: from a page of HTML to its main content, every paragraph with its place in the page."""

from jiaokan.stages.extract.extraction_result import Extracted
from jiaokan.stages.extract.extractor import extract, raw_page

__all__ = ["Extracted", "extract", "raw_page"]
