"""Conversion: what a program of the machine made of a file, or why it did not."""

from __future__ import annotations

from dataclasses import dataclass

from components.corpus.article import Fault
from components.corpus.readers.drafts import Scan
from components.corpus.readers.sandbox.converters import is_bound
from components.corpus.readers.stream import Stream

_UNBOUND = (
    "This system cannot keep {program} from other files of yours (it has no Landlock): "
    "load such files only from sources that you trust."
)


@dataclass(frozen=True)
class ConversionTask:
    """A file to convert: the key of its format, the scan that it is, and its answered languages."""

    format: str
    scan: Scan | None = None
    languages: str = ""


@dataclass(frozen=True)
class Recognition:
    """How far the recognition of a scan has come: the page that is next, of all that are scanned.

    `pages` is 0 where their number is not known.
    """

    page: int
    pages: int

    def describe(self) -> str:
        """The same as a sentence."""
        page = f"page {self.page:,} of {self.pages:,}" if self.pages else "its page"
        return f"The text of {page} is being recognised."


@dataclass(frozen=True)
class Conversion:
    """What a program made of a file, and the key of the format in which it is read; or why not."""

    content: Stream | None = None
    format: str = ""
    notes: tuple[str, ...] = ()
    reason: str = ""
    fault: Fault = "file"


def note_unbound(program: str) -> tuple[str, ...]:
    """What is to be said of a program where the system cannot bind it: one sentence, or none."""
    return () if is_bound() else (_UNBOUND.format(program=program),)
