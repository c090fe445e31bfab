"""Releases as inputs: recognise them in folders, and choose one by its version."""
