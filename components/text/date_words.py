"""Date vocabulary by language: names of months and weekdays, words for days near today.

Lists that rules turn on are in `tables/date_words.json`, `tables/tenses.json` and
`tables/date_names.json`; what stands in these is regular expressions, in small letters.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

_TABLES = Path(__file__).parent / "tables"
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
}
_OTHER_FORMS = {
    "en": {
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
        "oct": 10, "nov": 11, "dec": 12,
    },
    "uk": {
        "січні": 1, "лютому": 2, "березні": 3, "квітні": 4, "травні": 5, "червні": 6, "липні": 7,
        "серпні": 8, "вересні": 9, "жовтні": 10, "листопаді": 11, "грудні": 12,
    },
    "ru": {
        "январе": 1, "феврале": 2, "марте": 3, "апреле": 4, "мае": 5, "июне": 6, "июле": 7,
        "августе": 8, "сентябре": 9, "октябре": 10, "ноябре": 11, "декабре": 12, "янв": 1,
        "фев": 2, "апр": 4, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "сент": 9, "окт": 10, "ноя": 11,
        "дек": 12,
    },
    "de": {"jänner": 1, "feber": 2},
}  # fmt: skip
LANGUAGES = frozenset(_MONTHS)
# Typographic apostrophes and spaces, one character each, with the plain one.
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "\xa0": " ", "\u202f": " "})


def months(language: str) -> dict[str, int]:
    """Each name of a month in small letters with its number; none for an unknown language."""
    named = _MONTHS.get(language, "").split()
    return {name: number for number, name in enumerate(named, start=1)} | _OTHER_FORMS.get(
        language, {}
    )


@cache
def month_names(language: str) -> str:
    """A pattern of the names of months; in English, where may and march are verbs, capitalised."""
    names = sorted(months(language), key=len, reverse=True)
    return "|".join(name.capitalize() if language == "en" else name for name in names)


def read_table(name: str, language: str) -> Any:
    """What `tables/<name>.json` has for one language; shared, so not to be changed."""
    return _read(name)[language]


@cache
def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((_TABLES / f"{name}.json").read_text(encoding="utf-8"))
    return content


def words_of(language: str, name: str) -> Any:
    """One entry of a language in `tables/date_words.json`, which `tables/README.md` describes."""
    return read_table("date_words", language)[name]


@cache
def weekday_pattern(language: str) -> str:
    """A pattern of all names of days of the week, without a group; matches nothing for none."""
    return "|".join(words_of(language, "weekdays")) or "(?!)"


def weekday_of(name: str, language: str) -> int:
    """The number of a day of the week, Monday 0, by one of its names, long or short."""
    for forms in (words_of(language, "weekdays"), words_of(language, "short")):
        for number, form in enumerate(forms):
            # Some forms ask for what stands before them, which a name alone has not.
            if re.fullmatch(re.sub(r"\(\?<=.*?\)", "", form), name, re.IGNORECASE):
                return number
    raise ValueError(f"no day of the week: {name}")


@cache
def counts_of(language: str) -> dict[str, int]:
    """Words for small whole numbers, with their values."""
    listed = enumerate(words_of(language, "numbers").split(), start=1)
    return {word: number for number, words in listed for word in words.split("/")}


def with_plain_signs(text: str) -> str:
    """The text, of the same length, with plain apostrophes and spaces."""
    return text.translate(_PLAIN)
