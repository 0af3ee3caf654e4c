"""What an analyst answers on how a file is read: as which format, and what its reader asks for."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType

from components.corpus.readers.detect_format import (
    Choice,
    choose_format,
    format_of_key,
    refuse_size,
)
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.stream import Stream

FORMAT, PARTS, DAYS, LANGUAGES = "format", "parts", "days", "languages"
"""What an answer may have beside the columns of a table: the key of the format to read a file as;
`ONE` for the whole file as one article; the order of days of three numbers,
`dmy` or `mdy`; the languages of a scan as Tesseract names them, `deu+fra`, or `ASK` to be given
them as a question."""
ONE, ASK = "one", "?"
WANTED_PAGES = "pages"
"""What Parallax itself answers when pages of a scan are drawn: their numbers from 0, with blanks
between them."""
ORDERS = ("dmy", "mdy")

_given: ContextVar[Mapping[str, str]] = ContextVar("answer", default=MappingProxyType({}))


def set_answer(answer: Mapping[str, str]) -> None:
    """Note the answer on the file that is read now; empty when nobody was asked."""
    _given.set(answer)


def answered(name: str) -> str:
    """What was answered on the file that is read now, "" for nothing."""
    return _given.get().get(name, "")


READ_AS = (
    *("plain", "markdown", "webpage", "csv", "json", "xml", "mail", "mailbox", "wire"),
    "references",
)
"""Keys of the formats that are made of letters: a file in one of them may be read as another."""
DIVIDED = ("plain", "webpage", "rtf", "word", "opendocument", "pdf", "epub")
"""Keys of the formats whose files may be read as one article though they have several."""


def choose_answered_format(
    name: str, stream: Stream, limits: Limits, answer: Mapping[str, str], told: str = ""
) -> Choice:
    """The format in the answer if the file has letters, or an ending that is not known.

    `told` is as for `choose_format`.
    """
    choice, wanted = choose_format(name, stream, limits, told), answer.get(FORMAT, "")
    detected = choice.format.key if choice.format else ""
    if wanted not in READ_AS or detected not in (*READ_AS, "") or not stream.size:
        return choice
    chosen = format_of_key(wanted)
    problem = refuse_size(chosen, stream.size, limits)
    return Choice(None, problem) if problem else Choice(chosen)
