"""Link names of places, peoples and organisations over the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from components.analysis.entities.gazetteer import Known, look_up
from components.analysis.entities.mention import Link, Mention
from components.analysis.entities.names import acronym, initials, organisation_key
from components.analysis.entities.read_tables import words

_FEWEST_LETTERS = 3
_MOST_STEPS = 3

_BRACKETS = "acronym given in brackets"
_INITIALS = "initials of the name in the same article"
_ONLY_INITIALS = "only name with these initials in the corpus"
_SHORT = "short form in the same article"
_WRITING = "another way to write the name"

_Aliases = dict[str, tuple[str, str]]
"""From the key of a name to the key of the entity it stands for, and why."""


@dataclass
class _Entity:
    forms: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    known: Known | None = None


def link_names(texts: Sequence[str], mentions: Iterable[Mention]) -> dict[Mention, Link]:
    """Link mentions other than persons', given in order of article and place.

    Names the tables know go by the tables; others are one entity when they differ only in case,
    accents, dots, article or legal form, when one is the acronym of the other, or when one is the
    end of the other in the same article (the Times, The New York Times).
    """
    articles: defaultdict[int, list[tuple[Mention, str]]] = defaultdict(list)
    names: Counter[str] = Counter()
    for mention in mentions:
        key = _key(mention)
        names[key] += 1
        articles[mention.article].append((mention, key))
    corpus, local = _aliases(texts, articles)
    resolved = [
        (mention, *_follow(key, local.get(article, {}), corpus))
        for article, keyed in articles.items()
        for mention, key in keyed
    ]
    entities: defaultdict[str, _Entity] = defaultdict(_Entity)
    for mention, key, why in resolved:
        _count(entities[_singular(key, names, mention.type)], mention, aliased=bool(why))
    return {
        mention: _link(entities[_singular(key, names, mention.type)], mention, why)
        for mention, key, why in resolved
    }


def _key(mention: Mention) -> str:
    known = look_up(mention.surface)
    return organisation_key(known.name if known else mention.surface) or mention.surface


def _singular(key: str, names: Counter[str], kind: str) -> str:
    """Peoples in the plural go with the singular, where the corpus has one."""
    one = key.removesuffix("s")
    return one if kind == "NORP" and one in names else key


def _aliases(
    texts: Sequence[str], articles: dict[int, list[tuple[Mention, str]]]
) -> tuple[_Aliases, dict[int, _Aliases]]:
    """What holds for the whole corpus, and what holds for one article alone."""
    local: dict[int, _Aliases] = {}
    in_brackets: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with_initials: defaultdict[str, set[str]] = defaultdict(set)
    for article, keyed in articles.items():
        named = [(mention, key) for mention, key in keyed if mention.type == "ORG"]
        expanded = dict(_bracketed(texts[article], named))
        for short, long in expanded.items():
            in_brackets[short][long] += 1
        local[article] = _local_aliases(named) | {
            short: (long, _BRACKETS) for short, long in expanded.items()
        }
        for mention, key in named:
            if not acronym(mention.surface):
                with_initials[initials(mention.surface)].add(key)
    return _corpus_aliases(in_brackets, with_initials), local


def _corpus_aliases(
    in_brackets: dict[str, Counter[str]], with_initials: dict[str, set[str]]
) -> _Aliases:
    aliases: _Aliases = {}
    for letters, keys in with_initials.items():
        if len(letters) >= _FEWEST_LETTERS and len(keys) == 1:
            aliases[letters.casefold()] = (next(iter(keys)), _ONLY_INITIALS)
    for short, longs in in_brackets.items():
        if len(longs) == 1:
            aliases[short] = (next(iter(longs)), _BRACKETS)
    return aliases


def _bracketed(text: str, named: Sequence[tuple[Mention, str]]) -> Iterable[tuple[str, str]]:
    """Pairs of keys: an acronym in brackets and the name right before it."""
    for (long, long_key), (short, short_key) in pairwise(named):
        between = text[long.end : short.start]
        closed = text[short.end : short.end + 1] == ")"
        if between in (" (", "\xa0(") and closed and acronym(short.surface):
            yield short_key, long_key


def _local_aliases(named: Sequence[tuple[Mention, str]]) -> _Aliases:
    """Acronyms and short forms for which one article has exactly one longer name."""
    by_initials: defaultdict[str, set[str]] = defaultdict(set)
    by_end: defaultdict[str, set[str]] = defaultdict(set)
    for mention, key in named:
        by_initials[initials(mention.surface)].add(key)
        parts = key.split()
        for at in range(1, len(parts)):
            if parts[at - 1] not in words("small_in_headlines"):  # not Ukraine in Bank of Ukraine
                by_end[" ".join(parts[at:])].add(key)
    aliases: _Aliases = {}
    for mention, key in named:
        if look_up(mention.surface):
            continue
        letters = acronym(mention.surface)
        meant = (by_initials[letters] if letters else by_end[key]) - {key}
        generic = key.split()[-1] in words("generic_in_organisations") if key else True
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


def _count(entity: _Entity, mention: Mention, *, aliased: bool) -> None:
    known = look_up(mention.surface)
    if not aliased:
        entity.forms[mention.surface] += 1
    entity.types[known.type if known else mention.type] += 1
    entity.known = entity.known or (None if aliased else known)


def _link(entity: _Entity, mention: Mention, why: str) -> Link:
    shown = entity.known.name if entity.known else _shown(entity.forms) or mention.surface
    kind = entity.known.type if entity.known else entity.types.most_common(1)[0][0]
    known = look_up(mention.surface)
    if not why and mention.surface != shown:
        why = known.why if known and known.why else _WRITING
    group = entity.known.group if entity.known else ""
    return Link(shown, kind, why, group, inferred=why == _ONLY_INITIALS)


def _shown(forms: Counter[str]) -> str:
    """The most frequent form, one of several words and not in capitals where there is one."""
    if not forms:
        return ""
    return max(forms, key=lambda form: (" " in form, not _shouted(form), forms[form], form))


def _shouted(form: str) -> bool:
    return form.isupper() and not acronym(form)
