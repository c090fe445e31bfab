"""Recognize pages that hold an article and nothing else, whatever single lines look like."""

from collections.abc import Collection

from jiaokan.config.strip_settings import LineClassifierSettings
from jiaokan.models.boosted_trees import Float64Array
from jiaokan.stages.strip.damaged_lines import find_damaged_lines
from jiaokan.stages.strip.judge.units import CutPage


def is_bare_page(
    page: CutPage, gone: Collection[int], chances: Float64Array, settings: LineClassifierSettings
) -> bool:
    """Tell whether none of the units that would be removed is surely boilerplate.

    Units that stay, such as the title, are no evidence, nor are damaged lines: they stay too, and would
    speak against the page again each time it is read. A unit that would go alone must be surer.

    Args:
        page: the page.
        gone: the units that would be removed.
        chances: for each unit the probability that it is boilerplate.
        settings: how sure the surest must be.
    """
    least = settings.max_lone_chance if len(gone) == 1 else settings.max_bare_chance
    lines: list[str] = []
    for at in sorted(gone, key=lambda at: -chances[at]):
        if chances[at] < least:
            return True
        lines = lines or page.page.text.split("\n")
        if not find_damaged_lines(lines[page.units[at].line]):
            return False
    return True
