"""Clean and annotate scraped Chinese web text, with a ledger of every change."""
