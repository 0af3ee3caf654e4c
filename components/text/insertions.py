"""What an editor put in square brackets: not the words of whoever is quoted."""

from __future__ import annotations

import re

from components.text.segment import Span

_BRACKET = re.compile(r"\[([^\[\]\n]{0,200})\]")
_CUTS = frozenset({"", "…", "...", ". . ."})


def find_insertions(text: str) -> list[Span]:
    """Spans of the brackets and what is in them, in order; letters of a word ([W]e) are none."""
    return [found.span() for found in _BRACKET.finditer(text) if not _is_within_a_word(found)]


def is_cut(insertion: str) -> bool:
    """Whether brackets hold nothing but the dots of a cut: [...]."""
    return insertion[1:-1].strip() in _CUTS


def without_insertions(text: str) -> str:
    """The text without them, letters of words freed of their brackets."""
    pieces, behind = [], 0
    for start, end in find_insertions(text):
        pieces.append(text[behind:start])
        behind = end
    return re.sub(r"[\[\]]", "", "".join([*pieces, text[behind:]]))


def _is_within_a_word(found: re.Match[str]) -> bool:
    text, inside = found.string, found[1]
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return inside.isalpha() and (before.isalpha() or after.isalpha())
