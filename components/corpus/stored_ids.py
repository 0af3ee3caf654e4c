"""Ids under which articles are stored: a longer one where another article has the short one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from components.corpus.article import Article, digest_content
from components.corpus.database.connection import in_chunks
from components.corpus.database.tables import article, article_text, change
from components.corpus.integrity.seals import readable, stored_column
from components.text.hidden_signs import drop_hidden

# Digits of the ids that an article may have beside the one it comes with. 48 bits are short enough
# to find two texts with one id on purpose; 128 are not.
_LONGER = (32, 64)
_CONTENT = ("title", "source", "author", "published", "url")


def digest_article(one: Article) -> str:
    """The digest of which the id of an article is the beginning."""
    return digest_content(one.title, one.text, one.source, one.author, one.published, one.url)


def is_longer(id: str) -> bool:
    """Whether an id is as long as one that is given where another article has the short one."""
    return len(id) in _LONGER


def find_present(connection: Connection, ids: Iterable[str]) -> dict[str, bool]:
    """The ids that are in the library, each with whether it is in the bin."""
    present: dict[str, bool] = {}
    for chunk in in_chunks(ids):
        query = select(article.c.id, article.c.removed).where(article.c.id.in_(chunk))
        present.update((id, removed is not None) for id, removed in connection.execute(query))
    return present


def choose_ids(connection: Connection, articles: Sequence[Article]) -> list[str]:
    """The id under which each article is stored, or is to be: the shortest that no other has.

    Articles of equal content have one id, whether they are in the library or come twice.
    """
    digests = [digest_article(one) for one in articles]
    pairs = zip(articles, digests, strict=True)
    offered = [(one.id, *(digest[:n] for n in _LONGER)) for one, digest in pairs]
    wanted = {id for ids in offered for id in ids}
    held = read_digests(connection, find_present(connection, wanted))
    chosen: list[str] = []
    for ids in offered:
        digest = ids[-1]
        same = (id for id in ids if held.get(id) == digest)
        id = next(same, None) or next(id for id in ids if id not in held)
        held[id] = digest
        chosen.append(id)
    return chosen


def read_digests(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The digests of articles as they came, by id: edits, which the history has, do not count."""
    digests: dict[str, str] = {}
    for chunk in in_chunks(ids):
        first = _read_first(connection, chunk)
        names = [stored_column(connection, article, name).label(name) for name in _CONTENT]
        body = stored_column(connection, article_text, "text").label("text")
        query = select(article.c.id, *names, body).outerjoin(article_text)
        for row in connection.execute(query.where(article.c.id.in_(chunk))).mappings():
            now = {name: readable(row[name]) or "" for name in (*_CONTENT, "text")}
            came = {**now, **first.get(row["id"], {})}
            # Older libraries have them as they came.
            tidy = {name: drop_hidden(came[name]) for name in ("title", "source", "author")}
            digests[row["id"]] = digest_content(**{**came, **tidy})
    return digests


def _read_first(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """What the fields of articles were before they were edited first, by id."""
    query = (
        select(change.c.article, change.c.field, change.c.old)
        .where(change.c.article.in_(ids), change.c.field.in_(_CONTENT))
        .order_by(change.c.id)
    )
    first: dict[str, dict[str, str]] = {}
    for row in connection.execute(query):
        first.setdefault(row.article, {}).setdefault(row.field, row.old)
    return first
