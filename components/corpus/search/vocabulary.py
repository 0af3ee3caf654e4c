"""Vocabulary: the plain words of a library, and which of them a pattern stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from threading import Lock

import numpy as np
import orjson
from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, func, select, text

from components.corpus.database.tables import search_word
from components.corpus.search.query_tree import Pattern
from components.corpus.search.read_parts import compile_regex

_KEEP = {
    "sqlite": "INSERT OR IGNORE INTO search_word (word) SELECT value FROM json_each(:words)",
    # What is known is passed over before it would take a number.
    "postgresql": "INSERT INTO search_word (word) SELECT new.word"
    " FROM json_array_elements_text(CAST(:words AS json)) AS new (word)"
    " WHERE NOT EXISTS (SELECT FROM search_word AS known WHERE known.word = new.word)"
    " ON CONFLICT DO NOTHING",
}


def keep_words(connection: Connection, words: Iterable[str]) -> None:
    """Have plain words be known from now on."""
    known = {"words": orjson.dumps(sorted(words)).decode()}
    connection.execute(text(_KEEP[connection.dialect.name]), known)


class Vocabulary:
    """Every word that any article had once, kept in memory: some 12 bytes a word.

    Safe to share between threads. A word that the last article has lost is still here.
    """

    def __init__(self) -> None:
        self._last = 0
        # By the number of letters, each word on a line.
        self._lines: dict[int, bytes] = {}
        self._lock = Lock()

    def refresh(self, connection: Connection) -> None:
        """Read the words that have come since."""
        with self._lock:
            joined = func.aggregate_strings(search_word.c.word, "\n")
            new = select(func.max(search_word.c.number), joined)
            last, words = connection.execute(new.where(search_word.c.number > self._last)).one()
            if last is None:
                return
            lines: defaultdict[int, list[str]] = defaultdict(list)
            for word in words.split("\n"):
                lines[len(word)].append(word)
            for length, own in lines.items():
                self._lines[length] = self._lines.get(length, b"") + _write(own)
            self._last = last

    def fitting(self, pattern: Pattern) -> list[str]:
        """The words that fit, in alphabetical order; those that are alike by their changes first.

        Some 50 ms for half a million words.
        """
        if pattern.kind == "alike":
            return [word for _, word in sorted(self._alike(pattern.text, pattern.changes))]
        return sorted(self._regex(_regex_of(pattern)))

    def _alike(self, word: str, changes: int) -> Iterator[tuple[int, str]]:
        for length in range(len(word) - changes, len(word) + changes + 1):
            words = self._lines.get(length, b"").decode().split("\n")[:-1]
            if not words:
                continue
            distances = process.cdist(
                [word], words, scorer=OSA.distance, score_cutoff=changes, dtype=np.uint8
            )[0]
            for place in np.flatnonzero(distances <= changes):
                yield int(distances[place]), words[place]

    def _regex(self, regex: str) -> Iterator[str]:
        compiled = compile_regex(regex)
        for lines in list(self._lines.values()):
            # Over bytes, so that no places are counted in characters.
            for found in compiled.finditer(lines):
                if found.end() > found.start():
                    yield lines[found.start() : found.end()].decode()


def _regex_of(pattern: Pattern) -> str:
    if pattern.kind == "regex":
        return pattern.text
    signs = {"*": ".*", "?": "."}
    return "".join(signs.get(one) or re.escape(one) for one in pattern.text)


def _write(words: list[str]) -> bytes:
    return "".join(f"{word}\n" for word in words).encode()
