"""Parts of the card that know nothing of releases: Markdown, YAML, bar charts."""
