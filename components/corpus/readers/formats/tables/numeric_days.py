"""Days that programs write as one number: seconds since 1970, serial numbers of spreadsheets."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from components.corpus.readers.shaping.publication_days import is_plausible

_NUMBER = re.compile(r"(\d{5,17})(?:[.,](\d+))?")
_SERIALS = range(15_000, 60_000)
"""Serial days of 1941 to 2064; smaller numbers may count something else."""
_OLDEST_SECOND = 100_000_000
"""March 1973: of fewer seconds a number is too short to be told from others."""
_UNITS = {range(9, 11): 1, range(12, 14): 1_000, range(15, 17): 1_000_000}
"""How many make a second, by the number of digits."""
_STAMP = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)([01]\d|2[0-3])([0-5]\d)([0-5]\d)?")
DAYS_FROM_1904 = 1_462
"""What the serial numbers of a workbook that counts from 1904 are smaller by."""


def parse_numeric_day(written: str) -> date | None:
    """The day of a number, or None where it is not certain to be one.

    Serial days count from 1900 as Excel does; seconds (also in thousandths and millionths) from
    1970 in UTC. Fourteen or twelve digits may also be year, month, day and time in a row.
    """
    found = _NUMBER.fullmatch(written.strip())
    if found is None:
        return None
    digits = found[1]
    if len(digits) == 5:
        return serial_day(float(digits))
    if not found[2] and (stamp := _STAMP.fullmatch(digits)):
        try:
            return date(int(stamp[1]), int(stamp[2]), int(stamp[3]))
        except ValueError:
            pass
    unit = next((unit for lengths, unit in _UNITS.items() if len(digits) in lengths), 0)
    seconds = int(digits) / unit if unit else 0
    if seconds < _OLDEST_SECOND:
        return None
    day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()
    return day if is_plausible(day) else None


def serial_day(number: float) -> date | None:
    """The day with that serial number of a spreadsheet, as Excel counts from 1900."""
    if int(number) not in _SERIALS:
        return None
    day = date(1899, 12, 30) + timedelta(days=int(number))
    return day if is_plausible(day) else None
