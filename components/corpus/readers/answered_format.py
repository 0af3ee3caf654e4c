"""Format of a file as an analyst wants it read, where that is possible; else as it is detected."""

from __future__ import annotations

from collections.abc import Mapping

from components.corpus.readers.analyst_answer import FORMAT
from components.corpus.readers.detect_format import (
    Choice,
    choose_format,
    format_of_key,
    refuse_size,
)
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.stream import Stream

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
