"""Words around a figure: those that qualify it, and those for what it counts."""

from __future__ import annotations

import re
from functools import cache

from components.analysis.article.figure_units import rate_after
from components.analysis.article.number_lexicon import lexicon_of
from components.analysis.article.number_places import is_several, stop_words
from components.analysis.article.number_words import fold_word
from components.analysis.word_lists import read_words
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold
from components.text.segment import Span

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
        "not quite": "<", "close on": "~", "within": "<=", "surpassed": ">", "exceeded": ">",
        "surpassing": ">", "topped": ">",
        "estimated": "~", "somewhere around": "~", "in the region of": "~",
        "well above": ">", "far more than": ">", "slightly more than": ">", "a little over": ">",
        "slightly over": ">", "little more than": "~", "a little under": "<",
    },
    "uk": {
        "понад": ">", "більше": ">", "більш ніж": ">", "щонайменше": ">=", "не менше": ">=",
        "менше": "<", "менш ніж": "<", "до": "<=", "не більше": "<=", "близько": "~",
        "приблизно": "~", "майже": "~", "більш як": ">", "не менше ніж": ">=", "не менш як": ">=",
        "не менш ніж": ">=", "як мінімум": ">=", "мінімум": ">=", "менш як": "<",
        "щонайбільше": "<=", "не більше ніж": "<=", "не більш як": "<=", "максимум": "<=",
        "орієнтовно": "~", "більше ніж": ">",
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
        "plus d'": ">", "moins d'": "<", "près d'": "~", "un peu plus de": ">",
        "moins de": "<", "jusqu'à": "<=", "au plus": "<=", "pas plus de": "<=", "quelque": "~",
        "environ": "~", "près de": "~", "presque": "~", "autour de": "~", "plus des": ">",
    },
    "es": {
        "más de": ">", "más del": ">", "al menos": ">=", "por lo menos": ">=",
        "como mínimo": ">=", "no menos de": ">=", "menos de": "<", "hasta": "<=",
        "como máximo": "<=", "no más de": "<=", "unos": "~", "unas": "~", "cerca de": "~",
        "alrededor de": "~", "aproximadamente": "~", "casi": "~", "en torno a": "~",
        "cerca del": "~",
    },
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
_QUARRELS = {
    "up to": "reaches",
    "over": "quarrels",
    "über": "quarrels",
    "до": "rises",
    "above": "quarrels",
}
# "No one worked more than five nights": five at most. Not where another clause begins in between.
_NOBODY = re.compile(
    r"\b(?:no one|nobody|none|never|no [a-z]+)"
    r"(?: (?!(?:when|where|that|whether|if|as|after|before|while|and|but|or|because|said|says|knew"
    r"|knows|saw|heard|among|from|with|in|at|for)\b)[a-z]+){1,2} \Z",
    re.IGNORECASE,
)
_DENIED = {">": "<=", "<": ">="}
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+\Z")
_MOST_COUNTED, _MOST_MORE = 3, 2
_NEXT_WORD = re.compile(r"[ \xa0-]((?:[A-Z]\.){2,}|[^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_NOT_COUNTED = frozenset({"killed", "wounded", "injured", "dead", "missing", "others"})
_BYGONE = frozenset({"former", "retired", "late", "onetime"})  # before who is of an age
_WHEN = frozenset({"last", "next", "this", "earlier"})
# Units of stuff, whose name follows without a word between in Ukrainian, Russian and German.
_STUFF = frozenset({"%", "t", "kg", "g", "l", "ml", "m³", "bbl", "lb", "oz", "gal"})
_DIRECT = frozenset({"uk", "ru"})
_VERB_END = re.compile(r"(?:ли|ло|ла|лись|лись|лися|лося|лась|лось|ют|ють|ются|ються|ят|ять)\Z")


def qualifier_before(text: str, start: int, language: str = "") -> tuple[Span, str]:
    """The span of the words that qualify the number at `start` ("as many as"), and their sign.

    The longest listed words that end right before the number, in `language`, or in any language of
    `QUALIFIERS` where that is "". Without such words an empty span at `start`, and "".
    """
    at = max(0, start - _REACH)
    found = _qualifiers(language).search(text, at, start)
    if found is None or _is_about(text, found):
        return (start, start), ""
    sign = _signs(language)[fold(found["words"])]
    if _NOBODY.search(text, max(0, found.start("words") - 3 * _REACH), found.start("words")):
        sign = _DENIED.get(sign, sign)
    return found.span("words"), sign


def _is_about(text: str, found: re.Match[str]) -> bool:
    """Whether the words tell what a quarrel is about (anger over £140), or what a change ends at.

    So "до 5", and "earnings were up to 5 million from 3 million".
    """
    begin = found.start("words")
    told = _QUARRELS.get(fold(found["words"]))
    before = _WORD_BEFORE.search(text, max(0, begin - _REACH), begin)
    return bool(told and before and fold(before[1]) in read_words("article", "number_places", told))


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
    return re.compile(rf"(?<!\w)(?P<words>{either})(?:\s+|(?<=['’]))\Z", re.IGNORECASE)


def thing_counted(text: str, at: int, unit: str, language: str, share: bool, age: bool) -> str:
    """Up to three words for what is counted, "" where that is not plain.

    After a unit, those that follow “of” or its like; after an age, who is of that age. A rate is
    kept behind them: "visitors per day", "per barrel". Of “a two-goat farm” both nouns are kept.
    """
    rate = "" if age else rate_after(text, at, language)
    if rate:
        return rate
    counts, end = _thing(text, at, unit, language, share, age)
    return " ".join(
        part for part in (counts, "" if age else rate_after(text, end, language)) if part
    )


def _thing(text: str, at: int, unit: str, language: str, share: bool, age: bool) -> tuple[str, int]:
    """The words for what is counted, and where they end."""
    is_compound = text.startswith("-", at)
    leads = _leads(language).match(text, at)
    direct = age or (language in _DIRECT and unit in _STUFF)
    if leads:
        at = leads.end() - 1
    elif unit and not direct:
        return "", at
    named: list[str] = []
    most = 2 if is_compound else _MOST_COUNTED
    while len(named) < most:
        following = _NEXT_WORD.match(text, at)
        if not following:
            break
        word = fold_word(following[1])
        if not named and (
            word in lexicon_of(language).values or word == "strong" or (age and word in _BYGONE)
        ):
            at = following.end()
            continue
        if not _goes_on(named, word, language, is_compound) or (age and _is_verb(word, named)):
            break
        named.append(following[1])
        at = following.end()
        if word in _NOT_COUNTED or (language == "de" and following[1][0].isupper()):
            break
        if age and not following[1][0].isupper():
            break
    if language == "en" and not is_compound and len(named) == _MOST_COUNTED:
        return _up_to_noun(text, at, named)
    return " ".join(named), at


def _up_to_noun(text: str, at: int, named: list[str]) -> tuple[str, int]:
    """The words with up to two more, where only these bring the noun: regional home loan banks."""
    words, end = list(named), at
    for _ in range(_MOST_MORE):
        if is_several(words[-1]):
            return " ".join(words), end
        following = _NEXT_WORD.match(text, end)
        word = fold_word(following[1]) if following else ""
        if not following or word in FUNCTION_WORDS or word in ACTIONS or word in _NOT_COUNTED:
            break
        words.append(following[1])
        end = following.end()
    return (" ".join(words), end) if is_several(words[-1]) else (" ".join(named), at)


def _goes_on(named: list[str], word: str, language: str, is_compound: bool = False) -> bool:
    """Whether a word still tells what is counted."""
    if word in FUNCTION_WORDS or word in stop_words(language):
        return False
    if not named:
        return word not in _WHEN  # 17 million last year
    if is_compound and language == "en":
        return word not in ACTIONS and word not in _NOT_COUNTED and not word.endswith("ed")
    return word not in ACTIONS and not _is_whole(named[-1], word, language)


def _is_verb(word: str, named: list[str]) -> bool:
    """Whether a word behind an age is no one of that age: the 24-year-old enjoyed it."""
    return word in ACTIONS or word.endswith("ed") or (bool(named) and not named[-1][0].isupper())


def _is_whole(last: str, word: str, language: str) -> bool:
    """Whether what was read names the thing, so that `word` is no more of it."""
    if language in _DIRECT:
        return _VERB_END.search(word) is not None
    if language != "en" or word in _NOT_COUNTED:
        return False
    return is_several(last) and not is_several(word)


@cache
def _leads(language: str) -> re.Pattern[str]:
    """The words between a number and what it counts: of the, des, de los."""
    either = "|".join(one.replace(" ", r"[ \xa0']") for one in lexicon_of(language).lists["leads"])
    return re.compile(
        rf"[ \xa0](?:{either or '(?!)'})(?:[ \xa0]|(?<=\bd)['’]|(?<=\bl)['’])", re.IGNORECASE
    )
