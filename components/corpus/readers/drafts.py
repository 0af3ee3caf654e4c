"""Drafts, and what else the reader of a format gives; `Reader` is what such a reader has to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, BinaryIO

from components.corpus.readers.sandbox.limits import Limits


class UnreadableError(Exception):
    """The whole file cannot be read; the message is one sentence for a person."""


@dataclass(frozen=True)
class Draft:
    """An article as the file gives it: not yet cleaned or shaped, unknown fields empty.

    `language` is filled only when the file states it. `place` says where in the file it stands
    ("row 7") and is empty when the file is one article.

    `bases` and `details` are those of the article, see there; a reader fills a basis for each field
    that it fills. `made` and `made_by` are the day on which a document was made and the account of
    its maker: they count only where nothing else tells day or author. `modified` is the day of the
    last change that a page states, no day of publication. `day_words` is the day as the file writes
    it, where the reader has not read it or could not: it is read when the draft is finished, and
    then holds what the day rests on if that is three numbers. `basis` is filled when the draft is
    finished: what `published` rests on.
    """

    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    published: date | None = None
    language: str = ""
    url: str = ""
    place: str = ""
    basis: str = ""
    bases: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    made: date | None = None
    made_by: str = ""
    modified: date | None = None
    day_words: str = ""


@dataclass(frozen=True)
class Reference:
    """What a list of references says of a work whose text may stand in another file.

    `draft` has the abstract as its text, if there is one; `files` are the paths of the text as they
    are written, `doi` its identifier in small letters, "" where there is none.
    """

    draft: Draft
    files: tuple[str, ...] = ()
    doi: str = ""


@dataclass(frozen=True)
class Refused:
    """A part of a file that cannot be read, with the reason as a sentence that names the part.

    `member` is the name of a file within the file, when the part is one; the reason then need not
    name it.
    """

    reason: str
    member: str = ""


@dataclass(frozen=True)
class Note:
    """Something a person should know about a file that was read.

    `is_outcome` when it is all that the file is for, so that a file without an article is not said
    to be wrong.
    """

    sentence: str
    is_outcome: bool = False


@dataclass(frozen=True)
class Kind:
    """What a file is, where its reader knows more than its format: "a Factiva export, HTML".

    `parts` names what else it could be divided into ("chapters"), where it was read as one article
    and `analyst_answer.answered(PARTS) == SPLIT` divides it. `format` is the key of the format it
    was read as, `references` counts those of lists in it; readers leave both empty.
    """

    title: str
    parts: str = ""
    format: str = ""
    references: int = 0


@dataclass(frozen=True)
class Scan:
    """The file is pictures of pages, whose text has still to be recognised outside."""


@dataclass(frozen=True)
class Member:
    """A file within a file, still to be read: by whom and as what is decided outside.

    `chunks` may raise UnreadableError; then nothing of the member counts. `url` is where it was
    fetched and `captured` the day of that (ISO 8601), if they are known, `format` the key of its
    format where the file around it tells that.
    """

    name: str
    chunks: Iterable[bytes]
    url: str = ""
    format: str = ""
    captured: str = ""


BY_KIND = "kind of file"
"""In `Row.fields` the name of what every file of its maker has in common."""


@dataclass(frozen=True)
class Row:
    """The named values of one row of a table, or of one object, and where it stands.

    Of a file whose maker is known `fields` says which name is which field of an article ("" for
    none), `of` who the maker is, and `details` are those of the article.
    """

    values: Mapping[str, str]
    place: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Columns:
    """The columns of a table, and which field of an article each is proposed for.

    `names` are in the order of the file; `fields` maps `text`, `title`, `source`, `author`,
    `date`, `url` and `language`, as far as found, to one of them; `rows` are the first, their
    values cut. `is_certain` when the column of the texts is known by its name: else the fields rest
    on what stands in the columns, and have no `text` when nothing there is long enough. `problem`
    says why a file cannot be read as its columns are.
    """

    names: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Mapping[str, str], ...] = ()
    is_certain: bool = False
    problem: str = ""
    lists: Mapping[str, Columns] = field(default_factory=dict)
    count: int = 0

    @property
    def are_open(self) -> bool:
        """Whether an analyst can and has to say which column is what."""
        return not self.is_certain and "text" in self.fields


def make_columns(said: Mapping[str, Any]) -> Columns:
    """The columns that came as JSON."""
    known = {name.name: said[name.name] for name in fields(Columns)}
    lists = {key: make_columns(columns) for key, columns in said["lists"].items()}
    parts = {"names": tuple(said["names"]), "rows": tuple(said["rows"]), "lists": lists}
    return Columns(**known | parts)


Result = Draft | Reference | Refused | Note | Kind | Member | Columns | Scan
Results = Iterator[Result]
Rows = Iterator[Row | Draft | Reference | Refused | Note | Kind | Columns]


@dataclass(frozen=True)
class Reader:
    """How a format is read in the confined child; it has one of `whole`, `rows` and `stream`.

    - `whole(data)`: all that is in the bytes of a file;
    - `rows(stream, columns)`: the rows of a table, piece by piece; `columns` maps fields of an
      article to names as the analyst answered, and `names` is what its names are called there
      ("column");
    - `stream(stream, limits)`: what is in a file, piece by piece.

    All may raise UnreadableError. `sample` makes a small file of ours. It is read once before any
    child is forked, so that whatever is imported and built on the way is there for every file:
    what only this format needs is imported within its functions when a module has several.
    """

    sample: Callable[[], bytes]
    whole: Callable[[bytes], Results] | None = None
    rows: Callable[[BinaryIO, Mapping[str, str]], Rows] | None = None
    stream: Callable[[BinaryIO, Limits], Results] | None = None
    names: str = ""
