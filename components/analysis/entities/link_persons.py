"""Link persons' names: within each article first, then over the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from components.analysis.entities.mention import Link, Mention
from components.analysis.entities.names import (
    PersonName,
    full_given,
    given_names_agree,
    initial_of,
    name_to_show,
    parse_person,
    plain,
)

_DOMINANT = 0.9
_MOST_BEARERS = 200

_SAME_ARTICLE = "surname in the same article"
_LATEST = "latest bearer of the surname named before"
_GIVEN = "given name in the same article"
_ONLY = "only bearer of the surname in the corpus"
_MOSTLY = "by far the most frequent bearer of the surname in the corpus"
_SEVERAL = "several bearers of the surname in the corpus"


@dataclass
class _Bearer:
    """A person: the given names that were found to agree, and the mentions with their reasons."""

    name: PersonName
    given: list[tuple[str, ...]] = field(default_factory=list)
    mentions: list[tuple[Mention, str]] = field(default_factory=list)

    def agrees(self, given: tuple[str, ...]) -> bool:
        return all(given_names_agree(one, given) for one in self.given)

    def join(self, other: _Bearer) -> None:
        self.given += [given for given in other.given if given not in self.given]
        self.mentions += other.mentions


def link_persons(mentions: Iterable[Mention]) -> dict[Mention, Link]:
    """Link mentions of persons, given in order of article and place.

    Names are one person's when family name (by a key that usual romanisations share) and suffix are
    the same and the given names or initials agree with all others. A lone family name goes to its
    bearer in the article, else to the only or dominant bearer in the corpus, else stays on its own.
    """
    bearers: list[_Bearer] = []
    lone: list[tuple[str, Mention]] = []
    for article in _by_article(mentions):
        named, left = _link_within(article)
        bearers += named
        lone += left
    persons = _merge(bearers)
    rest = _link_lone(persons, lone)
    links: dict[Mention, Link] = {}
    for person in persons:
        links.update(_links_of(person))
    links.update(rest)
    return links


def _by_article(mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    articles: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        articles[mention.article].append(mention)
    yield from articles.values()


def _link_within(mentions: Sequence[Mention]) -> tuple[list[_Bearer], list[tuple[str, Mention]]]:
    """Bearers of the full names of one article, and the lone names nobody in it bears."""
    parsed = [(mention, parse_person(mention.surface)) for mention in mentions]
    by_family: defaultdict[str, list[_Bearer]] = defaultdict(list)
    for mention, name in parsed:
        if name.given:
            _bearer_of(name, by_family).mentions.append((mention, ""))
    by_given: defaultdict[str, list[_Bearer]] = defaultdict(list)
    for bearer in (one for several in by_family.values() for one in several):
        by_given[plain(bearer.name.given[0])].append(bearer)
    left = []
    for mention, name in parsed:
        if name.given:
            continue
        found, why = _bearer_in_article(mention, by_family[name.key], by_given[plain(name.family)])
        if found:
            found.mentions.append((mention, why))
        else:
            left.append((name.key, mention))
    return [one for several in by_family.values() for one in several], left


def _bearer_of(name: PersonName, by_family: dict[str, list[_Bearer]]) -> _Bearer:
    same_family = by_family[name.key]
    for bearer in same_family[:_MOST_BEARERS]:
        if bearer.name.suffix == name.suffix and bearer.agrees(name.given):
            if name.given not in bearer.given:
                bearer.given.append(name.given)
            return bearer
    bearer = _Bearer(name, [name.given])
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
    """How late before the mention a bearer's full name stands; those first named after it, last."""
    before = [one.start for one, why in bearer.mentions if not why and one.start < mention.start]
    return (max(before, default=-1), -bearer.mentions[0][0].start)


def _merge(bearers: Sequence[_Bearer]) -> list[_Bearer]:
    """One bearer for each person of the corpus; names that could be two persons' stay apart."""
    families: defaultdict[tuple[str, str], dict[tuple[str, ...], _Bearer]] = defaultdict(dict)
    for bearer in bearers:
        same_family = families[bearer.name.key, bearer.name.suffix]
        given = max(bearer.given, key=lambda one: (len(" ".join(one)), one))
        if given in same_family:
            same_family[given].join(bearer)
        else:
            same_family[given] = bearer
    return [person for family in families.values() for person in _merge_family(family)]


def _merge_family(family: dict[tuple[str, ...], _Bearer]) -> list[_Bearer]:
    """Longest given names first, so that an initial meets all the names it may stand for."""
    persons: list[_Bearer] = []
    by_first: defaultdict[str, list[_Bearer]] = defaultdict(list)
    for given in sorted(
        family, key=lambda one: (full_given(one[0]).endswith("."), -len(" ".join(one)), one)
    ):
        first = full_given(given[0])
        fitting = [one for one in by_first[first][:_MOST_BEARERS] if one.agrees(given)]
        person = _dominant(fitting)
        if person:
            person.join(family[given])
            continue
        persons.append(family[given])
        for key in {first, initial_of(given[0])}:
            by_first[key].append(family[given])
    return persons


def _dominant(bearers: list[_Bearer]) -> _Bearer | None:
    """The only bearer, or the one with nine tenths of the mentions."""
    if not bearers:
        return None
    most = max(bearers, key=lambda one: len(one.mentions))
    total = sum(len(one.mentions) for one in bearers)
    return most if len(most.mentions) >= _DOMINANT * total else None


def _link_lone(persons: list[_Bearer], lone: list[tuple[str, Mention]]) -> dict[Mention, Link]:
    """Give lone names to bearers in the corpus; return the links of those that stay alone."""
    by_family: defaultdict[str, list[_Bearer]] = defaultdict(list)
    for person in persons:
        by_family[person.name.key].append(person)
    choice = {key: _dominant(bearers) for key, bearers in by_family.items()}
    alone: defaultdict[str, list[Mention]] = defaultdict(list)
    for key, mention in lone:
        chosen = choice.get(key)
        if chosen:
            only = len(by_family[key]) == 1
            chosen.mentions.append((mention, _ONLY if only else _MOSTLY))
        else:
            alone[key].append(mention)
    return {
        mention: link
        for key, mentions in alone.items()
        for mention, link in _links_of_lone(mentions, several=bool(by_family.get(key)))
    }


def _links_of_lone(mentions: list[Mention], *, several: bool) -> Iterator[tuple[Mention, Link]]:
    shown = name_to_show(Counter(mention.surface for mention in mentions))
    link = Link(shown, "PERSON", _SEVERAL if several else "", ambiguous=several)
    for mention in mentions:
        yield mention, link


def _links_of(person: _Bearer) -> Iterator[tuple[Mention, Link]]:
    shown = name_to_show(Counter(mention.surface for mention, why in person.mentions if not why))
    for mention, why in person.mentions:
        inferred = why in (_LATEST, _ONLY, _MOSTLY)
        reason = why or _why_full(mention.surface, shown)
        yield mention, Link(shown, "PERSON", reason, inferred=inferred)


def _why_full(surface: str, shown: str) -> str:
    if surface == shown:
        return "full name"
    first, second = parse_person(surface), parse_person(shown)
    if plain(first.family) != plain(second.family):
        return "another spelling of the full name"
    if plain(first.given[0]) == plain(second.given[0]):
        return "full name"
    return "given name or initial that agrees with the full name"
