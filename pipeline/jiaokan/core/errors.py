"""The errors that jiaokan raises itself.

JiaokanError
- ConfigError   a file under configs/, or a --set option, is wrong
- InputError    an input path cannot be read at all (a bad record is a reject, not an error)
- OutputError   a result cannot be written to the place that was named
- LawError      an edit or a ledger does not fit its text: the result must not be used
- EngineError   an engine is not installed, cannot be reached, or its processes die
"""


class JiaokanError(Exception):
    """Base class of the errors of this package; the message names the place and the remedy."""


class ConfigError(JiaokanError):
    """A configuration or rule file is wrong; the message names all wrong keys at once."""


class InputError(JiaokanError):
    """An input path is missing, of an unknown kind, or unreadable as a whole."""


class OutputError(JiaokanError):
    """A result cannot be written, or would overwrite something that must stay."""


class LawError(JiaokanError):
    """An edit does not fit its text, or a ledger does not lead back to the raw text."""


class EngineError(JiaokanError):
    """An engine cannot do its work: it is not installed, not reached, or its processes die."""
