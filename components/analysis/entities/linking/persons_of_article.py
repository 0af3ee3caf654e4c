"""Persons of one article: who bears the full names, and whose each lone family name is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from components.analysis.entities.linking.person_names import (
    PersonName,
    full_given,
    given_names_agree,
    is_particle,
    title_before,
)
from components.analysis.entities.linking.resolved_mentions import Mention
from components.analysis.entities.recognition.gazetteer import OWN
from components.analysis.entities.recognition.slavic_names import is_cyrillic
from components.analysis.word_lists import name_words

MOST_BEARERS = 200
_SAME_ARTICLE = "surname in the same article"
TITLED = "only person with this surname and title in the same article"
ONLY_BEFORE = "only person with this surname named before"
BEST_TOLD = "first person with this surname in the same article; others are named in passing"
MOST_NAMED = "person with this surname whom the article names most"
_GIVEN = "given name in the same article"
# Of two long texts about other people fewer words with a capital are the same, the family name
# itself not counted.
_SHARED_NAMES, _NAMES_TO_TELL = 5, 20
_CAPITALISED = re.compile(r"(?<=[\w,;] )[^\W\d_a-zа-яіїєґё][^\W\d_A-ZА-ЯІЇЄҐ]{2,}")
_OF_WOMEN = frozenset({"ms", "mrs", "miss"})
_WORD = re.compile(r"[ \xa0,”’\"]{0,3}\b(\w+)")
_OPPOSITE = {"mr": _OF_WOMEN, "ms": frozenset({"mr"}), "mrs": frozenset({"mr"})}


@dataclass(frozen=True)
class Name:
    """One way to write a person's name, taken apart once."""

    surface: str
    parts: PersonName
    key: str
    own: str
    """What the analyst's list calls the person, or ''."""


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


def compare_names(texts: Sequence[str]) -> Callable[[int, Iterable[int]], bool]:
    """What tells whether an article may be about the same people as one of others.

    It may when one of the two is too short to tell, or when they have `_SHARED_NAMES` words with a
    capital within a sentence in common.
    """

    @cache
    def names(article: int) -> frozenset[str]:
        return frozenset(_CAPITALISED.findall(texts[article]))

    def share(article: int, others: Iterable[int]) -> bool:
        own = names(article)
        return len(own) < _NAMES_TO_TELL or any(
            len(names(other)) < _NAMES_TO_TELL or len(own & names(other)) > _SHARED_NAMES
            for other in others
        )

    return share


def find_double_families(parts: Mapping[str, PersonName]) -> set[str]:
    """Names of two words that are the end of a longer one and no given name: Marin Vidal.

    The longer one begins with a usual given name; no other family has the first of the two words as
    a given name, unless it is a particle (Le Marin).
    """
    usual = name_words("common_given_names")
    words = {surface: tuple(surface.split()) for surface in parts}
    ends = {own[-2:] for own in words.values() if len(own) > 2 and own[0].lower() in usual}
    families: defaultdict[str, set[str]] = defaultdict(set)
    for name in parts.values():
        if name.given:
            families[name.given[0]].add(name.key)
    return {
        surface
        for surface, own in words.items()
        if own in ends and own[0].lower() not in usual
        if len(families[own[0]]) < 2 or is_particle(own[0])
    }


def link_within(
    text: str, named: Sequence[tuple[Mention, Name]]
) -> tuple[list[Bearer], list[tuple[str, Mention]], list[Mention]]:
    """Bearers of one article's full names, lone names nobody in it bears, those that several do."""
    by_family: defaultdict[str, list[Bearer]] = defaultdict(list)
    of_surface: dict[str, Bearer] = {}
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
    by_given: defaultdict[str, list[Bearer]] = defaultdict(list)
    if lone:
        for one in bearers:
            if one.name.given:
                by_given[full_given(one.name.given[0])].append(one)
    left, unclear = [], []
    for mention, name in lone:
        family = by_family.get(name.key, [])
        given = by_given[full_given(name.parts.family)] if not family else []
        found, why = _bearer_in_article(text, mention, family, given)
        if found:
            found.mentions.append((mention, why))
        elif family:
            unclear.append(mention)
        else:
            left.append((name.key, mention))
    return bearers, left, unclear


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
    text: str, mention: Mention, family: list[Bearer], given: list[Bearer]
) -> tuple[Bearer | None, str]:
    if len(family) == 1:
        return family[0], _SAME_ARTICLE
    if family:
        return _one_of_several(text, mention, family[:MOST_BEARERS])
    if len(given) == 1:
        return given[0], _GIVEN
    return None, ""


def is_well_told(texts: Mapping[int, str] | Sequence[str], bearer: Bearer) -> bool:
    """Whether articles name a person in full twice, with a title or beside a verb of speech.

    What is read as a second bearer of a surname may be no person at all: Reed Street, Lonely Reed.
    """
    full = [mention for mention, why in bearer.mentions if why in ("", OWN)]
    return len(full) > 1 or any(
        title_before(texts[one.article], one.start)
        or _speaks(texts[one.article], one.start, one.end)
        for one in full
    )


def _speaks(text: str, start: int, end: int) -> bool:
    before, after = _WORD.findall(text[max(0, start - 20) : start]), _WORD.match(text, end)
    verbs = name_words("speech_beside_names")
    return bool(before and before[-1] in verbs) or bool(after and after.group(1) in verbs)


def _one_of_several(text: str, mention: Mention, family: list[Bearer]) -> tuple[Bearer | None, str]:
    """The only one named so far, whose title agrees, or the first if only in passing are others.

    None when nothing tells. Ukrainian and Russian titles are not known, so there it is the one
    whom the article names most.
    """
    before = [one for one in family if one.mentions[0][0].start < mention.start]
    if len(before) == 1:
        return before[0], ONLY_BEFORE
    if is_cyrillic(mention.surface):
        return max(before or family, key=_times_named), MOST_NAMED
    titled = _one_with_title(text, mention, family)
    if titled:
        return titled, TITLED
    told = [one for one in family if is_well_told({mention.article: text}, one)]
    return (family[0], BEST_TOLD) if told == family[:1] else (None, "")


def _one_with_title(text: str, mention: Mention, family: list[Bearer]) -> Bearer | None:
    """The only one who has the title of a mention, else the only one whom it may be."""
    title = title_before(text, mention.start)
    if not title:
        return None
    titles = {id(one): _titles(text, one) for one in family}
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


def _titles(text: str, bearer: Bearer) -> set[str]:
    return {title_before(text, mention.start) for mention, _ in bearer.mentions} - {""}
