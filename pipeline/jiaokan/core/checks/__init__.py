"""Checks of what comes from outside before it is used: names and paths, JSON, documents of a ledger."""
