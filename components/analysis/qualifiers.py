"""Words that qualify a number: as many as, at least, nearly."""

from __future__ import annotations

import re
from functools import cache

from components.analysis.figure_words import QUALIFIERS
from components.text.normal import fold
from components.text.segment import Span

_REACH = 24


def qualifier_before(text: str, start: int, language: str = "") -> tuple[Span, str]:
    """The words that qualify the number at `start` (as many as), and their sign.

    The longest that end right before the number, in `language` or, without one, in any that has
    rules; without such words an empty span at the number and "".
    """
    at = max(0, start - _REACH)
    found = _qualifiers(language).search(text, at, start)
    if found is None:
        return (start, start), ""
    return found.span("words"), _signs(language)[fold(found["words"])]


def sign_of(words: str) -> str:
    """The sign of words that qualify a number, in any language with rules; "" of other words."""
    return _signs("").get(" ".join(fold(words).split()), "")


@cache
def _signs(language: str) -> dict[str, str]:
    tables = [QUALIFIERS.get(language, {})] if language else QUALIFIERS.values()
    return {fold(words): sign for table in tables for words, sign in table.items()}


@cache
def _qualifiers(language: str) -> re.Pattern[str]:
    listed = sorted(_signs(language), key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, words.split())) for words in listed) or "(?!)"
    either = either.replace("'", "['’]")
    return re.compile(rf"(?<!\w)(?P<words>{either})\s+\Z", re.IGNORECASE)
