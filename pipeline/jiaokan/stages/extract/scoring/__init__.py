"""The judgement of blocks: what is measured of them, and which are the page's text."""
