"""Bodies that speak: which one “it”, “the ministry” or “the army” stands for."""

from __future__ import annotations

import re
from bisect import bisect_right

from components.analysis.quotations.parsed_frame import Name, NameIndex, Speaker
from components.analysis.word_lists import read_words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LOOK_BACK = 60
_FAR = 700
_ONE = 0.8


class Bodies:
    """The bodies named in a text, and those that have reported, in order."""

    def __init__(self, text: str, names: NameIndex) -> None:
        self._text = text
        self._named = [
            name
            for name in names.listed
            if name[2] == "ORG" and self._ends(name) & list_kinds_of_bodies()
        ]
        self._reporters: list[tuple[int, int, Name]] = []
        self._subjects: list[tuple[int, Name]] = []

    def add(self, start: int, paragraph: int, name: Name, speaks: bool) -> None:
        """Add that a body or a state does something at an offset, or `speaks` there."""
        self._subjects.append((start, name))
        if speaks:
            self._reporters.append((start, paragraph, name))

    def find_it(self, start: int, paragraph: int) -> tuple[Name, float] | None:
        """The body that spoke last before an “it” that speaks, in this paragraph or the one before.

        None where another body or a state spoke or did something near it.
        """
        near = [
            name
            for at, inside, name in self._reporters[-_LOOK_BACK:]
            if at < start and paragraph - inside <= 1 and start - at <= _FAR
        ]
        if not near or near[-1][2] != "ORG":
            return None
        acting = [name for at, name in self._subjects[-_LOOK_BACK:] if start - _FAR <= at < start]
        return (near[-1], _ONE) if len({name[3] for name in near + acting}) == 1 else None

    def find_the(self, speaker: Speaker) -> tuple[Name, float] | None:
        """The body that “the ministry” stands for: the only one of its kind named before."""
        said = self._text[speaker.start : speaker.end].lower().split()
        if len(said) != 2 or said[0] != "the" or said[1] not in list_kinds_of_bodies():
            return None
        end = bisect_right(self._named, speaker.start, key=lambda name: name[0])
        reported = [name for at, _, name in self._reporters[-_LOOK_BACK:] if at < speaker.start]
        before = [
            name
            for name in sorted({*self._named[max(0, end - _LOOK_BACK) : end], *reported})
            if said[1] in self._ends(name)
        ]
        return (before[-1], _ONE) if len({name[3] for name in before}) == 1 else None

    def _ends(self, name: Name) -> set[str]:
        """The first and the last word of a name, one of which may say what kind of body it is."""
        found = _WORD.findall(self._text[name[0] : name[1]].lower())
        return {*found[:1], *found[-1:]}


def list_kinds_of_bodies() -> frozenset[str]:
    """Words for kinds of bodies that speak: ministry, army, council."""
    return read_words("quotations", "persons", "bodies")
