"""The worker's side of the queue, inside a transaction: a file is taken, filled and closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    case,
    insert,
    not_,
    or_,
    select,
    update,
)

from components.corpus.article import Article, Rejection, make_storable
from components.corpus.database.connection import clock, in_chunks
from components.corpus.database.errors import ArticleUnknown
from components.corpus.database.tables import original, upload, upload_article
from components.corpus.intake import Added, Derived, insert_articles
from components.corpus.near_duplicates import Relations

TRIES = 10
"""How often a file may go down with its worker, or its reader, before it is left alone."""
NOTHING = "No article was found in this file."


@dataclass(frozen=True)
class Upload:
    """A file a worker has claimed; it is theirs until the lease runs out.

    `tries` counts this try and those that went down with a worker. `columns` is what an analyst
    said about the columns of a table, None when nobody was asked.
    """

    id: int
    batch: str
    name: str
    sha256: str
    tries: int
    columns: dict[str, str] | None = None


@dataclass(frozen=True)
class Filled:
    """A file that was read: the last of its articles, and what was not read of it.

    `more` counts rejections that are not given one by one, `aside` tables within it that are asked
    about.
    """

    upload: int
    articles: Sequence[Article] = ()
    rejections: Sequence[Rejection] = ()
    more: int = 0
    aside: int = 0


def may_be_claimed(connection: Connection) -> ColumnElement[bool]:
    """Whether a file waits, its delay is over, or the lease of its worker ran out."""
    over = upload.c.state.in_(("delayed", "reading")), upload.c.lease < clock(connection)
    return or_(upload.c.state == "waiting", and_(*over))


def find_claimable(connection: Connection) -> Row[Any] | None:
    """The first file that may be claimed; those that went down with two workers come last."""
    is_trusted = upload.c.tries + _died() < 2
    for which in (is_trusted, not_(is_trusted)):
        query = (
            select(upload)
            .where(may_be_claimed(connection), which)
            .order_by(upload.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if found := connection.execute(query).one_or_none():
            return found
    return None


def _died() -> ColumnElement[int]:
    """1 for a file whose worker is gone."""
    return case((upload.c.state == "reading", 1), else_=0)


def count_tries(found: Row[Any]) -> int:
    """How often a file went down with its worker: with that which had it last, too."""
    return int(found.tries + (found.state == "reading"))


def find_small(connection: Connection, first: Row[Any], size: int, most: int) -> list[Row[Any]]:
    """The file, and if it is small and was never tried the small ones that wait next after it.

    What was tried may have stopped its worker or its batch, so nothing else is to go down with it.
    """
    query = (
        select(upload, original.c.size)
        .join(original)
        .where(upload.c.id > first.id, upload.c.state == "waiting")
        .order_by(upload.c.id)
        .limit(most - 1)
        .with_for_update(skip_locked=True, of=upload)
    )
    measured = select(original.c.size).where(original.c.sha256 == first.sha256)
    is_new = first.state == "waiting" and not first.tries
    if not is_new or connection.execute(measured).scalar_one() > size:
        return [first]
    small = takewhile(lambda row: not row.tries and row.size <= size, connection.execute(query))
    return [first, *small]


def lease_uploads(
    connection: Connection, found: Sequence[Row[Any]], worker: str, seconds: float
) -> list[Upload]:
    """Give the files to a worker, each to be read from its start."""
    ids = [row.id for row in found]
    values = {
        **{"state": "reading", "worker": worker, "lease": clock(connection) + seconds},
        **{"tries": upload.c.tries + _died(), "new": 0, "duplicates": 0, "message": ""},
    }
    connection.execute(update(upload).where(upload.c.id.in_(ids)).values(values))
    own = upload_article.c.upload.in_(ids)
    connection.execute(update(upload_article).where(own).values(seen=0))
    return [_as_claimed(row) for row in found]


def _as_claimed(row: Row[Any]) -> Upload:
    columns = orjson.loads(row.columns) if row.columns else None
    return Upload(row.id, row.batch, row.name, row.sha256, count_tries(row) + 1, columns)


def lock_mine(connection: Connection, ids: Sequence[int], worker: str | None = None) -> set[int]:
    """Those of the files that are being read, by this worker if one is named; held from here on.

    Raises ArticleUnknown when there is no such file.
    """
    query = select(upload.c.id, upload.c.state, upload.c.worker).where(upload.c.id.in_(ids))
    rows = connection.execute(query.order_by(upload.c.id).with_for_update()).all()
    if missing := set(ids) - {row.id for row in rows}:
        raise ArticleUnknown(f"The upload {min(missing)}")
    return {r.id for r in rows if r.state == "reading" and worker in (None, r.worker)}


def keep_articles(
    connection: Connection, filled: Sequence[Filled], known: Mapping[str, Derived]
) -> Added:
    """Add articles of files, and count them: as new also those it added when it was read before.

    An article that comes twice counts as a duplicate the second time.
    """
    every = [one for file in filled for one in file.articles]
    if not every:
        return Added()
    added = insert_articles(connection, every, known)
    before = _find_kept(connection, [file.upload for file in filled], [one.id for one in every])
    rows: list[dict[str, Any]] = []
    again: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    unclaimed = set(added.new)
    for file in filled:
        ids = dict.fromkeys(one.id for one in file.articles)
        first = unclaimed.intersection(ids)
        unclaimed -= first
        unseen = [row for id in ids if (row := before.get((file.upload, id))) and not row.seen]
        new = first.union(row.article for row in unseen if row.new)
        others = [id for id in ids if (file.upload, id) not in before]
        rows += _rows(file.upload, others, first, added.relations)
        again += [{"of": row.upload, "which": row.article} for row in unseen]
        known_ones = len(file.articles) - len(new)
        counts.append({"of": file.upload, "fresh": len(new), "known": known_ones})
    _write_kept(connection, rows, again, counts)
    return added


def _write_kept(
    connection: Connection,
    rows: list[dict[str, Any]],
    again: list[dict[str, Any]],
    counts: list[dict[str, Any]],
) -> None:
    """Note which file gave which article, and how many each has by now."""
    own = upload_article.c.upload == bindparam("of")
    seen = update(upload_article).where(own, upload_article.c.article == bindparam("which"))
    more = {
        "new": upload.c.new + bindparam("fresh"),
        "duplicates": upload.c.duplicates + bindparam("known"),
    }
    if rows:
        connection.execute(insert(upload_article), rows)
    if again:
        connection.execute(seen.values(seen=1), again)
    connection.execute(update(upload).where(upload.c.id == bindparam("of")).values(more), counts)


def close_uploads(connection: Connection, filled: Sequence[Filled]) -> None:
    """Say how each file ended: with anything to be read `done`, else `rejected`."""
    own = upload_article.c.upload.in_([file.upload for file in filled]), upload_article.c.seen == 1
    given = set(
        connection.execute(select(upload_article.c.upload).where(*own).distinct()).scalars()
    )
    ended = [
        {
            "of": file.upload,
            "how": "done" if file.upload in given or file.aside else "rejected",
            "told": _tell(file, file.upload in given),
        }
        for file in filled
    ]
    if ended:
        closed = update(upload).where(upload.c.id == bindparam("of"))
        values: dict[str, Any] = {"state": bindparam("how"), "message": bindparam("told")}
        connection.execute(closed.values(values), ended)


def _tell(file: Filled, any_article: bool) -> str:
    told = [_sentence(one, any_article or bool(file.aside)) for one in file.rejections]
    if file.more:
        told.append(f"And {file.more:,} more of this kind.")
    return make_storable(" ".join(told)) or ("" if any_article else NOTHING)


def set_asking(connection: Connection, upload_id: int, found: Mapping[str, Any]) -> None:
    """Have the file wait for an analyst; `found`, which JSON can hold, is what there is to see."""
    set_upload(connection, upload_id, state="asking", asked=orjson.dumps(found).decode())


def set_upload(connection: Connection, upload_id: int, **values: object) -> None:
    """Change the row of a file."""
    connection.execute(update(upload).where(upload.c.id == upload_id).values(values))


def _find_kept(
    connection: Connection, uploads: Sequence[int], ids: Sequence[str]
) -> dict[tuple[int, str], Row[Any]]:
    """Of these articles those that a file gave before, in this reading or in one broken off."""
    found: dict[tuple[int, str], Row[Any]] = {}
    for chunk in in_chunks(ids):
        query = select(upload_article).where(
            upload_article.c.upload.in_(uploads), upload_article.c.article.in_(chunk)
        )
        found.update(((row.upload, row.article), row) for row in connection.execute(query))
    return found


def _rows(
    upload_id: int, ids: Sequence[str], new: set[str], relations: Relations
) -> Iterator[dict[str, Any]]:
    """A row for each article that the file did not give before."""
    for id in ids:
        relation, other, share = _relate(relations, id) if id in new else ("", "", 0.0)
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
