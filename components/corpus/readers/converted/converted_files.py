"""Files that a program of the machine turns into another first: which program for which."""

from __future__ import annotations

from components.corpus.readers.converted.conversion import Conversion
from components.corpus.readers.converted.old_word import convert_old_word
from components.corpus.readers.converted.text_recognition import recognise
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.sandbox.protocol import describe_failure
from components.corpus.readers.stream import Stream


def convert_file(key: str, stream: Stream, limits: Limits) -> Conversion:
    """What is made of a file whose format has this key (`old_word`, `picture`, `scan`)."""
    try:
        if key == "old_word":
            return convert_old_word(stream)
        return recognise(key, stream, limits)
    except OSError as problem:
        return Conversion(reason=describe_failure(problem), fault="program")
