"""Places of numbers that are no quantities: names, years, hours, scores, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from components.analysis.article.number_words import fold_word
from components.analysis.word_lists import read_table, read_words
from components.text.language import FUNCTION_WORDS

_ADDRESS = re.compile(r"(?<!\S)(?:\S*(?:://|\bwww\.|%[0-9A-Fa-f]{2}[\w%/])\S*|\S+\.[a-z]{2,6}/\S+)")
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d|2100)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)*)(\.?)([ \xa0-])\Z")
_ROW_BEFORE, _ROW_BEHIND = re.compile(r"\d(?:[ \xa0]?h)?[ \xa0-]\Z"), re.compile(r"[ \xa0]\d")
_SIGN_BEFORE = re.compile(
    r"(?:\b(?:G(?:roup|ang) of|Big) |[№§#©]|\b[Nn]o\.|\bNr\.|\bn°)[ \xa0]?\(?\Z"
)
_STREET = re.compile(
    r" (?:[A-Z][\w'’.-]+ ){1,2}(?:Road|Street|St|Avenue|Ave|Lane|Drive|Boulevard)\b"
)
# "30 Birds Foundation", "2 Timothy 3".
_TITLE = re.compile(
    r" (?:[A-Z][\w’'-]+ ){1,3}(?:Foundation|Fund|Institute|Project|Initiative|Trust|Studios)\b"
    r"(?! [a-z]+s\b)"
    r"| (?:Samuel|Kings|Chronicles|Corinthians|Thessalonians|Timothy|Peter|John) \d"
)
_JOINED_WORD = re.compile(r"-([^\W\d_]+)")
_WORDS = re.compile(r"[ \xa0-]([^\W\d_]+)")
_LINE_START = re.compile(r"(?:\A|\n)[ \t]*\Z")
_CLOCK = re.compile(
    r"[ \xa0]?(?:[ap]\.?m\b|o['’]clock|GMT\b|CET\b|EST\b|Uhr\b)|"
    r"[ \xa0](?:central|eastern|pacific|mountain|moscow|local|greenwich|british)(?: \w+)? time\b|"
    r"[ \xa0]?h[ \xa0]?\d\d\b",
    re.IGNORECASE,
)
_HOURS = re.compile(r"[ \xa0](?:heures?|часов|часа|годин[іи]?|h)\b(?![ \xa0](?:de|d['’]|plus))")
_AT = frozenset(
    ("at", "à", "dès", "vers", "в", "о", "об", "к", "до", "після", "после", "um", "gegen")
)
_PERSON = re.compile(
    r"(?:^|[ \xa0(“\"])[A-ZÀ-ÝА-ЯІЇЄҐ][\w'’-]+[ \xa0](?:[A-Z]\. )?"
    r"[A-ZÀ-ÝА-ЯІЇЄҐ][\w'’-]+(?P<open>, |[ ]\()\Z"
)
_AGE_LEAD = re.compile(
    r"\b(?:aged|ages?|age of|im Alter von|l['’]âge de|edad de|в возрасте|у віці|віком"
    r"|turn(?:ed|s|ing)|(?:man|woman|boy|girl) of)"
    r"[ \xa0](?:between |about |around )?\Z",
    re.IGNORECASE,
)
_REACH = 40
_OLDEST, _YOUNGEST_NAMED = 115, 5
_MOST_REFERRED, _MOST_LISTED, _DAY = 10, 99, 24
_ROUND = 100


@cache
def place_words(name: str) -> frozenset[str]:
    """One list of `tables/number_places.json`."""
    return read_words("article", "number_places", name)


def addresses(text: str) -> list[tuple[int, int]]:
    """The spans of addresses of the web and of text encoded by percent signs, in order."""
    if "://" not in text and "www." not in text and "%" not in text and "/" not in text:
        return []
    return [found.span() for found in _ADDRESS.finditer(text)]


def word_before(text: str, start: int) -> str:
    """The word that stands right before a number, as written; "" for none."""
    found = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
    return found[1] if found else ""


def words_after(text: str, end: int, most: int = 3) -> Iterator[str]:
    """The words that follow, as written, up to a mark, a number or a function word."""
    for _ in range(most):
        found = _WORDS.match(text, end)
        if not found or fold_word(found[1]) in FUNCTION_WORDS:
            return
        yield found[1]
        end = found.end()


def counts_several(text: str, end: int) -> bool:
    """Whether the words behind a number are an English plural, or persons and things of a list."""
    return any(is_several(word) for word in words_after(text, end))


def is_several(word: str) -> bool:
    """Whether a word is an English plural, or one of the persons and things of the lists."""
    word = word.lower().replace("’", "'")
    if word in place_words("persons") or word in place_words("irregular"):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "'s"))


def is_age_place(text: str, start: int, end: int, value: float) -> bool:
    """Whether a bare number is an age: “aged 22”, “Anna Miller, 34,”, “Anna Miller (34)”."""
    if not value.is_integer() or value > _OLDEST:
        return False
    near = text[max(0, start - _REACH) : start]
    if _AGE_LEAD.search(near):
        return True
    named = _PERSON.search(near)
    if not named or value < _YOUNGEST_NAMED:
        return False
    closes = text[end : end + 1] == ")" if "(" in named["open"] else text[end : end + 1] in ",.;"
    return closes and not text[end + 1 : end + 2].isdecimal()


def is_name(text: str, start: int, end: int, language: str) -> bool:
    """Whether a number belongs to a name: Article 5, Artemis 2, No. 10."""
    if _SIGN_BEFORE.search(text, max(0, start - 9), start):
        return True
    if _STREET.match(text, end) or _TITLE.match(text, end):
        return True
    before = word_before(text, start)
    if not before or before.lower() in place_words("persons"):
        return False
    if before.lower() in place_words("roads"):
        return before[0].isupper() or not counts_several(text, end)
    folded = before.lower()
    if (
        language != "en"
        or not before[0].isupper()
        or folded in FUNCTION_WORDS
        or folded in place_words("harmed")
    ):
        return False
    return not counts_several(text, end)


def is_hour(text: str, start: int, end: int, value: float) -> bool:
    """Whether a number is an hour: 5 p.m., 18 Uhr, à 18 heures, at 10."""
    if _CLOCK.match(text, end):
        return True
    if not 0 <= value <= _DAY or fold_word(word_before(text, start)) not in _AT:
        return False
    if fold_word(word_before(text, start)) == "at":
        return next(words_after(text, end), None) is None or _verb_follows(text, end)
    return _HOURS.match(text, end) is not None


def _verb_follows(text: str, end: int) -> bool:
    return not counts_several(text, end)


def is_listed(text: str, start: int, end: int, value: float) -> bool:
    """Whether a number counts the lines of a list: “1. Bread”."""
    mark = text[end : end + 2] in (". ", ") ")
    return (
        mark
        and value <= _MOST_LISTED
        and _LINE_START.search(text, max(0, start - 9), start) is not None
    )


def is_in_row(text: str, start: int, end: int) -> bool:
    """Whether a bare number stands in a row of numbers, as in a table or a telephone number."""
    return _ROW_BEFORE.search(text, max(0, start - 4), start) is not None or (
        _ROW_BEHIND.match(text, end) is not None
    )


def is_year(text: str, start: int, end: int, written: str, qualifier: str) -> bool:
    """Whether four digits without a unit are a year: the 2024 election."""
    if not _YEAR.fullmatch(written):
        return False
    if counts_several(text, end):
        first = next(words_after(text, end), "").lower()
        referred = fold_word(word_before(text, start)) in place_words("refers") | {"in", "s"}
        if first in place_words("persons") and not referred:
            return False
        if int(written) % _ROUND == 0 and not referred:
            return False
        return qualifier not in (">", ">=", "<", "<=", "~")
    return True


def is_referred(text: str, start: int, value: float) -> bool:
    """Whether a small number tells which ones and not how many: the two men."""
    return 2 <= value < _MOST_REFERRED and fold_word(word_before(text, start)) in place_words(
        "refers"
    )


def is_kind(text: str, end: int) -> bool:
    """Whether a number makes the name of a kind: a three-way format, a two-state plan."""
    found = _JOINED_WORD.match(text, end)
    return found is not None and found[1].lower() in place_words("suffixes")


def stop_words(language: str) -> frozenset[str]:
    """Words at which the thing counted ends, beside those of `FUNCTION_WORDS`."""
    stops: Any = read_table("article", "number_places")["stops"]
    return frozenset(stops.get(language, "").split())


def part_of(unit: str, part: str) -> float | None:
    """How many of a smaller unit make the unit, for those told together; None for others."""
    parts: dict[str, float] = read_table("article", "units")["parts"]
    return parts.get(f"{unit} {part}")
