"""Put articles into the library inside a transaction that is already open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

from sqlalchemy import Connection, insert, select

from components.corpus.article import Article
from components.corpus.database import lock_counter, set_counter, timestamp
from components.corpus.schema import article, article_text

LABEL_LENGTH = 70
SURROGATES_AND_NUL = re.compile("[\x00\ud800-\udfff]")
# Well below the number of parameters either database takes in one statement.
CHUNK = 1000


@dataclass(frozen=True)
class Added:
    """Ids by what became of them, each list in the order given.

    `duplicates` were in the library already or came twice; those of them that lie in the bin, and
    so are not shown until restored, are also in `in_bin`.
    """

    new: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    in_bin: list[str] = field(default_factory=list)


def insert_articles(connection: Connection, articles: Sequence[Article]) -> Added:
    """Insert those whose id is not there yet; the revision rises only if there is one.

    Raises ValueError for NUL or a lone surrogate: either would later break every list it is in.
    """
    for one in articles:
        require_storable(one)
    revision = lock_counter(connection, "articles")
    present = _find_present(connection, [one.id for one in articles])
    new: dict[str, Article] = {}
    duplicates: list[str] = []
    for one in articles:
        if one.id in present or one.id in new:
            duplicates.append(one.id)
        else:
            new[one.id] = one
    if new:
        _insert_new(connection, list(new.values()), revision + 1)
        set_counter(connection, "articles", revision + 1)
    in_bin = [id for id in duplicates if present.get(id)]
    return Added(list(new), duplicates, in_bin)


def require_storable(one: Article) -> None:
    """Raise ValueError naming the field that no database or table could hold."""
    for column in fields(one):
        value = getattr(one, column.name)
        if isinstance(value, str) and storable(value) != value:
            raise ValueError(f"{column.name} of article {one.id!r} holds NUL or a lone surrogate")


def storable(value: str) -> str:
    """The same string, with U+FFFD for the characters that no database or browser can carry."""
    return SURROGATES_AND_NUL.sub("\ufffd", value)


def label(title: str, text: str) -> str:
    """What an article is called in a list: its title, else how its text begins."""
    if title.strip():
        return title
    start = " ".join(text[: LABEL_LENGTH * 4].split())
    if len(start) <= LABEL_LENGTH:
        return start
    words = start[: LABEL_LENGTH + 1].rsplit(" ", 1)[0]
    return f"{words[:LABEL_LENGTH].rstrip()}…"


def in_chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Distinct ids, few enough at a time for one statement."""
    distinct = list(dict.fromkeys(ids))
    for start in range(0, len(distinct), CHUNK):
        yield distinct[start : start + CHUNK]


def _find_present(connection: Connection, ids: list[str]) -> dict[str, bool]:
    """The ids that are in the library, each with whether it lies in the bin."""
    present: dict[str, bool] = {}
    for chunk in in_chunks(ids):
        query = select(article.c.id, article.c.removed).where(article.c.id.in_(chunk))
        present.update((id, removed is not None) for id, removed in connection.execute(query))
    return present


def _insert_new(connection: Connection, articles: list[Article], revision: int) -> None:
    first = lock_counter(connection, "numbers") + 1
    added = timestamp()
    rows = [
        {
            "number": number,
            "id": one.id,
            "title": one.title,
            "label": label(one.title, one.text),
            "source": one.source,
            "author": one.author,
            "published": one.published.isoformat() if one.published else None,
            "language": one.language,
            "url": one.url,
            "name": one.name,
            "sha256": one.sha256,
            "words": len(one.text.split()),
            "added": added,
            "removed": None,
            "changed": revision,
        }
        for number, one in enumerate(articles, first)
    ]
    bodies = [{"number": number, "text": one.text} for number, one in enumerate(articles, first)]
    connection.execute(insert(article), rows)
    connection.execute(insert(article_text), bodies)
    set_counter(connection, "numbers", first + len(articles) - 1)
