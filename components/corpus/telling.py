"""Which article, note, verdict or edit a row is, in words that lead a person to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from components.corpus.schema import article, change, note, tag, upload, verdict
from components.corpus.sealing import Broken
from components.text.plural import agree

_SHOWN = 60
# Fields whose columns are called otherwise than what they are to a reader.
_FIELDS = {
    "published": "day",
    "sha256": "checksum of its file",
    "label": "short name",
    "words": "number of words",
    "added": "time of arrival",
    "removed": "place in the bin",
    "basis": "basis of its date",
    "place": "place in its file",
    "url": "address",
    "name": "file name",
    "who": "author",
    "made": "moment",
    "old": "old value",
    "new": "new value",
    "start": "beginning",
    "end": "end",
    "batch": "batch",
}


def name_broken(connection: Connection, broken: Broken) -> str:
    """A sentence that names the row and those of its fields that are not as they were stored."""
    named = _NAMES[broken.table.name](connection, broken.row)
    if not broken.fields:
        return f"{named}: it has changed since it was stored."
    words = [_field(broken, name) for name in broken.fields]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    verb = agree(len(words), "has changed since it was", "have changed since they were")
    return f"{named}: its {listed} {verb} stored."


def _field(broken: Broken, name: str) -> str:
    if broken.table is article and name == "author":
        return "author"
    return _FIELDS.get(name, name)


def _name_article(_: Connection, row: Mapping[str, Any]) -> str:
    return f"The article “{_short(row['title'] or row['label'])}” ({row['id']})"


def _name_note(connection: Connection, row: Mapping[str, Any]) -> str:
    return f"A note{_by(row)} on “{_title(connection, row)}”, “{_short(row['text'])}”"


def _name_tag(connection: Connection, row: Mapping[str, Any]) -> str:
    return f"The tag “{_short(row['tag'])}” on “{_title(connection, row)}”"


def _name_change(connection: Connection, row: Mapping[str, Any]) -> str:
    return f"An edit{_by(row)} of the {_short(row['field'])} of “{_title(connection, row)}”"


def _name_verdict(_: Connection, row: Mapping[str, Any]) -> str:
    about = f"on {_short(row['kind'])} {_short(row['key'])}"
    return f"A verdict{_by(row)} {about}, “{_short(row['value'])}”"


def _name_upload(_: Connection, row: Mapping[str, Any]) -> str:
    return f"The record of the added file “{_short(row['name'])}”"


_NAMES = {
    article.name: _name_article,
    note.name: _name_note,
    tag.name: _name_tag,
    change.name: _name_change,
    verdict.name: _name_verdict,
    upload.name: _name_upload,
}


def _title(connection: Connection, row: Mapping[str, Any]) -> str:
    query = select(article.c.label).where(article.c.id == row["article"])
    return _short(connection.execute(query).scalar() or row["article"])


def _by(row: Mapping[str, Any]) -> str:
    return (f" by {_short(row['who'])}" if row["who"] else "") + f" of {row['made'][:10]}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
