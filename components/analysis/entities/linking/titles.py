"""Titles before persons' names, and the names that follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.analysis.entities.name_tables import words

_BEFORE_NAME = re.compile(
    rf"\b(?:{'|'.join(sorted(words('titles_of_persons_only')))})\b\.?[ \xa0](?=[^\W\d_a-z])"
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
# A name set off by a comma from what the person is: `Ann Lee, a senior adviser`.
_DESCRIBED = re.compile(
    r"(?<![\w.-])(?P<name>[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}| [A-Z]\.){1,3}), "
    r"(?:(?:an?|the|his|her|its|their|one|who)\b|[A-Z][\w.-]{1,30}['’]s\b)(?P<what>[^,.;:\n]{1,60})"
)
_MOST_WORDS = 5


def after_titles(name: str) -> int:
    """How many characters of a name are titles (`U.S. President Joe Biden`: 15); 0 when all are."""
    titles, opening = words("words_of_titles"), words("words_before_titles")
    at = 0
    seen_title = False
    for match in re.finditer(r"\S+\s*", name):
        word = match.group().rstrip().rstrip(".").lower()
        if match.end() == len(name):
            break
        if word not in titles and (word.removeprefix("then-") not in opening or seen_title):
            break
        seen_title = word in titles
        if seen_title:
            at = match.end()
    return at


def titled_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the names that follow a title which only persons bear; titles outside."""
    for match in _BEFORE_NAME.finditer(text):
        end = _name_end(text, match.end())
        start = match.end() + after_titles(text[match.end() : end])
        if end > start and text[start:end].rstrip(".").lower() not in words("words_of_titles"):
            yield start, end


def described_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of names of two words or more that an apposition with a role makes a person's."""
    for match in _DESCRIBED.finditer(text):
        what = match["what"].lower().split()
        if words("never_names") & set(match["name"].split()):
            continue
        if any(word.removesuffix("s") in words("roles") for word in what):
            yield match.span("name")


def is_particle(word: str) -> bool:
    """Whether a word belongs to the family name after it (von, bin)."""
    return word.lower() in words("particles")


def _name_end(text: str, start: int) -> int:
    at, end = start, start
    for _ in range(_MOST_WORDS):
        word = _NAME_WORD.match(text, at)
        if word is None:
            break
        plain = _bare(word.group())
        if plain in words("never_names") or not (plain[:1].isupper() or is_particle(plain)):
            break
        initial = len(plain) == 1 and word.group().endswith(".")
        if plain[:1].isupper():
            end = at + len(plain) + initial
        whole = at + len(plain) + initial == word.end()
        if not whole or text[word.end() : word.end() + 1] not in (" ", "\xa0"):
            break
        at = word.end() + 1
    return end


def _bare(word: str) -> str:
    return word.rstrip(".").removesuffix("’s").removesuffix("'s")
