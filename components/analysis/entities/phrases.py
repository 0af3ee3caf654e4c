"""Find any of many known phrases in a text, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+")
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
        words = [match.span() for match in _WORD.finditer(text, start, stop)]
        openings = self._root.following
        free = start
        for number, (begin, after) in enumerate(words):
            if text[begin:after] not in openings or begin < free:
                continue
            close = self._longest(text, words, number, stop)
            if close and text[begin - 1 : begin] not in _GLUED_BEFORE:
                yield begin, close
                free = close

    def _longest(self, text: str, words: list[tuple[int, int]], number: int, stop: int) -> int:
        """Where the longest phrase that begins with one of the words ends; 0 when none does."""
        begin = words[number][0]
        node, close = self._root, 0
        for at in range(number, len(words)):
            step = node.following.get(text[slice(*words[at])])
            if step is None:
                break
            node = step
            for phrase in node.phrases:
                last = begin + len(phrase)
                if last <= stop and _stands_alone(text, last) and text.startswith(phrase, begin):
                    close = max(close, last)
        return close


def _stands_alone(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return not (after.isalnum() or after in ("_", "$"))


def known_phrases(phrases: Iterable[str]) -> Phrases:
    """Prepare phrases for searching; a phrase has to begin with a letter or a digit."""
    root = _Node()
    for phrase in phrases:
        node = root
        for word in _WORD.findall(phrase):
            node = node.following.setdefault(word, _Node())
        if node is not root and phrase not in node.phrases:
            node.phrases.append(phrase)
    return Phrases(root)
