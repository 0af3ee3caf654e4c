"""How dates are written, as expressions that take linear time."""

from __future__ import annotations

import re
from functools import cache

from components.text.date_words import NUMBERS, months, near_days, weekdays

_YEAR = r"(?P<year>(?:1\d|20|21)\d\d)\b(?![.,]\d)"
_LEADS = "(?i:in|since|until|by|early|late|mid|last|this|next|у|в|im|en)"
_BEFORE_YEARS = (
    "(?i:in|since|until|by|before|after|during|from|early|late|of|у|в|з|с|seit|im|en|depuis|desde"
    "|year|jahre?|рік|року|році|года|году)"
)
_COUNTS = "|".join(NUMBERS)


@cache
def written_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Dates with a day, month or year; a pattern with `lead` names a month without its year."""
    names = sorted(months(language), key=len, reverse=True)
    if language == "en":  # in small letters may and march are verbs
        names = [name.capitalize() for name in names]
    month = rf"(?P<month>{'|'.join(names)})\b"
    flags = re.NOFLAG if language == "en" else re.IGNORECASE
    of = r"\.?,? ?(?:de |del |of )?"
    return (
        re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
        re.compile(
            r"(?<![\d./-])(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)"
            r"(?P<last>\d{4})(?![\d/-])"
        ),
        re.compile(
            rf"\b{month}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]?\d)(?:,? {_YEAR})?", flags
        ),
        re.compile(
            rf"(?<![\d.,:/])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.? (?:de |of )?{month}"
            rf"(?:{of}{_YEAR})?",
            flags,
        ),
        re.compile(rf"\b{month}{of}{_YEAR}", flags),
        re.compile(rf"\b(?P<lead>{_LEADS})[ -]{month}", flags),
        re.compile(rf"\b{_BEFORE_YEARS} {_YEAR}(?!\s?%)"),
    )


@cache
def relative_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Days and periods that are named by how far they lie from the article's day."""
    found = []
    if near_days(language):
        near = "|".join(near_days(language))
        found.append(re.compile(rf"\b(?P<near>{near})(?!\w)", re.IGNORECASE))
    if weekdays(language):
        days = "|".join(weekdays(language))
        which = "last|next|this|past|coming"
        found.append(
            re.compile(rf"\b(?:(?P<which>{which}) )?(?P<weekday>{days})(?!\w)", re.IGNORECASE)
        )
    if language == "en":
        found.append(
            re.compile(
                rf"\b(?P<count>\d{{1,3}}|{_COUNTS}) (?P<unit>day|week|month|year)s? "
                r"(?P<where>ago|earlier|before|later)\b",
                re.IGNORECASE,
            )
        )
        found.append(
            re.compile(r"\b(?P<which>last|this|next) (?P<unit>week|month|year)\b", re.IGNORECASE)
        )
    return tuple(found)
