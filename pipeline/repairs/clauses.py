"""Weigh a full stop that may have stood in a text by the lengths of the clauses that it parts.

A stop fits anywhere to a model of words. Clauses of running text, though, are seldom very short:
their lengths follow a gamma distribution, fitted to 267,000 clauses of news and encyclopedias. A
stop that leaves two characters on one side is unlikely, one that parts a long clause in two is not.
"""

import re
from math import log

FAR = 40  # characters on either side in which a clause ends
_MARK = re.compile("[，。：；？！,:;?!\n]")
_SHAPE = 1.5  # of the distribution, less one
_USUAL = 4.0  # product of the lengths over their sum, at which a stop is as likely as without them


def stops(before: str, new: str, after: str) -> float:
    """Return what the clauses round each stop of `new` say for it, in nats; what has none says nothing."""
    whole, found = before + new + after, 0.0
    for at, char in enumerate(new, len(before)):
        if char == "。":
            left, right = _MARK.split(whole[:at])[-1], _MARK.split(whole[at + 1 :], maxsplit=1)[0]
            if left and right:
                found += _SHAPE * log(len(left) * len(right) / (len(left) + len(right) + 1) / _USUAL)
    return found
