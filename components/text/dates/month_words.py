"""Names of months and days of the week in the languages that news is read in, from the CLDR."""

from __future__ import annotations

import gc
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

# Where one name is used by two of them, the first counts: see `_BY_POINT` for those that differ.
_LOCALES = (
    *("en", "en_GB", "uk", "ru", "de", "de_AT", "fr", "fr_CA", "es", "es_PE", "it", "pt", "nl"),
    *("pl", "cs", "sk", "hu", "ro", "bg", "sr", "sr_Latn", "bs", "hr", "sl", "mk", "sq", "el"),
    *("tr", "ar", "ar_SY", "ar_IQ", "ar_DZ", "ar_MA", "he", "fa", "ko", "ja", "zh", "sv", "da"),
    *("nb", "fi", "is", "be", "lt", "lv", "et", "ka", "hy", "az", "kk", "hi", "bn", "id", "ms"),
    *("vi", "ca", "eu", "gl", "af", "sw", "th"),
)
_MORE = {
    **{"sept": 9, "jul": 7, "sep": 9, "maerz": 3, "mrz": 3, "janner": 1, "feber": 2, "janv": 1},
    **{"fevr": 2, "avr": 4, "juil": 7, "setiembre": 9, "set": 9, "sett": 9, "mag": 5, "lug": 7},
    **{"янв": 1, "фев": 2, "февр": 2, "апр": 4, "авг": 8, "сен": 9, "окт": 10, "ноя": 11},
    **{"січ": 1, "лют": 2, "бер": 3, "квіт": 4, "трав": 5, "черв": 6, "серп": 8, "вер": 9},
    **{"жовт": 10, "лист": 11, "груд": 12, "abr": 4, "ago": 8, "dic": 12, "ene": 1, "out": 10},
    **{"dez": 12, "okt": 10, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7},
    **{"viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12},
}
# Polish without a point behind the day, Croatian with one; 0 where that tells nothing.
_BY_POINT = {"listopada": (11, 10), "listopad": (11, 0), "lis": (11, 0), "lip": (7, 0)}
_IN_DOUBT = frozenset({"srp"})
JOINTS = frozenset(
    (
        *("of", "the", "st", "nd", "rd", "th", "de", "del", "d", "di", "do", "da", "des", "den"),
        *("dem", "der", "le", "er", "ere", "ste", "e", "o", "a", "el", "al", "dell", "m"),
        *("г", "го", "е", "р", "року", "года", "роки", "roku", "r", "g", "gada", "godine", "en"),
        *("god", "i", "an", "en", "án", "én", "ב", "ngày", "năm", "tháng", "tahun", "º", "ª"),
    )
)
"""What may stand between the day, the month and the year."""


def fold_word(word: str) -> str:
    """Small letters without accents: FÉVRIER, février and FEVRIER are one."""
    if word.isascii():
        return word.casefold()
    apart = unicodedata.normalize("NFD", word.casefold().replace("ı", "i"))
    return "".join(one for one in apart if not "\u0300" <= one <= "\u036f")


def month_of(name: str) -> int | tuple[int, int] | None:
    """The number of a month; two for a name that is another's with a point behind the day.

    None for what is no name of a month.
    """
    word = fold_word(name)
    names = _months()
    return names.get(word) or names.get(word.removeprefix("ב")) if word else None


def is_weekday(name: str) -> bool:
    """Whether a word is the name of a day of the week, long or short."""
    return fold_word(name) in _weekdays()


def load_names() -> None:
    """Load the names in all languages: some 0.3 s, and files that are opened."""
    _months()
    _weekdays()


@cache
def _months() -> dict[str, int | tuple[int, int]]:
    names: dict[str, int | tuple[int, int]] = {}
    for word, month in _names()["months"]:
        if word not in _IN_DOUBT:
            names.setdefault(word, month)
    return names | _MORE | _BY_POINT


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(word for word, _ in _names()["days"])


@cache
def _names() -> dict[str, list[tuple[str, int]]]:
    """The names of months and of days with their numbers, in the order of the languages."""
    from babel import Locale, localedata

    found: dict[str, list[tuple[str, int]]] = {"months": [], "days": []}
    for at, code in enumerate(_LOCALES):
        locale = Locale.parse(code)
        for kind, names in found.items():
            names += _names_of(getattr(locale, kind))
        # All that Babel knows of a language it keeps for good, of these 60 MB, in circles.
        for held in localedata._cache.keys() - {"root"}:
            localedata._cache.pop(held, None)
        if at % 10 == 0:
            gc.collect()
    return found


def _names_of(named: Any) -> Iterator[tuple[str, int]]:
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in named[form][width].items():
                word = fold_word(" ".join(name.split()).strip(".׳॰ ").removeprefix("de "))
                if len(word) > 1 and not any(map(str.isdigit, word)):
                    yield word.removeprefix("d’"), number
