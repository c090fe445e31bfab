"""Values of a table as JSON has them: what JSON does not know becomes text that says the same."""

import base64
import datetime
from decimal import Decimal
from typing import Any


def to_json_value(value: Any) -> Any:
    """Return a value of a column as JSON has it.

    Bytes that are UTF-8 become text, and others "base64:…"; times become ISO 8601, decimals their digits.

    >>> to_json_value([b"a", datetime.date(2024, 2, 15), Decimal("1.10")])
    ['a', '2024-02-15', '1.10']
    """
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dict):
        return {str(key): to_json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [to_json_value(inner) for inner in value]
    return _bytes_to_text(value) if isinstance(value, bytes) else _scalar_to_text(value)


def _scalar_to_text(value: object) -> str:
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal | datetime.timedelta):
        return str(value)
    return repr(value)


def _bytes_to_text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return f"base64:{base64.b64encode(value).decode()}"
