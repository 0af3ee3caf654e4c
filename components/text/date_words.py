"""Date vocabulary by language: names of months and weekdays, words for days near today."""

from __future__ import annotations

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
        "августе": 8, "сентябре": 9, "октябре": 10, "ноябре": 11, "декабре": 12,
    },
    "de": {"jänner": 1, "feber": 2},
}  # fmt: skip
_WEEKDAYS = {
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    "uk": ["понеділок", "вівторок", "середу", "четвер", "п'ятницю", "суботу", "неділю"],
    "ru": ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"],
    "de": ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
}
_NEAR_DAYS = {
    "en": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    "uk": {"сьогодні": 0, "вчора": -1, "учора": -1, "позавчора": -2, "завтра": 1},
    "ru": {"сегодня": 0, "вчера": -1, "позавчера": -2, "завтра": 1},
    "de": {"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1},
    "fr": {"aujourd'hui": 0, "hier": -1, "demain": 1},
    "es": {"hoy": 0, "ayer": -1, "mañana": 1},
}

LANGUAGES = frozenset(_MONTHS)
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
} | {"a": 1, "an": 1}


def months(language: str) -> dict[str, int]:
    """Each name of a month in small letters with its number; none for an unknown language."""
    named = _MONTHS.get(language, "").split()
    return {name: number for number, name in enumerate(named, start=1)} | _OTHER_FORMS.get(
        language, {}
    )


def weekdays(language: str) -> dict[str, int]:
    """Each name of a day with its number, Monday 0."""
    return {name: number for number, name in enumerate(_WEEKDAYS.get(language, []))}


def near_days(language: str) -> dict[str, int]:
    """Each word for a day near today, with how many days from today it lies."""
    return _NEAR_DAYS.get(language, {})
