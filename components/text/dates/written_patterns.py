"""Patterns of written dates: 5 May 2025, 14.05.25, May 3-5, in May, from 2010 to 2014."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from components.text.date_words import month_names, read_table

_YEAR = r"(?:1\d|20|21)\d\d\b(?![.,]\d)"
_NEAR_YEAR = r"(?:1[5-9]|20)\d\d"
_BEFORE_YEARS = (
    "(?i:in|since|until|by|before|after|during|from|early|late|of|spring|summer|autumn|fall|winter"
    "|q[1-4]|у|в|з|с|від|до|по|от|к|seit|im|en|bis|von|ab|sommer|herbst|winter|frühjahr|depuis"
    "|desde|hasta|entre|between|between the years|year|jahre?|рік|року|році|года|году|год|año|année"
    "|l'an)"
)
_YEARS_LEAD = (
    "(?i:for|than|to|and|through|with|over|till|around|circa|versus|vs|für|gegenüber|que|de|du)"
)
_YEARS_END = (
    r"(?=[.;:)!?]|,(?! ?\d)|\Z| (?:and|or|to|when|as|after|before|until|but|und|et|y|і|и)\b)"
)
_EVENTS = (
    "elections?|referendum|presidential|parliamentary|general|midterms?|season|war|attacks?|coup"
    "|invasion|census|budget|campaign|olympics|games|world|championships?|agreement|treaty|deal"
    "|crisis|pandemic|earthquake|summit|vote|film|report|law|act|constitution|protests?|uprising"
)
_END = r"(?![\d/-])"
_TO = r"(?: ?[-–—] ?| (?:to|through|and|until|till|bis|und|à|et|a|y|до|по|і|та|и) )"


@cache
def written_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of dates with a day, month or year; with the group `lead` a month without a year.

    `until` is the second day of a span ("May 3-5"), `since` the first ("3-5 May"), `later` a year
    behind the end of one, `joined` that of "3-May-2025"; `decade` is one ("1990s").
    """
    return (*_days(language), *_months(language), *_bare_months(language), *_years(language))


def _days(language: str) -> Iterator[re.Pattern[str]]:
    words, month = read_table("date_words", language), _month(language)
    to, of, behind = words["range"], words["year_joint"], words["behind_day"]
    year = rf"(?:{of}(?P<year>{_YEAR})|{_later(language)})"
    since = rf"(?:(?P<since>\d{{1,2}}){behind}{to})?"
    until = rf"(?:{to}(?P<until>\d{{1,2}}){behind}\b(?![:.]?\d))?"
    yield re.compile(r"\b(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d)")
    yield re.compile(
        r"(?<![\d./-])(?P<first>\d{1,2})(?P<sign>[./-]|\. )(?P<second>\d{1,2})(?P=sign)"
        rf"(?P<last>\d{{4}}|\d\d(?=\D|\Z)){_END}(?!\.\d)"
    )
    yield re.compile(
        rf"\b{month}\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]?\d){until}{year}?",
        _flags(language),
    )
    yield re.compile(
        rf"(?<![\d.,:/–—-])\b{since}(?P<day>\d{{1,2}}){behind}(?:\.? ?{words['day_joint']} |-)"
        rf"{month}(?:{year}|-(?P<joined>{_YEAR}))?",
        _flags(language),
    )


def _months(language: str) -> Iterator[re.Pattern[str]]:
    words, month = read_table("date_words", language), _month(language)
    year = rf"(?P<year>{_YEAR})"
    yield re.compile(rf"\b{month}{words['year_joint']}{year}", _flags(language))
    yield re.compile(
        rf"\b(?P<lead>(?i:{words['month_leads']}))[ -]{month}(?!\.? \d)(?:{_later(language)})?",
        _flags(language),
    )


def _years(language: str) -> Iterator[re.Pattern[str]]:
    decade = read_table("date_words", language)["decade"] or "(?!)"
    yield re.compile(
        rf"\b{_BEFORE_YEARS} (?P<year>{_YEAR})(?!\s?%)"
        rf"(?:{_TO}(?P<second>{_NEAR_YEAR})\b(?![.,]\d))?"
    )
    yield re.compile(rf"\b{_YEARS_LEAD} (?P<year>(?:19|20)\d\d){_YEARS_END}")
    yield re.compile(
        rf"\b(?i:the|last|his|her|its|their) (?P<year>(?:19|20)\d\d)(?= (?i:{_EVENTS})\b)"
    )
    if language in ("fr", "es"):
        yield re.compile(
            rf"\b[Dd]e (?P<year>{_NEAR_YEAR}){_TO}(?P<second>{_NEAR_YEAR})\b(?![.,]\d)"
        )
    yield re.compile(rf"(?<![\d.,/–—-])(?P<year>{_NEAR_YEAR})(?=[-–—]{_NEAR_YEAR}{_END})")
    yield re.compile(rf"(?<![\d.,/–—-]){_NEAR_YEAR}[-–—](?P<year>{_NEAR_YEAR}){_END}")
    yield re.compile(rf"\b(?P<decade>{decade})(?!\w)", re.IGNORECASE)


def _month(language: str) -> str:
    return rf"(?P<month>{month_names(language)})\b"


def _later(language: str) -> str:
    """The year behind the end of a span of which this is the beginning."""
    words = read_table("date_words", language)
    day = rf"(?:\d{{1,2}}{words['behind_day']}{words['day_joint']} ?)?"
    other = rf"(?:{month_names(language)})\b\.?(?: \d{{1,2}}\b)?"
    return rf"(?={words['range']}{day}{other}{words['year_joint']}(?P<later>{_YEAR}))"


def _flags(language: str) -> re.RegexFlag:
    return re.NOFLAG if language == "en" else re.IGNORECASE


def _bare_months(language: str) -> tuple[re.Pattern[str], ...]:
    """English months that a word before or behind shows to be no names of persons."""
    if language != "en":
        return ()
    plain = "January|February|July|September|October|November|December"
    return (
        re.compile(rf"(?<!\w )(?P<lead>)\b(?P<month>{plain})(?= [a-z])"),
        re.compile(
            rf"\b(?P<lead>as|than|while|both|and|over|into|with) "
            rf"(?P<month>{plain}|April|June|March|August)(?=[.,;:)]| [a-z]|\Z)"
        ),
    )
