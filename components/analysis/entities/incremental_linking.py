"""Incremental recognition over a corpus: only articles that new facts concern are read again.

English is read in two passes: each text alone, then with the evidence of all texts.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from components.analysis.article.captions import find_photo_credits
from components.analysis.entities.recognition.english_corrections import (
    NameFacts,
    build_lexicon,
    correct_english,
    list_facts,
)
from components.analysis.entities.recognition.gazetteer import TABLES_ALONE, Gazetteer
from components.analysis.entities.recognition.name_evidence import (
    Clues,
    CorpusEvidence,
    TextEvidence,
    collect_evidence,
    read_clues,
)
from components.analysis.entities.recognition.name_spans import (
    CAPITALISED,
    SECOND_TYPES,
    TYPES,
    WORD,
    FoundName,
    TakenSpans,
    clean_spans,
)
from components.analysis.entities.recognition.ner_models import SLOVNET_LANGUAGES
from components.analysis.entities.recognition.slavic_corrections import correct_slavic

Spans = Sequence[tuple[int, int, str]]

_KINDS = sorted(TYPES | SECOND_TYPES)
_NUMBER_OF = {kind: number for number, kind in enumerate(_KINDS)}


class Article(NamedTuple):
    """A text with its language and what the model recognised in it."""

    text: str
    language: str
    spans: Spans


class Memory:
    """The names found in earlier calls, about 3 kB an article, kept as long as the process runs.

    The names are the same with a memory and without one, and in whatever steps a corpus grew: an
    English article is read again when a fact on which its names were decided has changed.
    """

    def __init__(self) -> None:
        self._restart(TABLES_ALONE)

    def _restart(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[bytes, array[int]] = {}
        self._evidence: dict[bytes, TextEvidence] = {}
        self._facts: dict[str, NameFacts] = {}
        # The keys of the articles that may hold a name, by the first word of the name.
        self._by_first_word: defaultdict[str, list[bytes]] = defaultdict(list)

    def read(self, articles: Sequence[Article], gazetteer: Gazetteer) -> list[list[FoundName]]:
        """The corrected names of each article, in order, not overlapping.

        What was found in articles that are not given any more is forgotten.
        """
        if gazetteer != self._gazetteer:
            self._restart(gazetteer)
        keys = [_key(article) for article in articles]
        self._forget_all_but(set(keys))
        keyed = list(zip(keys, articles, strict=True))
        self._read_english([(key, one) for key, one in keyed if one.language == "en"])
        for key, article in keyed:
            if key not in self._found:
                self._found[key] = _packed(_correct_alone(article, gazetteer))
        return [_unpacked(self._found[key]) for key in keys]

    def _read_english(self, articles: Sequence[tuple[bytes, Article]]) -> None:
        """Both passes over the articles that are new or that changed facts concern."""
        clues_of: dict[bytes, Clues] = {}
        for key, (text, _, spans) in articles:
            if key not in self._evidence:
                clues_of[key] = read_clues(text, spans, self._gazetteer)
                self._evidence[key] = self._evidence_of(clues_of[key])
                for word in _first_words(text, spans):
                    self._by_first_word[word].append(key)
        corpus = CorpusEvidence()
        for key, _ in articles:
            corpus.add(self._evidence[key])
        lexicon = build_lexicon(corpus)
        self._drop_what_changed(list_facts(lexicon))
        for key, (text, _, spans) in articles:
            if key not in self._found:
                clues = clues_of.get(key) or read_clues(text, spans, self._gazetteer)
                self._found[key] = _packed(correct_english(clues, lexicon))

    def _evidence_of(self, clues: Clues) -> TextEvidence:
        alone = CorpusEvidence()
        alone.add(collect_evidence(clues, clues.spans))
        return collect_evidence(clues, correct_english(clues, build_lexicon(alone)))

    def _drop_what_changed(self, facts: dict[str, NameFacts]) -> None:
        before = self._facts
        for name in facts.keys() | before.keys():
            if facts.get(name) == before.get(name):
                continue
            first = WORD.search(name)
            named = self._by_first_word.get(first.group(), []) if first else list(self._evidence)
            for key in named:
                self._found.pop(key, None)
        self._facts = facts

    def _forget_all_but(self, keys: set[bytes]) -> None:
        gone = self._found.keys() - keys
        if not gone:
            return
        for key in gone:
            del self._found[key]
            self._evidence.pop(key, None)
        self._by_first_word = defaultdict(
            list,
            {
                word: left
                for word, named in self._by_first_word.items()
                if (left := [key for key in named if key not in gone])
            },
        )


def _correct_alone(article: Article, gazetteer: Gazetteer) -> list[FoundName]:
    return _leave_out_credits(article.text, _names_alone(article, gazetteer))


def _leave_out_credits(text: str, names: list[FoundName]) -> list[FoundName]:
    """The names that do not stand in the credit of a photograph."""
    credits = TakenSpans(len(text), find_photo_credits(text))
    return [name for name in names if credits.is_free(name.start, name.end)]


def _names_alone(article: Article, gazetteer: Gazetteer) -> list[FoundName]:
    if article.language in SLOVNET_LANGUAGES:
        return correct_slavic(article.text, article.spans, gazetteer)
    return [
        name._replace(type=known.type)
        if (known := gazetteer.look_up(article.text[name.start : name.end]))
        else name
        for name in clean_spans(article.text, article.spans, TYPES | SECOND_TYPES)
    ]


def _first_words(text: str, spans: Spans) -> Iterator[str]:
    """The first words of all names that reading the text may ask for."""
    words = set(CAPITALISED.findall(text))
    for start, end, _ in spans:
        words.update(WORD.findall(text, start, end))
    yield from words


def _key(article: Article) -> bytes:
    written = f"{article.language} {article.spans!r} {article.text}"
    return blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _packed(found: Sequence[FoundName]) -> array[int]:
    return array("i", [part for one in found for part in (one[0], one[1], _NUMBER_OF[one[2]])])


def _unpacked(numbers: array[int]) -> list[FoundName]:
    return [
        FoundName(start, end, _KINDS[kind])
        for start, end, kind in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    ]
