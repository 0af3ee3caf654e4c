"""Find articles by what they say, and show where they say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from components.corpus.article import Article
from components.corpus.database.tables import article, article_text
from components.corpus.search.parse_query import parse
from components.corpus.search.postgresql import Postgresql
from components.corpus.search.query import Query, leaves
from components.corpus.search.ranking import Engine, Phrase, phrases_of
from components.corpus.search.sqlite import Sqlite
from components.text.segment import Span
from components.text.word_forms import plain, stem, terms

# Characters of a passage, passages of an article, and characters that are looked through for them.
WIDTH = 240
PASSAGES = 3
LOOKED = 200_000


@dataclass(frozen=True)
class Passage:
    """A piece of a title or a text; `spans` count from its own beginning, `start` is its place."""

    text: str
    spans: list[Span]
    start: int = 0


@dataclass(frozen=True)
class Hit:
    """An article found: its BM25 (0 when no words were asked for), title, and where they stand."""

    id: str
    score: float
    title: Passage
    passages: list[Passage]


@dataclass(frozen=True)
class SearchResult:
    """One page of what was found, best first; `total` counts all pages.

    `remarks` say what of the query was not understood and left out.
    """

    hits: list[Hit]
    total: int
    remarks: tuple[str, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The articles of this page, best first."""
        return [hit.id for hit in self.hits]


def search_articles(
    connection: Connection,
    written: str,
    languages: Iterable[str],
    page: tuple[int, int],
    every: bool,
) -> SearchResult:
    """One page (limit and offset) of the articles that fit. Raises QueryUnclear."""
    languages = tuple(languages)
    read = parse(written, every=every, languages=languages)
    query, (limit, offset) = read.query, page
    ranked = _engine(connection, languages).rank(query, limit, offset)
    phrases = _phrases_in(query, languages)
    rows = _read(connection, ranked.numbers)
    hits = [
        Hit(
            id,
            score,
            Passage(title, mark(title, phrases, language)),
            passages(text, phrases, language),
        )
        for (id, title, language, text), score in zip(rows, ranked.scores, strict=True)
    ]
    return SearchResult(hits, ranked.total, tuple(map(str, read.remarks)))


def find_articles(
    connection: Connection, written: str, languages: Iterable[str], every: bool
) -> list[str]:
    """Ids of all articles that fit, in order of arrival. Raises QueryUnclear."""
    languages = tuple(languages)
    query = parse(written, every=every, languages=languages).query
    return _engine(connection, languages).match(query)


def find_marks(
    one: Article, written: str, languages: Iterable[str]
) -> tuple[list[Span], list[Span]]:
    """Where the words of a query stand in the title and in the text of an article."""
    languages = tuple(languages)
    phrases = _phrases_in(parse(written, languages=languages).query, languages)
    return mark(one.title, phrases, one.language), mark(one.text, phrases, one.language)


def mark(text: str, phrases: Sequence[Phrase], language: str) -> list[Span]:
    """Where phrases stand in a text, in order, none overlapping."""
    return [span for span, _ in _found(text, phrases, language)]


def passages(text: str, phrases: Sequence[Phrase], language: str) -> list[Passage]:
    """The pieces of the text that show most of the phrases, in the order of the text.

    Only the first `LOOKED` characters are looked through.
    """
    groups: list[list[tuple[Span, int]]] = []
    for span, phrase in _found(text, phrases, language):
        if groups and span[1] - groups[-1][0][0][0] <= WIDTH:
            groups[-1].append((span, phrase))
        else:
            groups.append([(span, phrase)])
    best = sorted(groups, key=lambda group: -len({phrase for _, phrase in group}))[:PASSAGES]
    return [_cut(text, [span for span, _ in group]) for group in sorted(best)]


def _phrases_in(query: Query, languages: Iterable[str]) -> list[Phrase]:
    return [one for words in leaves(query) for one in phrases_of(words, languages)]


def _engine(connection: Connection, languages: tuple[str, ...]) -> Engine:
    kind = Sqlite if connection.dialect.name == "sqlite" else Postgresql
    return kind(connection, languages)


def _read(connection: Connection, numbers: list[int]) -> list[tuple[str, str, str, str]]:
    columns = article.c.id, article.c.title, article.c.language, article_text.c.text
    query = select(article.c.number, *columns).join(article_text)
    rows = connection.execute(query.where(article.c.number.in_(numbers)))
    known = {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}
    return [known[number] for number in numbers]


def _found(text: str, phrases: Sequence[Phrase], language: str) -> list[tuple[Span, int]]:
    """Where phrases stand, and which; none begins in another."""
    spans, plains, stems = _take_apart(text[:LOOKED], language)
    begins: defaultdict[str, set[int]] = defaultdict(set)
    for number, phrase in enumerate(phrases):
        begins[phrase.words[0]].add(number)
    open_ended = {n for n, phrase in enumerate(phrases) if phrase.prefix and not phrase.words[1:]}
    none: set[int] = set()
    found: list[tuple[Span, int]] = []
    for place, (word, base) in enumerate(zip(plains, stems, strict=True)):
        likely = begins.get(word, none) | begins.get(base, none) | open_ended
        if not likely or (found and spans[place][0] < found[-1][0][1]):
            continue
        for number in sorted(likely):
            phrase = phrases[number]
            words = (stems if phrase.stemmed else plains)[place : place + len(phrase.words)]
            if _fits(words, phrase):
                end = spans[place + len(words) - 1][1]
                found.append(((spans[place][0], end), number))
                break
    return found


def _take_apart(text: str, language: str) -> tuple[list[Span], list[str], list[str]]:
    spans = terms(text, language)
    words = [plain(text[start:end]) for start, end in spans]
    kept = [place for place, word in enumerate(words) if word]
    plains = [words[place] for place in kept]
    return [spans[place] for place in kept], plains, [stem(word, language) for word in plains]


def _fits(words: Sequence[str], phrase: Phrase) -> bool:
    if not phrase.prefix or len(words) != len(phrase.words):
        return tuple(words) == phrase.words
    return tuple(words[:-1]) == phrase.words[:-1] and words[-1].startswith(phrase.words[-1])


def _cut(text: str, spans: list[Span]) -> Passage:
    """A piece of some `WIDTH` characters around the spans that begins and ends with a word."""
    room = max(0, WIDTH - (spans[-1][1] - spans[0][0]))
    start = max(0, spans[0][0] - room // 3)
    end = min(len(text), spans[-1][1] + room - (spans[0][0] - start))
    if start:
        space = text.find(" ", start, spans[0][0])
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", spans[-1][1], end)
        end = space if space >= 0 else end
    return Passage(text[start:end], [(one - start, other - start) for one, other in spans], start)
