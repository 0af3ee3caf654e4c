"""Names the tables know: countries, their people and capitals, regions, institutions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from components.analysis.entities.phrases import Phrases, known_phrases
from components.analysis.entities.read_tables import read_table

_SHORTEST_SHOUTED = 5


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
    if known is None and plain.isupper() and len(plain) >= _SHORTEST_SHOUTED:
        return table.get(_quieten(plain))
    return known


def may_be_a_person(surface: str) -> bool:
    """Whether a name of the tables is a person's name as often (Jordan, Georgia)."""
    return surface in _caution()["may_be_a_person"]


def find_known(text: str) -> Iterator[tuple[int, int, Known]]:
    """Names of the tables that a text holds, without those that need a model to be told apart."""
    for start, end in _searchable().find(text):
        known = look_up(text[start:end])
        if known is not None:
            yield start, end, known


def _quieten(surface: str) -> str:
    small = {"of", "and", "the"}
    words = [word.lower() for word in surface.split(" ")]
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in words)


@cache
def _table() -> dict[str, Known]:
    table: dict[str, Known] = {}
    for country in read_table("countries"):
        table.update(_of_country(country))
    for name, entry in read_table("places").items():
        _enter(table, entry.get("type", "LOC"), name, entry, "another name of the place")
    for name, entry in read_table("institutions").items():
        _enter(table, "ORG", name, entry, "another name of the institution")
    for name, also in read_table("peoples").items():
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
def _searchable() -> Phrases:
    left_out = _caution()["only_when_recognised"]
    names = [name for name in _table() if name not in left_out]
    curly = [name.replace("'", "’") for name in names if "'" in name]
    shouted = [name.upper() for name in names if len(name) >= _SHORTEST_SHOUTED]
    return known_phrases(name for name in names + curly + shouted if name[:1].isupper())


@cache
def _caution() -> dict[str, frozenset[str]]:
    return {kind: frozenset(names) for kind, names in read_table("caution").items()}
