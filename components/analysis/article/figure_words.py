"""Tables of number words, units and qualifiers, by language; the qualifier before a figure."""

from __future__ import annotations

import re
from functools import cache

from components.text.normalisation import fold
from components.text.segment import Span

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

UNITS = {word: value for value, word in enumerate(_SMALL.split(" "))}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(" "), start=2)}
SCALES = {
    "en": {
        "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9,
        "trillion": 10**12, "m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1_000,
    },
    "uk": {
        "тис": 1_000, "тисяча": 1_000, "тисячі": 1_000, "тисяч": 1_000, "млн": 10**6,
        "мільйон": 10**6, "мільйони": 10**6, "мільйонів": 10**6, "млрд": 10**9,
        "мільярд": 10**9, "мільярди": 10**9, "мільярдів": 10**9,
    },
    "ru": {
        "тыс": 1_000, "тысяча": 1_000, "тысячи": 1_000, "тысяч": 1_000, "млн": 10**6,
        "миллион": 10**6, "миллиона": 10**6, "миллионов": 10**6, "млрд": 10**9,
        "миллиард": 10**9, "миллиарда": 10**9, "миллиардов": 10**9,
    },
}  # fmt: skip
QUALIFIERS = {
    "en": {
        "more than": ">", "over": ">", "above": ">", "exceeding": ">", "upwards of": ">",
        "at least": ">=", "no fewer than": ">=", "no less than": ">=", "a minimum of": ">=",
        "less than": "<", "fewer than": "<", "under": "<", "below": "<",
        "up to": "<=", "as many as": "<=", "as much as": "<=", "at most": "<=",
        "no more than": "<=",
        "about": "~", "around": "~", "some": "~", "roughly": "~", "approximately": "~",
        "an estimated": "~", "nearly": "~", "almost": "~", "close to": "~", "just over": ">",
        "just under": "<", "exactly": "", "only": "", "well over": ">", "not fewer than": ">=",
        "not less than": ">=", "a maximum of": "<=", "not more than": "<=", "as few as": ">=",
        "as little as": ">=", "in excess of": ">", "upward of": ">", "well under": "<",
        "not quite": "<", "close on": "~",
    },
    "uk": {
        "понад": ">", "більше": ">", "більш ніж": ">", "щонайменше": ">=", "не менше": ">=",
        "менше": "<", "менш ніж": "<", "до": "<=", "не більше": "<=", "близько": "~",
        "приблизно": "~", "майже": "~", "більш як": ">", "не менше ніж": ">=", "не менш як": ">=",
        "не менш ніж": ">=", "як мінімум": ">=", "мінімум": ">=", "менш як": "<",
        "щонайбільше": "<=", "не більше ніж": "<=", "не більш як": "<=", "максимум": "<=",
        "орієнтовно": "~",
    },
    "ru": {
        "свыше": ">", "более": ">", "больше": ">", "более чем": ">", "как минимум": ">=",
        "не менее": ">=", "менее": "<", "меньше": "<", "до": "<=", "не более": "<=", "около": "~",
        "примерно": "~", "почти": "~", "больше чем": ">", "не меньше": ">=", "не менее чем": ">=",
        "по меньшей мере": ">=", "минимум": ">=", "не больше": "<=", "максимум": "<=",
        "приблизительно": "~", "порядка": "~",
    },
    "de": {
        "mehr als": ">", "über": ">", "mindestens": ">=", "wenigstens": ">=",
        "nicht weniger als": ">=", "weniger als": "<", "unter": "<", "bis zu": "<=",
        "höchstens": "<=", "nicht mehr als": "<=", "rund": "~", "etwa": "~", "ungefähr": "~",
        "circa": "~", "fast": "~", "knapp": "~", "nahezu": "~",
    },
    "fr": {
        "plus de": ">", "au moins": ">=", "pas moins de": ">=", "au minimum": ">=",
        "moins de": "<", "jusqu'à": "<=", "au plus": "<=", "pas plus de": "<=", "quelque": "~",
        "environ": "~", "près de": "~", "presque": "~", "autour de": "~",
    },
}  # fmt: skip
CURRENCIES = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "₽": "RUB", "¥": "JPY",
    "dollar": "USD", "dollars": "USD", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR",
    "pounds": "GBP", "sterling": "GBP", "gbp": "GBP", "hryvnia": "UAH", "hryvnias": "UAH",
    "uah": "UAH", "ruble": "RUB", "rubles": "RUB", "roubles": "RUB", "yuan": "CNY", "yen": "JPY",
    "гривень": "UAH", "гривні": "UAH", "грн": "UAH", "доларів": "USD", "долара": "USD",
    "євро": "EUR", "рублей": "RUB", "рубля": "RUB", "руб": "RUB", "долларов": "USD",
    "доллара": "USD", "евро": "EUR", "гривен": "UAH",
}  # fmt: skip
PERCENTS = frozenset(
    ["%", "percent", "pct", "percentage", "відсотків", "відсотки", "процентов", "процента"]
)
MEASURES = {
    "km": "km", "kilometers": "km", "kilometres": "km", "kilometer": "km", "kilometre": "km",
    "miles": "mi", "mile": "mi", "meters": "m", "metres": "m", "feet": "ft", "acres": "acre",
    "hectares": "ha", "tons": "t", "tonnes": "t", "kilograms": "kg", "kg": "kg", "barrels": "bbl",
    "degrees": "degree", "hours": "h", "hour": "h", "minutes": "min", "days": "d", "day": "d",
    "weeks": "week", "months": "month", "years": "year", "megawatts": "MW", "gigawatts": "GW",
    "mph": "mph", "knots": "kn", "км": "km", "метрів": "m", "метров": "m", "тонн": "t",
    "годин": "h", "часов": "h", "днів": "d", "дней": "d", "років": "year", "лет": "year",
}  # fmt: skip
# Verbs that usually follow what is counted: "500 soldiers fled".
ACTIONS = frozenset(
    {
        *("cost", "left", "fled", "died", "said", "say", "live", "lived", "came", "went", "took"),
        *("remain", "remained", "arrived", "crossed", "voted", "joined", "attended", "stood"),
        *("fell", "rose", "signed", "began", "met", "entered", "returned", "work", "worked"),
    }
)

_REACH = 24


def qualifier_before(text: str, start: int, language: str = "") -> tuple[Span, str]:
    """The span of the words that qualify the number at `start` ("as many as"), and their sign.

    The longest listed words that end right before the number, in `language`, or in any language of
    `QUALIFIERS` where that is "". Without such words an empty span at `start`, and "".
    """
    at = max(0, start - _REACH)
    found = _qualifiers(language).search(text, at, start)
    if found is None:
        return (start, start), ""
    return found.span("words"), _signs(language)[fold(found["words"])]


def sign_of(words: str) -> str:
    """The sign of a qualifier in any language of `QUALIFIERS`; "" for other words."""
    return _signs("").get(" ".join(fold(words).split()), "")


@cache
def _signs(language: str) -> dict[str, str]:
    tables = [QUALIFIERS.get(language, {})] if language else QUALIFIERS.values()
    return {fold(words): sign for table in tables for words, sign in table.items()}


@cache
def _qualifiers(language: str) -> re.Pattern[str]:
    listed = sorted(_signs(language), key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, words.split())) for words in listed) or "(?!)"
    either = either.replace("'", "['’]")
    return re.compile(rf"(?<!\w)(?P<words>{either})\s+\Z", re.IGNORECASE)
