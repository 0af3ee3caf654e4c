"""Full-text search in a library: the articles that fit a query, and passages with the hits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from components.corpus.database.connection import Database
from components.corpus.database.errors import as_stored
from components.corpus.database.tables import article, article_text, library
from components.corpus.read_articles import read_article
from components.corpus.search.parse_query import parse
from components.corpus.search.postgresql import Postgresql
from components.corpus.search.query_tree import Query, leaves
from components.corpus.search.ranking import Engine, Phrase, phrases_of
from components.corpus.search.sqlite import Sqlite
from components.text.search_terms import plain, stem, terms
from components.text.segment import Span

# Characters of a passage, passages of an article, and characters of a text that are searched for
# them.
WIDTH = 240
PASSAGES = 3
SEARCHED = 200_000


@dataclass(frozen=True)
class Passage:
    """A piece of a title or text that begins at the offset `start`; `spans` count from there."""

    text: str
    spans: list[Span]
    start: int = 0


@dataclass(frozen=True)
class Hit:
    """An article that fits: its BM25 (0 for a query without words), title, and passages."""

    id: str
    score: float
    title: Passage
    passages: list[Passage]


@dataclass(frozen=True)
class SearchResult:
    """One page of the articles that fit, best first; `total` counts those of all pages.

    `remarks` are sentences about parts of the query that were not understood and were left out.
    """

    hits: list[Hit]
    total: int
    remarks: tuple[str, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The articles of this page, best first."""
        return [hit.id for hit in self.hits]


class Searching:
    """What a `Store` can search for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known_languages: tuple[int, tuple[str, ...]] | None = None

    def search(
        self, query: str, limit: int = 50, offset: int = 0, *, every: bool = False
    ) -> SearchResult:
        """Articles, not in the bin, that fit a query (see `parse_query.parse`), with passages.

        First those with all words, then by BM25; for a query without words the newest first. With
        `every` only those with all words. Raises QueryUnclear.
        """
        with self._database.snapshot() as connection:
            languages = self._languages(connection)
            return _search(connection, query, languages, (limit, offset), every)

    def find(self, query: str, *, every: bool = False) -> list[str]:
        """Ids of all articles, not in the bin, that fit, in order of arrival; as `search`."""
        with self._database.snapshot() as connection:
            languages = self._languages(connection)
            parsed = parse(query, every=every, languages=languages).query
            return _engine(connection, languages).match(parsed)

    def marks(self, id: str, query: str) -> tuple[list[Span], list[Span]]:
        """Spans of the words of a query in the title and in the text of one article.

        Raises ArticleUnknown and QueryUnclear.
        """
        with self._database.reading() as connection, as_stored(self._database.where):
            languages, one = self._languages(connection), read_article(connection, id)
        phrases = _phrases_in(parse(query, languages=languages).query, languages)
        return mark(one.title, phrases, one.language), mark(one.text, phrases, one.language)

    def _languages(self, connection: Connection) -> tuple[str, ...]:
        """The languages of the library, read again when its revision has changed."""
        query = select(library.c.value).where(library.c.name == "articles")
        revision = connection.execute(query).scalar_one()
        known = self._known_languages
        if known is None or known[0] != revision:
            found = connection.execute(select(article.c.language).distinct()).scalars()
            known = self._known_languages = (revision, tuple(found))
        return known[1]


def _search(
    connection: Connection,
    written: str,
    languages: tuple[str, ...],
    page: tuple[int, int],
    every: bool,
) -> SearchResult:
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


def mark(text: str, phrases: Sequence[Phrase], language: str) -> list[Span]:
    """Spans of phrases in the first `SEARCHED` characters of a text, in order, not overlapping."""
    return [span for span, _ in _find_phrases(text, phrases, language)]


def passages(text: str, phrases: Sequence[Phrase], language: str) -> list[Passage]:
    """At most `PASSAGES` pieces that show most of the phrases, in the order of the text.

    Only the first `SEARCHED` characters are searched.
    """
    groups: list[list[tuple[Span, int]]] = []
    for span, phrase in _find_phrases(text, phrases, language):
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


def _find_phrases(text: str, phrases: Sequence[Phrase], language: str) -> list[tuple[Span, int]]:
    """Spans of phrases with the number of the phrase, in order; none begins within another."""
    spans, plains, stems = _split_words(text[:SEARCHED], language)
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


def _split_words(text: str, language: str) -> tuple[list[Span], list[str], list[str]]:
    """The words of a text: their spans, plain forms and stems, as the index has them."""
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
    """A piece of some `WIDTH` characters around the spans, cut between words."""
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
