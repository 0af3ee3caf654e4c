"""The shortest words by which titles differ, for names that can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from components.views.locale_formatting import shorten

# A longer sequence of words that no other title has says no more than the whole title.
_LONGEST_RUN = 4
# A lower-case word of fewer letters tells a reader little.
_TELLING = 4
_EDGES = " ,;:.!?–—-|·“”\"'‘’()[]"


def differing_words(titles: Sequence[str], most: int) -> list[str]:
    """For each title its first words, at most `most` characters, that no other of them has.

    The shortest sequence of words that is in no other title begins it, at best with a word that
    tells something; "…" stands where words of the title are left out. A title without such a
    sequence is cut at its end, so equal titles have equal words.
    """
    words = [title.split() for title in titles]
    plain = [[word.strip(_EDGES).casefold() for word in title] for title in words]
    starts: dict[int, int] = {}
    for length in range(1, _LONGEST_RUN + 1):
        often = Counter(run for title in plain for run in set(_runs(title, length)))
        for number, title in enumerate(plain):
            own = [at for at, run in enumerate(_runs(title, length)) if often[run] == 1]
            if own and number not in starts:
                starts[number] = min(own, key=lambda at: (not _tells(words[number][at]), at))
    return [
        _cut(title, starts[number], most) if number in starts else shorten(titles[number], most)
        for number, title in enumerate(words)
    ]


def _runs(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    """The sequences of this many words; one for each word that begins such a sequence."""
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]


def _tells(word: str) -> bool:
    bare = word.strip(_EDGES)
    return len(bare) >= _TELLING or (bool(bare) and not bare.islower())


def _cut(words: Sequence[str], start: int, most: int) -> str:
    rest = shorten(" ".join(words[start:]).lstrip(_EDGES), most)
    return f"…{rest}" if start else rest
