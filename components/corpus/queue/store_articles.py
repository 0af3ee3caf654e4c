"""Outcomes of reading: the articles of a claimed file are stored, and the file is finished.

Articles, their counts and the state of the file are stored in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from components.corpus.add_articles import Added, Derived, insert_articles, prepare
from components.corpus.article import Article, Rejection, make_storable
from components.corpus.database.connection import clock, in_chunks
from components.corpus.database.errors import ArticleUnknown
from components.corpus.database.tables import upload, upload_article
from components.corpus.near_duplicates import Relations
from components.corpus.queue.leases import LEASE, NOW, Claims, set_upload
from components.corpus.queue.read_again import keep_earlier, replace_earlier
from components.corpus.queue.understanding import (
    Understanding,
    read_understanding,
    write_understanding,
)

NOTHING = "No article was found in this file."


@dataclass(frozen=True)
class Filled:
    """A claimed file that was read to its end: the last of its articles, and its rejections.

    `more` counts rejections that are not listed, `aside` tables in it that became files of the
    queue, with a question about their columns. `understood` says what the file was taken for.
    """

    upload: int
    articles: Sequence[Article] = ()
    rejections: Sequence[Rejection] = ()
    more: int = 0
    aside: int = 0
    understood: Understanding = field(default_factory=Understanding)


class Outcomes(Claims):
    """What a worker does with claimed files: keep articles, and finish."""

    def keep(
        self, upload_id: int, worker: str, articles: Sequence[Article], seconds: float = LEASE
    ) -> Added | None:
        """Add some of the articles of a file that is still being read, and renew its lease.

        None, with nothing added, when the file was cancelled or leased to another worker meanwhile.
        If the worker dies, these articles are recognised when the file is read again.
        """
        prepared = prepare(self._database, articles)
        with self._database.writing() as connection:
            if not lock_mine(connection, [upload_id], worker):
                return None
            added = _keep_articles(connection, [Filled(upload_id, articles)], prepared)
            set_upload(connection, upload_id, lease=clock(connection) + seconds)
            return added

    def finish(
        self,
        upload_id: int,
        articles: Sequence[Article],
        rejections: Sequence[Rejection] = (),
        more: int = 0,
    ) -> Added:
        """Add the last articles of a file and finish it, both or neither.

        Nothing is added when the file was cancelled, or finished by another worker, meanwhile. The
        state becomes `done` if it has articles, now or from `keep`, else `rejected`; rejections
        become its message. `more` counts rejections that are not listed.
        """
        return self.finish_some([Filled(upload_id, articles, rejections, more)])

    def finish_some(self, filled: Sequence[Filled]) -> Added:
        """The same for several files, all or none."""
        prepared = prepare(self._database, [one for file in filled for one in file.articles])
        with self._database.writing() as connection:
            mine = lock_mine(connection, [file.upload for file in filled])
            held = [file for file in filled if file.upload in mine]
            added = _keep_articles(connection, held, prepared)
            _close_uploads(connection, held)
            return added


def lock_mine(connection: Connection, ids: Sequence[int], worker: str | None = None) -> set[int]:
    """Lock the rows of files; gives those that are being read, by this worker if one is named.

    Raises ArticleUnknown for a file that is not there.
    """
    query = select(upload.c.id, upload.c.state, upload.c.worker).where(upload.c.id.in_(ids))
    rows = connection.execute(query.order_by(upload.c.id).with_for_update()).all()
    if missing := set(ids) - {row.id for row in rows}:
        raise ArticleUnknown(f"The upload {min(missing)}")
    return {r.id for r in rows if r.state == "reading" and worker in (None, r.worker)}


def _keep_articles(
    connection: Connection, filled: Sequence[Filled], prepared: Mapping[str, Derived]
) -> Added:
    """Add articles of files and count them per file.

    An article counts as new also when the file added it in an earlier, unfinished reading; one
    that comes twice is a duplicate the second time.
    """
    every = [one for file in filled for one in file.articles]
    if not every:
        return Added()
    added = insert_articles(connection, every, prepared)
    before = _find_kept(connection, [file.upload for file in filled], added.ids)
    rows: list[dict[str, Any]] = []
    again: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    unclaimed, stored = set(added.new), iter(added.ids)
    for file in filled:
        ids = dict.fromkeys(islice(stored, len(file.articles)))
        first = unclaimed.intersection(ids)
        unclaimed -= first
        kept = [row for id in ids if (row := before.get((file.upload, id)))]
        unseen = [row for row in kept if row.seen not in NOW]
        new = first.union(row.article for row in unseen if row.new)
        others = [id for id in ids if (file.upload, id) not in before]
        rows += _make_rows(file.upload, others, first, added.relations)
        again += [{"of": row.upload, "which": row.article} for row in unseen]
        known_ones = len(file.articles) - len(new)
        counts.append({"of": file.upload, "fresh": len(new), "known": known_ones})
    _write_kept(connection, rows, again, counts)
    return added


def _find_kept(
    connection: Connection, uploads: Sequence[int], ids: Sequence[str]
) -> dict[tuple[int, str], Row[Any]]:
    """The articles that files gave before, in this reading or an unfinished one."""
    found: dict[tuple[int, str], Row[Any]] = {}
    for chunk in in_chunks(ids):
        query = select(upload_article).where(
            upload_article.c.upload.in_(uploads), upload_article.c.article.in_(chunk)
        )
        found.update(((row.upload, row.article), row) for row in connection.execute(query))
    return found


def _make_rows(
    upload_id: int, ids: Sequence[str], new: set[str], relations: Relations
) -> Iterator[dict[str, Any]]:
    """New rows of `upload_article`."""
    for id in ids:
        relation, other, share = _relate(relations, id) if id in new else ("", "", 0.0)
        yield {
            **{"upload": upload_id, "article": id, "new": int(id in new), "seen": 1},
            **{"relation": relation, "other": other, "share": share},
        }


def _relate(relations: Relations, id: str) -> tuple[str, str, float]:
    """The closest relation of a new article to an earlier one: kind, id and share, 0 to 1."""
    if id in relations.same_text:
        return "same", relations.same_text[id], 1.0
    near, share = relations.near.get(id, ("", 0.0))
    if id in relations.versions:
        other = relations.versions[id]
        return "version", other, share if near == other else 0.0
    return ("near", near, share) if near else ("", "", 0.0)


def _write_kept(
    connection: Connection,
    rows: list[dict[str, Any]],
    again: list[dict[str, Any]],
    counts: list[dict[str, Any]],
) -> None:
    """Store which file gave which article, and raise the counts of the files."""
    own = upload_article.c.upload == bindparam("of")
    seen = update(upload_article).where(own, upload_article.c.article == bindparam("which"))
    more = {
        "new": upload.c.new + bindparam("fresh"),
        "duplicates": upload.c.duplicates + bindparam("known"),
    }
    if rows:
        connection.execute(insert(upload_article), rows)
    if again:
        connection.execute(seen.values(seen=upload_article.c.seen + 1), again)
    connection.execute(update(upload).where(upload.c.id == bindparam("of")).values(more), counts)


def _close_uploads(connection: Connection, filled: Sequence[Filled]) -> None:
    """Set the final state of files: `done` with articles or tables set aside, else `rejected`."""
    numbers = [file.upload for file in filled]
    own = upload_article.c.upload.in_(numbers), upload_article.c.seen.in_(NOW)
    given = set(
        connection.execute(select(upload_article.c.upload).where(*own).distinct()).scalars()
    )
    known = select(upload.c.id, upload.c.understood).where(upload.c.id.in_(numbers))
    before = {row.id: read_understanding(row.understood) for row in connection.execute(known)}
    told = [_end(connection, file, file.upload in given, before[file.upload]) for file in filled]
    ended = [one for one in told if one]
    if ended:
        closed = update(upload).where(upload.c.id == bindparam("of"))
        values: dict[str, Any] = {"state": bindparam("how"), "message": bindparam("reasons")}
        connection.execute(closed.values({**values, "understood": bindparam("as")}), ended)


def _end(
    connection: Connection, file: Filled, any_article: bool, before: Understanding
) -> dict[str, Any]:
    """The final state of a file; when it was read again, its earlier articles are replaced.

    Empty for one that is as it was before, since it gave no article when it was read again.
    """
    message, understood = _write_message(file, any_article), file.understood
    if before.again and not any_article:
        if keep_earlier(connection, file.upload, message):
            return {}
    elif before.again:
        replaced = replace_earlier(connection, file.upload, before.again)
        understood = replace(understood, replaced=replaced, earlier=before.earlier)
    is_read = any_article or file.aside
    return {
        **{"of": file.upload, "how": "done" if is_read else "rejected", "reasons": message},
        "as": write_understanding(replace(understood, message=message)),
    }


def _write_message(file: Filled, any_article: bool) -> str:
    told = [_write_reason(one, any_article or bool(file.aside)) for one in file.rejections]
    if file.more:
        told.append(f"And {file.more:,} more of this kind.")
    return make_storable(" ".join(told)) or ("" if any_article else NOTHING)


def _write_reason(rejection: Rejection, among_others: bool) -> str:
    return f"{rejection.name}: {rejection.reason}" if among_others else rejection.reason
