"""Keys of names that are no person's: what an article explains of them, and what a corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from components.analysis.entities.linking.name_forms import acronym, initials, organisation_key
from components.analysis.entities.linking.resolved_mentions import Mention, add_counts
from components.analysis.entities.recognition.gazetteer import Gazetteer
from components.analysis.word_lists import name_words

_FEWEST_LETTERS = 3
_MOST_UNEXPLAINED = 10

_BRACKETS = "acronym given in brackets"
_INITIALS = "initials of the name in the same article"
_SHORT = "short form in the same article"
ONLY_INITIALS = "only name with these initials in the library"

Aliases = dict[str, tuple[str, str]]
"""From the key of a name to the key of the entity that it means, and why."""
_Keyed = tuple[Mention, str]


class Keys:
    """Gazetteer entry and key of each surface form, worked out once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.known = cache(gazetteer.known)
        self.key = cache(self._key)

    def _key(self, surface: str) -> str:
        known = self.known(surface)
        return organisation_key(known.name if known else surface) or surface


class ArticleNames(NamedTuple):
    """The names of one article that are no person's, in order, with the key of each.

    `aliases` are those that the article gives itself, `explained` the keys of acronyms in brackets
    with those of the names before them, `named` the keys of its organisations, `shortened` acronyms
    of three letters and more, in small letters, with the keys of names that have these initials.
    """

    mentions: tuple[Mention, ...]
    keys: tuple[str, ...]
    aliases: Aliases
    explained: dict[str, str]
    named: tuple[str, ...]
    shortened: tuple[tuple[str, str], ...]


def read_names(text: str, mentions: Sequence[Mention], keys: Keys) -> ArticleNames:
    """The names of one article; `mentions` in order of start."""
    own = tuple(keys.key(mention.surface) for mention in mentions)
    bodies = [pair for pair in zip(mentions, own, strict=True) if pair[0].type == "ORG"]
    explained = dict(_bracketed(text, bodies, keys))
    bracketed = {short: (long, _BRACKETS) for short, long in explained.items()}
    return ArticleNames(
        tuple(mentions),
        own,
        _local_aliases(bodies, keys) | bracketed,
        explained,
        tuple({key for _, key in bodies}),
        tuple(set(_shortened(bodies))),
    )


def _shortened(named: Sequence[_Keyed]) -> Iterable[tuple[str, str]]:
    written = {acronym(mention.surface) for mention, _ in named}
    for mention, key in named:
        letters = "" if acronym(mention.surface) else initials(mention.surface)
        if len(letters) >= _FEWEST_LETTERS and letters in written and "," not in mention.surface:
            yield letters.casefold(), key


def _bracketed(text: str, named: Sequence[_Keyed], keys: Keys) -> Iterable[tuple[str, str]]:
    """Pairs of keys: an acronym in brackets and the name right before it.

    What the gazetteer knows an acronym as stays so, unless the name before it has these initials.
    """
    for (long, long_key), (short, short_key) in pairwise(named):
        between = text[long.end : short.start]
        closed = text[short.end : short.end + 1] == ")"
        letters = acronym(short.surface)
        if keys.known(short.surface) and letters != initials(long.surface):
            continue
        if between in (" (", "\xa0(") and closed and letters:
            yield short_key, long_key


def _local_aliases(named: Sequence[_Keyed], keys: Keys) -> Aliases:
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
    aliases: Aliases = {}
    for mention, key in named:
        if keys.known(mention.surface):
            continue
        letters = acronym(mention.surface)
        meant = (by_initials[letters] if letters else by_end[key]) - {key}
        generic = key.split()[-1] in name_words("generic_in_organisations") if key else True
        if len(meant) == 1 and not generic:
            aliases[key] = (next(iter(meant)), _INITIALS if letters else _SHORT)
    return aliases


class CorpusKeys:
    """What a corpus tells of keys: whether a name has one, and to which other it leads, and why."""

    def __init__(self) -> None:
        # In how many articles a name has a key, an organisation does, and an alias is explained.
        self._written: Counter[str] = Counter()
        self._bodies: Counter[str] = Counter()
        self._explained: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._shortened: defaultdict[str, Counter[str]] = defaultdict(Counter)
        # Of each key that was counted what `_tell` gave last.
        self._told: dict[str, tuple[bool, tuple[str, str] | None]] = {}

    def count(self, names: ArticleNames, times: int) -> set[str]:
        """Count an article in (1) or out (-1); gives the keys of which it told something."""
        keys = set(names.keys)
        add_counts(self._written, dict.fromkeys(keys, times))
        add_counts(self._bodies, dict.fromkeys(names.named, times))
        for pairs, counts in (
            (names.explained.items(), self._explained),
            (names.shortened, self._shortened),
        ):
            for short, long in pairs:
                add_counts(counts[short], {long: times})
                keys.add(short)
        return keys

    def list_changed(self, keys: Iterable[str]) -> list[str]:
        """Those of the keys of which the corpus tells something else than at the last call."""
        changed = []
        for key in keys:
            told = self._tell(key)
            if told != self._told.get(key, (False, None)):
                changed.append(key)
                self._told[key] = told
            if told == (False, None):
                self._told.pop(key, None)
        return changed

    def has(self, key: str) -> bool:
        """Whether a name in the corpus has a key."""
        return key in self._written

    def alias(self, key: str) -> tuple[str, str] | None:
        """Where a key leads, and why, in articles that do not explain it themselves."""
        return self._told.get(key, (False, None))[1]

    def _tell(self, key: str) -> tuple[bool, tuple[str, str] | None]:
        """Whether a name has a key, and its alias; one that is seldom explained is none."""
        written = key in self._written
        longs = self._explained.get(key, Counter())
        if len(longs) == 1 and self._bodies[key] <= _MOST_UNEXPLAINED * longs.total():
            return written, (next(iter(longs)), _BRACKETS)
        names = self._shortened.get(key, Counter())
        return written, (next(iter(names)), ONLY_INITIALS) if len(names) == 1 else None
