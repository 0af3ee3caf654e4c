"""Words of a headline or an opening that a model takes into a name: Lonely Anna Example."""

from __future__ import annotations

import re

from components.analysis.entities.linking.person_names import is_particle
from components.analysis.entities.recognition.gazetteer import may_be_a_person
from components.analysis.entities.recognition.name_evidence import (
    Clues,
    CorpusEvidence,
    ends_as_organisation,
)
from components.analysis.entities.recognition.name_spans import FoundName
from components.analysis.word_lists import name_words

_OPENING = re.compile(r"([^\W\d_]{3,}):?[ \xa0]+(?=[^\W\d_])")
_OF_ADJECTIVES = re.compile(r".{3,}(?:able|ful|ible|ish|less|ous)\Z")
_MOST_WORDS = 3


def cut_glued_words(span: FoundName, clues: Clues, evidence: CorpusEvidence) -> FoundName:
    """A person's span without common words before a name of several words that is known.

    The span as it is when a word before the name may be a given name, or what would be left is
    no person's and no organisation's name in running text.
    """
    start, end, kind = span
    if kind != "PERSON":
        return span
    for _ in range(_MOST_WORDS):
        opening = _OPENING.match(clues.text, start, end)
        if opening is None or not _is_common(opening.group(1), clues):
            break
        start = opening.end()
        if _is_known(clues.text[start:end], evidence):
            return FoundName(start, end, kind)
    return span


def _is_known(name: str, evidence: CorpusEvidence) -> bool:
    if name in evidence.full_names:
        return True
    return " " in name and name in evidence.types and ends_as_organisation(name)


def _is_common(word: str, clues: Clues) -> bool:
    """Whether a word is an adjective, a people's, or one the text also writes small."""
    small = word.lower()
    if is_particle(small):
        return False
    if small in name_words("glued_to_names") or _OF_ADJECTIVES.match(small):
        return True
    known = clues.gazetteer.look_up(word)
    if known and known.type in ("GPE", "NORP"):
        return not may_be_a_person(word)
    return re.search(rf"(?<![\w@#./-]){small}(?![\w@]|[.-]\w)", clues.text) is not None
