"""Whether two utterances have one speaker, or surely two: names, certainty, and the texts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from components.analysis.entities.linking.name_forms import romanised
from components.analysis.entities.linking.person_names import parse_person
from components.analysis.quotations.utterances import Utterance, words_of_name
from components.text.segment import words

_PROBABLE, _SURE, _CERTAIN = 0.5, 0.7, 0.9
_ALIKE = 70.0  # per cent: family names this much alike may be two spellings of one
_NEAR = 400


def have_one_speaker(one: Utterance, other: Utterance) -> bool | None:
    """Whether one speaker says both; False for two names, None where that is not known."""
    if not one.speaker or not other.speaker:
        return None
    if _is_one_name(one.speaker, other.speaker):
        return True if max(one.confidence, other.confidence) >= _SURE else None
    if min(one.confidence, other.confidence) < _PROBABLE:
        return None
    return False if _are_other_names(one.speaker, other.speaker) else None


class Speakers:
    """Who speaks in the articles.

    `persons` are the names of speakers that are persons, None when all are; `text_of` gives the
    text of an article, in which the names beside a quotation are looked up.
    """

    def __init__(
        self,
        persons: Collection[str] | None = None,
        text_of: Callable[[Any], str] | None = None,
    ) -> None:
        self._persons = persons
        self._text_of = text_of

    def are_surely_two(self, one: Utterance, other: Utterance) -> bool:
        """Whether two persons are told by name and for certain, neither beside the other's words.

        A body and its spokesman, an office and its holder are not two; a person who is named near
        a quotation may be its speaker, whoever was found to be.
        """
        return (
            have_one_speaker(one, other) is False
            and self.are_persons(one, other)
            and min(one.confidence, other.confidence) >= _CERTAIN
            and one.by_name
            and other.by_name
            and not self._is_beside(one, str(other.speaker))
            and not self._is_beside(other, str(one.speaker))
        )

    def are_persons(self, *said: Utterance) -> bool:
        """Whether the speakers of all these are persons, and no body, office or state."""
        return self._persons is None or all(one.speaker in self._persons for one in said)

    def _is_beside(self, one: Utterance, name: str) -> bool:
        if self._text_of is None:
            return False
        start, end = one.spans[0][0], one.spans[-1][1]
        text = self._text_of(one.article)[max(0, start - _NEAR) : end + _NEAR]
        family = parse_person(name).key
        return any(romanised(text[a:b].removesuffix("’s")) == family for a, b in words(text))


def _is_one_name(one: str, other: str) -> bool:
    """Whether all words of one name are in the other; a junior is not the senior."""
    mine, theirs = words_of_name(one), words_of_name(other)
    same_suffix = parse_person(one).suffix == parse_person(other).suffix
    return same_suffix and (mine <= theirs or theirs <= mine)


def _are_other_names(one: str, other: str) -> bool:
    """Whether two names have no word in common and family names that are no spellings of one."""
    from rapidfuzz.fuzz import ratio

    families = [parse_person(name).key for name in (one, other)]
    return words_of_name(one).isdisjoint(words_of_name(other)) and ratio(*families) < _ALIKE
