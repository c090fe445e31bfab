"""Conversion between scripts: OpenCC's dictionaries, the code that applies them, and script detection.

Every conversion here replaces one code point by one code point, so offsets never change.
"""

from jiaokan.text.script_conversion.opencc_converters import (
    convert_to_amended_simplified,
    convert_to_regional,
    convert_to_simplified,
    convert_to_traditional,
)
from jiaokan.text.script_conversion.opencc_tables import load_char_table
from jiaokan.text.script_conversion.personal_names import find_kept_in_names
from jiaokan.text.script_conversion.script_detection import (
    SCRIPT_LABELS,
    compile_hans_only_class,
    compile_hant_only_class,
    count_script_chars,
    detect_script,
)
from jiaokan.text.script_conversion.zhe_particle import find_zhe_particles

__all__ = [
    "SCRIPT_LABELS",
    "compile_hans_only_class",
    "compile_hant_only_class",
    "convert_to_amended_simplified",
    "convert_to_regional",
    "convert_to_simplified",
    "convert_to_traditional",
    "count_script_chars",
    "detect_script",
    "find_kept_in_names",
    "find_zhe_particles",
    "load_char_table",
]
