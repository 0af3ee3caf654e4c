"""Where a name begins and ends: signs, articles, titles and possessives stay outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from components.analysis.entities.read_tables import words
from components.analysis.entities.titles import after_titles

TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT"})
_LONGEST_NAME = 150
_HEADLINE_SHARE = 0.78
_EDGE = " \t\r\n\xa0\"'“”‘’„«»‹›(),;:[]{}…—–-*|•·"
_ARTICLES = ("the ", "The ", "THE ", "a ", "A ", "an ", "An ")
_POSSESSIVES = ("'s", "’s", "'S", "’S")
_TITLE_SIGNS = re.compile(r"[^\W\d_][\w’'.-]*")


class Found(NamedTuple):
    """A name found in one text, with its type and why it has it ('' when the model says so)."""

    start: int
    end: int
    type: str


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without signs at its edges, article and possessive; may be empty.

    A span that runs over a line end is cut there.
    """
    line = text.find("\n", start, end)
    end = line if line > start else end
    while start < end and text[start] in _EDGE:
        start += 1
    end = _before_signs(text, start, end)
    for article in _ARTICLES:
        if text.startswith(article, start, end):
            start += len(article)
            break
    if text.endswith(_POSSESSIVES, start, end):
        end = _before_signs(text, start, end - 2)
    return start, end


def trim_person(text: str, start: int, end: int) -> tuple[int, int]:
    """A person's span without the titles before the name; unchanged when nothing else is left."""
    titles = after_titles(text[start:end])
    return start + titles, end


def usable(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Found]:
    """The trimmed spans of the types that count and of languages, in order and in bounds."""
    found = []
    for start, end, label in spans:
        if label not in TYPES and label != "LANGUAGE":
            continue
        start, end = trim(text, max(0, start), min(end, len(text)))
        if label == "PERSON":
            start, end = trim_person(text, start, end)
        if 0 < end - start <= _LONGEST_NAME and any(sign.isalnum() for sign in text[start:end]):
            found.append(Found(start, end, label))
    return sorted(found)


def title_case_lines(text: str) -> list[tuple[int, int]]:
    """Lines written in Title Case or capitals, where capital letters tell a model nothing."""
    small = words("small_in_headlines")
    lines = []
    start = 0
    for line in text.split("\n"):
        signs = [word for word in _TITLE_SIGNS.findall(line[:1000]) if word.lower() not in small]
        if 5 <= len(signs) <= 30 and not line.lstrip().startswith("By "):
            capitals = sum(word[0].isupper() for word in signs)
            if capitals >= _HEADLINE_SHARE * len(signs):
                lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


class Room:
    """Which characters of a text already belong to a name."""

    def __init__(self, length: int, taken: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = bytearray(length)
        for start, end in taken:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Mark a span as belonging to a name."""
        self._taken[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no character of a span belongs to a name yet."""
        return self._taken.find(1, start, end) < 0


def _before_signs(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return end
