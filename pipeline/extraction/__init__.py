"""Extraction: from a page of HTML to its main content, every paragraph with its place in the page."""

from pipeline.extraction.extract import extract
from pipeline.extraction.extracted import Extracted

__all__ = ["Extracted", "extract"]
