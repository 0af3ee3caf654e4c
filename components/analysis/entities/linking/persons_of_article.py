"""Persons of one article: who bears the full names, and whose each lone family name is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from components.analysis.entities.linking.name_forms import (
    full_given,
    given_names_agree,
    is_usual_given,
)
from components.analysis.entities.linking.person_names import (
    PersonName,
    title_before,
)
from components.analysis.entities.linking.resolved_mentions import Mention
from components.analysis.entities.linking.told_persons import Told
from components.analysis.entities.recognition.gazetteer import OWN
from components.analysis.entities.recognition.slavic_names import is_cyrillic

MOST_BEARERS = 200
_SAME_ARTICLE = "surname in the same article"
TITLED = "only person with this surname and title in the same article"
ONLY_BEFORE = "only person with this surname named before"
BEST_TOLD = "first person with this surname in the same article; others are named in passing"
MOST_NAMED = "person with this surname whom the article names most"
_GIVEN = "given name in the same article"
_SHARED = "given name before another one with the family name"
ROYAL = frozenset({"king", "queen", "prince", "princess", "pope", "emir", "sultan", "emperor"})
"""Titles that stand before a given name, so that whose family name is the same is not meant."""
# The first bearer of a family name is meant who is named so often, and so much more than others.
_NAMED_OFTEN, _BY_FAR = 5, 3
_OF_WOMEN = frozenset({"ms", "mrs", "miss"})
_OPPOSITE = {"mr": _OF_WOMEN, "ms": frozenset({"mr"}), "mrs": frozenset({"mr"})}


@dataclass(frozen=True)
class Name:
    """One way to write a person's name, taken apart once."""

    surface: str
    parts: PersonName
    key: str
    own: str
    """What the analyst's list calls the person, or ''."""
    shared: bool = False
    """Whether the family name stands with the next given name only."""


@dataclass
class Bearer:
    """A person: the given names that were found to agree, and the mentions with their reasons."""

    name: PersonName
    key: str
    own: str
    given: list[tuple[str, ...]] = field(default_factory=list)
    mentions: list[tuple[Mention, str]] = field(default_factory=list)

    def agrees(self, given: tuple[str, ...], own: str) -> bool:
        """Whether a name may be this person's."""
        if own and self.own and own != self.own:
            return False
        return all(given_names_agree(one, given) for one in self.given)

    def join(self, other: Bearer) -> None:
        """Take over names and mentions of another bearer who is the same person."""
        self.own = self.own or other.own
        self.given += [given for given in other.given if given not in self.given]
        self.mentions += other.mentions


def link_within(
    text: str, told: Told, named: Sequence[tuple[Mention, Name]]
) -> tuple[list[Bearer], list[tuple[str, Mention]], list[Mention]]:
    """Bearers of one article's full names, lone names nobody in it bears, those that several do."""
    by_family: defaultdict[str, list[Bearer]] = defaultdict(list)
    of_surface: dict[str, Bearer] = {}
    lone = []
    for mention, name in _give_shared_families(text, named):
        if not (name.parts.given or name.own):
            lone.append((mention, name))
            continue
        bearer = of_surface.get(name.surface)
        if bearer is None:
            bearer = of_surface[name.surface] = _bearer_of(name, by_family)
        bearer.mentions.append((mention, OWN if name.own else _SHARED if name.shared else ""))
    bearers = [one for several in by_family.values() for one in several]
    by_given: defaultdict[str, list[Bearer]] = defaultdict(list)
    if lone:
        for one in bearers:
            if one.name.given:
                by_given[full_given(one.name.given[0])].append(one)
    left, unclear = [], []
    for mention, name in lone:
        family = by_family.get(name.key, [])
        royal = told.titles.get(mention.start) in ROYAL
        given = by_given[full_given(name.parts.family)] if royal or not family else []
        found, why = _bearer_in_article(told, mention, family, given)
        if found:
            found.mentions.append((mention, why))
        elif family:
            unclear.append(mention)
        else:
            left.append((name.key, mention))
    return bearers, left, unclear


def _give_shared_families(
    text: str, named: Sequence[tuple[Mention, Name]]
) -> Iterator[tuple[Mention, Name]]:
    """The names, but in `Ann and Bob Example` with the family name for Ann, too.

    Ann stands alone only there; she has a usual given name, or the text tells of the Examples.
    """
    times = Counter(name.surface for _, name in named)
    for (mention, name), (following, full) in pairwise([*named, *named[-1:]]):
        lone = not (name.parts.given or name.own) and times[name.surface] == 1
        joined = full.parts.given and text[mention.end : following.start] in (" and ", " & ")
        given = is_usual_given(name.surface) or f" {full.parts.family}s" in text
        if lone and joined and given and not title_before(text, mention.start):
            parts = PersonName((name.parts.family,), full.parts.family, full.parts.suffix)
            name = Name(name.surface, parts, full.key, "", shared=True)
        yield mention, name


def _bearer_of(name: Name, by_family: dict[str, list[Bearer]]) -> Bearer:
    same_family, given = by_family[name.key], name.parts.given
    for bearer in same_family[:MOST_BEARERS]:
        if bearer.name.suffix == name.parts.suffix and bearer.agrees(given, name.own):
            if given not in bearer.given:
                bearer.given.append(given)
            bearer.own = bearer.own or name.own
            return bearer
    bearer = Bearer(name.parts, name.key, name.own, [given])
    same_family.append(bearer)
    return bearer


def _bearer_in_article(
    told: Told, mention: Mention, family: list[Bearer], given: list[Bearer]
) -> tuple[Bearer | None, str]:
    title = told.titles.get(mention.start)
    of_another = title in ROYAL and not any(title in _titles(told, one) for one in family)
    if len(family) == 1 and not of_another:
        return family[0], _SAME_ARTICLE
    if family and not of_another:
        return _one_of_several(told, mention, family[:MOST_BEARERS])
    if len(given) == 1:
        return given[0], _GIVEN
    return None, ""


def is_well_told(told: Mapping[int, Told], bearer: Bearer) -> bool:
    """Whether articles name a person in full twice, with a title or beside a verb of speech.

    What is read as a second bearer of a surname may be no person at all: Reed Street, Lonely Reed.
    """
    full = [mention for mention, why in bearer.mentions if why in ("", OWN)]
    return len(full) > 1 or any(
        one.start in told[one.article].titles or one.start in told[one.article].speaking
        for one in full
    )


def _one_of_several(
    told: Told, mention: Mention, family: list[Bearer]
) -> tuple[Bearer | None, str]:
    """The only one named so far, whose title agrees, or the first if others are named far less.

    None when nothing tells. Ukrainian and Russian titles are not known, so there it is the one
    whom the article names most.
    """
    before = [one for one in family if one.mentions[0][0].start < mention.start]
    if len(before) == 1:
        return before[0], ONLY_BEFORE
    if is_cyrillic(mention.surface):
        return max(before or family, key=_times_named), MOST_NAMED
    titled = _one_with_title(told, mention, family)
    if titled:
        return titled, TITLED
    if [one for one in family if is_well_told({mention.article: told}, one)] == family[:1]:
        return family[0], BEST_TOLD
    first = len(family[0].mentions)
    others = sum(len(one.mentions) for one in family[1:])
    if mention.start in told.titles or first < max(_NAMED_OFTEN, _BY_FAR * others):
        return None, ""
    return family[0], MOST_NAMED


def _one_with_title(told: Told, mention: Mention, family: list[Bearer]) -> Bearer | None:
    """The only one who has the title of a mention, else the only one whom it may be."""
    title = told.titles.get(mention.start)
    if not title:
        return None
    titles = {id(one): _titles(told, one) for one in family}
    for agrees in (
        [one for one in family if title in titles[id(one)]],
        [one for one in family if not _OPPOSITE.get(title, frozenset()) & titles[id(one)]],
    ):
        if len(agrees) == 1:
            return agrees[0]
    return None


def _times_named(bearer: Bearer) -> tuple[int, int]:
    """A sort key: how often, and of two named as often the one who is named first."""
    return len(bearer.mentions), -bearer.mentions[0][0].start


def _titles(told: Told, bearer: Bearer) -> set[str]:
    return {told.titles.get(mention.start, "") for mention, _ in bearer.mentions} - {""}
