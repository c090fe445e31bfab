"""Corpus-wide tools for rules: propose rules, and report what rules do."""
