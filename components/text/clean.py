"""The door: what foreign text must lose before anything else looks at it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

LONGEST_RUN_OF_MARKS = 30
"""Combining marks kept on one letter, as in the stream-safe format of UAX #15.

Without a limit NFC takes time in the square of the run: 51 s for 400 kB.
"""

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Cleaned:
    """Text that every database, parser and browser accepts.

    `replaced` counts the characters that were lost: broken ones now shown as U+FFFD, control
    characters and surplus combining marks. New line ends and composed accents are not a loss.
    """

    text: str
    replaced: int


def clean(text: str) -> Cleaned:
    """Mend `text` at the door: linear in its length; empty stays empty; cleaning twice is once.

    Lone surrogates become U+FFFD, control characters except tab and line feed go, all line ends
    become a line feed, runs of combining marks are cut to 30, and the rest is composed to NFC.
    """
    text, broken = _mend_surrogates(text)
    text, controls = _CONTROL.subn("", text)
    text = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    text, marks = _cap_marks(text)
    # NFC takes some single marks apart into two, so the runs are counted once more.
    text, more = _cap_marks(unicodedata.normalize("NFC", text))
    return Cleaned(text, broken + controls + marks + more)


def is_within_marks(text: str) -> bool:
    """Whether no letter has more combining marks than `clean` leaves it."""
    return _cap_marks(text)[1] == 0


def _mend_surrogates(text: str) -> tuple[str, int]:
    """Join surrogate pairs into the character they mean, and replace those that stand alone."""
    try:
        text.encode()
    except UnicodeEncodeError:
        pass
    else:
        return text, 0
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _SURROGATE.subn("\ufffd", joined)


def _cap_marks(text: str) -> tuple[str, int]:
    if text.isascii() or _marks().isdisjoint(text):
        return text, 0
    capped = _run_of_marks().sub(r"\1", text)
    return capped, len(text) - len(capped)


@cache
def _marks() -> frozenset[str]:
    return frozenset(chr(c) for c in range(0x300, 0x1E950) if unicodedata.combining(chr(c)))


@cache
def _run_of_marks() -> re.Pattern[str]:
    marks = "".join(sorted(_marks()))
    return re.compile(f"([{marks}]{{{LONGEST_RUN_OF_MARKS}}})[{marks}]+")
