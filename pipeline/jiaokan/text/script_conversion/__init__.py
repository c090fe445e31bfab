"""One script for another: OpenCC's dictionaries, engines that apply them, and which script a text is in.

Every conversion here puts one code point where one stood, so offsets never move.
"""

from jiaokan.text.script_conversion.opencc_converters import amended, regional, simplified, traditional
from jiaokan.text.script_conversion.opencc_tables import characters
from jiaokan.text.script_conversion.personal_names import find_kept_in_names
from jiaokan.text.script_conversion.script_detection import (
    LABELS,
    hans_only,
    hant_only,
    is_japanese,
    label,
    weigh,
)
from jiaokan.text.script_conversion.zhe_particle import particles

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
