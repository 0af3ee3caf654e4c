"""Names of a corpus that changes: only articles that new facts concern are read again.

English is read in two passes: each text alone, then with the evidence of all texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from components.analysis.article.captions import find_photo_credits
from components.analysis.entities.recognition.corpus_evidence import CorpusEvidence, TextEvidence
from components.analysis.entities.recognition.english_corrections import correct_english
from components.analysis.entities.recognition.gazetteer import Gazetteer
from components.analysis.entities.recognition.lexicon import Lexicon, NameFacts, build_lexicon
from components.analysis.entities.recognition.name_evidence import (
    Clues,
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


class Article(NamedTuple):
    """A text with its language and what the model recognised in it."""

    text: str
    language: str
    spans: Spans


def read_spans(raw: Sequence[Sequence[int | str]]) -> Spans:
    """The spans of a model as `recognise` gives them, or as they come out of JSON."""
    return [(int(start), int(end), str(label)) for start, end, label in raw]


class CorpusNames:
    """What the articles of a corpus show of names; articles go by numbers that are never reused.

    Names are the same in whatever steps a corpus grew: an English article is read again when a fact
    on which its names were decided has changed.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._lexicon = Lexicon()
        self._evidence: dict[int, TextEvidence] = {}
        self._facts: dict[str, NameFacts] = {}
        # The articles that may hold a name by its words, some of which may be gone.
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._gone = 0
        # Names of several words by the last, on which facts about them rest.
        self._by_last_word: defaultdict[str, set[str]] = defaultdict(set)

    def read(
        self,
        gone: Iterable[int],
        came: Sequence[int],
        place: Mapping[int, int],
        load: Callable[[Collection[int]], Mapping[int, Article]],
    ) -> Iterator[tuple[int, Article, list[FoundName]]]:
        """Each article that came or was read again, with its corrected names in order.

        `place` has the place of each article in the corpus, `came` those that are new, in order;
        `load` reads articles.
        """
        articles = dict(load(came))
        named = self._forget(gone)
        clues_of = self._learn({n: one for n, one in articles.items() if one.language == "en"})
        for number in clues_of:
            named |= self._evidence[number].names()
        again = self._update(named, place) - articles.keys()
        if again:
            articles |= load(sorted(again, key=place.__getitem__))
        for number, article in articles.items():
            if article.language == "en":
                clues = clues_of.get(number) or self._clues(article)
                yield number, article, correct_english(clues, self._lexicon)
            else:
                yield number, article, _correct_alone(article, self._gazetteer)

    def _clues(self, article: Article) -> Clues:
        return read_clues(article.text, article.spans, self._gazetteer)

    def _learn(self, articles: Mapping[int, Article]) -> dict[int, Clues]:
        """Take in the evidence of articles; gives their clues."""
        clues_of = {number: self._clues(article) for number, article in articles.items()}
        for number, clues in clues_of.items():
            evidence = self._evidence[number] = _evidence_of(clues)
            self._lexicon.evidence.add(evidence)
            for word in _words_of_names(articles[number], evidence):
                self._by_word[word].append(number)
        return clues_of

    def _forget(self, articles: Iterable[int]) -> set[str]:
        """Take away the evidence of articles; gives the names of which it showed something."""
        named: set[str] = set()
        for number in articles:
            evidence = self._evidence.pop(number, None)
            if evidence:
                self._lexicon.evidence.remove(evidence)
                named |= evidence.names()
                self._gone += 1
        if self._gone > len(self._evidence):
            self._gone, known = 0, self._by_word
            self._by_word = defaultdict(list)
            for word, numbers in known.items():
                left = [number for number in numbers if number in self._evidence]
                if left:
                    self._by_word[word] = left
        return named

    def _update(self, named: set[str], place: Mapping[int, int]) -> set[int]:
        """Facts about names whose evidence changed; gives the articles that these may concern."""
        for name in named:
            self._order_types(name, place)
        named = named.union(*(self._by_last_word.get(name, ()) for name in named))
        self._lexicon.place(named)
        again: set[int] = set()
        for name in named:
            facts, before = self._lexicon.facts(name), self._facts.get(name)
            if facts == before:
                continue
            several, _, last = name.rpartition(" ")
            if facts is None:
                del self._facts[name]
                self._by_last_word[last].discard(name)
            else:
                self._facts[name] = facts
                if several:
                    self._by_last_word[last].add(name)
            again |= self._may_hold(name)
        return again

    def _order_types(self, name: str, place: Mapping[int, int]) -> None:
        """Types that a name has equally often are in the order of the articles."""
        types = self._lexicon.evidence.types
        counts = types.get(name)
        if counts and len(set(counts.values())) < len(counts):
            holders = sorted(self._may_hold(name), key=place.__getitem__)
            told = (one for number in holders for one in self._evidence[number].types)
            types[name] = Counter(kind for surface, kind in told if surface == name)

    def _may_hold(self, name: str) -> set[int]:
        """The articles whose reading may ask for a name: they have all its words with a capital."""
        words = CAPITALISED.findall(name) or WORD.findall(name)[:1]
        if not words:
            return set(self._evidence)
        first, *more = sorted((self._by_word.get(word, []) for word in words), key=len)
        return self._evidence.keys() & set(first).intersection(*more)


def _evidence_of(clues: Clues) -> TextEvidence:
    alone = CorpusEvidence()
    alone.add(collect_evidence(clues, clues.spans))
    return collect_evidence(clues, correct_english(clues, build_lexicon(alone)))


def _words_of_names(article: Article, evidence: TextEvidence) -> set[str]:
    """The words of all names that reading an article may ask for, or of which it shows something.

    The family name of one in capitals is asked for with small letters.
    """
    words = set(CAPITALISED.findall(article.text))
    for start, end, _ in article.spans:
        words.update(WORD.findall(article.text, start, end))
    for name in evidence.names():
        words.update(WORD.findall(name), CAPITALISED.findall(name))
    return words | {word.capitalize() for word in words if word.isupper()}


def _correct_alone(article: Article, gazetteer: Gazetteer) -> list[FoundName]:
    """The names that do not stand in the credit of a photograph."""
    credits = TakenSpans(len(article.text), find_photo_credits(article.text))
    return [
        name for name in _names_alone(article, gazetteer) if credits.is_free(name.start, name.end)
    ]


def _names_alone(article: Article, gazetteer: Gazetteer) -> list[FoundName]:
    if article.language in SLOVNET_LANGUAGES:
        return correct_slavic(article.text, article.spans, gazetteer)
    return [
        name._replace(type=known.type)
        if (known := gazetteer.look_up(article.text[name.start : name.end]))
        else name
        for name in clean_spans(article.text, article.spans, TYPES | SECOND_TYPES)
    ]
