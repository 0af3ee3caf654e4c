"""Read the names of a corpus again and again, at the cost of what changed since the last time."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from components.analysis.entities.recognition import slovnet_model
from components.analysis.entities.recognition.corrections import Facts, facts_of, lexicon_of, mend
from components.analysis.entities.recognition.gazetteer import TABLES_ALONE, Gazetteer
from components.analysis.entities.recognition.name_evidence import (
    Draft,
    Evidence,
    Lesson,
    draft,
    learn,
)
from components.analysis.entities.recognition.slavic_corrections import correct_slavic
from components.analysis.entities.recognition.spans import SECOND_TYPES, TYPES, Found, usable

Spans = Sequence[tuple[int, int, str]]

_KINDS = sorted(TYPES | SECOND_TYPES)
_NUMBER_OF = {kind: number for number, kind in enumerate(_KINDS)}
_OPENING = re.compile(r"(?<![^\W_])[^\W_a-z][^\W_]*")
_WORD = re.compile(r"[^\W_]+")


class Article(NamedTuple):
    """A text with its language and what the model recognised in it."""

    text: str
    language: str
    spans: Spans


class Memory:
    """What was found in articles before: some 3 kB an article, for as long as a process works.

    With a memory or without one, and in whatever steps a corpus grew, the names are the same: an
    English article is read again when a fact on which its names were decided has changed.
    """

    def __init__(self) -> None:
        self._start_anew(TABLES_ALONE)

    def _start_anew(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[bytes, array[int]] = {}
        self._lessons: dict[bytes, Lesson] = {}
        self._facts: dict[str, Facts] = {}
        # The articles that may hold a name, by the first word of the name.
        self._naming: defaultdict[str, list[bytes]] = defaultdict(list)

    def read(self, articles: Sequence[Article], gazetteer: Gazetteer) -> list[list[Found]]:
        """The mended names of each article."""
        if gazetteer != self._gazetteer:
            self._start_anew(gazetteer)
        keys = [_key(article) for article in articles]
        self._forget_all_but(set(keys))
        keyed = list(zip(keys, articles, strict=True))
        self._read_english([(key, one) for key, one in keyed if one.language == "en"])
        for key, article in keyed:
            if key not in self._found:
                self._found[key] = _packed(_mended_alone(article, gazetteer))
        return [_unpacked(self._found[key]) for key in keys]

    def _read_english(self, articles: Sequence[tuple[bytes, Article]]) -> None:
        """Two passes: each text alone, then knowing what all of them tell."""
        drafts: dict[bytes, Draft] = {}
        for key, (text, _, spans) in articles:
            if key not in self._lessons:
                drafts[key] = draft(text, spans, self._gazetteer)
                self._lessons[key] = self._lesson(drafts[key])
                for word in _first_words(text, spans):
                    self._naming[word].append(key)
        corpus = Evidence()
        for key, _ in articles:
            corpus.add(self._lessons[key])
        lexicon = lexicon_of(corpus)
        self._drop_what_changed(facts_of(lexicon))
        for key, (text, _, spans) in articles:
            if key not in self._found:
                read = drafts.get(key) or draft(text, spans, self._gazetteer)
                self._found[key] = _packed(mend(read, lexicon))

    def _lesson(self, draft: Draft) -> Lesson:
        alone = Evidence()
        alone.add(learn(draft, draft.spans))
        return learn(draft, mend(draft, lexicon_of(alone)))

    def _drop_what_changed(self, facts: dict[str, Facts]) -> None:
        before = self._facts
        for name in facts.keys() | before.keys():
            if facts.get(name) == before.get(name):
                continue
            first = _WORD.search(name)
            for key in self._naming.get(first.group(), ()) if first else list(self._lessons):
                self._found.pop(key, None)
        self._facts = facts

    def _forget_all_but(self, keys: set[bytes]) -> None:
        gone = self._found.keys() - keys
        if not gone:
            return
        for key in gone:
            del self._found[key]
            self._lessons.pop(key, None)
        self._naming = defaultdict(
            list,
            {
                word: left
                for word, named in self._naming.items()
                if (left := [key for key in named if key not in gone])
            },
        )


def _mended_alone(article: Article, gazetteer: Gazetteer) -> list[Found]:
    if article.language in slovnet_model.LANGUAGES:
        return correct_slavic(article.text, article.spans, gazetteer)
    return [
        name._replace(type=known.type)
        if (known := gazetteer.look_up(article.text[name.start : name.end]))
        else name
        for name in usable(article.text, article.spans, TYPES | SECOND_TYPES)
    ]


def _first_words(text: str, spans: Spans) -> Iterator[str]:
    """The first words of all names that reading the text may ask for."""
    words = set(_OPENING.findall(text))
    for start, end, _ in spans:
        words.update(_WORD.findall(text, start, end))
    yield from words


def _key(article: Article) -> bytes:
    written = f"{article.language} {article.spans!r} {article.text}"
    return blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _packed(found: Sequence[Found]) -> array[int]:
    return array("i", [part for one in found for part in (one[0], one[1], _NUMBER_OF[one[2]])])


def _unpacked(numbers: array[int]) -> list[Found]:
    return [
        Found(start, end, _KINDS[kind])
        for start, end, kind in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    ]
