"""Empty the bin: the only way anything leaves a library."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from components.corpus.database import lock_counter, set_counter
from components.corpus.derived import drop_derived
from components.corpus.intake import in_chunks
from components.corpus.schema import article, original_part, result, upload

UNFINISHED = ("waiting", "delayed", "reading", "asking", "rejected", "cancelled")


def delete_removed(connection: Connection) -> list[str]:
    """Delete what lies in the bin, with its history, notes, tags and files; gives the ids.

    A file goes when no article and no unfinished upload needs it. That it came once is remembered,
    so a folder that is read again does not bring it back.
    """
    revision = lock_counter(connection, "articles")
    lock_counter(connection, "originals")
    query = select(article.c.id).where(article.c.removed.is_not(None)).order_by(article.c.number)
    ids = list(connection.execute(query).scalars())
    files: set[str] = set()
    for chunk in in_chunks(ids):
        chosen = article.c.id.in_(chunk)
        files.update(connection.execute(select(article.c.sha256).where(chosen)).scalars())
        drop_derived(connection, chunk)
        connection.execute(delete(result).where(result.c.article.in_(chunk)))
        connection.execute(delete(article).where(chosen))
    for chunk in in_chunks(sorted(files)):
        _empty_files(connection, chunk)
    if ids:
        set_counter(connection, "articles", revision + 1)
    return ids


def _empty_files(connection: Connection, files: list[str]) -> None:
    of_articles = select(article.c.sha256).where(article.c.sha256.in_(files))
    of_uploads = select(upload.c.sha256).where(
        upload.c.sha256.in_(files), upload.c.state.in_(UNFINISHED)
    )
    gone = delete(original_part).where(
        original_part.c.sha256.in_(files),
        original_part.c.sha256.not_in(of_articles),
        original_part.c.sha256.not_in(of_uploads),
    )
    connection.execute(gone)
