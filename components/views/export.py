"""Tables as files that leave the house."""

from __future__ import annotations

import pandas as pd

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), full-width forms
# included, because some programs fold them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a byte-order mark, which spreadsheets need to read it right.

    A text that a spreadsheet would run as a formula is given a leading apostrophe; numbers stay
    numbers.
    """
    safe = table.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(_defuse)
    safe.columns = [_defuse(str(column)) for column in safe.columns]
    return safe.to_csv(index=False).encode("utf-8-sig")


def _defuse(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
