"""One script for another: OpenCC's dictionaries, engines that apply them, and which script a text is in.

Every conversion here puts one code point where one stood, so offsets never move.
"""

from pipeline.conversion.converters import amended, regional, simplified, traditional
from pipeline.conversion.names import find_kept_in_names
from pipeline.conversion.particle import particles
from pipeline.conversion.scripts import LABELS, hans_only, hant_only, is_japanese, label, weigh
from pipeline.conversion.tables import characters

__all__ = [
    "LABELS",
    "amended",
    "characters",
    "find_kept_in_names",
    "hans_only",
    "hant_only",
    "is_japanese",
    "label",
    "particles",
    "regional",
    "simplified",
    "traditional",
    "weigh",
]
