"""The report: one HTML page that shows a release, raw against clean, with every change marked.

`release_summary` reads a release and keeps a `document_summaries` line with its `barcodes` for each document;
`sample_choice` says which documents are shown in full; `page_rows` cuts them into rows; `page_payload` packs
it all as JSON; `report_page` fills the page, whose HTML, CSS and JavaScript stand in the folder `page`.
`comparison_page` shows two releases in the same view, each document as `document_comparison` makes it of two
clean texts.
"""

from jiaokan.report.comparison_page import make_comparison
from jiaokan.report.report_page import ReportOptions, ReportPage, make_report

__all__ = ["ReportOptions", "ReportPage", "make_comparison", "make_report"]
