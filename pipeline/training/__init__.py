"""The commands that make the trained files; nothing else of the package imports them.

They need more than the package does: `uv run --group train python -m pipeline.training.line_judge --help`.
"""
