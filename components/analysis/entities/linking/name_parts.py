"""Take names apart and compare them: persons, organisations, and what to show."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from components.analysis.entities.linking.titles import after_titles, is_particle
from components.analysis.entities.name_tables import words
from components.analysis.entities.recognition.slavic_names import (
    is_cyrillic,
    latin_name,
    rank_of_case,
    romanise,
    stem,
)
from components.analysis.tables import read_table

_NOT_DECOMPOSED = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"}
    | {"’": "'", "ʼ": "'", "\xa0": " "}
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[^\w]+")
_TWO_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,5}\Z")
_GLUED_INITIAL = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]{2})")  # D.Davis
_INITIAL = re.compile(r"[^\W\d_a-z]\.?\Z")

# One form for the usual romanisations of Cyrillic names: Zelensky, Zelenskiy, Zelenskyy; Sergei,
# Sergey. Applied in this order to a folded word.
_ROMANISATIONS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(?:iy|yy|yi|ii|ij|yj|y|i|j)\Z", "i"),
        (r"\A[yj]e", "e"),
        (r"\A[ij]u", "yu"),
        (r"\A[ij]a", "ya"),
        (r"e[yj](?=i?\Z)", "ei"),
        (r"shch", "sch"),
        (r"kh", "h"),
        (r"tch", "ch"),
        (r"x", "ks"),
        (r"ou", "u"),
        (r"w", "v"),
        (r"ph", "f"),
        (r"(.)\1", r"\1"),
    )
)


@dataclass(frozen=True)
class PersonName:
    """A person's name in parts, as written and without titles; `given` is empty for a lone name."""

    given: tuple[str, ...]
    family: str
    suffix: str

    @property
    def key(self) -> str:
        """What all spellings of the family name share; the particle is left out."""
        return romanised(self.family.split(" ")[-1])


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """A name without accents and case, with straight apostrophes."""
    marked = unicodedata.normalize("NFKD", name.translate(_NOT_DECOMPOSED))
    return "".join(sign for sign in marked if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=200_000)
def romanised(word: str) -> str:
    """The form that the usual romanisations of one Cyrillic name share; for comparing only.

    Of a name in Cyrillic letters it is the form of its stem, as `stem_of_romanised` gives it.
    """
    if is_cyrillic(word):
        latin = latin_name("family", word)
        return romanised(latin) if latin else stem_of_romanised(_fold(romanise(stem(word))))
    return _fold(plain(word).replace("'", "").replace("-", "").strip("."))


def _fold(form: str) -> str:
    for pattern, same in _ROMANISATIONS:
        form = pattern.sub(same, form)
    return form


@lru_cache(maxsize=200_000)
def stem_of_romanised(form: str) -> str:
    """A romanised family name without what its language or its case may change: zelensk, hrihor."""
    same = form.replace("y", "i").replace("g", "h")
    bare = same.rstrip("aeiou")
    return bare if len(bare) > 2 else same


@lru_cache(maxsize=200_000)
def parse_person(surface: str) -> PersonName:
    """Take a person's name apart: `Dr. Robert F. Kennedy Jr.` is (Robert, F.), Kennedy, jr."""
    bare = _GLUED_INITIAL.sub(". ", surface[after_titles(surface) :].replace(",", " "))
    parts = bare.split()
    suffix = ""
    while len(parts) > 1 and parts[-1].strip(".").lower() in _SUFFIXES:
        suffix = parts.pop().strip(".").lower()
    if len(parts) < 2:
        return PersonName((), " ".join(parts), suffix)
    if is_family_first(parts):
        return PersonName(tuple(parts[1:]), parts[0], suffix)
    first = len(parts) - 1
    if first > 1 and _TWO_SYLLABLES.match(parts[-1]):  # Carmen Ho Ka-man
        return PersonName((*parts[: first - 1], parts[-1]), parts[first - 1], suffix)
    while first > 1 and is_particle(parts[first - 1]):
        first -= 1
    if first == 1 and _opens_family(parts[0]):  # von der Leyen, and not Ben Chan
        first = 0
    return PersonName(tuple(parts[:first]), " ".join(parts[first:]), suffix)


def _opens_family(word: str) -> bool:
    kind = "particles" if word.islower() else "particles_that_may_open_a_name"
    return word.lower() in words(kind)


def is_family_first(parts: list[str]) -> bool:
    """Whether a name's first word is the family name, as in Xi Jinping or Kim Jong-un."""
    if len(parts) < 2:
        return False
    if len(parts) == 2 and _TWO_SYLLABLES.match(parts[1]):  # Cheung Tat-ming
        return True
    table = read_table("entities", "given_names")
    first, rest = plain(parts[0]), parts[1:]
    if is_cyrillic(first):
        if latin_name("given", parts[0]):
            return False
        first = plain(latin_name("family", parts[0]))
        if latin_name("given", parts[1]) and first not in table["family_name_first"]:
            return True
    if first in table["family_name_first"]:
        return len(rest) <= 2
    if first in table["family_name_first_before_two_syllables"]:
        return "-" in rest[0] or (len(rest) == 2 and all(len(part) <= 5 for part in rest))
    return False


def given_names_agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two given names may be one person's: Vladimir V., Vladimir and V. agree."""
    return all(_same_given(one, other) for one, other in zip(first, second, strict=False))


@lru_cache(maxsize=200_000)
def full_given(name: str) -> str:
    """The romanised long form of a given name (Joe is joseph); an initial ends with a dot."""
    word = _latin_given(name).strip(".").split(".")[0]
    if len(word) < 2:
        return f"{word}."
    table = read_table("entities", "given_names")
    form = romanised(table["short"].get(word, word))
    same: str = table["same_in_other_languages"].get(form, form)
    return same


def initial_of(name: str) -> str:
    """The initial of a given name as `full_given` writes it."""
    return f"{_latin_given(name)[:1]}."


def _latin_given(name: str) -> str:
    if not is_cyrillic(name):
        return plain(name)
    return plain(latin_name("given", name)) or romanise(stem(name) if len(name) > 2 else name)


@lru_cache(maxsize=200_000)
def organisation_key(name: str) -> str:
    """What all writings of an organisation share: no article, dots, case, accents, legal form."""
    if is_cyrillic(name):
        return " ".join(stem(word) for word in _SIGNS.sub(" ", name).split())
    parts = _SIGNS.sub(" ", plain(name).replace(".", "").replace("'s ", " ")).split()
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in words("legal_forms"):
        parts.pop()
    return " ".join(parts)


@lru_cache(maxsize=200_000)
def initials(name: str) -> str:
    """The acronym a name of several words would have, or ''."""
    small = words("small_in_acronyms")
    parts = [part for part in _LETTERS.findall(name) if part.lower() not in small]
    return "".join(part[0] for part in parts).upper() if len(parts) > 1 else ""


@lru_cache(maxsize=200_000)
def acronym(name: str) -> str:
    """The letters of an acronym (I.M.F. is IMF), or '' for anything else."""
    letters = name.replace(".", "")
    return letters if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6 else ""


def name_to_show(forms: Counter[str]) -> str:
    """The most frequent full form; without a middle initial when it also stands without one."""
    full = {form: count for form, count in forms.items() if len(form.split()) > 1}
    if not full:
        return _most_frequent(forms.items())
    counts: Counter[str] = Counter()
    for form, count in full.items():
        bare = _without_middle_initials(form)
        counts[bare if bare in full else form] += count
    return _most_frequent(counts.items())


def _most_frequent(counts: Iterable[tuple[str, int]]) -> str:
    """Latin letters first, as in the tables of names; of Cyrillic forms the nominative."""
    return max(
        counts,
        key=lambda pair: (
            -rank_of_case(pair[0]) if is_cyrillic(pair[0]) else 1,
            pair[1],
            "." not in pair[0],
            len(pair[0]),
            pair[0],
        ),
    )[0]


def _without_middle_initials(form: str) -> str:
    parts = form.split()
    middle = [part for part in parts[1:-1] if not _INITIAL.match(part)]
    return " ".join([parts[0], *middle, parts[-1]])


def _same_given(first: str, second: str) -> bool:
    one, other = full_given(first), full_given(second)
    if one.endswith(".") or other.endswith("."):
        return initial_of(first) == initial_of(second)
    return one == other
