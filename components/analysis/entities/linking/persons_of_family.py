"""Persons of one family name in a corpus: who bears it, and whose it is where it stands alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from components.analysis.entities.linking.name_forms import (
    called_by,
    choose_shown_form,
    full_given,
    initial_of,
    is_usual_given,
)
from components.analysis.entities.linking.person_names import explain_full_name
from components.analysis.entities.linking.persons_of_article import (
    BEST_TOLD,
    MOST_BEARERS,
    MOST_NAMED,
    ONLY_BEFORE,
    ROYAL,
    TITLED,
    Bearer,
    is_well_told,
)
from components.analysis.entities.linking.resolved_mentions import Mention, Resolved
from components.analysis.entities.linking.told_persons import Told, share_names
from components.analysis.entities.recognition.gazetteer import OWN

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

_Linked = tuple[Mention, Resolved]


def link_family(
    bearers: Iterable[Bearer],
    lone: Sequence[Mention],
    unclear: Sequence[Mention],
    told: Mapping[int, Told],
) -> Iterator[_Linked]:
    """What each mention of a family name's bearers, and of the name alone, is resolved to.

    `bearers` are those of each article, in the order of the corpus, and stay as they are; `lone`
    are the names that nobody bears in their article, `unclear` those that several do.
    """
    persons = _merge(bearers)
    yield from _link_lone(told, persons, lone)
    for mention in _give_to_known(told, persons, unclear):
        yield mention, Resolved(mention.surface, "PERSON", _SEVERAL_HERE, ambiguous=True)
    yield from chain.from_iterable(_link_person(person, told) for person in persons)


def _merge(bearers: Iterable[Bearer]) -> list[Bearer]:
    """One bearer for each person of the corpus; names that could be two persons' stay apart."""
    families: defaultdict[str, dict[_Given, Bearer]] = defaultdict(dict)
    for bearer in bearers:
        same_family = families[bearer.name.suffix]
        given = max(bearer.given, key=lambda one: (len(" ".join(one)), one)), bearer.own
        if given in same_family:
            same_family[given].join(bearer)
        else:
            mine = [*bearer.given], [*bearer.mentions]
            same_family[given] = Bearer(bearer.name, bearer.key, bearer.own, *mine)
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


def _owner(told: Mapping[int, Told], bearers: list[Bearer]) -> tuple[Bearer | None, str]:
    """Whose a lone surname is and why; who is named once in passing counts for little."""
    dominant = _dominant(bearers)
    if dominant:
        return dominant, _ONLY if len(bearers) == 1 else _MOSTLY
    best = _dominant([one for one in bearers if is_well_told(told, one)])
    if best and len(best.mentions) >= _OFTEN:
        return best, _BEST_TOLD
    famous = _famous(bearers)
    return famous, _MOSTLY if famous else ""


def _link_lone(
    told: Mapping[int, Told], persons: list[Bearer], lone: Sequence[Mention]
) -> Iterator[_Linked]:
    """Give lone names to their bearer in the corpus; what the rest are resolved to."""
    chosen, why = _owner(told, persons) if lone else (None, "")
    named = _articles(chosen) if chosen else set()
    alone = []
    for mention in lone:
        own = told[mention.article]
        fits = len(named) >= _KNOWN or share_names(own, (told[one] for one in named))
        royal = own.titles.get(mention.start) in ROYAL
        if chosen and fits and not royal and not is_usual_given(mention.surface):
            chosen.mentions.append((mention, why))
        else:
            alone.append(mention)
    if alone:
        several = bool(persons)
        shown = choose_shown_form(Counter(mention.surface for mention in alone))
        resolved = Resolved(shown, "PERSON", _SEVERAL if several else "", ambiguous=several)
        yield from ((mention, resolved) for mention in alone)


def _give_to_known(
    told: Mapping[int, Told], persons: list[Bearer], unclear: Sequence[Mention]
) -> Iterator[Mention]:
    """Give names of several people in an article to the one whom the corpus knows far better.

    That person is named in the article and in `_KNOWN` others; a title before the name tells of
    whom it is not. Gives back what stays unclear.
    """
    known = _dominant(persons) if unclear else None
    articles = _articles(known) if known else set()
    for mention in unclear:
        titled = mention.start in told[mention.article].titles
        if known and mention.article in articles and len(articles) >= _KNOWN and not titled:
            known.mentions.append((mention, _MOSTLY))
        else:
            yield mention


def _articles(person: Bearer) -> set[int]:
    return {mention.article for mention, _ in person.mentions}


def _link_person(person: Bearer, told: Mapping[int, Told]) -> Iterator[_Linked]:
    """What the mentions of a person resolve to; forms in running text decide how it is shown."""
    full = [mention for mention, why in person.mentions if why in ("", OWN)]
    if len({mention.surface for mention in full}) > 1:
        full = [
            mention for mention in full if not told[mention.article].in_headline(mention.start)
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
        yield mention, made[written]


def _reason(surface: str, why: str, shown: str) -> str:
    if why == OWN and surface != shown:
        return OWN
    return explain_full_name(surface, shown) if why in ("", OWN) else why
