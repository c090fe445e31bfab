"""A text as an array of its code points, and back: what counts or replaces characters by a table.

The functions of `codecs` are called by themselves, because `str.encode` looks the codec up each time.
"""

from codecs import utf_32_le_decode, utf_32_le_encode

import numpy as np
import numpy.typing as npt

CodePoints = npt.NDArray[np.uint32]
UTF32_DTYPE = np.dtype("<u4")


def to_code_points(text: str) -> CodePoints:
    """Return the code points of a text as an array of shape (len(text),), lone surrogates included.

    >>> to_code_points("中a").tolist()
    [20013, 97]
    """
    return np.frombuffer(utf_32_le_encode(text, "surrogatepass")[0], UTF32_DTYPE)


def from_code_points(points: CodePoints) -> str:
    """Return the text of an array of code points.

    >>> from_code_points(to_code_points("中a"))
    '中a'
    """
    return utf_32_le_decode(points.tobytes(), "surrogatepass", True)[0]


def join_surrogates(text: str) -> str:
    r"""Return a text with surrogate pairs joined, and U+FFFD for a lone surrogate, which no file can hold.

    >>> join_surrogates("a\ud842\udfb7b\ud800") == "a𠮷b\ufffd"
    True
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
