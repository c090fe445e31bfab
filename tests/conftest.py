"""What many tests share: the seeds, gone through everything once."""

from pathlib import Path

import pytest

from pipeline.cli import main

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
