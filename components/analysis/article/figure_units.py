"""Units of figures: currencies before or behind a number, percent, and measures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from components.analysis.article.number_words import fold_word
from components.analysis.word_lists import read_table

_WORD = r"[^\W\d_]+(?:[²³]|\d(?!\w))?"
_FOLLOWING = re.compile(
    rf"(?:[ \xa0\u202f-]|[ \xa0]?d['’])?({_WORD}-{_WORD}|{_WORD}|[^\w\s.,;:!?()\[\]'\"“”’/–—-])"
)
_FROM = re.compile(r"[ \xa0](?:de[ \xa0]|d['’])")
_NEXT = re.compile(r"[ \xa0]([^\W\d_]+)")
_OLD = re.compile(
    r"[ -]?(?:year|month|week|day)s?[ -]olds?\b|[ -]olds?\b|[ \xa0](?:of age|alt|de edad)\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"-?([^\W\d_]{4,})")
_DEGREES = re.compile(r"[ \xa0]?°?([CF])(?!\w)")
_PENCE = re.compile(r"p(?!\w)")
_LINES_OF_A_SCREEN = frozenset({144, 240, 360, 480, 720, 1080, 1440, 2160})
_REACH = 20
_CODE = 3
_MOST_OWNERS = 2
_OTHER_MONEY = frozenset({"cent", "pence", "kopeck", "franc", "peso", "krone", "dinar", "shilling"})


def is_money(unit: str) -> bool:
    """Whether the unit of a figure is a currency: a code of three letters, or one without."""
    return unit in _OTHER_MONEY or (len(unit) == _CODE and unit.isupper())


@cache
def _table() -> Any:
    return read_table("article", "units")


@cache
def _words(name: str) -> Mapping[str, str]:
    return {
        fold_word(word): unit for unit, words in _table()[name].items() for word in words.split()
    }


@cache
def _phrases() -> re.Pattern[str]:
    listed = [p for row in _table()["phrases"] for p in row.split("|")] + _table()[
        "percent_phrases"
    ]
    either = "|".join(
        re.escape(one).replace(r"\ ", r"[ \xa0]") for one in sorted(listed, key=len, reverse=True)
    )
    return re.compile(rf"[ \xa0-]?({either})(?!\w)", re.IGNORECASE)


@cache
def _phrase_units() -> Mapping[str, str]:
    units = {p: unit for row, unit in _table()["phrases"].items() for p in row.split("|")}
    return units | dict.fromkeys(_table()["percent_phrases"], "%")


_MINUS = (
    r"(?<![\w)%.,-])[-\u2212+]|(?<!\w)(?:minus|negative|мінус|минус"
    r"|(?<!au )(?<!du )(?<!ou )moins|(?<!al )(?<!lo )(?<!de )menos) "
)


@cache
def _symbols() -> Mapping[str, str]:
    return {**_table()["symbols"], **_table()["before_only"]}


@cache
def _before() -> re.Pattern[str]:
    codes = {code for code in _words("currencies").values() if len(code) == _CODE}
    named = sorted([*_symbols(), *codes], key=len, reverse=True)
    either = "|".join((r"(?<!\w)" if one[0].isalpha() else "") + re.escape(one) for one in named)
    return re.compile(
        rf"(?P<sign>{_MINUS})?(?P<money>{either})?(?(money)[ \xa0]?(?P<inner>[-\u2212])?)\Z",
        re.IGNORECASE,
    )


def lead_of(text: str, start: int) -> tuple[int, bool, str]:
    """What stands before a number: where it begins, whether it is negative, the currency or ""."""
    found = _before().search(text, max(0, start - _REACH), start)
    if not found:
        return start, False, ""
    symbol = found["money"] or ""
    symbols = _symbols()
    money = symbols.get(symbol) or symbols.get(symbol.upper()) or (symbol.upper() if symbol else "")
    if symbol.isalpha() and not symbol.isupper() and symbol not in symbols:
        return start, False, ""
    negative = bool(found["inner"] or (found["sign"] and found["sign"] != "+"))
    return found.start(), negative, money


def letter_after(text: str, end: int, value: float) -> tuple[str, int]:
    """A unit of one letter that is one only right behind digits: 43C, 50p."""
    degrees, pence = _DEGREES.match(text, end), _PENCE.match(text, end)
    if degrees:
        return f"°{degrees[1]}", degrees.end()
    if pence and value not in _LINES_OF_A_SCREEN:
        return "pence", pence.end()
    return "", end


def money_after_scale(text: str, end: int) -> tuple[str, int]:
    """A currency whose name is a common word too, behind a million or billion: 3 billion won."""
    following = _NEXT.match(text, end)
    unit = _words("money_after_scale").get(fold_word(following[1])) if following else None
    return (unit, following.end()) if following and unit else ("", end)


def unit_after(text: str, end: int, language: str) -> tuple[str, int]:
    """The unit that follows a number, "" for none, and where the figure then ends."""
    phrase = _phrases().match(text, end)
    if phrase:
        return _phrase_units()[re.sub(r"\s", " ", phrase[1].lower())], phrase.end()
    following = _FOLLOWING.match(text, end)
    if not following:
        return "", end
    lead = _FROM.match(text, end)
    if lead:
        inner = _FOLLOWING.match(text, lead.end())
        word = fold_word(inner[1]) if inner else ""
        if inner and word in _words("currencies"):
            return _owned(text, word, inner.end())
        return "", end
    word = fold_word(following[1])
    owned = _owner_first(text, following)
    if owned:
        return owned
    return _plain(text, end, word, following.end(), language)


def _plain(text: str, end: int, word: str, to: int, language: str) -> tuple[str, int]:
    own = _table()["own"].get(language, {})
    glued = to - end == len(word)
    if word in _table()["percents"].split():
        return "%", to
    if word == "in" and glued and text[end - 1].isdecimal():
        return "in", to
    if word in own:
        return own[word], to
    if word in _words("currencies") and not (word in _table()["unsure_money"].split() and glued):
        return _owned(text, word, to)
    symbols = _table()["symbols"]
    if word in symbols and not text[to : to + 1].isdecimal():
        return symbols[word], to
    generation = glued and text[end:to] == "G"  # of a network, not a weight
    if word in _words("measures") and word not in _foreign(language) and not generation:
        return _words("measures")[word], _old(text, to)
    if "-" in word:
        first = word.partition("-")[0]
        unit, _ = _plain(text, end, first, end + 1 + len(first), language)
        return unit, _old(text, end + (0 if glued else 1) + len(first)) if unit else end
    suffix = _SUFFIX.match(text, end)
    for start, unit in _table()["suffixes"].items() if suffix else ():
        if suffix and suffix[1].lower().startswith(start):
            return unit, suffix.end()
    return "", end


@cache
def _foreign(language: str) -> frozenset[str]:
    """Words that are a unit only in another language."""
    rows = _table()["only_in"].items()
    return frozenset(word for word, languages in rows if language not in languages.split())


def _old(text: str, to: int) -> int:
    """The end of a span of years with the words for an age: “22 years old”, “22-year-old”."""
    old = _OLD.match(text, to)
    return old.end() if old else to


def is_age(text: str, to: int) -> bool:
    """Whether the words that end at `to` tell an age."""
    return (
        re.search(
            r"(?:\bolds?|of age|\balt|edad|jährig\w*|річн\w*|летн\w*)\Z", text[max(0, to - 16) : to]
        )
        is not None
    )


def _owned(text: str, word: str, to: int) -> tuple[str, int]:
    """A currency with whose it is behind it: francs suisses, доларів США."""
    unit = _words("currencies")[word]
    following = _NEXT.match(text, to)
    owner = _words("owners").get(fold_word(following[1])) if following else None
    if following and owner and word in _table()["owned_before"].split():
        return owner, following.end()
    if following and owner == unit:
        return unit, following.end()
    return unit, to


def _owner_first(text: str, found: re.Match[str]) -> tuple[str, int] | None:
    """A currency with whose it is before it: Swiss francs, Hong Kong dollars, Polish zloty."""
    at, owner, written = found.end(), "", found[1]
    for _ in range(_MOST_OWNERS):
        owner = _words("owners").get(fold_word(written), owner)
        following = _NEXT.match(text, at)
        if not following or not (owner or written[0].isupper()):
            return None
        word, at, written = fold_word(following[1]), following.end(), following[1]
        if owner and word in _table()["owned"].split():
            return owner, at
        if word in _words("currencies"):
            return owner or _words("currencies")[word], at
    return None


def rate_after(text: str, at: int, language: str) -> str:
    """The words of a rate that follow: per 1,000 flights, a day (told as "per day"), each."""
    found = _rate_pattern(language).match(text, at)
    if not found:
        return ""
    if found.lastgroup == "each":
        return found["each"].lower()
    if found.lastgroup == "one":
        return f"per {found['one'].lower()}"
    return " ".join(found["as_told"].split())


@cache
def _rate_pattern(language: str) -> re.Pattern[str]:
    """Rates as `tables/units.json` has them: `one` behind an article, `as_told`, `each`."""
    rates = _table()["rates"].get(language, {})
    ways = "|".join(f"(?P<{name}>{rates.get(name) or '(?!)'})" for name in ("as_told", "each"))
    one = rf"(?:an?|every)[ \xa0\n-](?P<one>{rates.get('one') or '(?!)'})"
    return re.compile(
        rf"(?:[ \xa0](?:cash|net|gross))?[ \xa0\n-](?:{one}|{ways})(?!\w)"
        rf"(?![ \xa0](?:{rates.get('not_before') or '(?!)'})\b)",
        re.IGNORECASE,
    )
