"""Mentions of a corpus that changes: what stays as it is is neither read nor linked again."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from components.analysis.entities.linking.link_names import NameLinks
from components.analysis.entities.linking.link_persons import PersonLinks
from components.analysis.entities.linking.resolved_mentions import (
    Linked,
    Mention,
    Resolved,
    list_mentions,
)
from components.analysis.entities.recognition.corpus_names import Article, CorpusNames
from components.analysis.entities.recognition.gazetteer import TABLES_ALONE, Gazetteer

_GOES_ON = re.compile(r"[^\W_][,;]?\n(?=[^\W\dA-Z_])")
_LINE_BREAK = re.compile(r"(?<=[^\s.:])\n(?=[^\s•*-])")
_WRAPPED = 0.3

Load = Callable[[Sequence[str]], Sequence[Article]]
"""Reads the articles of some ids, in their order."""


class Memory:
    """The mentions of earlier calls, about 45 kB an article, kept as long as the process runs.

    They are the same with a memory and without one, and in whatever steps a corpus grew. Texts are
    not kept. When a call raises, what is kept may be half of something.
    """

    def __init__(self) -> None:
        self._restart(TABLES_ALONE)

    def _restart(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._names = CorpusNames(gazetteer)
        self._links = CorpusLinks(gazetteer)
        self._linked: dict[int, Linked] = {}
        # An article that changes has another number then.
        self._numbers: dict[str, int] = {}
        self._count = 0

    def link(
        self,
        ids: Sequence[str],
        changed: Collection[str],
        load: Load,
        gazetteer: Gazetteer = TABLES_ALONE,
    ) -> tuple[list[Linked], list[str]]:
        """The mentions of articles by their ids, and those that are new or have others than before.

        `changed` are those that are not what they were in the last call; those that are new need
        not be named. Loaded are these, and those that new facts concern.
        """
        if gazetteer != self._gazetteer:
            self._restart(gazetteer)
        gone, came = self._renumber(ids, frozenset(changed))
        numbers = [self._numbers[id] for id in ids]
        place = {number: at for at, number in enumerate(numbers)}
        reading = _Reading(lambda wanted: load([ids[place[number]] for number in wanted]))
        named: dict[int, tuple[str, list[Mention]]] = {}
        for number, article, found in self._names.read(gone, came, place, reading):
            mentions = [*list_mentions(number, article.text, found)]
            before = self._linked.get(number)
            if before is None or before.mentions != mentions:
                named[number] = article.text, mentions
        left = [*gone, *(number for number in named if number in self._linked)]
        for number in left:
            del self._linked[number]
        others = self._links.update(left, named, place, reading.texts)
        for number, (_, mentions) in named.items():
            surfaces = [reading.written(number)[one.start : one.end] for one in mentions]
            self._linked[number] = Linked(mentions, surfaces)
        for number in others:
            linked = self._linked[number]
            linked.resolved = self._links.resolved(number, linked.mentions)
        return [self._linked[number] for number in numbers], [ids[place[one]] for one in named]

    def _renumber(
        self, ids: Sequence[str], changed: Collection[str]
    ) -> tuple[list[int], list[int]]:
        """Numbers of articles that are gone, and of those that came; what changed is both.

        So is what stands before others that it stood behind: what is equally frequent goes by the
        order of the articles.
        """
        before = self._numbers
        place = {id: at for at, id in enumerate(before)}
        numbers, came, furthest = {}, [], -1
        for id in ids:
            if id in before and id not in changed and place[id] > furthest:
                numbers[id], furthest = before[id], place[id]
            else:
                numbers[id] = self._count
                came.append(self._count)
                self._count += 1
        self._numbers = numbers
        return [number for id, number in before.items() if numbers.get(id) != number], came


class CorpusLinks:
    """What mentions are resolved to: persons by the parts of their names, all else by the whole.

    Articles go by number.
    """

    def __init__(self, gazetteer: Gazetteer = TABLES_ALONE) -> None:
        self._persons = PersonLinks(gazetteer)
        self._others = NameLinks(gazetteer)

    def update(
        self,
        gone: Collection[int],
        came: Mapping[int, tuple[str, Sequence[Mention]]],
        place: Mapping[int, int],
        load: Callable[[Collection[int]], dict[int, str]],
    ) -> set[int]:
        """The articles with mentions resolved otherwise than before, or for the first time.

        `came` has texts with their mentions in order of start; what changed is both gone and come.
        `place` has the place of each article in the corpus; `load` reads texts again.
        """
        persons, others = (
            {
                number: (text, [one for one in mentions if (one.type == "PERSON") == of_persons])
                for number, (text, mentions) in came.items()
            }
            for of_persons in (True, False)
        )
        changed = self._persons.update(gone, persons, place, load)
        return changed | self._others.update(gone, others, place)

    def resolved(self, number: int, mentions: Sequence[Mention]) -> list[Resolved]:
        """What the mentions of an article are resolved to, in their order."""
        persons = iter(self._persons.resolved(number))
        others = iter(self._others.resolved(number))
        return [next(persons if one.type == "PERSON" else others) for one in mentions]


class _Reading:
    """Reads articles in one call, each once."""

    def __init__(self, load: Callable[[Sequence[int]], Sequence[Article]]) -> None:
        self._load = load
        self._articles: dict[int, Article] = {}

    def __call__(self, numbers: Iterable[int]) -> dict[int, Article]:
        """Articles by number, with spaces for line breaks where the text is hard-wrapped."""
        wanted = list(numbers)
        new = [number for number in wanted if number not in self._articles]
        if new:
            self._articles |= zip(new, self._load(new), strict=True)
        return {number: _join_wrapped_lines(self._articles[number]) for number in wanted}

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        """The texts alone."""
        return {number: article.text for number, article in self(numbers).items()}

    def written(self, number: int) -> str:
        """The text of an article that was read, as it is written."""
        return self._articles[number].text


def _join_wrapped_lines(article: Article) -> Article:
    """The article with spaces for the line breaks within sentences, where it is hard-wrapped.

    It is where `_WRAPPED` of its lines go on with a small letter; all offsets stay the same.
    """
    goes_on = len(_GOES_ON.findall(article.text))
    if goes_on <= _WRAPPED * article.text.count("\n"):
        return article
    return article._replace(text=_LINE_BREAK.sub(" ", article.text))
