"""Candidate pairs of names that may be one entity's, each with its grounds in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from components.analysis.entities.linking.name_forms import (
    acronym,
    full_given,
    initial_of,
    initials,
    is_usual_given,
    organisation_key,
    plain,
    stem_of_romanised,
)
from components.analysis.entities.linking.person_names import PersonName, parse_person
from components.analysis.entities.recognition.slavic_names import is_cyrillic
from components.analysis.word_lists import name_words

# Of names that begin alike more than so many are not compared.
_MOST_ALIKE = 60
_MOST_BEARERS = 3
_SHORTEST_ALIKE = 5
_LONG = 8
_SHORTEST_SHORT_FORM = 3
_FEWEST_INITIALS = 3
_GENERAL = frozenset({"club", "company", "news", "party", "team", "university"})
_OTHER_SCRIPT = "the same family name in another script, and first names alike"
_SUFFIX = "the same name, once with Jr., Sr. or a number behind it"


Together = Literal["one", "two", "either"]
"""Whether only names that share an article may be one's, those that do are two, or neither."""


class SimilarNames(NamedTuple):
    """Two names, why they may be one's, and what an article with both tells of them.

    Who writes `Christine Berg` and `Christina Berg` in one article means two people; `Berg` alone
    is likely somebody whom an article that says so names in full.
    """

    one: str
    other: str
    grounds: str
    together: Together


@dataclass(frozen=True)
class _Person:
    name: str
    parts: PersonName

    @cached_property
    def given(self) -> str:
        """The first given name in its full romanised form, an initial with a dot; '' for none."""
        return full_given(self.parts.given[0]) if self.parts.given else ""

    @cached_property
    def family(self) -> str:
        """What the family name has in common with its spellings in Latin and Cyrillic letters."""
        return stem_of_romanised(self.parts.key)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(plain(self.name).replace("-", " ").split())


# Most names of a library are there again when it is looked through the next time.
_read_person = lru_cache(maxsize=200_000)(lambda name: _Person(name, parse_person(name)))

_Compare = Callable[[_Person, _Person], tuple[str, Together] | None]


def find_similar_persons(names: Iterable[str]) -> list[SimilarNames]:
    """Pairs of persons' names that may be one person's; the first grounds found for a pair count.

    Names are compared with those of the same family name, the same words, or the same given name
    and a family name that begins alike; so the cost grows with the names and not with their pairs.
    """
    persons = [_read_person(name) for name in names]
    found: dict[frozenset[str], SimilarNames] = {}
    of_family = _blocks(persons, lambda one: one.family)
    for block in chain.from_iterable(map(_by_script, of_family)):
        for similar in (*_lone(block), *_compared(block, _compare_given)):
            found.setdefault(frozenset(similar[:2]), similar)
    several = [one for one in persons if len(one.words) > 1]
    full = [one for one in persons if one.given and not one.given.endswith(".")]
    more: list[tuple[Iterable[list[_Person]], _Compare]] = [
        (_blocks(several, lambda one: frozenset(one.words)), _compare_order),
        (_blocks(several, lambda one: one.words[:2]), _compare_length),
        (_blocks(full, lambda one: (one.given, one.family[:1])), _compare_family),
    ]
    for blocks, compare in more:
        for block in blocks:
            for similar in _compared(block, compare):
                found.setdefault(frozenset(similar[:2]), similar)
    return list(found.values())


def _blocks(
    persons: Sequence[_Person], key_of: Callable[[_Person], object]
) -> Iterable[list[_Person]]:
    """Groups of persons with one key."""
    blocks: defaultdict[object, list[_Person]] = defaultdict(list)
    for person in persons:
        blocks[key_of(person)].append(person)
    return blocks.values()


def _by_script(block: list[_Person]) -> Iterable[list[_Person]]:
    """Persons of one stem; where all write it in Latin letters, of one family name: Hale, Haley."""
    if any(is_cyrillic(one.name) for one in block):
        return [block]
    return _blocks(block, lambda one: one.parts.key)


def _compared(block: Sequence[_Person], compare: _Compare) -> Iterator[SimilarNames]:
    for one, other in combinations(block[:_MOST_ALIKE], 2):
        told = compare(one, other)
        if told:
            yield SimilarNames(one.name, other.name, *told)


def _lone(family: Sequence[_Person]) -> Iterator[SimilarNames]:
    """A family name alone, with each of its few bearers."""
    bearers = [one for one in family if one.given]
    if not 1 <= len(bearers) <= _MOST_BEARERS:
        return
    several = f"one of {len(bearers)} people" if len(bearers) > 1 else "the only person"
    for lone in family:
        if not lone.given and not is_usual_given(lone.name):
            grounds = f"“{lone.name}” stands without a first name; {several} of that family name"
            for bearer in bearers:
                together: Together = "one" if len(bearers) > 1 else "either"
                yield SimilarNames(bearer.name, lone.name, grounds, together)


def _compare_given(one: _Person, other: _Person) -> tuple[str, Together] | None:
    """Persons of one family name, whose given names may be one."""
    if not (one.given and other.given):
        return None
    if is_cyrillic(one.name) != is_cyrillic(other.name):
        near = one.given[0] == other.given[0] and _are_near(one.given, other.given, 2)
        return (_OTHER_SCRIPT, "either") if near else None
    first, second = one.parts.given[0], other.parts.given[0]
    if one.parts.suffix != other.parts.suffix:
        return (_SUFFIX, "two") if one.given == other.given else None
    if one.given.endswith(".") or other.given.endswith("."):
        same = initial_of(first) == initial_of(second)
        return (f"“{first}” may stand for “{second}”", "two") if same else None
    short, long = sorted((one.given, other.given), key=len)
    if short == long:
        return "the same first and family name", "two"
    if long == f"{short}a":  # Paul and Paula
        return None
    if len(short) >= _SHORTEST_SHORT_FORM and long.startswith(short):
        return f"“{first}” and “{second}” may be one first name, once short", "two"
    if _are_near(short, long):
        return f"first names spelled almost alike: {first}, {second}", "two"
    return None


def _compare_length(one: _Person, other: _Person) -> tuple[str, Together] | None:
    """Persons whose names begin with the same two words, of whom one has more."""
    short, long = sorted((one.words, other.words), key=len)
    longer = len(short) < len(long) and long[: len(short)] == short
    return ("one name has a further family name", "either") if longer else None


def _compare_order(one: _Person, other: _Person) -> tuple[str, Together] | None:
    return ("the same words in another order", "either") if one.name != other.name else None


def _compare_family(one: _Person, other: _Person) -> tuple[str, Together] | None:
    """Persons of one given name, whose family names may be one."""
    first, second = one.parts.family, other.parts.family
    near = one.family != other.family and _are_near(one.family, other.family)
    return (f"family names spelled almost alike: {first}, {second}", "two") if near else None


def _are_near(one: str, other: str, most: int | None = None) -> bool:
    """Whether two words of five letters and more differ in one letter, or long ones in two."""
    if min(len(one), len(other)) < _SHORTEST_ALIKE:
        return False
    allowed = most or (2 if min(len(one), len(other)) >= _LONG else 1)
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def find_similar_names(names: Iterable[str]) -> list[SimilarNames]:
    """Pairs of names of organisations or of places that may be one's.

    An acronym of three letters or more and names with these initials, a name and the same with a
    general word behind it (Harvard University), and names of which one word differs in a letter.
    """
    listed = list(names)
    keys = {name: organisation_key(name) for name in listed}
    found = {
        frozenset(one[:2]): one for one in (*_acronyms(listed), *_longer(keys), *_spelled(keys))
    }
    return list(found.values())


def _acronyms(names: Sequence[str]) -> Iterator[SimilarNames]:
    long: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if not acronym(name):
            long[initials(name)].append(name)
    for name in names:
        letters = acronym(name)
        meant = long.get(letters, []) if len(letters) >= _FEWEST_INITIALS else []
        if len(meant) <= _MOST_BEARERS:
            for one in meant:
                yield SimilarNames(one, name, "the first letters of the name", "one")


def _longer(keys: dict[str, str]) -> Iterator[SimilarNames]:
    """A name and the same name with a general word at its end."""
    general = name_words("company_ends") | _GENERAL
    named = {key: name for name, key in keys.items()}
    for name, key in keys.items():
        start, _, last = key.rpartition(" ")
        if last in general and start in named and start not in general:
            grounds = f"the same name with “{last}” at its end"
            yield SimilarNames(name, named[start], grounds, "either")


def _spelled(keys: dict[str, str]) -> Iterator[SimilarNames]:
    """Names that differ in one letter of one word; digits and short words count."""
    blocks: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for name, key in keys.items():
        parts = key.split()
        for at in range(len(parts)):
            rest = " ".join((*parts[:at], parts[at][:1], *parts[at + 1 :]))
            if len(parts[at]) > _SHORTEST_ALIKE and parts[at].isalpha():
                blocks[rest, at].append(name)
    for (_, at), block in blocks.items():
        for one, other in combinations(block[:_MOST_ALIKE], 2):
            first, second = keys[one].split()[at], keys[other].split()[at]
            if first != second and OSA.distance(first, second, score_cutoff=1) <= 1:
                yield SimilarNames(one, other, "spelled almost alike", "two")
