"""Ratios, as the signals of characters and of words give them."""


def compute_ratio(part: float, whole: float) -> float:
    """Return `part` divided by `whole`, 0.0 where `whole` is 0.

    >>> compute_ratio(1, 4), compute_ratio(0, 0)
    (0.25, 0.0)
    """
    return part / whole if whole else 0.0
