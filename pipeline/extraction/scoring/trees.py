"""The two passes of the block scorer, as they travel."""

import json
from functools import lru_cache
from importlib.resources import files

from pipeline.models.forest import Forest, forest


@lru_cache
def scorer() -> tuple[Forest, Forest]:
    """Return the two passes of the shipped scorer."""
    data = json.loads((files("pipeline.extraction.scoring") / "scorer.json").read_text("utf-8"))
    first, second = (forest(part) for part in data["passes"])
    return first, second
