"""Gazetteer: known countries, peoples, places and institutions, and an analyst's own list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

from components.analysis.entities.recognition.name_spans import Phrases, build_phrases
from components.analysis.entities.recognition.slavic_names import (
    KnownForms,
    is_cyrillic,
    same_letters,
)
from components.analysis.word_lists import read_table

OWN = "named so in the list of names"
"""The reason for a name that the analyst's list gives."""
_SHORTEST_SHOUTED = 5
_OTHER_SCRIPT = "the name in another script"


class Known(NamedTuple):
    """What the tables say of a name; `group` is the country behind it, or ''."""

    type: str
    name: str
    group: str
    why: str


def look_up(surface: str) -> Known | None:
    """What the tables know of a name as it is written, or None.

    Case counts, so that `us` is not a country; names in capitals (MOSCOW) are known from five
    letters on.
    """
    table = _table()
    plain = surface.replace("’", "'")
    known = table.get(plain)
    if known is None and is_cyrillic(plain):
        return _cyrillic().get(same_letters(plain))
    if known is None and plain.isupper() and len(plain) >= _SHORTEST_SHOUTED:
        return table.get(_quieten(plain))
    return known


def may_be_a_person(surface: str) -> bool:
    """Whether a name of the tables may as well be a person's (Jordan, Georgia)."""
    return surface in _caution()["may_be_a_person"]


def is_also_a_body(surface: str) -> bool:
    """Whether a family name is also a company's, which a model tells apart (Disney, Porsche)."""
    return surface in _caution()["family_or_body"]


class Named(NamedTuple):
    """One line of an analyst's list: a name, its type, and the other names it goes by."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """Known names: an analyst's own, which come first, and those of the tables.

    `problems` says in sentences which lines of the list could not be used.
    """

    names: tuple[Named, ...] = ()
    problems: tuple[str, ...] = field(default=(), compare=False)

    def look_up(self, surface: str) -> Known | None:
        """What is known of a name as it is written, or None; case counts."""
        return self._own.get(surface.replace("’", "'")) or look_up(surface)

    def knows_otherwise(self, surface: str) -> bool:
        """Whether a name is a place's, a people's or a body's, and not perhaps a person's."""
        known = self.look_up(surface)
        return known is not None and known.type != "PERSON" and not may_be_a_person(surface)

    def known(self, surface: str) -> Known | None:
        """What is known of a name; one in Cyrillic letters may be in any grammatical case."""
        known = self.look_up(surface)
        if known is None and is_cyrillic(surface):
            parts = surface.split()
            match = self.cyrillic.match(parts, 0)
            if match and match[0] == len(parts):
                return self.look_up(match[1])
        return known

    def own_name(self, surface: str) -> str:
        """The main name in the analyst's list of what is written so, '' where it has none."""
        if not self.names:
            return ""
        known = self.known(surface)
        return known.name if known and known in self._entries else ""

    def find_known(self, text: str) -> Iterator[tuple[int, int, Known]]:
        """Spans of known names in a text, without those that a model must find first."""
        for start, end in self._searchable.find(text):
            known = self.look_up(text[start:end])
            if known is not None:
                yield start, end, known

    @cached_property
    def cyrillic(self) -> KnownForms:
        """The known names in Cyrillic letters, in all grammatical cases."""
        return KnownForms([*(name for name in self._own if is_cyrillic(name)), *_cyrillic()])

    @cached_property
    def _own(self) -> dict[str, Known]:
        table: dict[str, Known] = {}
        for name, kind, aliases in self.names:
            for form in aliases:
                table[form.replace("’", "'")] = Known(kind, name, "", OWN)
        for name, kind, _ in self.names:
            table[name.replace("’", "'")] = Known(kind, name, "", "")
        return table

    @cached_property
    def _entries(self) -> frozenset[Known]:
        return frozenset(self._own.values())

    @cached_property
    def _searchable(self) -> Phrases:
        if not self._own:
            return _searchable()
        return build_phrases([*_written(self._own), *_names_to_search()])


TABLES_ALONE = Gazetteer()
"""The gazetteer without a list of the analyst's own."""


def needs_a_model(name: str) -> bool:
    """Whether a Cyrillic name may be a common word, so that a model must find it first."""
    return name in _caution()["cyrillic_only_when_recognised"]


def _quieten(surface: str) -> str:
    small = {"of", "and", "the"}
    words = [word.lower() for word in surface.split(" ")]
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in words)


@cache
def _table() -> dict[str, Known]:
    table: dict[str, Known] = {}
    for country in read_table("entities", "countries"):
        table.update(_of_country(country))
    for name, entry in read_table("entities", "places").items():
        _enter(table, entry.get("type", "LOC"), name, entry, "another name of the place")
    for name, entry in read_table("entities", "institutions").items():
        _enter(table, "ORG", name, entry, "another name of the institution")
    for name, also in read_table("entities", "peoples").items():
        table = _people(name, also, "") | table
    return table


def _of_country(country: dict[str, Any]) -> dict[str, Known]:
    name = country["name"]
    table: dict[str, Known] = {}
    for people, also in country.get("people", {}).items():
        table.update(_people(people, also, name))
    if "capital" in country:
        capital = {"also": country.get("capital_also", []), "country": name}
        _enter(table, "GPE", country["capital"], capital, "another name of the place")
    _enter(table, "GPE", name, {"also": country.get("also", []), "country": name}, "country alias")
    return table


def _people(name: str, also: list[str], country: str) -> dict[str, Known]:
    table: dict[str, Known] = {}
    for form in (name, *also):
        why = "" if form == name else "another name of the people"
        table[form] = Known("NORP", name, country, why)
        if not form.endswith(("s", "sh", "ch", "ese", "men", "man")):
            table[form + "s"] = Known("NORP", name, country, "another name of the people")
    return table


def _enter(table: dict[str, Known], kind: str, name: str, entry: dict[str, Any], why: str) -> None:
    group = entry.get("country", "")
    table[name.replace("’", "'")] = Known(kind, name, group, "")
    for form in entry.get("also", []):
        table[form] = Known(kind, name, group, why)


@cache
def _cyrillic() -> dict[str, Known]:
    """Names of the tables in Cyrillic letters."""
    table: dict[str, Known] = {}
    for name, forms in read_table("entities", "cyrillic_names").items():
        latin = _table()[name]
        for form in forms:
            table[same_letters(form)] = latin._replace(why=_OTHER_SCRIPT)
    return table


@cache
def _searchable() -> Phrases:
    return build_phrases(_names_to_search())


def _names_to_search() -> list[str]:
    left_out = _caution()["only_when_recognised"]
    names = [name for name in _table() if name not in left_out]
    return [name for name in _written(names) if name[:1].isupper()]


def _written(names: Iterable[str]) -> Iterator[str]:
    """Names as they may be written: with either apostrophe, and in capitals."""
    for name in names:
        yield name
        if "'" in name:
            yield name.replace("'", "’")
        if len(name) >= _SHORTEST_SHOUTED:
            yield name.upper()


@cache
def _caution() -> dict[str, frozenset[str]]:
    return {kind: frozenset(names) for kind, names in read_table("entities", "caution").items()}
