"""Entity linking of persons: within each article first, then over the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from components.analysis.entities.linking.name_forms import is_usual_given, stem_of_romanised
from components.analysis.entities.linking.person_names import (
    PersonName,
    is_particle,
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
    add_counts,
)
from components.analysis.entities.linking.told_persons import Told, read_told
from components.analysis.entities.recognition.gazetteer import Gazetteer
from components.analysis.entities.recognition.slavic_names import is_cyrillic


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
        self._names = _Surfaces(gazetteer)
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
        others = self._names.update(surfaces, self._writing.keys())
        again = self._writing.articles(others) - came.keys()
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


class _Surfaces:
    """The names of persons in a corpus by the ways they are written, each taken apart.

    What is written in two words is a family name where it is the end of a longer name and no given
    name: Marin Vidal. The longer one begins with a usual given name; no other family has the first
    of the two words as a given name, unless it is a particle (Le Marin). A family name in Cyrillic
    letters has the key of the Latin spelling that a full name gives it.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        # Each as it is by itself, and as it is beside the others but for its spelling.
        self._alone: dict[str, Name] = {}
        self._names: dict[str, Name] = {}
        # How many longer names end in two words; how many names a family has with a given name.
        self._ends: Counter[str] = Counter()
        self._families: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._of_two_words: defaultdict[str, set[str]] = defaultdict(set)
        # By the stem of the family: full names in Latin letters, all in Cyrillic ones, and its key.
        self._latin: defaultdict[str, set[str]] = defaultdict(set)
        self._cyrillic: defaultdict[str, set[str]] = defaultdict(set)
        self._spelled: dict[str, str] = {}

    def __getitem__(self, surface: str) -> Name:
        name = self._names[surface]
        if is_cyrillic(name.parts.family):
            return replace(name, key=self._spelled.get(name.key, name.key))
        return name

    def update(self, surfaces: Iterable[str], written: Collection[str]) -> set[str]:
        """Take in surfaces that are `written` and forget others; gives those that are other names.

        These are new or taken apart otherwise, or the family name has another key.
        """
        touched: set[str] = set()
        for surface in surfaces:
            if surface in written and surface not in self._alone:
                own = self._gazetteer.own_name(surface)
                parts = parse_person(own or surface)
                name = self._alone[surface] = Name(surface, parts, parts.key, own)
                touched |= self._count(name, 1)
            elif surface in self._alone and surface not in written:
                touched |= self._count(self._alone.pop(surface), -1)
        changed, stems = set(), set()
        for surface in touched:
            before, now = self._names.pop(surface, None), self._take_apart(surface)
            if now:
                self._names[surface] = now
            if now != before:
                changed.add(surface)
                stems |= self._put(before, there=False) | self._put(now, there=True)
        for stem in stems:
            spelled = self._names[min(self._latin[stem])].key if self._latin[stem] else ""
            if spelled != self._spelled.pop(stem, ""):
                changed |= self._cyrillic[stem]
            if spelled:
                self._spelled[stem] = spelled
        return changed

    def _count(self, name: Name, times: int) -> set[str]:
        """Count a name in or out; gives the surfaces that may be taken apart otherwise."""
        words = name.surface.split()
        touched = {name.surface}
        if len(words) == 2:
            _put(self._of_two_words[words[0]], name.surface, there=times > 0)
        elif len(words) > 2 and is_usual_given(name.surface):
            end = " ".join(words[-2:])
            add_counts(self._ends, {end: times})
            touched.add(end)
        if name.parts.given:
            given = name.parts.given[0]
            add_counts(self._families[given], {name.parts.key: times})
            touched |= self._of_two_words[given]
        return touched

    def _take_apart(self, surface: str) -> Name | None:
        """A name beside the others that are written; None where it is not."""
        name = self._alone.get(surface)
        if name is None or surface not in self._ends or is_usual_given(surface):
            return name
        first = surface.split()[0]
        if len(self._families[first]) > 1 and not is_particle(first):
            return name
        parts = PersonName((), surface, name.parts.suffix)
        return Name(surface, parts, parts.key, name.own)

    def _put(self, name: Name | None, *, there: bool) -> set[str]:
        """Put a name where its family is looked up; gives the stem that it may spell."""
        if name and is_cyrillic(name.parts.family):
            _put(self._cyrillic[name.key], name.surface, there=there)
        elif name and name.parts.given:
            stem = stem_of_romanised(name.key)
            _put(self._latin[stem], name.surface, there=there)
            return {stem}
        return set()


def _put(surfaces: set[str], surface: str, *, there: bool) -> None:
    if there:
        surfaces.add(surface)
    else:
        surfaces.remove(surface)
