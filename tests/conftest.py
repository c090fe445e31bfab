"""What many tests share: the seeds, gone through everything once."""

from pathlib import Path

import pytest
from hypothesis import settings

from jiaokan.cli import main

# a red build speaks of the change, not of luck or of a slow machine; `--hypothesis-profile search` looks further
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=3000, deadline=None)
settings.load_profile("fixed")

CHECKOUT = Path(__file__).parent.parent
SEEDS = CHECKOUT / "seeds"
GOLD = CHECKOUT / "tests" / "gold"


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the release that `jiaokan run` makes of the seeds."""
    target = tmp_path_factory.mktemp("dist")
    assert main(["run", "--input", str(SEEDS), "--output", str(target), "--quiet"]) == 0
    (path,) = (target / "zh-web").iterdir()
    return path
