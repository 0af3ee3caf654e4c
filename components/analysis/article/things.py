"""Things counted: the words behind a figure that say what there is so much of."""

from __future__ import annotations

import re
from functools import cache

from components.analysis.article.figure_words import ACTIONS
from components.analysis.article.number_lexicon import lexicon_of
from components.analysis.article.number_places import is_several, stop_words
from components.analysis.article.number_words import fold_word
from components.text.language import FUNCTION_WORDS

_MOST_COUNTED = 3
_NEXT_WORD = re.compile(r"[ \xa0-]((?:[A-Z]\.){2,}|[^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_NOT_COUNTED = frozenset({"killed", "wounded", "injured", "dead", "missing", "others"})
# Units of stuff, whose name follows without a word between in Ukrainian, Russian and German.
_STUFF = frozenset({"%", "t", "kg", "g", "l", "ml", "m³", "bbl", "lb", "oz", "gal"})
_DIRECT = frozenset({"uk", "ru"})
_VERB_END = re.compile(r"(?:ли|ло|ла|лись|лись|лися|лося|лась|лось|ют|ють|ются|ються|ят|ять)\Z")


def thing_counted(text: str, at: int, unit: str, language: str, share: bool, age: bool) -> str:
    """Up to three words for what is counted, "" where that is not plain.

    After a unit, those that follow “of” or its like; after an age, who is of that age.
    """
    leads = _leads(language).match(text, at)
    direct = age or (language in _DIRECT and unit in _STUFF)
    if leads:
        at = leads.end() - 1
    elif unit and not direct:
        return ""
    named: list[str] = []
    while len(named) < _MOST_COUNTED:
        following = _NEXT_WORD.match(text, at)
        if not following:
            break
        word, at = fold_word(following[1]), following.end()
        if not named and (word in lexicon_of(language).values or word == "strong"):
            continue
        if not _goes_on(named, word, language) or (age and _is_verb(word, named)):
            break
        named.append(following[1])
        if word in _NOT_COUNTED or (language == "de" and following[1][0].isupper()):
            break
        if age and not following[1][0].isupper():
            break
    return " ".join(named)


def _goes_on(named: list[str], word: str, language: str) -> bool:
    """Whether a word still tells what is counted."""
    if word in FUNCTION_WORDS or word in stop_words(language):
        return False
    if not named:
        return True
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
