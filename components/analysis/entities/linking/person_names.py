"""Parsing of persons' names: titles, given names, particles, family names, and their comparison.

Names that a title or a description marks as a person's are found here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from components.analysis.entities.linking.name_forms import (
    is_usual_given,
    plain,
    romanised,
)
from components.analysis.entities.recognition.slavic_names import (
    is_cyrillic,
    latin_name,
)
from components.analysis.word_lists import name_words, read_table

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TWO_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,5}\Z")
_ARTICLE = re.compile(r"\A(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]n)-(?=[^\W\d_]{3})")  # al-Assad
_GLUED_INITIAL = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]{2})")  # D.Davis
_BEFORE_NAME = re.compile(
    rf"\b(?:{'|'.join(sorted(name_words('titles_of_persons_only')))})\b\.?[ \xa0](?=[^\W\d_a-z])"
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
# A name set off by a comma from what the person is: `Ann Lee, a senior adviser`.
_DESCRIBED = re.compile(
    r"(?<![\w.-])(?P<name>[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}| [A-Z]\.){1,3}), "
    r"(?:(?:an?|the|his|her|its|their|one|who)\b|[A-Z][\w.-]{1,30}['’]s\b)(?P<what>[^,.;:\n]{1,60})"
)
_DEPARTMENT = re.compile(r"\b(?:Minister|Secretary)(?: of State)? (?:for|of) (?:the )?(?=[A-Z])")
_CAPITALISED = re.compile(r"[^\W\da-z_][\w’'-]+")
_WITHIN_DEPARTMENT = frozenset({" ", ", ", " and ", ", and ", " of ", " & "})
_REACH = 80
_MOST_WORDS = 5


@dataclass(frozen=True)
class PersonName:
    """A person's name in parts, as written and without titles; `given` is empty for a lone name."""

    given: tuple[str, ...]
    family: str
    suffix: str

    @cached_property
    def key(self) -> str:
        """What all spellings of the family name share; particle and article are left out."""
        return romanised(_ARTICLE.sub("", self.family.split(" ")[-1]))


@lru_cache(maxsize=200_000)
def parse_person(surface: str) -> PersonName:
    """Take a person's name apart: `Dr. Robert F. Kennedy Jr.` is (Robert, F.), Kennedy, jr."""
    bare = _GLUED_INITIAL.sub(". ", surface[skip_titles(surface) :].replace(",", " "))
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
    return word.lower() in name_words(kind)


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


def is_particle(word: str) -> bool:
    """Whether a word belongs to the family name after it (von, bin)."""
    return word.lower() in name_words("particles")


def skip_titles(name: str) -> int:
    """How many characters of a name are titles (`U.S. President Joe Biden`: 15).

    The last word is never a title, so a name of titles only keeps its last word.
    """
    titles, opening = name_words("words_of_titles"), name_words("words_before_titles")
    at = 0
    seen_title = False
    for match in re.finditer(r"\S+\s*", name):
        word = match.group().rstrip().rstrip(".").lower()
        if match.end() == len(name):
            break
        if word not in titles and (word.removeprefix("then-") not in opening or seen_title):
            break
        seen_title = word in titles
        if seen_title:
            at = match.end()
    return at


def title_before(text: str, start: int) -> str:
    """The title right before a name (`Mr. Lee` at 4: mr), in lower case; '' when there is none."""
    before = text[max(0, start - 20) : start].split()
    word = before[-1].rstrip(".").lower() if before else ""
    return word if word in name_words("words_of_titles") else ""


def find_titled_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the names after a title that only persons have, without the title, in order."""
    for match in _BEFORE_NAME.finditer(text):
        end = _name_end(text, match.end())
        start = match.end() + skip_titles(text[match.end() : end])
        if end > start and text[start:end].rstrip(".").lower() not in name_words("words_of_titles"):
            yield start, end


def find_ministers(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the names behind an office for something: Minister for Transport Shane Example."""
    for match in _DEPARTMENT.finditer(text):
        listed = list(_CAPITALISED.finditer(text, match.end(), match.end() + _REACH))
        for word, following in pairwise(listed):
            between = text[word.end() : following.start()]
            if between == " " and is_usual_given(word.group()):
                yield word.start(), following.end()
                break
            if between not in _WITHIN_DEPARTMENT:
                break


def find_described_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of names of two to four words before a comma and a role: `Ann Lee, an aide`."""
    for match in _DESCRIBED.finditer(text):
        what = match["what"].lower().split()
        if name_words("never_names") & set(match["name"].split()):
            continue
        if any(word.removesuffix("s") in name_words("roles") for word in what):
            yield match.span("name")


def _name_end(text: str, start: int) -> int:
    at, end = start, start
    for _ in range(_MOST_WORDS):
        word = _NAME_WORD.match(text, at)
        if word is None:
            break
        name = _bare(word.group())
        if name in name_words("never_names") or not (name[:1].isupper() or is_particle(name)):
            break
        initial = len(name) == 1 and word.group().endswith(".")
        if name[:1].isupper():
            end = at + len(name) + initial
        is_whole = at + len(name) + initial == word.end()
        if not is_whole or text[word.end() : word.end() + 1] not in (" ", "\xa0"):
            break
        at = word.end() + 1
    return end


def _bare(word: str) -> str:
    return word.rstrip(".").removesuffix("’s").removesuffix("'s")


def explain_full_name(surface: str, shown: str) -> str:
    """Why two full names are one person's, in words; the linking has found that they are."""
    if surface == shown:
        return "full name"
    if is_cyrillic(surface) != is_cyrillic(shown):
        return "the full name in another script"
    first, second = parse_person(surface), parse_person(shown)
    if is_cyrillic(surface) and first.key == second.key:
        return "the full name in another case or language"
    if plain(first.family) != plain(second.family):
        return "another spelling of the full name"
    if first.given and second.given and plain(first.given[0]) == plain(second.given[0]):
        return "full name"
    return "given name or initial that agrees with the full name"
