"""Entity linking of persons: within each article first, then over the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from components.analysis.entities.linking.person_names import (
    PersonName,
    find_double_families,
    find_family_keys,
    parse_person,
)
from components.analysis.entities.linking.persons_of_article import (
    Bearer,
    Name,
    link_within,
)
from components.analysis.entities.linking.persons_of_family import link_family
from components.analysis.entities.linking.resolved_mentions import (
    ArticlesByKey,
    Mention,
    Resolved,
)
from components.analysis.entities.linking.told_persons import Told, read_told
from components.analysis.entities.recognition.gazetteer import Gazetteer


class _Part(NamedTuple):
    """What one article tells of a family name: bearers, lone names, names that several bear."""

    bearers: list[Bearer]
    lone: list[Mention]
    unclear: list[Mention]


class PersonLinks:
    """What mentions of persons are resolved to, in a corpus that changes.

    Names are one person's when family name (by a key that usual romanisations and Cyrillic
    spellings share) and suffix are the same and the given names or initials agree with all others.
    A lone family name goes to its bearer in the article; of several there to the only one named so
    far, the one whose title it has or the first if others are named only once in passing, else it
    stays on its own; in Cyrillic letters to the one named most. Nobody's in its article, it goes to
    the only or dominant bearer of articles that name the same people, or to one widely known, else
    stays on its own. Two names of the analyst's list are never one person's.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._mentions: dict[int, Sequence[Mention]] = {}
        self._told: dict[int, Told] = {}
        self._parts: dict[int, dict[str, _Part]] = {}
        self._resolved: dict[int, dict[int, Resolved]] = {}
        self._names: dict[str, Name] = {}
        self._writing = ArticlesByKey()
        self._naming = ArticlesByKey()

    def update(
        self,
        gone: Iterable[int],
        came: Mapping[int, tuple[str, Sequence[Mention]]],
        place: Mapping[int, int],
        load: Callable[[Collection[int]], dict[int, str]],
    ) -> set[int]:
        """The articles with persons who are resolved otherwise than before, or for the first time.

        `came` has texts with their persons in order of start; what changed is both gone and come.
        `place` has the place of each article in the corpus; `load` reads texts again.
        """
        families: set[str] = set()
        surfaces: set[str] = set()
        for number in gone:
            for kept in (self._mentions, self._told, self._parts, self._resolved):
                del kept[number]
            surfaces |= self._writing.put(number, ())
            families |= self._naming.put(number, ())
        for number, (text, mentions) in came.items():
            self._mentions[number], self._told[number] = mentions, read_told(text, mentions)
            self._resolved[number] = {}
            surfaces |= self._writing.put(number, {one.surface for one in mentions})
        again = self._writing.articles(self._name_again(surfaces)) - came.keys()
        texts = {number: text for number, (text, _) in came.items()} | load(again)
        for number, text in texts.items():
            families |= self._link_within(number, text)
        changed = set(came)
        for family in families:
            changed |= self._link_family(family, place)
        return changed

    def resolved(self, article: int) -> list[Resolved]:
        """What the persons of an article are resolved to, in their order."""
        own = self._resolved[article]
        return [own[mention.start] for mention in self._mentions[article]]

    def _name_again(self, surfaces: Collection[str]) -> set[str]:
        """The surfaces whose name is taken apart otherwise, now that some came or went."""
        written = self._writing.keys()
        if all((one in written) == (one in self._names) for one in surfaces):
            return set()
        before, self._names = self._names, _names(written, self._gazetteer)
        return {one for one, name in self._names.items() if name != before.get(one)}

    def _link_within(self, number: int, text: str) -> set[str]:
        """Link an article in itself; gives the families of which it tells, or told before."""
        named = [(mention, self._names[mention.surface]) for mention in self._mentions[number]]
        bearers, lone, unclear = link_within(text, self._told[number], named)
        parts: defaultdict[str, _Part] = defaultdict(lambda: _Part([], [], []))
        for bearer in bearers:
            parts[bearer.key].bearers.append(bearer)
        for family, mention in lone:
            parts[family].lone.append(mention)
        for mention in unclear:
            parts[parse_person(mention.surface).key].unclear.append(mention)
        self._parts[number] = dict(parts)
        return self._naming.put(number, parts.keys())

    def _link_family(self, family: str, place: Mapping[int, int]) -> set[int]:
        """Link a family over the corpus; gives the articles in which something is new."""
        numbers = sorted(self._naming.articles([family]), key=place.__getitem__)
        parts = [self._parts[number][family] for number in numbers]
        bearers = [one for part in parts for one in part.bearers]
        lone = [one for part in parts for one in part.lone]
        unclear = [one for part in parts for one in part.unclear]
        changed = set()
        for mention, resolved in link_family(bearers, lone, unclear, self._told):
            own = self._resolved[mention.article]
            if own.get(mention.start) != resolved:
                own[mention.start] = resolved
                changed.add(mention.article)
        return changed


def _names(surfaces: Iterable[str], gazetteer: Gazetteer) -> dict[str, Name]:
    own = {surface: gazetteer.own_name(surface) for surface in surfaces}
    parts = {surface: parse_person(name or surface) for surface, name in own.items()}
    for surface in find_double_families(parts):
        parts[surface] = PersonName((), surface, parts[surface].suffix)
    keys = find_family_keys(parts)
    return {one: Name(one, parts[one], keys[one], own[one]) for one in own}
