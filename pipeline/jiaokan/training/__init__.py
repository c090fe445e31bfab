"""Commands that make the trained files; no other part of the package imports them.

They need the extra `train`:
`uv run --extra train python -m jiaokan.training.train_line_judge --help`.
"""
