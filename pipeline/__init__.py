"""Clean and annotate scraped Chinese web text, with a ledger of every change.

>>> import pipeline
>>> document = pipeline.clean("市委书记強調，防控就是責任。\\n分享到：")
>>> document.text
'市委书记强调，防控就是责任。'
>>> document.raw
'市委书记強調，防控就是責任。\\n分享到：'
"""

from pipeline.api import clean
from pipeline.document import Document, Fact, Paragraph, Step
from pipeline.edit import Edit, Span
from pipeline.extraction import Extracted, extract
from pipeline.publish import diff, load, restore, verify

__all__ = [
    "Document",
    "Edit",
    "Extracted",
    "Fact",
    "Paragraph",
    "Span",
    "Step",
    "clean",
    "diff",
    "extract",
    "load",
    "restore",
    "verify",
]
