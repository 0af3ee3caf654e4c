"""Declension and romanisation of Ukrainian and Russian names.

Rules only, since dictionaries lack names: a case form belongs to a name when both have one stem.
The rules of both languages are applied at once; an ending that one of them lacks does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from components.analysis.word_lists import read_table

_CYRILLIC = re.compile(r"[а-яёєіїґ]", re.IGNORECASE)
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "ґ": "г", "Ґ": "Г", "ё": "е", "Ё": "Е"})

# What an ending becomes in the other cases, by how the name ends; the first that fits counts.
_DECLENSIONS = tuple(
    (ending, forms.split())
    for ending, forms in (
        ("ія", "ії ію ією"),
        ("ия", "ии ию ией"),
        ("ая", "ої ой ій ую ою"),
        ("яя", "ей ьої ій юю ьою"),
        ("ий", "ого ому им ім ом ої ой ій ою у ую а ая ие і их ими ия ию ием"),
        ("ый", "ого ому ым ом ой ую ая ые ых ыми"),
        ("ій", "ія ію ієм ії ього ьому ім"),
        ("ое", "ого ому ым ом"),
        ("ее", "его ему им ем"),
        ("ка", "ки кы ку ці кі ке кою кой ок кам ками ках кої кій"),
        ("га", "ги гу зі гі ге гою гой гої гій"),
        ("ха", "хи ху сі хі хе хою хой хої хій"),
        ("а", "и ы і е у ою ой ею ей єю ої ій"),
        ("я", "і ї ю ею єю ей и е ям ями ях ьою ьої"),
        ("й", "я ю єм ем ї е и є"),
        ("ь", "я ю ем єм і и ью е"),
        ("о", "а у ом ові і е"),
        ("е", "ого ому им ім я ю ем і"),
        ("ці", "ців цям цями цях"),
        ("ые", "ых ым ыми"),
        ("ие", "их им ими"),
        ("ї", "їв їх їм їми ям ях ями"),
        ("и", "ів ам ами ах ей их им ими"),
        ("ы", "ов ам ами ах"),
        ("і", "ів ям ями ях их им ими"),
    )
)
_PLURAL = ("и", "ы", "і")
_CONSONANT = ("а", "у", "ом", "ем", "ові", "еві", "і", "е", "и")
_LAST_VOWEL = re.compile(r"[ії]([^аеєиіїоуюяыэ]+)\Z")

_ENDING = re.compile(
    r"(?<=...)(?:ами|ями|ові|еві|єві|ого|ому|ими|ыми|ою|ею|єю|ої|ій|ий|ый|им|ім|ым|ом|ем|єм|ая|ую|ой"
    r"|их|ых|ие|ые|[аяуюоеєиіїыйь])\Z"
)
_LETTERS = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэєії", "abvgdeziiklmnoprstufieeii", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
    | dict.fromkeys("ьъ'-", "")
)


def is_cyrillic(word: str) -> bool:
    """Whether a word has Cyrillic letters."""
    return bool(_CYRILLIC.search(word))


def same_letters(word: str) -> str:
    """The word with one apostrophe, and without letters that the two languages write two ways."""
    return word.translate(_APOSTROPHES)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the case forms of a name share, in small letters; at least three letters stay."""
    return _ENDING.sub("", same_letters(word).casefold())


def case_forms(name: str) -> Iterator[str]:
    """A name of one word in its cases, itself first; some forms that do not exist among them."""
    yield name
    if len(name) < 3 or name.isupper():
        return
    for ending, others in _DECLENSIONS:
        if name.endswith(ending):
            base = name.removesuffix(ending)
            yield from (base + other for other in others)
            if ending in _PLURAL and len(base) > 2:
                yield base
            for other in _alternations(base):
                yield from (other + form for form in others)
            return
    for base in (name, *_alternations(name)):
        yield from (base + other for other in _CONSONANT)


def _alternations(base: str) -> Iterator[str]:
    """Stems with the vowel that other cases have: Харків, Харкова; Київ, Києва; Донець, Донця."""
    vowel = _LAST_VOWEL.search(base)
    if vowel:
        for other in ("о", "е", "є"):
            yield base[: vowel.start()] + other + vowel[1]
    if base.endswith("ец"):
        yield base[:-2] + "ц"


def romanise(word: str) -> str:
    """Small Latin letters for a Cyrillic word, as English newspapers usually choose them."""
    return same_letters(word).casefold().translate(_LETTERS)


@lru_cache(maxsize=50_000)
def latin_name(kind: str, word: str) -> str:
    """The Latin form of a name that `cyrillic_persons.json` has (`given` or `family`), or ''."""
    return _persons(kind).get(same_letters(word).casefold(), ("", False))[0]


def is_nominative(kind: str, word: str) -> bool:
    """Whether the table has the word as a name, and not as another case of one."""
    return _persons(kind).get(same_letters(word).casefold(), ("", False))[1]


def rank_of_case(name: str) -> int:
    """How far a form seems from the nominative, 0 and up; the form of the lowest rank is shown.

    A given name in the nominative counts most, then the ending of the family name.
    """
    words = name.split()
    ending = _rank_of_ending(words[0], words[-1])
    return ending if is_nominative("given", words[0]) else 10 + ending


def _rank_of_ending(first: str, last: str) -> int:
    sign = last.casefold()[-1:]
    if is_nominative("family", last):
        return 0
    if first.casefold().endswith(("ий", "ый")) or sign not in "аяуюоеєиіїы":
        return 1
    return 2 if sign == "о" else 3 if sign in "ая" else 4


@cache
def _persons(kind: str) -> dict[str, tuple[str, bool]]:
    """Each case form, in small letters, with its Latin name and whether it is the name itself."""
    table: dict[str, tuple[str, bool]] = {}
    names: dict[str, list[str]] = read_table("entities", "cyrillic_persons")[kind]
    for latin, cyrillic in names.items():
        for name in cyrillic:
            for number, form in enumerate(case_forms(same_letters(name))):
                own = number == 0
                small = form.casefold()
                if own or small not in table:
                    table[small] = (latin, own)
    return table


class KnownForms:
    """Known names that can be found in a text in any grammatical case."""

    def __init__(self, names: Iterable[str]) -> None:
        self._openings: dict[str, list[tuple[str, ...]]] = {}
        self._words: dict[str, set[str]] = {}
        self._written: dict[tuple[str, ...], str] = {}
        for name in names:
            words = tuple(same_letters(name).split())
            self._written.setdefault(words, name)
            self._openings.setdefault(words[0], []).append(words[1:])
            for number, word in enumerate(words):
                for form in case_forms(word):
                    self._words.setdefault(form.casefold() if number else form, set()).add(word)
        for rests in self._openings.values():
            rests.sort(key=len, reverse=True)

    def match(self, words: list[str], at: int) -> tuple[int, str] | None:
        """How many words from index `at` on are a known name, and the name as given; or None."""
        word = same_letters(words[at])
        firsts = self._words.get(word) or set()
        if not firsts and word.isupper() and len(word) > 3:
            firsts = self._words.get(word.capitalize()) or set()
        found: tuple[int, str] | None = None
        for first in sorted(firsts):
            for rest in self._openings.get(first, ()):
                length = 1 + len(rest)
                if found and length <= found[0]:
                    break
                if self._agrees(words[at + 1 : at + length], rest):
                    found = (length, self._written[(first, *rest)])
                    break
        return found

    def _agrees(self, words: list[str], rest: tuple[str, ...]) -> bool:
        if len(words) != len(rest):
            return False
        return all(
            known == same_letters(word)
            or known in self._words.get(same_letters(word).casefold(), ())
            for word, known in zip(words, rest, strict=True)
        )
