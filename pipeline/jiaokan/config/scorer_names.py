"""What a scorer is called and which version of it runs, without running it.

A scorer is a function of a user's own, named "package.module:function" in `[annotate] scorers`.
"""

import hashlib
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from importlib.util import find_spec
from pathlib import Path

from jiaokan.core.errors import ConfigError


def split_scorer_name(scorer: str) -> tuple[str, str]:
    """Return the module and the function of a scorer.

    Raises:
        ConfigError: It is not of the form "package.module:function".

    >>> split_scorer_name("own.model:rate")
    ('own.model', 'rate')
    """
    module, colon, function = scorer.partition(":")
    if not colon or not all(part.isidentifier() for part in (*module.split("."), function)):
        raise ConfigError(f"annotate.scorers: {scorer!r}: write package.module:function")
    return module, function


def find_scorer_version(scorer: str) -> str:
    """Return the version of the installed package of a scorer, or "sha256:…" of its module's source.

    Raises:
        ConfigError: There is no such module.
    """
    module, _ = split_scorer_name(scorer)
    package = module.partition(".")[0]
    try:
        spec = find_spec(module)
    except (ImportError, ValueError) as error:
        raise ConfigError(f"annotate.scorers: {scorer}: {error}") from error
    if spec is None or not spec.origin:
        raise ConfigError(f"annotate.scorers: {scorer}: no such module; install it or set PYTHONPATH")
    try:
        if package in packages_distributions():
            return version(packages_distributions()[package][0])
    except PackageNotFoundError:
        pass
    return f"sha256:{hashlib.sha256(Path(spec.origin).read_bytes()).hexdigest()}"
