"""The people of a library: is a shown person one, is it who is meant, and by the full name?

The items are mentions of the people named most on the pages of the tuned outlets, one with the full
name and some with a part of it, as the rules of an earlier day had counted them: places, bodies and
glued words among them. Gold says whether a person is named and by what full name he goes; one
reader made it, so `agreed` has no second opinion.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library
from components.analysis.entities.linking.name_forms import given_names_agree, plain
from components.analysis.entities.linking.person_names import parse_person


def judge(library: Library, items: list[dict[str, Any]]) -> list[Judged]:
    """One judgement for each mention; shown is one that is counted for a person.

    It is right when a person is meant, the shown name has a given name and agrees with the full
    name of gold, and most other mentions of that person are counted under the same name.
    """
    known = [item for item in items if item["agreed"] and item["article"] in library.articles]
    shown = _find_persons(library, known)
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item, entity in zip(known, shown, strict=True):
        if entity and item["label"]["person"]:
            counted[item["label"]["name"]][entity] += 1
    judged = []
    for item, entity in zip(known, shown, strict=True):
        name = item["label"]["name"]
        right = None
        if entity:
            one = name is not None and counted[name].most_common(1)[0][0] == entity
            right = one and is_full_name_of(entity, name)
        judged.append(Judged(item["half"], right, name is not None))
    return judged


def _find_persons(library: Library, items: list[dict[str, Any]]) -> list[str]:
    """The person for whom each mention is counted, '' for none."""
    mentions = library.table("mentions")
    persons = mentions[mentions["type"] == "PERSON"]
    by_article = {str(article): own for article, own in persons.groupby("article", observed=True)}
    found = []
    for item in items:
        own = by_article.get(item["article"], persons.iloc[:0])
        over = own[(own["start"] < item["end"]) & (own["end"] > item["start"])]
        found.append(str(over["entity"].iloc[0]) if len(over) else "")
    return found


def is_full_name_of(shown: str, name: str) -> bool:
    """Whether a shown name is the full name of gold, with another initial or spelling at most."""
    if plain(shown) == plain(name):
        return True
    one, other = parse_person(shown), parse_person(name)
    if not one.given or one.key != other.key:
        return False
    return given_names_agree(one.given[:1], other.given[:1])
