"""Take names apart and compare them: persons, organisations, and what to show."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from components.analysis.entities.titles import after_titles, is_particle

_NOT_DECOMPOSED = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"}
    | {"’": "'", "ʼ": "'", "\xa0": " "}
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LEGAL_FORMS = frozenset(
    "inc corp corporation co company ltd limited llc plc ag sa gmbh nv pjsc ojsc jsc".split()
)
_SMALL = frozenset("of the and for in on de des du et".split())
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[^\w]+")
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
    """The form that the usual romanisations of one Cyrillic name share; for comparing only."""
    form = plain(word).replace("'", "").replace("-", "").strip(".")
    for pattern, same in _ROMANISATIONS:
        form = pattern.sub(same, form)
    return form


@lru_cache(maxsize=200_000)
def parse_person(surface: str) -> PersonName:
    """Take a person's name apart: `Dr. Robert F. Kennedy Jr.` is (Robert, F.), Kennedy, jr."""
    words = [word.strip(",") for word in surface[after_titles(surface) :].split()]
    words = [word for word in words if word]
    suffix = ""
    while len(words) > 1 and words[-1].strip(".").lower() in _SUFFIXES:
        suffix = words.pop().strip(".").lower()
    if len(words) < 2:
        return PersonName((), " ".join(words), suffix)
    if _family_first(words):
        return PersonName(tuple(words[1:]), words[0], suffix)
    first = len(words) - 1
    while first > 0 and is_particle(words[first - 1]):
        first -= 1
    return PersonName(tuple(words[:first]), " ".join(words[first:]), suffix)


def given_names_agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two given names may be one person's: Vladimir V., Vladimir and V. agree."""
    if not first or not second:
        return True
    if not _same_given(full_given(first[0]), full_given(second[0])):
        return False
    pairs = zip(first[1:], second[1:], strict=False)
    return all(_same_given(romanised(a), romanised(b)) for a, b in pairs)


@lru_cache(maxsize=200_000)
def full_given(name: str) -> str:
    """The romanised long form of a given name: Joe is joseph, an initial stays an initial."""
    short: dict[str, str] = _given_names()["short"]
    word = plain(name).strip(".").split(".")[0]
    return romanised(short.get(word, word))


@lru_cache(maxsize=200_000)
def organisation_key(name: str) -> str:
    """What all writings of an organisation share: no article, dots, case, accents, legal form."""
    words = _SIGNS.sub(" ", plain(name).replace(".", "").replace("'s ", " ")).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def initials(name: str) -> str:
    """The acronym a name of several words would have, or ''."""
    words = [word for word in _LETTERS.findall(name) if word.lower() not in _SMALL]
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


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
    return max(counts, key=lambda pair: (pair[1], len(pair[0]), pair[0]))[0]


def _without_middle_initials(form: str) -> str:
    words = form.split()
    return " ".join(
        word
        for at, word in enumerate(words)
        if at in (0, len(words) - 1) or not _INITIAL.match(word)
    )


def _same_given(first: str, second: str) -> bool:
    if len(first) <= 1 or len(second) <= 1:
        return first[:1] == second[:1]
    return first == second


def _family_first(words: list[str]) -> bool:
    names = _given_names()
    first = plain(words[0])
    if first in names["family_name_first"]:
        return len(words) <= 3
    if first in names["family_name_first_before_two_syllables"]:
        rest = words[1:]
        return "-" in rest[0] or (len(rest) == 2 and all(len(word) <= 5 for word in rest))
    return False


@cache
def _given_names() -> Any:
    path = Path(__file__).with_name("tables") / "given_names.json"
    return json.loads(path.read_text(encoding="utf-8"))
