"""Extraction: from a page of HTML to its main content, every paragraph with its place in the page."""

from pipeline.extraction.extract import extract, raw_page
from pipeline.extraction.extracted import Extracted

__all__ = ["Extracted", "extract", "raw_page"]
