"""Forms of names: normal forms that make spellings comparable, acronyms, and the form to show."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from components.analysis.entities.recognition.slavic_names import (
    is_cyrillic,
    latin_name,
    rank_of_case,
    romanise,
    stem,
)
from components.analysis.word_lists import name_words, read_table

_NOT_DECOMPOSED = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"}
    | {"’": "'", "ʼ": "'", "\xa0": " "}
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[^\w]+")
_LONG_ENOUGH = 8
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


@lru_cache(maxsize=200_000)
def stem_of_romanised(form: str) -> str:
    """A romanised family name without what its language or its case may change: zelensk, hrihor."""
    same = form.replace("y", "i").replace("g", "h")
    bare = same.rstrip("aeiou")
    return bare if len(bare) > 2 else same


def _fold(form: str) -> str:
    for pattern, same in _ROMANISATIONS:
        form = pattern.sub(same, form)
    return form


def given_names_agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two given names may be one person's: Vladimir V., Vladimir and V. agree.

    An initial in front may be left out (J. Robert, Robert), and so may a name between the first and
    others (Ann Maria Lopez, Ann Lopez).
    """
    short, long = sorted((first, second), key=len)
    if all(_same_given(one, other) for one, other in zip(short, long, strict=False)):
        return True
    if 1 <= len(short) < len(long) and called_by(long) == 1 and called_by(short) == 0:
        return given_names_agree(short, long[1:])
    if len(short) < 2 or not _same_given(short[0], long[0]):
        return False
    left = iter(long[1:])
    return all(any(_same_given(one, other) for other in left) for one in short[1:])


def called_by(given: tuple[str, ...]) -> int:
    """The number of the given name that somebody goes by: the second one of J. Robert."""
    return int(len(given) > 1 and _is_initial(given[0]) and not _is_initial(given[1]))


def _is_initial(name: str) -> bool:
    return full_given(name).endswith(".")


def _same_given(first: str, second: str) -> bool:
    one, other = full_given(first), full_given(second)
    if one.endswith(".") or other.endswith("."):
        return initial_of(first) == initial_of(second)
    return one == other or _is_misspelt(one, other)


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two long names differ in one letter or two that changed places, not at the ends.

    Short names, and those that differ at the end (Christine, Christina), may be two persons'.
    """
    if min(len(one), len(other)) < _LONG_ENOUGH or one[0] != other[0] or one[-1] != other[-1]:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1


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
    while len(parts) > 1 and parts[-1] in name_words("legal_forms"):
        parts.pop()
    return " ".join(parts)


@lru_cache(maxsize=200_000)
def initials(name: str) -> str:
    """The acronym a name of several words would have, or ''."""
    small = name_words("small_in_acronyms")
    parts = [part for part in _LETTERS.findall(name) if part.lower() not in small]
    return "".join(part[0] for part in parts).upper() if len(parts) > 1 else ""


@lru_cache(maxsize=200_000)
def acronym(name: str) -> str:
    """The letters of an acronym (I.M.F. is IMF), or '' for anything else."""
    letters = name.replace(".", "")
    return letters if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6 else ""


def choose_shown_form(forms: Counter[str]) -> str:
    """The most frequent full form; without a middle initial where that is not much rarer."""
    full = {form: count for form, count in forms.items() if len(form.split()) > 1}
    if not full:
        return _most_frequent(forms.items())
    counts: Counter[str] = Counter()
    for form, count in full.items():
        bare = _without_middle_initials(form)
        counts[bare if 2 * full.get(bare, 0) >= count else form] += count
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


def is_usual_given(name: str) -> bool:
    """Whether a name begins with a usual given name: a lone Charles need not be Ray Charles."""
    return name.split(" ")[0].lower() in name_words("common_given_names")


def is_no_family(name: str) -> bool:
    """Whether what stands last in a person's span is an acronym, a pronoun or a common word."""
    small = name.lower()
    return (
        3 <= len(acronym(name)) <= 4
        or small in name_words("never_families")
        or small in name_words("pronouns")
        or small in name_words("offices_behind_places")
    )


def ends_as_organisation(name: str) -> bool:
    """Whether the last word of a name is a generic one of organisations: United, Foundry, Bank."""
    last = name.split()[-1].lower()
    return last in name_words("company_ends") or last in name_words("generic_in_organisations")
