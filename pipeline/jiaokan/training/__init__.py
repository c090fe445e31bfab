"""Commands that make the trained files; no other part of the package imports them.

They need the extra `train`:
`uv run --extra train python -m jiaokan.training.train_line_judge --help`.
"""

import sys
from types import TracebackType


def explain_missing_extra(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Print how to install the module that a command lacks; print other errors as Python does."""
    missing = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else None
    if missing and missing.partition(".")[0] != "jiaokan":
        print(f'needs {missing}; `pip install "jiaokan[train]"`', file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, traceback)


if sys.argv[:1] == ["-m"]:  # `python -m` looks for a command of this package
    sys.excepthook = explain_missing_extra
