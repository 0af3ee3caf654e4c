"""Tables of Zotero: each row is a reference, not an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.corpus.readers.drafts import Reference, Row
from components.corpus.readers.formats.references.entries import EntryFields, make_reference

_NAMES = {"Key", "Item Type", "Title", "Abstract Note", "Date Added"}
_PARTS = ("attachment", "note", "annotation")
_ZOTERO_FIELDS = EntryFields(
    title=("Title",),
    author=("Author",),
    source=("Publication Title", "Journal Abbreviation", "Publisher"),
    date=("Date",),
    url=("Url",),
    abstract=("Abstract Note",),
    doi=("DOI",),
    files=("File Attachments",),
    language=("Language",),
    details={"page": "Pages", "edition": "Edition", "section": "Section"},
)


def is_zotero(names: Sequence[str]) -> bool:
    """Whether these are the columns of a table of Zotero."""
    return {name.strip() for name in names} >= _NAMES


def read_reference(row: Row) -> Iterator[Reference]:
    """The reference of a row; attachments and notes, which have rows of their own, are none."""
    if row.values.get("Item Type", "").strip().casefold() in _PARTS:
        return
    values = {
        name: value.split(";") if name in ("Author", "File Attachments") else [value]
        for name, value in row.values.items()
        if value.strip()
    }
    yield from make_reference(values, _ZOTERO_FIELDS, row.place)
