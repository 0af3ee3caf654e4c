"""Which articles a query fits, and in which order: what both databases share, and SQLite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    FromClause,
    Select,
    and_,
    column,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
)

from components.corpus.query import All, Days, Either, Named, Not, Query, Words, leaves
from components.corpus.schema import article, tag
from components.text.stem import STEMMED, plain, stem, terms

# A word in the title counts as this many in the body.
TITLE = 3.0

index = table(
    "article_search",
    column("number"),
    column("rowid"),
    column("words"),
    column("stems"),
    column("length"),
)


@dataclass(frozen=True)
class Phrase:
    """Words side by side as the index holds them: stems, or words as they are written."""

    words: tuple[str, ...]
    stemmed: bool
    prefix: bool = False


@dataclass(frozen=True)
class Ranked:
    """Numbers of articles with their BM25 (higher is better, 0 without words), best first."""

    numbers: list[int]
    scores: list[float]
    total: int


def phrases_of(words: Words, languages: Iterable[str]) -> list[Phrase]:
    """What to look for in the index: the stems of the words in each language of the library."""
    if words.exact:
        return [Phrase(words.words, stemmed=False, prefix=words.prefix)]
    known = {*languages} & STEMMED
    stems = {tuple(stem(word, language) for word in words.words) for language in known}
    # A language without rules keeps its words as they are.
    return [Phrase(one, stemmed=True) for one in sorted({*stems, words.words})]


class Engine:
    """What both databases have in common: fields are columns, and brackets are SQL's."""

    source: FromClause = article

    def __init__(self, connection: Connection, languages: tuple[str, ...]) -> None:
        self.connection = connection
        self.languages = languages

    def condition(self, query: Query) -> ColumnElement[bool]:
        """The query as a condition on the table `article`."""
        if isinstance(query, Words):
            return self.has_words(query)
        if isinstance(query, All):
            return and_(*map(self.condition, query.parts))
        if isinstance(query, Either):
            return or_(*map(self.condition, query.parts))
        if isinstance(query, Not):
            return not_(self.condition(query.part))
        if isinstance(query, Days):
            return _is_published(query)
        return self.is_named(query)

    def rank(self, query: Query, limit: int, offset: int) -> Ranked:
        """The articles, not in the bin, that the query fits: by BM25, without words by day.

        The total counts all of them.
        """
        raise NotImplementedError

    def match(self, query: Query) -> list[str]:
        """Ids of all articles, not in the bin, that the query fits, in order of arrival."""
        fits = and_(article.c.removed.is_(None), self.condition(query))
        found = select(article.c.id).select_from(self.source).where(fits).order_by(article.c.number)
        return list(self.connection.execute(found).scalars())

    def has_words(self, words: Words) -> ColumnElement[bool]:
        """Whether an article holds the words, in whatever way this database finds out."""
        raise NotImplementedError

    def is_named(self, named: Named) -> ColumnElement[bool]:
        """Whether the words of the name stand side by side in the field; a tag is given whole."""
        if named.field == "lang":
            return article.c.language == "".join(named.words)
        if named.field == "tag":
            wanted = self.fitting(select(tag.c.tag).distinct(), named.words, whole=True)
            return article.c.id.in_(select(tag.c.article).where(tag.c.tag.in_(wanted)))
        field = article.c[named.field]
        return field.in_(self.fitting(select(field).distinct(), named.words, whole=False))

    def fitting(self, names: Select[Any], words: tuple[str, ...], whole: bool) -> list[str]:
        """Of all names in the library, those that hold these words, or are these words."""
        wanted = f" {' '.join(words)} "
        known = {name: _flat(name) for name in self.connection.execute(names).scalars()}
        return [n for n, flat in known.items() if (flat == wanted if whole else wanted in flat)]

    def phrases(self, query: Query) -> list[Phrase]:
        """All that speaks for an article, as often as it was asked for."""
        return [one for words in leaves(query) for one in phrases_of(words, self.languages)]

    def by_day(self, query: Query, limit: int, offset: int) -> Ranked:
        """Articles that fit, the newest first, those without a day last."""
        fits = and_(article.c.removed.is_(None), self.condition(query))
        newest = (
            select(article.c.number, literal(0.0))
            .select_from(self.source)
            .where(fits)
            .order_by(article.c.published.is_(None), article.c.published.desc(), article.c.number)
        )
        return self.page(newest, limit, offset)

    def page(self, best: Select[Any], limit: int, offset: int) -> Ranked:
        """Numbers and scores in the order of a query, with the number of all that it gives."""
        counted = best.add_columns(func.count().over()).limit(limit).offset(offset)
        rows = self.connection.execute(counted).all()
        total = rows[0][2] if rows else 0
        if offset and not rows:
            every = best.order_by(None).subquery()
            total = self.connection.execute(select(func.count()).select_from(every)).scalar_one()
        return Ranked([row[0] for row in rows], [row[1] for row in rows], total)


class Sqlite(Engine):
    """FTS5: what it can it does by itself, the rest is put around it."""

    def condition(self, query: Query) -> ColumnElement[bool]:
        """The query as a condition on `article`, as much as can be in one search of the index."""
        expression = self.expression(query)
        if expression:
            return article.c.number.in_(_find(expression))
        return super().condition(query)

    def expression(self, query: Query) -> str | None:
        """The query in the language of FTS5; None when it is not about words alone."""
        if isinstance(query, Words):
            return f"({' OR '.join(map(_fts5, phrases_of(query, self.languages)))})"
        if isinstance(query, Either):
            parts = [self.expression(part) for part in query.parts]
            return f"({' OR '.join(map(str, parts))})" if all(parts) else None
        if isinstance(query, All):
            wanted = [self.expression(part) for part in query.parts if not isinstance(part, Not)]
            others = [self.expression(part.part) for part in query.parts if isinstance(part, Not)]
            if wanted and all(wanted) and all(others):
                both = " AND ".join(map(str, wanted))
                return f"({' NOT '.join([f'({both})', *map(str, others)])})"
        return None

    def rank(self, query: Query, limit: int, offset: int) -> Ranked:
        """By the function bm25 of FTS5."""
        phrases = self.phrases(query)
        if not phrases:
            return self.by_day(query, limit, offset)
        best = self.within(query)
        if best is None:
            return self.page(self.around(query, phrases), limit, offset)
        number, score = best.selected_columns
        # FTS5 cannot score and count at once.
        every = best.with_only_columns(number).subquery()
        total = self.connection.execute(select(func.count()).select_from(every))
        page = best.order_by(score, number).limit(limit).offset(offset)
        rows = self.connection.execute(page).all()
        return Ranked([row[0] for row in rows], [-row[1] for row in rows], total.scalar_one())

    def within(self, query: Query) -> Select[Any] | None:
        """Articles that fit and their scores, when all must fit an expression of the index.

        FTS5 counts a word of A AND B in A AND B OR C now and then although the other is missing,
        so such queries are none of this kind.
        """
        parts = query.parts if isinstance(query, All) else (query,)
        about_words = tuple(part for part in parts if _is_about_words(part))
        others = [part for part in parts if not _is_about_words(part)]
        if any(True for part in others for _ in leaves(part)):
            return None
        expression = self.expression(All(about_words))
        if not expression or any(map(_has_all_in_either, about_words)):
            return None
        binned = select(article.c.number).where(article.c.removed.is_not(None))
        found = _find(expression).where(index.c.rowid.not_in(binned))
        if others:
            fields = and_(*map(self.condition, others))
            # With a plain rowid SQLite would search the index once for each article that fits.
            rowid: ColumnElement[int] = literal_column("+article_search.rowid")
            found = found.where(rowid.in_(select(article.c.number).where(fields)))
        return found.add_columns(_bm25().label("score"))

    def around(self, query: Query, phrases: list[Phrase]) -> Select[Any]:
        """Articles that fit, by the score of whatever words they have."""
        scored = _find(" OR ".join(map(_fts5, phrases))).add_columns(_bm25().label("score"))
        # Searched once; joined as it is, it would be searched once for each article.
        scores = scored.cte("scores").prefix_with("MATERIALIZED")
        score = func.coalesce(-scores.c.score, 0.0)
        return (
            select(article.c.number, score)
            .outerjoin(scores, scores.c.rowid == article.c.number)
            .where(article.c.removed.is_(None), self.condition(query))
            .order_by(score.desc(), article.c.number)
        )


def _is_about_words(query: Query) -> bool:
    if isinstance(query, Not):
        return _is_about_words(query.part)
    if isinstance(query, All | Either):
        return all(map(_is_about_words, query.parts))
    return isinstance(query, Words)


def _has_all_in_either(query: Query) -> bool:
    if isinstance(query, Either):
        return not all(isinstance(part, Words) for part in query.parts)
    if isinstance(query, All):
        return any(map(_has_all_in_either, query.parts))
    return False


def _find(expression: str) -> Select[Any]:
    fits = literal_column("article_search").op("MATCH")(literal(expression))
    return select(index.c.rowid).where(fits)


def _bm25() -> ColumnElement[float]:
    # Lower is better here: FTS5 gives it the other way round.
    weights = [TITLE, 1.0, TITLE, 1.0]
    return func.bm25(literal_column("article_search"), *map(literal, weights), type_=Float)


def _fts5(phrase: Phrase) -> str:
    columns = "{title_stems body_stems}" if phrase.stemmed else "{title body}"
    words = " + ".join(f'"{word}"' for word in phrase.words)
    return f"{columns} : {words}{' *' if phrase.prefix else ''}"


def _is_published(days: Days) -> ColumnElement[bool]:
    day = article.c.published
    bounds: list[ColumnElement[bool]] = [day.is_not(None)]
    if days.first:
        bounds.append(day >= days.first.isoformat())
    if days.last:
        bounds.append(day <= days.last.isoformat())
    return and_(*bounds)


def _flat(name: str) -> str:
    """The plain words of a name, each with a space on both sides."""
    every = (plain(name[start:end]) for start, end in terms(name))
    return f" {' '.join(word for word in every if word)} "
