"""Find captions: lines between paragraphs that describe a picture or credit it.

caption_wording     what captions and credits say
caption_evidence    what their neighbours and the page show
picture_captions    the pictures of a page of HTML that stand above them
"""

from jiaokan.stages.paragraphs.captions.caption_evidence import (
    CaptionContext,
    find_explicit_captions,
    find_inferred_captions,
)
from jiaokan.stages.paragraphs.captions.caption_wording import is_credited
from jiaokan.stages.paragraphs.captions.picture_captions import PicturePage, find_picture_captions

__all__ = [
    "CaptionContext",
    "PicturePage",
    "find_explicit_captions",
    "find_inferred_captions",
    "find_picture_captions",
    "is_credited",
]
