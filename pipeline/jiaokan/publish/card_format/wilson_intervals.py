"""The interval in which a share lies, from a sample of it."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959964  # standard deviations around the mean that hold 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class WilsonInterval:
    """A share that was counted in a sample, and the 95 % interval of Wilson's score around it."""

    hits: int
    total: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Hits by total, 0 for an empty sample."""
        return self.hits / self.total if self.total else 0.0

    def format_percent(self) -> str:
        """Return share and interval in percent.

        >>> estimate_share(9, 10).format_percent()
        '90.0 % (59.6–98.2)'
        """
        if not self.total:
            return "–"
        return f"{100 * self.share:.1f} % ({100 * self.low:.1f}–{100 * self.high:.1f})"


def estimate_share(hits: int, total: int) -> WilsonInterval:
    """Return the share of hits with its 95 % interval; that of an empty sample is all from 0 to 1."""
    if not total:
        return WilsonInterval(0, 0, 0.0, 1.0)
    share, square = hits / total, Z_95 * Z_95
    centre = (share + square / (2 * total)) / (1 + square / total)
    reach = Z_95 * sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return WilsonInterval(hits, total, max(0.0, centre - reach), min(1.0, centre + reach))
