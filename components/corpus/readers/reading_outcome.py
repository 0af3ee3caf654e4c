"""What the reading of one file gives, and how it ended, in words for other ends than its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from components.corpus.article import Article, Fault, Rejection
from components.corpus.readers.detect_format import Format
from components.corpus.readers.drafts import Columns, Kind, Note, make_columns
from components.corpus.readers.joined_references import JoinedReferences
from components.corpus.readers.sandbox.protocol import NOT_THE_FILE
from components.corpus.readers.stream import Stream
from components.text.plural import agree


@dataclass(frozen=True)
class Table:
    """A table, not read, and what its columns may be; open until the next thing is asked for."""

    name: str
    content: Stream
    columns: Columns


Found = Article | Rejection | Note | Kind | Table
_ADVICE = "split it, or save it as plain text."
ENDED: dict[str, str] = {
    "time": "Reading it took more than {seconds:.0f} seconds of computing time and was stopped: "
    + _ADVICE,
    "memory": f"Reading it took too much memory and was stopped: {_ADVICE}",
    "size": f"It unpacks to far more than its size, so reading was stopped: {_ADVICE}",
    "crash": "The program that reads this format crashed on it. The file may be damaged: save it "
    "as plain text and load it again.",
    "late": "It could not be read completely in the time allowed, although little computing time "
    f"was used; {NOT_THE_FILE}. Try again when the computer is less busy.",
    "killed": "The computer stopped the program that was reading it, as it does when memory is "
    f"short; {NOT_THE_FILE}. Close other programs and try again.",
    "failed": "The program that reads files could not be started or was stopped; "
    f"{NOT_THE_FILE}. Try again; if that fails, restart Parallax.",
}
FAULTS: dict[str, Fault] = {"late": "unknown", "killed": "unknown", "failed": "program"}


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

    `captured` is the day on which it was fetched (ISO 8601), "" where that is not known.
    `references` are those of lists in the outermost file; `format` is the key of its format where
    the file around it tells that.
    """

    name: str
    sha256: str
    level: int = 0
    url: str = ""
    references: JoinedReferences = field(default_factory=JoinedReferences)
    format: str = ""
    captured: str = ""


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


def tell_partly(reason: str, articles: int, members: int) -> str:
    """The reason, after how many articles, or files within it, are kept in spite of it."""
    kept = articles or members
    if not kept:
        return reason
    one, many = ("article", "articles") if articles else ("file in it", "files in it")
    first = agree(kept, one, f"{kept:,} {many}")
    return f"Only the first {first} could be read. {reason}"
