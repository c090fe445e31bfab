"""Fixtures and paths that many tests share."""

from pathlib import Path
from typing import cast

import pyarrow as pa
import pytest
from hypothesis import settings

from jiaokan.cli import main

# the same examples in every run, and no deadline on slow machines; `--hypothesis-profile search` tries more
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=3000, deadline=None)
settings.load_profile("fixed")

CHECKOUT = Path(__file__).parent.parent
SEEDS = CHECKOUT / "seeds"
GOLD = CHECKOUT / "tests" / "gold"


def pack_zstd(data: bytes) -> bytes:
    """Return a frame of zstd."""
    return cast(bytes, pa.compress(data, codec="zstd", asbytes=True))


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the release that `jiaokan run` makes of the seeds."""
    target = tmp_path_factory.mktemp("dist")
    assert main(["run", "--input", str(SEEDS), "--output", str(target), "--quiet"]) == 0
    (path,) = (target / "zh-web").iterdir()
    return path
