"""Entity linking of persons: within each article first, then over the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from components.analysis.entities.linking.name_forms import (
    called_by,
    choose_shown_form,
    full_given,
    initial_of,
    is_usual_given,
)
from components.analysis.entities.linking.person_names import (
    PersonName,
    explain_full_name,
    find_double_families,
    find_family_keys,
    parse_person,
    title_before,
)
from components.analysis.entities.linking.persons_of_article import (
    BEST_TOLD,
    MOST_BEARERS,
    MOST_NAMED,
    ONLY_BEFORE,
    ROYAL,
    TITLED,
    Bearer,
    Name,
    compare_names,
    is_well_told,
    link_within,
)
from components.analysis.entities.linking.resolved_mentions import Mention, Resolved
from components.analysis.entities.recognition.gazetteer import OWN, TABLES_ALONE, Gazetteer
from components.analysis.entities.recognition.name_spans import find_headlines

_DOMINANT = 0.9
_OFTEN = 5
_KNOWN = 5
_FAMOUS = 0.6
_NEARLY_ALL = 0.75

_ONLY = "only person with this surname in the library"
_MOSTLY = "by far the most frequent person with this surname in the library"
_BEST_TOLD = "person with this surname in the library; others are named once in passing"
_SEVERAL_HERE = "several people with this surname in the same article"
_SEVERAL = "several people with this surname in the library"
_INFERRED = frozenset({TITLED, ONLY_BEFORE, BEST_TOLD, MOST_NAMED, _ONLY, _MOSTLY, _BEST_TOLD})

_Given = tuple[tuple[str, ...], str]
"""Given names, and what the analyst's list calls the person."""


def link_persons(
    texts: Sequence[str], mentions: Iterable[Mention], gazetteer: Gazetteer = TABLES_ALONE
) -> list[Resolved]:
    """What each mention of a person is resolved to; `mentions` in order of article and start.

    Names are one person's when family name (by a key that usual romanisations and Cyrillic
    spellings share) and suffix are the same and the given names or initials agree with all others.
    A lone family name goes to its bearer in the article; of several there to the only one named so
    far, the one whose title it has or the first if others are named only once in passing, else it
    stays on its own; in Cyrillic letters to the one named most. Nobody's in its article, it goes to
    the only or dominant bearer of articles that name the same people, or to one widely known, else
    stays on its own. Two names of the analyst's list are never one person's.
    """
    listed = list(mentions)
    names = _names({mention.surface for mention in listed}, gazetteer)
    bearers: list[Bearer] = []
    lone: list[tuple[str, Mention]] = []
    unclear: list[Mention] = []
    for number, article in groupby(listed, attrgetter("article")):
        within = [(mention, names[mention.surface]) for mention in article]
        named, left, of_several = link_within(texts[number], within)
        bearers += named
        lone += left
        unclear += of_several
    persons = _merge(bearers)
    resolved = dict(_link_lone(texts, persons, lone))
    for mention in _give_to_known(texts, persons, unclear):
        resolved[mention[:2]] = Resolved(mention.surface, "PERSON", _SEVERAL_HERE, ambiguous=True)
    in_headline = find_headlines(texts)
    for person in persons:
        resolved.update(_link_person(person, in_headline))
    return [resolved[mention[:2]] for mention in listed]


def _names(surfaces: Iterable[str], gazetteer: Gazetteer) -> dict[str, Name]:
    own = {surface: gazetteer.own_name(surface) for surface in surfaces}
    parts = {surface: parse_person(name or surface) for surface, name in own.items()}
    for surface in find_double_families(parts):
        parts[surface] = PersonName((), surface, parts[surface].suffix)
    keys = find_family_keys(parts)
    return {one: Name(one, parts[one], keys[one], own[one]) for one in own}


def _merge(bearers: Sequence[Bearer]) -> list[Bearer]:
    """One bearer for each person of the corpus; names that could be two persons' stay apart."""
    families: defaultdict[tuple[str, str], dict[_Given, Bearer]] = defaultdict(dict)
    for bearer in bearers:
        same_family = families[bearer.key, bearer.name.suffix]
        given = max(bearer.given, key=lambda one: (len(" ".join(one)), one)), bearer.own
        if given in same_family:
            same_family[given].join(bearer)
        else:
            same_family[given] = bearer
    return [person for family in families.values() for person in _merge_family(family)]


def _merge_family(family: dict[_Given, Bearer]) -> list[Bearer]:
    """Longest given names first, so that an initial meets all the names it may stand for."""
    persons: list[Bearer] = []
    by_first: defaultdict[str, list[Bearer]] = defaultdict(list)
    for given, own in sorted(family, key=_fullest_first):
        first = full_given(given[called_by(given)]) if given else ""
        near = by_first[first] or by_first[initial_of(given[0]) if given else ""]
        fitting = [one for one in near[:MOST_BEARERS] if one.agrees(given, own)]
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


def _dominant(bearers: list[Bearer]) -> Bearer | None:
    """The only bearer, or the one with nine tenths of the mentions."""
    if not bearers:
        return None
    most = max(bearers, key=lambda one: len(one.mentions))
    total = sum(len(one.mentions) for one in bearers)
    return most if len(most.mentions) >= _DOMINANT * total else None


def _famous(bearers: list[Bearer]) -> Bearer | None:
    """The one named in five articles and most of all bearers', or in three and nearly all."""
    named = [len(_articles(one)) for one in bearers]
    most, of_all = max(named, default=0), sum(named)
    known = most >= max(_KNOWN, _FAMOUS * of_all) or most >= max(_OFTEN / 2, _NEARLY_ALL * of_all)
    return bearers[named.index(most)] if known else None


def _owner(texts: Sequence[str], bearers: list[Bearer]) -> tuple[Bearer | None, str]:
    """Whose a lone surname is and why; who is named once in passing counts for little."""
    dominant = _dominant(bearers)
    if dominant:
        return dominant, _ONLY if len(bearers) == 1 else _MOSTLY
    told = _dominant([one for one in bearers if is_well_told(texts, one)])
    if told and len(told.mentions) >= _OFTEN:
        return told, _BEST_TOLD
    famous = _famous(bearers)
    return famous, _MOSTLY if famous else ""


def _link_lone(
    texts: Sequence[str], persons: list[Bearer], lone: list[tuple[str, Mention]]
) -> Iterator[tuple[tuple[int, int], Resolved]]:
    """Give lone names to bearers in the corpus; by article and start, what the rest resolve to."""
    by_family = _by_family(persons)
    choice = {key: _owner(texts, by_family[key]) for key in {key for key, _ in lone}}
    named = {key: _articles(one) if one else set() for key, (one, _) in choice.items()}
    alone: defaultdict[str, list[Mention]] = defaultdict(list)
    share = compare_names(texts)
    for key, mention in lone:
        chosen, why = choice[key]
        fits = len(named[key]) >= _KNOWN or share(mention.article, named[key])
        royal = title_before(texts[mention.article], mention.start) in ROYAL
        if chosen and fits and not royal and not is_usual_given(mention.surface):
            chosen.mentions.append((mention, why))
        else:
            alone[key].append(mention)
    for key, mentions in alone.items():
        several = bool(by_family.get(key))
        shown = choose_shown_form(Counter(mention.surface for mention in mentions))
        resolved = Resolved(shown, "PERSON", _SEVERAL if several else "", ambiguous=several)
        yield from ((mention[:2], resolved) for mention in mentions)


def _give_to_known(
    texts: Sequence[str], persons: list[Bearer], unclear: Sequence[Mention]
) -> Iterator[Mention]:
    """Give names of several people in an article to the one whom the corpus knows far better.

    That person is named in the article and in `_KNOWN` others; a title before the name tells of
    whom it is not. Gives back what stays unclear.
    """
    by_family = _by_family(persons)
    keys = [parse_person(mention.surface).key for mention in unclear]
    known = {key: _dominant(by_family[key]) for key in set(keys)}
    articles = {key: _articles(one) if one else set() for key, one in known.items()}
    for key, mention in zip(keys, unclear, strict=True):
        person = known[key] if mention.article in articles[key] else None
        titled = title_before(texts[mention.article], mention.start)
        if person and len(articles[key]) >= _KNOWN and not titled:
            person.mentions.append((mention, _MOSTLY))
        else:
            yield mention


def _by_family(persons: Iterable[Bearer]) -> defaultdict[str, list[Bearer]]:
    families: defaultdict[str, list[Bearer]] = defaultdict(list)
    for person in persons:
        families[person.key].append(person)
    return families


def _articles(person: Bearer) -> set[int]:
    return {mention.article for mention, _ in person.mentions}


def _link_person(
    person: Bearer, in_headline: Callable[[int, int], bool]
) -> Iterator[tuple[tuple[int, int], Resolved]]:
    """What the mentions of a person resolve to; forms in running text decide how it is shown."""
    full = [mention for mention, why in person.mentions if why in ("", OWN)]
    if len({mention.surface for mention in full}) > 1:
        full = [
            mention for mention in full if not in_headline(mention.article, mention.start)
        ] or full
    shared = " ".join((*person.name.given, person.name.family))
    forms = Counter(mention.surface for mention in full)
    shown = person.own or (choose_shown_form(forms) if full else shared)
    made: dict[tuple[str, str], Resolved] = {}
    for mention, why in person.mentions:
        written = mention.surface, why
        if written not in made:
            inferred = why in _INFERRED
            made[written] = Resolved(shown, "PERSON", _reason(*written, shown), inferred=inferred)
        yield mention[:2], made[written]


def _reason(surface: str, why: str, shown: str) -> str:
    if why == OWN and surface != shown:
        return OWN
    return explain_full_name(surface, shown) if why in ("", OWN) else why
