"""Clean and annotate scraped Chinese web text, with a ledger of every change.

>>> import jiaokan
>>> document = jiaokan.clean("市委书记強調，防控就是責任。\\n分享到：")
>>> document.text
'市委书记强调，防控就是责任。'
>>> document.raw
'市委书记強調，防控就是責任。\\n分享到：'
"""

from jiaokan.api import clean
from jiaokan.core.document import Document, Fact, Paragraph, Step
from jiaokan.core.edits import Edit, Span
from jiaokan.publish import diff, load, restore, verify
from jiaokan.stages.extract import Extracted, extract

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
