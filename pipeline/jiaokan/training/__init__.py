"""The commands that make the trained files; nothing else of the package imports them.

They need more than the package does, as in
`uv run --group train python -m jiaokan.training.train_line_judge --help`.
"""
