"""Days in the addresses of pages, as news sites build them."""

from __future__ import annotations

import re
from datetime import date

from components.text.dates.calendar_days import day_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# No site had pages before; the number of an article may look like an earlier day.
_EARLIEST = 1990
# Behind /2025/05/ the number may begin a title: 10-things-to-do.
_DAY = re.compile(
    r"(?i)/(?P<year>(?:19|20)\d\d)(?:"
    r"(?:[/-](?P<month>\d{1,2}|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(?:/(?P<day>\d{1,2})(?=/|\Z|\.[a-z])|-(?P<joint>\d{1,2})(?!\d)))"
    r"|/?(?P<packed>\d{4})(?=/))"
)

_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?=[^/])")


def day_in_address(address: str) -> date | None:
    """The day in the address of a page, as in `https://paper.example/2025/05/05/a`, or None.

    Also as /2025-05-05-a, /2025/may/05/, /2025-05/05/, /20250505/ and /2025/0505/. In the address
    of an archived page that of the page itself counts. Numbers in a question (`?`) do not.
    """
    if not address.startswith(("http://", "https://")):
        return None
    page = address[max(0, address.rfind("http://"), address.rfind("https://")) :]
    found = _DAY.search(re.split(r"[?#]", page, maxsplit=1)[0])
    return _read(found) if found else None


def month_in_address(address: str) -> tuple[int, int] | None:
    """Year and month in the address of a page, as in `https://paper.example/2025/05/title`."""
    page = address[max(0, address.rfind("http://"), address.rfind("https://")) :]
    found = _MONTH.search(re.split(r"[?#]", page, maxsplit=1)[0])
    return (int(found[1]), int(found[2])) if found else None


def _read(found: re.Match[str]) -> date | None:
    if packed := found["packed"]:
        month, day = packed[:2], packed[2:]
    else:
        month, day = found["month"], found["day"] or found["joint"]
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    year = int(found["year"])
    return day_of(year, number, int(day)) if year >= _EARLIEST else None
