"""Full-text search in a library: the articles that fit a query, and passages with the hits."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from components.corpus.database.connection import Database
from components.corpus.database.errors import as_stored
from components.corpus.database.tables import article, article_text, library
from components.corpus.read_articles import read_article
from components.corpus.search.engines.postgresql import Postgresql
from components.corpus.search.engines.sqlite import Sqlite
from components.corpus.search.expand_patterns import Expanded, expand
from components.corpus.search.find_passages import Passage, mark, passages, sought_by
from components.corpus.search.parse_query import parse
from components.corpus.search.query_tree import Query, has_patterns
from components.corpus.search.ranking import Engine
from components.corpus.search.vocabulary import Vocabulary
from components.text.hidden_signs import show_field
from components.text.segment import Span


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

    `remarks` are sentences about parts of the query that were not understood and were left out,
    `readings` about the words that each pattern found.
    """

    hits: list[Hit]
    total: int
    remarks: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The articles of this page, best first."""
        return [hit.id for hit in self.hits]


@dataclass(frozen=True)
class _Asked:
    """A query that can be looked for by an engine, and what is to be told of it."""

    query: Query
    engine: Engine
    remarks: tuple[str, ...]
    readings: tuple[str, ...]


# From one language to the next by the index: thousands of articles have each.
_LANGUAGES = """
WITH RECURSIVE known (language) AS (
  SELECT min(language) FROM article
  UNION ALL
  SELECT (SELECT min(article.language) FROM article WHERE article.language > known.language)
  FROM known WHERE known.language IS NOT NULL
) SELECT language FROM known WHERE language IS NOT NULL
"""


class Searching:
    """What a `Store` can search for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known_languages: tuple[int, tuple[str, ...]] | None = None
        self._vocabulary = Vocabulary()

    def search(
        self, query: str, limit: int = 50, offset: int = 0, *, every: bool = False
    ) -> SearchResult:
        """Articles, not in the bin, that fit a query (see `parse_query.parse`), with passages.

        First those with all words, then by BM25; for a query without words the newest first. With
        `every` only those with all words. Raises QueryUnclear.
        """
        with self._database.snapshot() as connection:
            asked = self._read(connection, query, every)
            ranked = asked.engine.rank(asked.query, limit, offset)
            sought = sought_by(asked.query, asked.engine.languages)
            rows = _read_articles(connection, ranked.numbers)
        hits = [
            Hit(
                id,
                score,
                Passage(title, mark(title, sought, language, titled=True)),
                passages(text, sought, language),
            )
            for (id, stored, language, text), score in zip(rows, ranked.scores, strict=True)
            for title in [show_field(stored)]
        ]
        return SearchResult(hits, ranked.total, asked.remarks, asked.readings)

    def find(self, query: str, *, every: bool = False) -> list[str]:
        """Ids of all articles, not in the bin, that fit, in order of arrival; as `search`."""
        with self._database.snapshot() as connection:
            asked = self._read(connection, query, every)
            return asked.engine.match(asked.query)

    def readings(self, query: str) -> tuple[str, ...]:
        """Sentences about the words that each pattern of a query finds. Raises QueryUnclear."""
        with self._database.snapshot() as connection:
            return self._read(connection, query).readings

    def marks(self, id: str, query: str) -> tuple[list[Span], list[Span]]:
        """Spans of the words of a query in the title and in the text of one article.

        Raises ArticleUnknown and QueryUnclear.
        """
        with self._database.snapshot() as connection, as_stored(self._database.where):
            asked, one = self._read(connection, query), read_article(connection, id)
        sought = sought_by(asked.query, asked.engine.languages)
        title = mark(one.title, sought, one.language, titled=True)
        return title, mark(one.text, sought, one.language)

    def _read(self, connection: Connection, written: str, every: bool = False) -> _Asked:
        languages = self._languages(connection)
        read = parse(written, every=every, languages=languages)
        engine = _engine(connection, languages)
        found = Expanded(read.query)
        if has_patterns(read.query):
            self._vocabulary.refresh(connection)
            found = expand(read.query, self._vocabulary, engine.occurring)
        return _Asked(found.query, engine, tuple(map(str, read.remarks)), found.readings)

    def _languages(self, connection: Connection) -> tuple[str, ...]:
        """The languages of the library, read again when its revision has changed."""
        query = select(library.c.value).where(library.c.name == "articles")
        revision = connection.execute(query).scalar_one()
        known = self._known_languages
        if known is None or known[0] != revision:
            found = tuple(connection.execute(text(_LANGUAGES)).scalars())
            known = self._known_languages = (revision, found)
        return known[1]


def _engine(connection: Connection, languages: tuple[str, ...]) -> Engine:
    kind = Sqlite if connection.dialect.name == "sqlite" else Postgresql
    return kind(connection, languages)


def _read_articles(connection: Connection, numbers: list[int]) -> list[tuple[str, str, str, str]]:
    columns = article.c.id, article.c.title, article.c.language, article_text.c.text
    query = select(article.c.number, *columns).join(article_text)
    rows = connection.execute(query.where(article.c.number.in_(numbers)))
    known = {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}
    return [known[number] for number in numbers]
