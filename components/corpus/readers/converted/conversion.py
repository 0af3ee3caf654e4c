"""Conversion: what a program of the machine made of a file, or why it did not."""

from __future__ import annotations

from dataclasses import dataclass

from components.corpus.article import Fault
from components.corpus.readers.sandbox.converters import is_bound
from components.corpus.readers.stream import Stream

_UNBOUND = (
    "This system cannot keep {program} from other files of yours (it has no Landlock): "
    "load such files only from sources that you trust."
)


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
