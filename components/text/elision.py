"""Words that lost a vowel to their neighbour and are written together with it: l'État, Cymru'n."""

from __future__ import annotations

import re
from functools import cache

# All the signs that stand for it; `fold` makes ' of each.
APOSTROPHES = "'’ʼʻʽʹ"

_FRENCH = "l d qu jusqu lorsqu puisqu quoiqu"
_ITALIAN = "l d un dell dall all nell sull coll quell quest"
_BEFORE_VOWELS = "c j m n s t"
_ITALIAN_BEFORE_VOWELS = (
    "c s m t v n gl dagl degl negl agl sugl ch anch com dov cos quand nient nessun ciascun qualcun"
    " alcun"
)
# What is set apart before any letter (l'État, l'FBI), and what before a vowel alone, because
# N'Djamena and M'Bappé are names. Irish and Uzbek have such signs within words and are not here.
_BEFORE = {
    "an": ("l d", "m t s n"),
    "ca": ("l d", "s m t n"),
    "fr": (_FRENCH, _BEFORE_VOWELS),
    "it": (_ITALIAN, _ITALIAN_BEFORE_VOWELS),
    "lb": ("d", ""),
    "mt": ("b f m t x", ""),
    "oc": ("l d qu", _BEFORE_VOWELS),
    "wa": ("l d", "k dj c m n s t"),
    # A text that nobody knows the language of is taken by what hardly another language writes.
    "und": (f"{_FRENCH} {_ITALIAN}", f"{_BEFORE_VOWELS} {_ITALIAN_BEFORE_VOWELS}"),
}
_BEHIND = {"ca": "l ls m n ns s t", "cy": "i m n r th u w"}
ELIDING = frozenset({*_BEFORE, *_BEHIND})

_SIGN = re.compile(f"[{APOSTROPHES}]")
_VOWEL = "[aeiouyhàáâäæèéêëìíîïòóôöœùúûü]"


def set_apart(word: str, language: str) -> list[int]:
    """Where the apostrophes stand in a word that part it from one that was elided; mostly nowhere.

    "l’Ukraine" in French: [1]; "d'un'altra" in Italian: [1, 4]; "aujourd'hui" and "O'Brien": [].
    `language` is ISO 639-1, or `und`.
    """
    start, end = core(word, language)
    before = [place for place in range(start) if word[place] in APOSTROPHES]
    return before if end == len(word) else [*before, end]


def core(word: str, language: str) -> tuple[int, int]:
    """Where the word proper begins and ends, without what was elided on either side."""
    start, end = 0, len(word)
    if language not in ELIDING or not _SIGN.search(word):
        return start, end
    before, behind = _pattern(language)
    while found := before.match(word, start):
        start = found.end()
    found = behind.search(word, start)
    return start, found.start() if found else end


def elided_words(language: str) -> list[str]:
    """What may be elided in a language, without its apostrophe."""
    return " ".join([*_BEFORE.get(language, ()), _BEHIND.get(language, "")]).split()


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    always, sometimes = (_any_of(words) for words in _BEFORE.get(language, ("", "")))
    sign, behind = _SIGN.pattern, _any_of(_BEHIND.get(language, ""))
    # Of two apostrophes in a row neither stands for a vowel; one kind of them counts as a letter.
    before = rf"(?:{always}{sign}(?!{sign})(?=[^\W\d_])|{sometimes}{sign}(?={_VOWEL}))"
    return re.compile(before, re.IGNORECASE), re.compile(rf"{sign}{behind}\Z", re.IGNORECASE)


def _any_of(words: str) -> str:
    # The longest first; none at all fits nowhere.
    every = sorted(words.split(), key=len, reverse=True)
    return f"(?:{'|'.join(every)})" if every else "(?!)"
