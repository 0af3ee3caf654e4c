"""By-lines: lines that hold nothing but who wrote a text."""

from __future__ import annotations

import re

_PARTICLE = r"(?:de|da|di|del|della|der|den|des|du|van|von|vom|zu|la|le|el|bin|ibn|al|y|e|dos)"
_NAME = rf"(?:[A-ZÀ-ÞĀ-Ž\u0400-\u042f][\w’'.-]*|{_PARTICLE})"
_AND = r"(?:and|und|et|y|e|og|och|en|i|и|та|і|&)"
_NAMES = rf"{_NAME}(?: {_NAME}){{1,4}}(?:(?:,| {_AND}|, {_AND}) {_NAME}(?: {_NAME}){{1,4}}){{0,5}}"
_BYLINE = re.compile(
    rf"(?:(?i:by|written by|von|par|por|di|door|av|af)|(?i:від|автори?|авторы|текст)\s?:?|"
    rf"(?i:text|texte|autor|autorin|auteur)\s?:) (?P<names>{_NAMES})"
    r"(?P<rest>(?: ?[|·•/,–—(-]| in ).{0,80})?"
)
_ONLY_NAMES = re.compile(_NAMES)
LONGEST = 160


def read_byline(line: str) -> tuple[str, str]:
    """The names in a by-line and what stands behind them; "" and "" for any other line."""
    found = _BYLINE.fullmatch(line) if len(line) < LONGEST else None
    return (" ".join(found["names"].split()), found["rest"] or "") if found else ("", "")


def are_names(line: str) -> bool:
    """Whether a line is nothing but the names of persons, with a by before them or without."""
    return bool(read_byline(line)[0] or _ONLY_NAMES.fullmatch(line))
