"""What the reading of one file gives, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from components.corpus.article import Article, Fault, Rejection
from components.corpus.readers.detect_format import Format
from components.corpus.readers.drafts import Columns, Kind, Note, make_columns
from components.corpus.readers.joined_references import JoinedReferences
from components.corpus.readers.sandbox.endings import ENDED
from components.corpus.readers.stream import Stream


@dataclass(frozen=True)
class Table:
    """A table, not read, and what its columns may be; open until the next thing is asked for."""

    name: str
    content: Stream
    columns: Columns


Found = Article | Rejection | Note | Kind | Table


@dataclass
class Outcome:
    """How the reading of one file ended, and what it gave."""

    reason: str = ENDED["crash"]
    fault: Fault = "file"
    broke_down: bool = False
    articles: int = 0
    members: int = 0
    refused: int = 0
    told: bool = False
    held: list[Found] = field(default_factory=list)
    columns: Columns | None = None
    kind: Kind | None = None
    is_scan: bool = False


@dataclass(frozen=True)
class NestedFile:
    """A file or one within it: full name, SHA-256 of the outermost file, level, where fetched.

    `references` are those of lists in the outermost file; `format` is the key of its format where
    the file around it tells that.
    """

    name: str
    sha256: str
    level: int = 0
    url: str = ""
    references: JoinedReferences = field(default_factory=JoinedReferences)
    format: str = ""


def name_kind(outcome: Outcome, chosen: Format) -> Kind:
    """What a file is, as its reader said, else by its format."""
    title = f"{chosen.title} of scanned pages" if outcome.is_scan else chosen.title
    return replace(outcome.kind or Kind(title), format=chosen.key)


def conclude(file: NestedFile, outcome: Outcome) -> Iterator[Found]:
    """What was held back of a file that was read to its end, or that there was nothing in it."""
    yield from outcome.held
    if not (outcome.articles or outcome.members or outcome.refused or outcome.told):
        reason = "It contains no article: choose a file with text in it."
        yield Rejection(file.name, reason)


def note_nature(message: dict[str, Any], outcome: Outcome) -> None:
    """Note the columns that have to be asked about, or what the file is."""
    if message["kind"] == "columns":
        outcome.columns = make_columns(message)
    else:
        outcome.kind = Kind(message["title"], message["parts"])
