"""Articles of an imported library: labels are made again, and long ids are checked."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from components.corpus.article import label
from components.corpus.database.tables import article, article_text
from components.corpus.export.export_manifest import WrongExportError, show
from components.corpus.integrity.seals import resealed
from components.corpus.stored_ids import is_longer, read_digests


def settle_articles(connection: Connection, ids: Sequence[str]) -> None:
    """Make the labels of articles again. Raises WrongExportError for a false long id.

    A short id that is not that of the content keeps nothing out, since contents are compared when
    an article comes; a long one might leave none for the article whose id it is.
    """
    digests = read_digests(connection, filter(is_longer, ids))
    for id, digest in digests.items():
        if not digest.startswith(id):
            raise WrongExportError(f"article.jsonl: the id {show(id)} is not that of its content.")
    columns = article.c.id, article.c.title, article.c.label, article_text.c.text
    query = select(*columns).join(article_text).where(article.c.id.in_(ids))
    for row in connection.execute(query).all():
        if row.label != (wanted := label(row.title, row.text)):
            values = resealed(article, {"label": wanted})
            connection.execute(update(article).where(article.c.id == row.id).values(values))
