"""What can go wrong on purpose, as a tree.

JiaokanError
- ConfigError   a file under configs/, or a --set, does not say what it must
- InputError    an input path cannot be read at all (a bad record is a reject, not an error)
- OutputError   a result cannot be written where it was asked for
- LawError      a law of the ledger is broken: the result must not be used
"""


class JiaokanError(Exception):
    """Base of every error raised on purpose here; the message names place and remedy."""


class ConfigError(JiaokanError):
    """A configuration or rule file is wrong; all wrong keys are reported at once."""


class InputError(JiaokanError):
    """An input path is missing, of an unknown kind, or unreadable as a whole."""


class OutputError(JiaokanError):
    """A result cannot be written, or would overwrite something it must not."""


class LawError(JiaokanError):
    """An edit does not fit its text, or a ledger does not lead back to the raw text."""


class EngineError(JiaokanError):
    """An engine cannot do its work: it is not installed, not reached, or its processes die."""
