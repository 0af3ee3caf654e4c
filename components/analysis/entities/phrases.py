"""Find any of many known phrases in a text, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+")
_OPENING = re.compile(r"(?<![^\W_])[^\W_a-z][^\W_]*")
_GLUED_BEFORE = frozenset("@#/_")


@dataclass
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    phrases: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Phrases:
    """Phrases ready to be searched for, as written: case and punctuation count."""

    _root: _Node

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Spans of the longest phrases in text[start:end], left to right, not overlapping.

        A phrase stands for itself only as whole words, so `Iran` is not found in `Iranian`. Time is
        linear in the text, whatever the number of phrases.
        """
        stop = len(text) if end is None else end
        openings = self._root.following
        free = start
        for match in _OPENING.finditer(text, start, stop):
            begin = match.start()
            if match.group() not in openings or begin < free:
                continue
            close = self._longest(text, begin, stop)
            if close and text[begin - 1 : begin] not in _GLUED_BEFORE:
                yield begin, close
                free = close

    def _longest(self, text: str, begin: int, stop: int) -> int:
        """Where the longest phrase that begins at a word ends; 0 when none does."""
        node: _Node | None = self._root
        close = 0
        for word in _WORD.finditer(text, begin, stop):
            node = node.following.get(word.group()) if node else None
            if node is None:
                break
            for phrase in node.phrases:
                last = begin + len(phrase)
                if last <= stop and _stands_alone(text, last) and text.startswith(phrase, begin):
                    close = max(close, last)
        return close


def _stands_alone(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return not (after.isalnum() or after in ("_", "$"))


def known_phrases(phrases: Iterable[str]) -> Phrases:
    """Prepare phrases for searching; those that begin with a small letter are never found."""
    root = _Node()
    for phrase in phrases:
        node = root
        for word in _WORD.findall(phrase):
            node = node.following.setdefault(word, _Node())
        if node is not root and phrase not in node.phrases:
            node.phrases.append(phrase)
    return Phrases(root)
