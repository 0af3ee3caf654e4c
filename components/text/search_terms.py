"""Word forms for search: tokens without case and accents, elided words split off, and stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from threading import local
from typing import Any

from components.text.normalisation import fold
from components.text.segment import Span

# All the signs that stand for it; `fold` makes ' of each.
APOSTROPHES = "'’ʼʻʽʹ"

_FRENCH = "l d qu jusqu lorsqu puisqu quoiqu"
_ITALIAN = "l d un dell dall all nell sull coll quell quest"
_BEFORE_VOWELS = "c j m n s t"
_ITALIAN_BEFORE_VOWELS = (
    "c s m t v n gl dagl degl negl agl sugl ch anch com dov cos quand nient nessun ciascun qualcun"
    " alcun"
)
# Elided words before any letter (l'État, l'FBI), and those before a vowel only, because N'Djamena
# and M'Bappé are names. Irish and Uzbek have apostrophes within words and are not here.
_BEFORE = {
    "an": ("l d", "m t s n"),
    "ca": ("l d", "s m t n"),
    "fr": (_FRENCH, _BEFORE_VOWELS),
    "it": (_ITALIAN, _ITALIAN_BEFORE_VOWELS),
    "lb": ("d", ""),
    "mt": ("b f m t x", ""),
    "oc": ("l d qu", _BEFORE_VOWELS),
    "wa": ("l d", "k dj c m n s t"),
    # For an unknown language: elisions that hardly occur otherwise.
    "und": (f"{_FRENCH} {_ITALIAN}", f"{_BEFORE_VOWELS} {_ITALIAN_BEFORE_VOWELS}"),
}
_BEHIND = {"ca": "l ls m n ns s t", "cy": "i m n r th u w"}
ELIDING = frozenset({*_BEFORE, *_BEHIND})

_SIGN = re.compile(f"[{APOSTROPHES}]")
_VOWEL = "[aeiouyhàáâäæèéêëìíîïòóôöœùúûü]"


def find_elisions(word: str, language: str) -> list[int]:
    """Offsets of the apostrophes in a word that end or begin an elided word; mostly none.

    "l’Ukraine" in French: [1]; "d'un'altra" in Italian: [1, 4]; "aujourd'hui" and "O'Brien": [].
    `language` is ISO 639-1, or `und`.
    """
    start, end = core(word, language)
    before = [place for place in range(start) if word[place] in APOSTROPHES]
    return before if end == len(word) else [*before, end]


def core(word: str, language: str) -> tuple[int, int]:
    """Start and end of the word proper, without elided words on either side."""
    start, end = 0, len(word)
    if language not in ELIDING or not _SIGN.search(word):
        return start, end
    before, behind = _pattern(language)
    while found := before.match(word, start):
        start = found.end()
    found = behind.search(word, start)
    return start, found.start() if found else end


def elided_words(language: str) -> list[str]:
    """Words that a language elides, without the apostrophe."""
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


# Languages that Snowball has rules for; words of other languages are searched as they are written.
SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
STEMMED = frozenset({*SNOWBALL, "uk"})
# Longer words are cut: nobody types them, and databases keep only so much.
LONGEST = 100

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\xad\u200b-\u200d\u2060"
)
# No spaces: a sign each, with the vowels, tones and points on it.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u0e00-\u0e7f"
_VOWELS = "\u0e31\u0e34-\u0e3a"
_TERM = re.compile(
    rf"[{_SIGNS}][{_VOWELS}\u0e47-\u0e4e\u3099\u309a]*"
    r"|[^\W\d_](?:\.[^\W\d_])+(?!\w)"  # U.S
    rf"|[^\W_{_SIGNS}](?:[^\W_{_SIGNS}]|[{_MARKS}]|['’ʼ](?=[^\W\d_]))*"
)
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_NOT_IN_WORDS = re.compile(rf"(?:(?![{_VOWELS}])[\W_])+")
# Stress marks on Cyrillic go too; the breve of й and the dots of ї do not.
_ACCENT = re.compile(r"(?<![иіуИІУеЕ])[\u0300-\u036f]|[\u0300-\u0305\u0307\u0309-\u036f]")
# The longest first.
_ENDINGS = tuple(
    """
    остями остей остям остях ього ьому нням ість ості істю ами ями ові еві єві ого ому ими
    іми їми ьої ння нню ати яти ити іти їти уть ють ать ять ить їть имо їмо емо ємо ете єте
    ите їте ала яла ила іла ало яло ило іло али яли или іли уєш аєш ам ах ям ях ом ем єм ою
    ею єю ів їв ев ий ій їй им ім їм их іх їх ої ня ає яє ує ює ав яв ив еш єш иш їш ла ло
    ли а я у ю е є и і ї о ь й
    """.split()  # noqa: SIM905 (a table is read more easily without a hundred quotation marks)
)
_CLOSED_SYLLABLE = re.compile(r"([ії])([^аеєиіїоуюя]{1,3})\Z")
SHORTEST = 3
_thread = local()


def terms(text: str, language: str) -> list[Span]:
    """Spans of the words that can be searched for, in order; linear in time.

    Parts joined by a hyphen are words of their own; a contraction and "U.S" are one word. In
    scripts without spaces (Chinese, Japanese, Thai) each sign is a word. An elided word of the
    `language` (ISO 639-1, or `und`) is a word of its own: "l'Ukraine" is l and Ukraine.
    """
    spans = [found.span() for found in _TERM.finditer(text)]
    if language not in ELIDING:
        return spans
    return [part for span in spans for part in _parts(text, span, language)]


def _parts(text: str, span: Span, language: str) -> list[Span]:
    start, end = span
    signs = [start + place for place in find_elisions(text[start:end], language)]
    return list(zip([start, *(sign + 1 for sign in signs)], [*signs, end], strict=True))


def plain_terms(text: str, language: str) -> list[str]:
    """The words of `terms` in the form of `plain`, without empty ones."""
    return [word for word in (plain(text[a:b]) for a, b in terms(text, language)) if word]


def bare_terms(text: str) -> list[str]:
    """The words of a text of unknown language: plain, but with each apostrophe kept.

    `read_bare` and `bare_core` turn one into plain words, by the rules of a language.
    """
    found = (_APOSTROPHE.split(word) for word in _TERM.findall(text))
    every = ("'".join(map(plain, parts)) for parts in found)
    return [word for word in every if word.strip("'")]


def read_bare(word: str, language: str) -> list[str]:
    """The plain words that one of `bare_terms` has in a language: mostly one."""
    signs = find_elisions(word, language)
    starts = [0, *(sign + 1 for sign in signs)]
    parts = (plain(word[a:b]) for a, b in zip(starts, [*signs, len(word)], strict=True))
    return [part for part in parts if part]


def bare_core(word: str, language: str) -> str:
    """One of `bare_terms` without elided words, plain."""
    return plain(word[slice(*core(word, language))])


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """The word without case, accents, apostrophes and dots: letters and digits only.

    й and ї are letters of their own and stay, ё is е. A word of nothing else gives "".
    """
    apart = unicodedata.normalize("NFD", fold(word))
    bare = unicodedata.normalize("NFC", _ACCENT.sub("", apart)).replace("ё", "е")
    return _NOT_IN_WORDS.sub("", bare)[:LONGEST]


@lru_cache(maxsize=400_000)
def stem(word: str, language: str) -> str:
    """The stem of a plain word: "ferri" of "ferries" and "ferry".

    `language` is ISO 639-1. The word itself for a language not in `STEMMED`, and for a word with
    other characters than letters.
    """
    if not word.isalpha():
        return word
    if language == "uk":
        return _stem_ukrainian(word)
    if language not in SNOWBALL:
        return word
    return plain(_stemmer(language).stemWord(word)) or word


def _stemmer(language: str) -> Any:
    # Stemmers have state, so each thread needs its own.
    known = vars(_thread)
    if language not in known:
        from snowballstemmer import stemmer  # type: ignore[import-untyped]

        known[language] = stemmer(SNOWBALL[language])
    return known[language]


def _stem_ukrainian(word: str) -> str:
    """A stem by our own rules: drop -ся, the longest ending, -ов; і and ї become о and є."""
    if word[-2:] in ("ся", "сь") and len(word) > 5:
        word = word[:-2]
    word = _drop_longest(word, _ENDINGS)
    word = _drop_longest(word, ("ов", "ев", "єв", "ів", "їв"))
    closed = _CLOSED_SYLLABLE.search(word)
    if closed:
        vowel = "о" if closed[1] == "і" else "є"
        word = f"{word[: closed.start()]}{vowel}{closed[2]}"
    return word


def _drop_longest(word: str, endings: Sequence[str]) -> str:
    for ending in endings:
        if len(word) - len(ending) >= SHORTEST and word.endswith(ending):
            return word[: -len(ending)]
    return word
