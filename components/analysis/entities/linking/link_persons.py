"""Entity linking of persons: within each article first, then over the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from components.analysis.entities.linking.name_forms import choose_shown_form
from components.analysis.entities.linking.person_names import (
    PersonName,
    explain_full_name,
    find_family_keys,
    full_given,
    given_names_agree,
    initial_of,
    parse_person,
)
from components.analysis.entities.linking.resolved_mentions import Mention, Resolved
from components.analysis.entities.recognition.gazetteer import OWN, TABLES_ALONE, Gazetteer

_DOMINANT = 0.9
_MOST_BEARERS = 200

_SAME_ARTICLE = "surname in the same article"
_LATEST = "last person with this surname named before"
_GIVEN = "given name in the same article"
_ONLY = "only person with this surname in the library"
_MOSTLY = "by far the most frequent person with this surname in the library"
_SEVERAL = "several people with this surname in the library"

_Given = tuple[tuple[str, ...], str]
"""Given names, and what the analyst's list calls the person."""


@dataclass(frozen=True)
class _Name:
    """One way to write a person's name, taken apart once."""

    surface: str
    parts: PersonName
    key: str
    own: str
    """What the analyst's list calls the person, or ''."""


@dataclass
class _Bearer:
    """A person: the given names that were found to agree, and the mentions with their reasons."""

    name: PersonName
    key: str
    own: str
    given: list[tuple[str, ...]] = field(default_factory=list)
    mentions: list[tuple[Mention, str]] = field(default_factory=list)

    def agrees(self, given: tuple[str, ...], own: str) -> bool:
        if own and self.own and own != self.own:
            return False
        return all(given_names_agree(one, given) for one in self.given)

    def join(self, other: _Bearer) -> None:
        self.own = self.own or other.own
        self.given += [given for given in other.given if given not in self.given]
        self.mentions += other.mentions


def link_persons(
    mentions: Iterable[Mention], gazetteer: Gazetteer = TABLES_ALONE
) -> list[Resolved]:
    """What each mention of a person is resolved to; `mentions` in order of article and start.

    Names are one person's when family name (by a key that usual romanisations and Cyrillic
    spellings share) and suffix are the same and the given names or initials agree with all others.
    A lone family name goes to its bearer in the article, else to the only or dominant bearer in
    the corpus, else stays on its own. Two names of the analyst's list are never one person's.
    """
    listed = list(mentions)
    names = _names({mention.surface for mention in listed}, gazetteer)
    bearers: list[_Bearer] = []
    lone: list[tuple[str, Mention]] = []
    for _, article in groupby(listed, attrgetter("article")):
        named, left = _link_within([(mention, names[mention.surface]) for mention in article])
        bearers += named
        lone += left
    persons = _merge(bearers)
    resolved = dict(_link_lone(persons, lone))
    for person in persons:
        resolved.update(_link_person(person))
    return [resolved[mention[:2]] for mention in listed]


def _names(surfaces: Iterable[str], gazetteer: Gazetteer) -> dict[str, _Name]:
    own = {surface: gazetteer.own_name(surface) for surface in surfaces}
    parts = {surface: parse_person(name or surface) for surface, name in own.items()}
    keys = find_family_keys(parts)
    return {one: _Name(one, parts[one], keys[one], own[one]) for one in own}


def _link_within(
    named: Sequence[tuple[Mention, _Name]],
) -> tuple[list[_Bearer], list[tuple[str, Mention]]]:
    """Bearers of the full names of one article, and the lone names nobody in it bears."""
    by_family: defaultdict[str, list[_Bearer]] = defaultdict(list)
    of_surface: dict[str, _Bearer] = {}
    lone = []
    for mention, name in named:
        if not (name.parts.given or name.own):
            lone.append((mention, name))
            continue
        bearer = of_surface.get(name.surface)
        if bearer is None:
            bearer = of_surface[name.surface] = _bearer_of(name, by_family)
        bearer.mentions.append((mention, OWN if name.own else ""))
    bearers = [one for several in by_family.values() for one in several]
    by_given: defaultdict[str, list[_Bearer]] = defaultdict(list)
    if lone:
        for one in bearers:
            if one.name.given:
                by_given[full_given(one.name.given[0])].append(one)
    left = []
    for mention, name in lone:
        family = by_family.get(name.key, [])
        given = by_given[full_given(name.parts.family)] if not family else []
        found, why = _bearer_in_article(mention, family, given)
        if found:
            found.mentions.append((mention, why))
        else:
            left.append((name.key, mention))
    return bearers, left


def _bearer_of(name: _Name, by_family: dict[str, list[_Bearer]]) -> _Bearer:
    same_family, given = by_family[name.key], name.parts.given
    for bearer in same_family[:_MOST_BEARERS]:
        if bearer.name.suffix == name.parts.suffix and bearer.agrees(given, name.own):
            if given not in bearer.given:
                bearer.given.append(given)
            bearer.own = bearer.own or name.own
            return bearer
    bearer = _Bearer(name.parts, name.key, name.own, [given])
    same_family.append(bearer)
    return bearer


def _bearer_in_article(
    mention: Mention, family: list[_Bearer], given: list[_Bearer]
) -> tuple[_Bearer | None, str]:
    if len(family) == 1:
        return family[0], _SAME_ARTICLE
    if family:
        return max(family[:_MOST_BEARERS], key=lambda one: _nearness(one, mention)), _LATEST
    if len(given) == 1:
        return given[0], _GIVEN
    return None, ""


def _nearness(bearer: _Bearer, mention: Mention) -> tuple[int, int]:
    """A sort key: the last full name of a bearer before the mention, then the first mention."""
    before = [one.start for one, why in bearer.mentions if not why and one.start < mention.start]
    return (max(before, default=-1), -bearer.mentions[0][0].start)


def _merge(bearers: Sequence[_Bearer]) -> list[_Bearer]:
    """One bearer for each person of the corpus; names that could be two persons' stay apart."""
    families: defaultdict[tuple[str, str], dict[_Given, _Bearer]] = defaultdict(dict)
    for bearer in bearers:
        same_family = families[bearer.key, bearer.name.suffix]
        given = max(bearer.given, key=lambda one: (len(" ".join(one)), one)), bearer.own
        if given in same_family:
            same_family[given].join(bearer)
        else:
            same_family[given] = bearer
    return [person for family in families.values() for person in _merge_family(family)]


def _merge_family(family: dict[_Given, _Bearer]) -> list[_Bearer]:
    """Longest given names first, so that an initial meets all the names it may stand for."""
    persons: list[_Bearer] = []
    by_first: defaultdict[str, list[_Bearer]] = defaultdict(list)
    for given, own in sorted(family, key=_fullest_first):
        first = full_given(given[0]) if given else ""
        fitting = [one for one in by_first[first][:_MOST_BEARERS] if one.agrees(given, own)]
        person = _dominant(fitting)
        if person:
            person.join(family[given, own])
            continue
        persons.append(family[given, own])
        for key in {first, initial_of(given[0]) if given else ""}:
            by_first[key].append(family[given, own])
    return persons


def _fullest_first(one: _Given) -> tuple[bool, int, tuple[str, ...], str]:
    given, own = one
    initial = not given or full_given(given[0]).endswith(".")
    return initial, -len(" ".join(given)), given, own


def _dominant(bearers: list[_Bearer]) -> _Bearer | None:
    """The only bearer, or the one with nine tenths of the mentions."""
    if not bearers:
        return None
    most = max(bearers, key=lambda one: len(one.mentions))
    total = sum(len(one.mentions) for one in bearers)
    return most if len(most.mentions) >= _DOMINANT * total else None


def _link_lone(
    persons: list[_Bearer], lone: list[tuple[str, Mention]]
) -> Iterator[tuple[tuple[int, int], Resolved]]:
    """Give lone names to bearers in the corpus; by article and start, what the rest resolve to."""
    by_family: defaultdict[str, list[_Bearer]] = defaultdict(list)
    for person in persons:
        by_family[person.key].append(person)
    choice = {key: _dominant(bearers) for key, bearers in by_family.items()}
    alone: defaultdict[str, list[Mention]] = defaultdict(list)
    for key, mention in lone:
        chosen = choice.get(key)
        if chosen:
            only = len(by_family[key]) == 1
            chosen.mentions.append((mention, _ONLY if only else _MOSTLY))
        else:
            alone[key].append(mention)
    for key, mentions in alone.items():
        several = bool(by_family.get(key))
        shown = choose_shown_form(Counter(mention.surface for mention in mentions))
        resolved = Resolved(shown, "PERSON", _SEVERAL if several else "", ambiguous=several)
        yield from ((mention[:2], resolved) for mention in mentions)


def _link_person(person: _Bearer) -> Iterator[tuple[tuple[int, int], Resolved]]:
    full = Counter(mention.surface for mention, why in person.mentions if why in ("", OWN))
    shown = person.own or choose_shown_form(full)
    made: dict[tuple[str, str], Resolved] = {}
    for mention, why in person.mentions:
        written = mention.surface, why
        if written not in made:
            inferred = why in (_LATEST, _ONLY, _MOSTLY)
            made[written] = Resolved(shown, "PERSON", _reason(*written, shown), inferred=inferred)
        yield mention[:2], made[written]


def _reason(surface: str, why: str, shown: str) -> str:
    if why == OWN and surface != shown:
        return OWN
    return explain_full_name(surface, shown) if why in ("", OWN) else why
