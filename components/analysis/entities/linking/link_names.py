"""Entity linking of places, peoples and organisations: by table, spelling, acronym, short form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from components.analysis.entities.linking.name_forms import acronym
from components.analysis.entities.linking.name_keys import (
    ONLY_INITIALS,
    Aliases,
    ArticleNames,
    CorpusKeys,
    Keys,
    read_names,
)
from components.analysis.entities.linking.resolved_mentions import (
    ArticlesByKey,
    Mention,
    Resolved,
)
from components.analysis.entities.recognition.gazetteer import Gazetteer, Known
from components.analysis.entities.recognition.name_spans import SECOND_TYPES
from components.analysis.entities.recognition.slavic_names import is_cyrillic, rank_of_case
from components.analysis.word_lists import name_words

_MOST_STEPS = 3
_WRITING = "another way to write the name"


class _Asked(NamedTuple):
    """A name with the key of its entity and why that is not its own."""

    key: str
    surface: str
    kind: str
    why: str


class _Entity(NamedTuple):
    """How an entity is shown, '' for each name as it is written, of which type, in which group."""

    shown: str
    kind: str
    group: str


class NameLinks:
    """What names that are no person's are resolved to, in a corpus that changes.

    Names of the gazetteer are resolved by it; others are one entity when they differ only in case,
    accents, dots, article or legal form, when one is the acronym of the other, or when one is the
    end of the other in the same article (the Times, The New York Times). Dates, sums and the like
    are resolved to themselves as written.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._keys = Keys(gazetteer)
        self._names: dict[int, ArticleNames] = {}
        self._asked: dict[int, list[_Asked]] = {}
        self._entities: dict[str, _Entity] = {}
        self._made: defaultdict[str, dict[_Asked, Resolved]] = defaultdict(dict)
        self._corpus = CorpusKeys()
        # Articles by the keys of the entities that they name, and by all keys that led there.
        self._naming = ArticlesByKey()
        self._following = ArticlesByKey()

    def update(
        self,
        gone: Iterable[int],
        came: Mapping[int, tuple[str, Sequence[Mention]]],
        place: Mapping[int, int],
    ) -> set[int]:
        """The articles with names that are resolved otherwise than before, or for the first time.

        `came` has texts with their names in order of start; what changed is both gone and come.
        `place` has the place of each article in the corpus.
        """
        touched: set[str] = set()
        counted: set[str] = set()
        for number in gone:
            counted |= self._corpus.count(self._names.pop(number), -1)
            touched |= self._naming.put(number, set())
            self._following.put(number, set())
            del self._asked[number]
        for number, (text, mentions) in came.items():
            names = self._names[number] = read_names(text, mentions, self._keys)
            counted |= self._corpus.count(names, 1)
        others = self._corpus.list_changed(counted)
        changed = set(came)
        for number in self._following.articles(others) | came.keys():
            asked = self._follow(number)
            if asked != self._asked.get(number):
                self._asked[number] = asked
                touched |= self._naming.put(number, {one.key for one in asked} - {""})
                changed.add(number)
        return changed | self._naming.articles(
            key for key in touched if self._is_another(key, place)
        )

    def resolved(self, article: int) -> list[Resolved]:
        """What the names of an article are resolved to, in their order."""
        return [self._resolve(one) for one in self._asked[article]]

    def _follow(self, number: int) -> list[_Asked]:
        """For each name of an article the key of its entity, and why it is not its own."""
        names, followed = self._names[number], set[str]()
        ends = {key: self._lead(key, names.aliases, followed) for key in set(names.keys)}
        asked = []
        for mention, key in zip(names.mentions, names.keys, strict=True):
            end, why = ends[key]
            if mention.type in SECOND_TYPES:
                end, why = "", ""
            elif mention.type == "NORP":
                # Peoples in the plural go with the singular, where the corpus has one.
                one = end.removesuffix("s")
                followed.add(one)
                end = one if self._corpus.has(one) else end
            asked.append(_Asked(end, mention.surface, mention.type, why))
        self._following.put(number, followed)
        return asked

    def _lead(self, key: str, local: Aliases, followed: set[str]) -> tuple[str, str]:
        """The key an alias leads to and why; the key itself and '' when it is none."""
        why = ""
        for _ in range(_MOST_STEPS):
            followed.add(key)
            step = local.get(key) or self._corpus.alias(key)
            if step is None or step[0] == key:
                break
            key, why = step[0], why or step[1]
        return key, why

    def _is_another(self, key: str, place: Mapping[int, int]) -> bool:
        """Whether an entity is another than before by the names that have its key now."""
        counts: Counter[_Asked] = Counter()
        for number in sorted(self._naming.articles([key]), key=place.__getitem__):
            counts.update(one for one in self._asked[number] if one.key == key)
        before, self._made[key] = self._entities.pop(key, None), {}
        if not counts:
            del self._made[key]
            return False
        self._entities[key] = entity = _describe(counts, self._keys)
        return entity != before

    def _resolve(self, asked: _Asked) -> Resolved:
        if asked.kind in SECOND_TYPES:
            return Resolved(asked.surface, asked.kind)
        made = self._made[asked.key]
        if asked not in made:
            known = self._keys.known(asked.surface)
            entity, why = self._entities[asked.key], asked.why
            shown = entity.shown or asked.surface
            if not why and asked.surface != shown:
                why = known.why if known and known.why else _WRITING
            inferred = why == ONLY_INITIALS
            made[asked] = Resolved(shown, entity.kind, why, entity.group, inferred=inferred)
        return made[asked]


def _describe(asked: Mapping[_Asked, int], keys: Keys) -> _Entity:
    """The entity of names of one key, in the order of the corpus, each with how often it stands."""
    forms: Counter[str] = Counter()
    types: Counter[str] = Counter()
    entry: Known | None = None
    for (_, surface, kind, why), times in asked.items():
        known = keys.known(surface)
        if not why:
            forms[surface] += times
            entry = entry or known
        types[known.type if known else kind] += times
    if entry:
        return _Entity(entry.name, entry.type, entry.group)
    return _Entity(_shown(forms), types.most_common(1)[0][0], "")


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
