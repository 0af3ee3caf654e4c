"""Entity linking of places, peoples and organisations: by table, spelling, acronym, short form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter

from components.analysis.entities.linking.name_forms import acronym, initials, organisation_key
from components.analysis.entities.linking.resolved_mentions import Mention, Resolved
from components.analysis.entities.recognition.gazetteer import TABLES_ALONE, Gazetteer, Known
from components.analysis.entities.recognition.name_spans import SECOND_TYPES
from components.analysis.entities.recognition.slavic_names import is_cyrillic, rank_of_case
from components.analysis.word_lists import name_words

_FEWEST_LETTERS = 3
_MOST_STEPS = 3
_MOST_UNEXPLAINED = 10

_BRACKETS = "acronym given in brackets"
_INITIALS = "initials of the name in the same article"
_ONLY_INITIALS = "only name with these initials in the library"
_SHORT = "short form in the same article"
_WRITING = "another way to write the name"

_Aliases = dict[str, tuple[str, str]]
"""From the key of a name to the key of the entity that it means, and why."""
_Keyed = tuple[Mention, str]


@dataclass
class _Entity:
    forms: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    known: Known | None = None


class _Names:
    """Gazetteer entry and key of each surface form, worked out once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.known = cache(gazetteer.known)
        self.key = cache(self._key)

    def _key(self, surface: str) -> str:
        known = self.known(surface)
        return organisation_key(known.name if known else surface) or surface


def link_names(
    texts: Sequence[str], mentions: Iterable[Mention], gazetteer: Gazetteer = TABLES_ALONE
) -> list[Resolved]:
    """What each mention that is no person's is resolved to; `mentions` in order of article, start.

    Names of the gazetteer are resolved by it; others are one entity when they differ only in case,
    accents, dots, article or legal form, when one is the acronym of the other, or when one is the
    end of the other in the same article (the Times, The New York Times). Dates, sums and the like
    are resolved to themselves as written.
    """
    listed = list(mentions)
    names = _Names(gazetteer)
    keys = _find_keys(texts, listed, names)
    plurals = Counter(names.key(mention.surface) for mention in listed)
    asked = [
        (_singular(key, plurals, mention.type), mention.surface, mention.type, why)
        for mention, (key, why) in zip(listed, keys, strict=True)
    ]
    entities: defaultdict[str, _Entity] = defaultdict(_Entity)
    for (key, surface, kind, why), times in Counter(asked).items():
        if kind not in SECOND_TYPES:
            _count(entities[key], surface, kind, times, names.known(surface), aliased=bool(why))
    resolved = {one: _resolve(entities, one, names) for one in set(asked)}
    return [resolved[one] for one in asked]


def _singular(key: str, names: Counter[str], kind: str) -> str:
    """Peoples in the plural go with the singular, where the corpus has one."""
    one = key.removesuffix("s")
    return one if kind == "NORP" and one in names else key


def _find_keys(
    texts: Sequence[str], mentions: Sequence[Mention], names: _Names
) -> list[tuple[str, str]]:
    """For each mention the key of its entity, and why it is not its own."""
    articles = [
        (number, [(mention, names.key(mention.surface)) for mention in group])
        for number, group in groupby(mentions, attrgetter("article"))
    ]
    corpus, local = _aliases(texts, articles, names)
    return [
        _follow(key, aliases, corpus)
        for (_, keyed), aliases in zip(articles, local, strict=True)
        for _, key in keyed
    ]


def _aliases(
    texts: Sequence[str], articles: Sequence[tuple[int, list[_Keyed]]], names: _Names
) -> tuple[_Aliases, list[_Aliases]]:
    """The aliases of the whole corpus, and those of each article alone."""
    local: list[_Aliases] = []
    in_brackets: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with_initials: defaultdict[str, set[str]] = defaultdict(set)
    named_in: Counter[str] = Counter()
    for article, keyed in articles:
        named = [(mention, key) for mention, key in keyed if mention.type == "ORG"]
        expanded = dict(_bracketed(texts[article], named, names))
        for short, long in expanded.items():
            in_brackets[short][long] += 1
        bracketed = {short: (long, _BRACKETS) for short, long in expanded.items()}
        local.append(_local_aliases(named, names) | bracketed)
        written = {acronym(mention.surface) for mention, _ in named}
        for mention, key in named:
            letters = "" if acronym(mention.surface) else initials(mention.surface)
            if letters in written and "," not in mention.surface:
                with_initials[letters].add(key)
        named_in.update({key for _, key in named})
    return _corpus_aliases(in_brackets, with_initials, named_in), local


def _corpus_aliases(
    in_brackets: dict[str, Counter[str]],
    with_initials: dict[str, set[str]],
    named_in: Counter[str],
) -> _Aliases:
    """Aliases for articles that do not explain a name; one seldom explained binds only where it is.

    `named_in` says in how many articles a name stands.
    """
    aliases: _Aliases = {}
    for letters, keys in with_initials.items():
        if len(letters) >= _FEWEST_LETTERS and len(keys) == 1:
            aliases[letters.casefold()] = (next(iter(keys)), _ONLY_INITIALS)
    for short, longs in in_brackets.items():
        explained = sum(longs.values())
        if len(longs) == 1 and named_in[short] <= _MOST_UNEXPLAINED * explained:
            aliases[short] = (next(iter(longs)), _BRACKETS)
    return aliases


def _bracketed(text: str, named: Sequence[_Keyed], names: _Names) -> Iterable[tuple[str, str]]:
    """Pairs of keys: an acronym in brackets and the name right before it.

    What the gazetteer knows an acronym as stays so, unless the name before it has these initials.
    """
    for (long, long_key), (short, short_key) in pairwise(named):
        between = text[long.end : short.start]
        closed = text[short.end : short.end + 1] == ")"
        letters = acronym(short.surface)
        if names.known(short.surface) and letters != initials(long.surface):
            continue
        if between in (" (", "\xa0(") and closed and letters:
            yield short_key, long_key


def _local_aliases(named: Sequence[_Keyed], names: _Names) -> _Aliases:
    """Acronyms and short forms for which one article has exactly one longer name."""
    by_initials: defaultdict[str, set[str]] = defaultdict(set)
    by_end: defaultdict[str, set[str]] = defaultdict(set)
    for mention, key in named:
        by_initials[initials(mention.surface)].add(key)
        parts = key.split()
        for at in range(1, len(parts)):
            if parts[at - 1] not in name_words(
                "small_in_headlines"
            ):  # not Ukraine in Bank of Ukraine
                by_end[" ".join(parts[at:])].add(key)
    aliases: _Aliases = {}
    for mention, key in named:
        if names.known(mention.surface):
            continue
        letters = acronym(mention.surface)
        meant = (by_initials[letters] if letters else by_end[key]) - {key}
        generic = key.split()[-1] in name_words("generic_in_organisations") if key else True
        if len(meant) == 1 and not generic:
            aliases[key] = (next(iter(meant)), _INITIALS if letters else _SHORT)
    return aliases


def _follow(key: str, local: _Aliases, corpus: _Aliases) -> tuple[str, str]:
    """The key an alias leads to and why; the key itself and '' when it is none."""
    why = ""
    for _ in range(_MOST_STEPS):
        step = local.get(key) or corpus.get(key)
        if step is None or step[0] == key:
            break
        key, why = step[0], why or step[1]
    return key, why


def _count(
    entity: _Entity, surface: str, kind: str, times: int, known: Known | None, *, aliased: bool
) -> None:
    if not aliased:
        entity.forms[surface] += times
    entity.types[known.type if known else kind] += times
    entity.known = entity.known or (None if aliased else known)


def _resolve(
    entities: dict[str, _Entity], asked: tuple[str, str, str, str], names: _Names
) -> Resolved:
    key, surface, kind, why = asked
    if kind in SECOND_TYPES:
        return Resolved(surface, kind)
    entity, known = entities[key], names.known(surface)
    shown = entity.known.name if entity.known else _shown(entity.forms) or surface
    kind = entity.known.type if entity.known else entity.types.most_common(1)[0][0]
    if not why and surface != shown:
        why = known.why if known and known.why else _WRITING
    group = entity.known.group if entity.known else ""
    return Resolved(shown, kind, why, group, inferred=why == _ONLY_INITIALS)


def _shown(forms: Counter[str]) -> str:
    """The most frequent form, one of several words and not in capitals where there is one.

    Not with a legal form (Inc, Ltd) where the name also stands without it.
    Of a name in Cyrillic letters the one that is most likely the nominative.
    """
    if not forms:
        return ""
    named = [form for form in forms if _without_legal_form(form) not in forms]
    return max(
        named,
        key=lambda form: (
            " " in form,
            not _shouted(form),
            -rank_of_case(form) if is_cyrillic(form) else 1,
            forms[form],
            form,
        ),
    )


def _without_legal_form(name: str) -> str:
    start, _, last = name.rpartition(" ")
    return start if last.strip(".").lower() in name_words("legal_forms") else ""


def _shouted(form: str) -> bool:
    return form.isupper() and not acronym(form)
