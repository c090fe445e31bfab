"""One script for another: OpenCC's dictionaries, engines that apply them, and which script a text is in.

Every conversion here puts one code point where one stood, so offsets never move.
"""

from pipeline.conversion.particle import particles
from pipeline.conversion.scripts import LABELS, hans_only, hant_only, label
from pipeline.conversion.simplify import simplified
from pipeline.conversion.tables import characters

__all__ = ["LABELS", "characters", "hans_only", "hant_only", "label", "particles", "simplified"]
