"""Letters garbled by a wrong encoding, corrected; and values of fields as one line."""

from __future__ import annotations

from ftfy import fix_encoding
from ftfy.badness import is_bad

from components.text.normalisation import clean

# As usual in clean text as ASCII is; where there is nothing else, nothing is garbled.
_TYPOGRAPHIC = "‘’“”–—…"
_LONGEST_VALUE = 2_000


def correct_letters(text: str) -> tuple[str, int]:
    """The text with its garbled lines corrected, and how many of them there were.

    A line is taken for garbled only when it has sequences of letters that hardly stand together in
    any language; two words in one line may be too few to tell.
    """
    if _is_usual(text):
        return text, 0
    lines = text.split("\n")
    corrected = [
        line if _is_usual(line) or not is_bad(line) else fix_encoding(line) for line in lines
    ]
    return "\n".join(corrected), sum(a != b for a, b in zip(lines, corrected, strict=True))


def _is_usual(text: str) -> bool:
    # To look for what is garbled takes longer than all else that is done with a text.
    for mark in _TYPOGRAPHIC:
        text = text.replace(mark, "")
    return text.isascii()


def make_line(value: str) -> str:
    """A value as one clean line, cut where it is very long."""
    return " ".join(clean(value).text.split())[:_LONGEST_VALUE]


# Under these, letters of Windows are signs: ÷ for ö, ³ for ü.
_OF_DOS = ("cp437", "cp850", "cp852", "cp857", "cp860", "cp861", "cp863", "cp865")


def has_windows_letters(sample: bytes, encoding: str) -> bool:
    """Whether bytes taken for an encoding of DOS have more letters in that of Windows."""
    return encoding in _OF_DOS and _count_letters(sample, "cp1252") > _count_letters(
        sample, encoding
    )


def _count_letters(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, "replace")
    return sum(letter.isalpha() for letter in text if not letter.isascii())
