"""Versions of results per article: on which fields of the article they rest."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, delete, not_, or_

from components.corpus.database.tables import result

_MARK = "["


def name_fields(version: str, fields: Iterable[str]) -> str:
    """The version with the fields on which the results rest: an edit of other fields leaves them.

    A version that names none is of results that every edit outdates.
    """
    return " ".join([version, *(f"{_MARK}{name}]" for name in sorted(fields))])


def delete_outdated(connection: Connection, id: str, edited: Iterable[str]) -> None:
    """Delete the results of an article, and their faults, that rest on one of the edited fields."""
    version = result.c.version
    named = [version.contains(f"{_MARK}{name}]", autoescape=True) for name in edited]
    rests = or_(not_(version.contains(_MARK, autoescape=True)), *named)
    connection.execute(delete(result).where(and_(result.c.article == id, rests)))
