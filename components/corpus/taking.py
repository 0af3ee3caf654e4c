"""The worker's side of the queue, inside a transaction: a file is taken, filled and closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Row, and_, insert, or_, select, update

from components.corpus.article import Article, Rejection
from components.corpus.database import clock
from components.corpus.derived import Derived
from components.corpus.errors import ArticleUnknown
from components.corpus.fingerprints import Relations
from components.corpus.intake import Added, in_chunks, insert_articles, storable
from components.corpus.schema import upload, upload_article

TRIES = 3
NOTHING = "No article was found in this file."


@dataclass(frozen=True)
class Upload:
    """A file a worker has claimed; it is theirs until the lease runs out.

    `columns` is what an analyst said about the columns of a table, None when nobody was asked.
    """

    id: int
    batch: str
    name: str
    sha256: str
    tries: int
    columns: dict[str, str] | None = None


def find_claimable(connection: Connection) -> Row[Any] | None:
    """The first file that waits, or whose lease ran out."""
    expired = and_(upload.c.state == "reading", upload.c.lease < clock(connection))
    query = (
        select(upload)
        .where(or_(upload.c.state == "waiting", expired))
        .order_by(upload.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return connection.execute(query).one_or_none()


def lease_upload(connection: Connection, found: Row[Any], worker: str, seconds: float) -> Upload:
    """Give the file to a worker, to be read from its start."""
    until, tries = clock(connection) + seconds, found.tries + 1
    set_upload(
        connection,
        found.id,
        **{"state": "reading", "worker": worker, "lease": until, "tries": tries},
        **{"new": 0, "duplicates": 0},
    )
    own = upload_article.c.upload == found.id
    connection.execute(update(upload_article).where(own).values(seen=0))
    columns = orjson.loads(found.columns) if found.columns else None
    return Upload(found.id, found.batch, found.name, found.sha256, tries, columns)


def lock_mine(connection: Connection, upload_id: int, worker: str | None = None) -> bool:
    """Whether the file is being read, by this worker if one is named; held from here on.

    Raises ArticleUnknown when there is no such file.
    """
    query = select(upload.c.state, upload.c.worker).where(upload.c.id == upload_id)
    row = connection.execute(query.with_for_update()).one_or_none()
    if row is None:
        raise ArticleUnknown(f"The upload {upload_id}")
    return row.state == "reading" and worker in (None, row.worker)


def keep_articles(
    connection: Connection,
    upload_id: int,
    articles: Sequence[Article],
    known: Mapping[str, Derived],
) -> Added:
    """Add articles of a file, and count them: as new also those it added when it was read before.

    An article that the file has twice counts as a duplicate the second time.
    """
    if not articles:
        return Added()
    added = insert_articles(connection, articles, known)
    before = _find_kept(connection, upload_id, [one.id for one in articles])
    rows = list(_rows(upload_id, added, before))
    if rows:
        connection.execute(insert(upload_article), rows)
    again = [id for id, row in before.items() if not row.seen]
    for chunk in in_chunks(again):
        own = and_(upload_article.c.upload == upload_id, upload_article.c.article.in_(chunk))
        connection.execute(update(upload_article).where(own).values(seen=1))
    new = len(added.new) + sum(1 for id in again if before[id].new)
    counts = {
        "new": upload.c.new + new,
        "duplicates": upload.c.duplicates + len(articles) - new,
    }
    connection.execute(update(upload).where(upload.c.id == upload_id).values(counts))
    return added


def close_upload(
    connection: Connection, upload_id: int, rejections: Sequence[Rejection], more: int
) -> None:
    """Say how it ended."""
    query = select(upload_article.c.article).where(
        upload_article.c.upload == upload_id, upload_article.c.seen == 1
    )
    any_article = connection.execute(query.limit(1)).first() is not None
    told = [_sentence(one, among_others=any_article) for one in rejections]
    if more:
        told.append(f"And {more:,} more of this kind.")
    set_upload(
        connection,
        upload_id,
        state="done" if any_article else "rejected",
        message=storable(" ".join(told)) or ("" if any_article else NOTHING),
    )


def set_upload(connection: Connection, upload_id: int, **values: object) -> None:
    """Change the row of a file."""
    connection.execute(update(upload).where(upload.c.id == upload_id).values(values))


def _find_kept(connection: Connection, upload_id: int, ids: list[str]) -> dict[str, Row[Any]]:
    """Of these articles those that the file gave before, in this reading or in one broken off."""
    found: dict[str, Row[Any]] = {}
    for chunk in in_chunks(ids):
        query = select(upload_article).where(
            upload_article.c.upload == upload_id, upload_article.c.article.in_(chunk)
        )
        found.update((row.article, row) for row in connection.execute(query))
    return found


def _rows(upload_id: int, added: Added, before: Mapping[str, Row[Any]]) -> Iterator[dict[str, Any]]:
    """A row for each article that the file did not give before."""
    new = set(added.new)
    for id in dict.fromkeys([*added.new, *added.duplicates]):
        if id not in before:
            relation, other, share = _relate(added.relations, id)
            yield {
                **{"upload": upload_id, "article": id, "new": int(id in new), "seen": 1},
                **{"relation": relation, "other": other, "share": share},
            }


def _relate(relations: Relations, id: str) -> tuple[str, str, float]:
    """What a new article is to an earlier one: of several things the one that tells most."""
    if id in relations.same_text:
        return "same", relations.same_text[id], 1.0
    near, share = relations.near.get(id, ("", 0.0))
    if id in relations.versions:
        other = relations.versions[id]
        return "version", other, share if near == other else 0.0
    return ("near", near, share) if near else ("", "", 0.0)


def _sentence(rejection: Rejection, among_others: bool) -> str:
    return f"{rejection.name}: {rejection.reason}" if among_others else rejection.reason
