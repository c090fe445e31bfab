"""What trains the judge of headings."""
