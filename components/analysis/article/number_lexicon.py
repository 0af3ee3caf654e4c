"""The number words of each language, and how digits are written in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError, numbers

from components.analysis.word_lists import read_table

_DOZEN, _HUNDRED, _THOUSAND = 12, 100, 1000
# 1,200.5 or 12,34,567 or 1 200,5 (as `join_groups` writes it) or 3.5; no number is longer.
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,2}(?:,\d{2}){1,3},\d{3}(?:\.\d{1,4})?"
    r"|\d{1,3}(?:[\xa0\u202f]\d{3}){1,4}(?:[.,]\d{1,4})?"
    r"|DOTS\d{1,15}(?:[.,]\d{1,4})?)(?!\d|[.,]\d)"
)
_MAPS = ("values", "scales", "short", "glued", "denominators", "shares", "every_of")
_WITH_DOTS = r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,4})?|"


@dataclass(frozen=True)
class Lexicon:
    """The number words of one language, folded; `tables/README.md` says what each list holds.

    `starts` are the words that an amount may begin with.
    """

    values: Mapping[str, float]
    scales: Mapping[str, float]
    short: Mapping[str, float]
    glued: Mapping[str, float]
    denominators: Mapping[str, float]
    shares: Mapping[str, float]
    every_of: Mapping[str, float]
    lists: Mapping[str, tuple[str, ...]]
    starts: frozenset[str]


@cache
def lexicon_of(language: str) -> Lexicon:
    """The lexicon of a language; what its table has no list of is empty."""
    table = read_table("article", "number_words")
    own = {key: type(value)() for key, value in table["en"].items()} | table.get(language, {})
    maps = [_values(own[name]) for name in _MAPS]
    if language == "de":
        maps[0] |= _german_values(maps[0])
    lists = {
        name: tuple(sorted(value, key=len, reverse=True))
        if isinstance(value, list)
        else tuple(value.split())
        for name, value in own.items()
        if name not in _MAPS
    }
    leads = (phrase.split()[0] for phrase in lists["half_a"] + lists["lone_half"])
    every = lists["every"], lists["articles"], lists["bare"]
    starts = frozenset(
        [*maps[0], *maps[3], *maps[5], *leads, *(word for row in every for word in row)]
    )
    values, scales, short, glued, denominators, shares, every_of = maps
    return Lexicon(values, scales, short, glued, denominators, shares, every_of, lists, starts)


def _values(table: Mapping[str, str]) -> dict[str, float]:
    return {word: float(value) for value, words in table.items() for word in words.split()}


def _german_values(simple: Mapping[str, float]) -> dict[str, float]:
    """The numbers that German writes as one word, from 21 to 999."""
    units = {word: value for word, value in simple.items() if 2 <= value < 10} | {"ein": 1.0}
    units = {word: value for word, value in units.items() if value.is_integer()}
    tens = {word: value for word, value in simple.items() if 20 <= value < _HUNDRED}
    small = {f"{one}und{ten}": tens[ten] + units[one] for one in units for ten in tens}
    rest = {
        "": 0.0,
        **small,
        **{word: value for word, value in simple.items() if value.is_integer()},
    }
    rest |= {f"und{word}": value for word, value in rest.items() if word} | {"eins": 1.0}
    hundreds = {
        f"{one}hundert{word}": _HUNDRED * (units[one] if one else 1) + value
        for one in ["", *units]
        for word, value in rest.items()
        if one or word
    }
    whole = {**simple, **units, **small, **hundreds, "": 1.0}
    round_ones = {word: value for word, value in hundreds.items() if value % _HUNDRED == 0}
    thousands = {
        f"{one}tausend{rest}": _THOUSAND * value + more
        for one, value in whole.items()
        if value.is_integer() and value
        for rest, more in (("", 0.0), *(round_ones.items() if value < _DOZEN else ()))
        if one or rest
    }
    return {**small, **hundreds, **thousands}


@cache
def number_pattern(language: str) -> re.Pattern[str]:
    """Digits with the grouping of a language."""
    dots = _WITH_DOTS if _grouping(language) == "." else ""
    return re.compile(_NUMBER.replace("DOTS", dots))


def read_digits(written: str, language: str) -> float:
    """The value of a number in digits: 1,200 is 1200 in English and 1.2 in Russian."""
    plain = written.replace("\u202f", "").replace("\xa0", "")
    marks = [sign for sign in plain if sign in ",."]
    grouped = marks[:1] == [_grouping(language)] and re.fullmatch(r"\d{1,3}[,.]\d{3}", plain)
    if len(marks) < 2 and not grouped:
        return float(plain.replace(",", "."))
    # Of two different marks the last one is that of decimals.
    whole, _, decimals = plain.rpartition(marks[-1]) if len({*marks}) > 1 else (plain, "", "0")
    return float(f"{re.sub('[,.]', '', whole)}.{decimals}")


@cache
def _grouping(language: str) -> str:
    """The sign between thousands in this language, by Unicode CLDR; "" when it is not known."""
    try:
        return numbers.get_group_symbol(Locale.parse(language))
    except (ValueError, UnknownLocaleError):
        return ""
