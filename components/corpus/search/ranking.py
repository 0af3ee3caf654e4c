"""Ranking of articles by a query: the part that both databases share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)

from components.corpus.database.tables import article, tag
from components.corpus.search.query_tree import (
    All,
    Days,
    Either,
    Named,
    Near,
    Not,
    Pattern,
    Query,
    Words,
    leaves,
)
from components.text.language import UNKNOWN
from components.text.search_terms import STEMMED, bare_core, bare_terms, read_bare, stem

# A word in the title counts as this many in the body.
TITLE = 3.0
# Scores are rounded to this, because two databases do not round alike.
GRAIN = 1e-12
# Languages by which a name is read: "L'Opinion" is found as one word and as two.
_READINGS = ("", UNKNOWN)


@dataclass(frozen=True)
class Phrase:
    """Words next to each other as the index has them: stems, or words as written.

    Those that are `titled` stand in the title.
    """

    words: tuple[str, ...]
    stemmed: bool
    prefix: bool = False
    titled: bool = False


@dataclass(frozen=True)
class Ranked:
    """A page of article numbers with their BM25 (higher is better, 0 without words), best first.

    Articles with all words come first, also before higher scores. `total` counts all pages.
    """

    numbers: list[int]
    scores: list[float]
    total: int


def phrases_of(words: Words, languages: Iterable[str]) -> list[Phrase]:
    """Phrases of the index for words of a query: their stems in each language of the library.

    A query has no language: a word with an apostrophe ("l'Ukraine") is searched as one word and as
    several, by the rules of each language, and without an elided first word unless `exact`.
    """
    known = {*languages}
    readings = {_read(words, language) for language in ("", UNKNOWN, *known)}
    if words.exact:
        return [Phrase(one, False, words.prefix, words.titled) for one in sorted(readings)]
    stems = {
        tuple(stem(word, language) for word in reading)
        for reading in readings
        for language in known & STEMMED
    }
    # A language without rules keeps its words as they are.
    return [Phrase(one, True, titled=words.titled) for one in sorted(stems | readings)]


def _read(words: Words, language: str) -> tuple[str, ...]:
    first, *others = words.words
    begin = read_bare(first, language) if words.exact else [bare_core(first, language)]
    return *begin, *(part for word in others for part in read_bare(word, language))


class Engine:
    """A search on one connection; subclasses find and rank words in their own way."""

    def __init__(self, connection: Connection, languages: tuple[str, ...]) -> None:
        self.connection = connection
        self.languages = languages

    def condition(self, query: Query) -> ColumnElement[bool]:
        """The query as a condition on the table `article`."""
        if isinstance(query, Words | Near):
            return self.has_words(query)
        if isinstance(query, All):
            return and_(*map(self.condition, query.parts))
        if isinstance(query, Either):
            return or_(false(), *map(self.condition, query.parts))
        if isinstance(query, Not):
            return not_(self.condition(query.part))
        if isinstance(query, Days):
            return _is_published(query)
        assert not isinstance(query, Pattern), "patterns are expanded before"
        return self.is_named(query)

    def rank(self, query: Query, limit: int, offset: int) -> Ranked:
        """The articles, not in the bin, that fit: by BM25, or by day for a query without words.

        Of words side by side, articles with all of them come first. The total counts all pages.
        """
        raise NotImplementedError

    def match(self, query: Query) -> list[str]:
        """Ids of all articles, not in the bin, that fit the query, in order of arrival."""
        fits = and_(article.c.removed.is_(None), self.condition(query))
        found = select(article.c.id).select_from(article).where(fits).order_by(article.c.number)
        return list(self.connection.execute(found).scalars())

    def has_words(self, query: Words | Near) -> ColumnElement[bool]:
        """The condition that an article has the words."""
        raise NotImplementedError

    def occurring(self, words: list[str]) -> set[str]:
        """Those of some plain words that are in an article."""
        raise NotImplementedError

    def is_named(self, named: Named) -> ColumnElement[bool]:
        """The condition that a field has the words of a name in a row; a tag must equal them."""
        if named.field == "lang":
            return article.c.language == "".join(named.words)
        if named.field == "tag":
            wanted = self.fitting(select(tag.c.tag).distinct(), named.words, whole=True)
            return article.c.id.in_(select(tag.c.article).where(tag.c.tag.in_(wanted)))
        field = article.c[named.field]
        return field.in_(self.fitting(select(field).distinct(), named.words, whole=False))

    def fitting(self, names: Select[Any], words: tuple[str, ...], whole: bool) -> list[str]:
        """The names, of those selected, that contain the words, or with `whole` equal them."""
        wanted = [_flat(words, language) for language in _READINGS]
        known = self.connection.execute(names).scalars()
        read = {name: [_flat(bare_terms(name), one) for one in _READINGS] for name in known}
        return [
            name
            for name, flats in read.items()
            if any(one == flat if whole else one in flat for one in wanted for flat in flats)
        ]

    def phrases(self, query: Query) -> list[Phrase]:
        """The phrases that count for the score, each as often as it is in the query."""
        return [one for words in leaves(query) for one in phrases_of(words, self.languages)]

    def by_day(self, query: Query, limit: int, offset: int) -> Ranked:
        """A page of the articles that fit, the newest first, those without a day last."""
        fits = and_(article.c.removed.is_(None), self.condition(query))
        newest = (
            select(article.c.number, literal(0.0))
            .select_from(article)
            .where(fits)
            .order_by(article.c.published.is_(None), article.c.published.desc(), article.c.number)
        )
        return self.page(newest, limit, offset)

    def page(self, best: Select[Any], limit: int, offset: int) -> Ranked:
        """A page of a database query that gives numbers and scores in order."""
        counted = best.add_columns(func.count().over()).limit(limit).offset(offset)
        rows = self.connection.execute(counted).all()
        total = rows[0][2] if rows else 0
        if offset and not rows:
            every = best.order_by(None).subquery()
            total = self.connection.execute(select(func.count()).select_from(every)).scalar_one()
        return Ranked([row[0] for row in rows], [row[1] for row in rows], total)


def _is_published(days: Days) -> ColumnElement[bool]:
    day = article.c.published
    bounds: list[ColumnElement[bool]] = [day.is_not(None)]
    if days.first:
        bounds.append(day >= days.first.isoformat())
    if days.last:
        bounds.append(day <= days.last.isoformat())
    return and_(*bounds)


def _flat(words: Iterable[str], language: str) -> str:
    """The plain words of a name, each with a space on both sides."""
    return f" {' '.join(part for word in words for part in read_bare(word, language))} "
