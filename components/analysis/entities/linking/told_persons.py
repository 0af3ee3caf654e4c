"""What an article tells of the persons in it, so that its text need not be read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import intern

from components.analysis.entities.linking.person_names import title_before
from components.analysis.entities.linking.resolved_mentions import Mention
from components.analysis.entities.recognition.name_spans import find_title_case_lines
from components.analysis.word_lists import name_words
from components.text.segment import Span

# Of two long texts about other people fewer words with a capital are the same, the family name
# itself not counted.
_SHARED_NAMES, _NAMES_TO_TELL = 5, 20
_CAPITALISED = re.compile(r"(?<=[\w,;] )[^\W\d_a-zа-яіїєґё][^\W\d_A-ZА-ЯІЇЄҐ]{2,}")
_WORD = re.compile(r"[ \xa0,”’\"]{0,3}\b(\w+)")


@dataclass(frozen=True)
class Told:
    """What the text of an article tells of the persons in it, by where their mentions start.

    `titles` are those before a name, `speaking` are names beside a verb of speech, `headlines` the
    spans of headlines, and `names` the words with a capital within a sentence.
    """

    titles: Mapping[int, str]
    speaking: frozenset[int]
    headlines: tuple[Span, ...]
    names: tuple[str, ...]

    def in_headline(self, at: int) -> bool:
        """Whether an offset lies in a headline."""
        return any(start <= at < end for start, end in self.headlines)


def read_told(text: str, mentions: Sequence[Mention]) -> Told:
    """What a text tells of the persons who are mentioned in it."""
    titles = {one.start: title for one in mentions if (title := title_before(text, one.start))}
    speaking = frozenset(one.start for one in mentions if _speaks(text, one.start, one.end))
    names = tuple(map(intern, set(_CAPITALISED.findall(text))))
    return Told(titles, speaking, tuple(find_title_case_lines(text)), names)


def share_names(told: Told, others: Iterable[Told]) -> bool:
    """Whether an article may be about the same people as one of others.

    It may when one of the two is too short to tell, or when they have more than `_SHARED_NAMES`
    words with a capital within a sentence in common.
    """
    own = set(told.names)
    return len(own) < _NAMES_TO_TELL or any(
        len(other.names) < _NAMES_TO_TELL or len(own.intersection(other.names)) > _SHARED_NAMES
        for other in others
    )


def _speaks(text: str, start: int, end: int) -> bool:
    before, after = _WORD.findall(text[max(0, start - 20) : start]), _WORD.match(text, end)
    verbs = name_words("speech_beside_names")
    return bool(before and before[-1] in verbs) or bool(after and after.group(1) in verbs)
