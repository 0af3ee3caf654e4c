"""Days of the week that a text names, as the verb and the words around them have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from components.text.date_words import (
    month_names,
    months,
    read_table,
    weekday_of,
    weekday_pattern,
    words_of,
)
from components.text.dates.calendar_days import (
    Reading,
    match_all,
    month_near,
    name_period,
    shift,
    weekday_near,
    weekday_of_month,
    weekday_of_week,
)
from components.text.dates.tense import find_tense

STEPS = {"last": -1, "this": 0, "next": 1, "coming": 1}
KINDS = (*STEPS, "following", "previous")
_REACH = 40
_FAR = 120
_AFTER_DAY = re.compile(r"\b(?:after|before) \Z")
_ARTICLE = re.compile(r"(?i)\b(?:the|le) \Z")
_RANGE = r"(?: ?[-–—] ?| (?:to|through|until|bis|à|au|a|al|до|по) )"


def which_pattern(language: str, place: str, mark: str, kinds: tuple[str, ...] = KINDS) -> str:
    """A pattern of “last”, “next” and so on with a group for each kind; nothing fits for none."""
    listed = words_of(language, place)
    ways = [f"(?P<{kind}_{mark}>{listed[kind]})" for kind in kinds if kind in listed]
    # Longer ones first: “this coming” is not “this”.
    ways.sort(key=len, reverse=True)
    return f"(?:{'|'.join(ways)})" if ways else "(?!)"


def kind_of(found: re.Match[str] | None, mark: str = "") -> str:
    """The kind whose group has matched, with that mark, or ""."""
    parts = found.groupdict() if found else {}
    names = (name for name, words in parts.items() if words and name.endswith(mark))
    return next((name.partition("_")[0] for name in names if name.partition("_")[0] in KINDS), "")


@cache
def _around(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of a day of the week, of the words that may stand before it, and behind it."""
    words = read_table("date_words", language)
    week = words["units"]["week"]
    on, behind = words["a_week_on"] or "(?!)", words["week_behind"] or "(?!)"

    def named(mark: str) -> str:
        before = which_pattern(language, "before", f"b{mark}", tuple(STEPS))
        after = which_pattern(language, "after", f"a{mark}", tuple(STEPS))
        return rf"(?:{before} (?:{week})|(?:{week}) {after})"

    weekday = re.compile(rf"(?i)(?<![\w'])(?:{weekday_pattern(language)})(?!\w)")
    # “Last Friday” is a day, “the second Friday” alone is none.
    ordinals = "|".join(one for key, one in words["ordinals"].items() if int(key) > 0)
    before = re.compile(
        rf"(?i)(?<!\w)(?:(?P<on>{on}) |{which_pattern(language, 'before', 'w')} "
        rf"|(?P<open>(?:{words['open_before']}|{ordinals}) )"
        rf"|{named('f')}{words['week_joint_before']})\Z"
    )
    after = re.compile(
        rf"(?i)(?: {which_pattern(language, 'after', 'w')}(?!\w)"
        rf"|{words['week_joint']}{named('l')}(?!\w)"
        rf"|(?P<behind> {behind})(?![\w-])|(?P<open> {words['open_after']}))"
    )
    return weekday, before, after


def read_weekdays(text: str, published: date | None, language: str) -> Iterator[Reading]:
    """All days of the week of a text with plain signs; open for “every Monday” and the like."""
    weekday, before, after = _around(language)
    for found in match_all(weekday, text):
        start, end = found.span()
        lead = before.search(text[max(0, start - _REACH) : start])
        rest = after.match(text, end)
        start -= len(lead[0]) if lead and not lead["open"] else 0
        end = rest.end() if rest and not rest["open"] else end
        kind = kind_of(lead, "_w") or kind_of(rest, "_w")
        is_open = bool(lead and lead["open"] and not kind) or _is_beside(text, found, rest)
        wanted = weekday_of(found[0], language)
        if published is None or is_open:
            yield Reading(start, end, None, "day")
            continue
        week = kind_of(lead, "_bf") or kind_of(lead, "_af")
        week = week or kind_of(rest, "_bl") or kind_of(rest, "_al")
        week = week if not (lead and lead["on"]) and not (rest and rest["behind"]) else "on"
        yield _weekday(text, (start, end), published, language, wanted, kind, week)


def _is_beside(text: str, found: re.Match[str], rest: re.Match[str] | None) -> bool:
    """Whether it is a day beside some other one: “the Friday after the vote”."""
    if rest is None or not rest["open"]:
        return False
    return bool(_ARTICLE.search(text, max(0, found.start() - 5), found.start())) or (
        rest["open"].startswith(" of ")
    )


def _weekday(
    text: str, span: tuple[int, int], published: date, language: str, wanted: int, kind: str,
    week: str,
) -> Reading:  # fmt: skip
    if week == "on":
        day = weekday_near(published, wanted, "coming", "")
        return Reading(*span, name_period(day and shift(day, "week", 1), "day"), "day")
    if week:
        day = weekday_of_week(published, wanted, STEPS[week])
        return Reading(*span, name_period(day, "day"), "day")
    tense = find_tense(text, *span, language)
    if kind in ("following", "previous"):
        is_ahead = kind == "following"
        day = weekday_near(published, wanted, "", "ahead") if tense != "past" and is_ahead else None
        return Reading(*span, name_period(day, "day"), "day", False, wanted, is_ahead)
    if not tense and not kind and _is_in_range(text, *span, language):
        return Reading(*span, None, "day")
    return Reading(*span, name_period(weekday_near(published, wanted, kind, tense), "day"), "day")


def _is_in_range(text: str, start: int, end: int, language: str) -> bool:
    """Whether a day of the week is an end of “Monday to Friday”."""
    names = weekday_pattern(language)
    return bool(
        re.match(rf"(?i){_RANGE}(?:{names})(?!\w)", text[end : end + _REACH])
        or re.search(rf"(?i)(?<!\w)(?:{names}){_RANGE}\Z", text[max(0, start - _REACH) : start])
    )


@cache
def _of_month_pattern(language: str) -> re.Pattern[str]:
    words = read_table("date_words", language)
    ordinals = "|".join(
        f"(?P<n{key.replace('-', 'm')}>{one})" for key, one in words["ordinals"].items()
    )
    # “Premier lundi d'octobre” has no space behind its d'; in other languages no word stands here.
    joints = [one if one.endswith("'") else f"{one} " for one in words["of_month"].split("|")]
    of = "|".join(joints if language in ("en", "fr", "es") else [*joints, ""])
    return re.compile(
        rf"(?i)(?<!\w)(?:the )?(?:{ordinals}) (?P<weekday>{weekday_pattern(language)}) (?:{of})"
        rf"(?P<month>{month_names(language)})\b(?:{words['year_joint']}(?P<year>(?:19|20)\d\d)\b)?"
    )


def read_days_of_months(text: str, published: date | None, language: str) -> Iterator[Reading]:
    """“The first Friday of July”."""
    for found in match_all(_of_month_pattern(language), text):
        key = next(name for name, words in found.groupdict().items() if words and name[0] == "n")
        number = int(key[1:].replace("m", "-"))
        wanted = weekday_of(found["weekday"], language)
        month = months(language)[found["month"].lower()]
        if found["year"]:
            day = weekday_of_month(int(found["year"]), month, wanted, number)
            yield Reading(*found.span(), name_period(day, "day"), "day", day is not None)
        elif published:
            tense = find_tense(text, *found.span(), language, True)
            year = int((month_near(month, published, "", tense) or "0").partition("-")[0])
            day = weekday_of_month(year, month, wanted, number) if year else None
            day = None if _AFTER_DAY.search(text, max(0, found.start() - 8), found.start()) else day
            if day and tense in ("ahead", "past") and day != published:
                year += tense == "ahead" and day < published
                year -= tense == "past" and day > published
                day = weekday_of_month(year, month, wanted, number)
            if day and not tense and abs((day - published).days) > _FAR:
                day = None
            yield Reading(*found.span(), name_period(day, "day"), "day")
        else:
            yield Reading(*found.span(), None, "day")
