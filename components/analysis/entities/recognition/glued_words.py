"""Persons' spans corrected: glued words cut off (Lonely Anna Example), and what is no person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from components.analysis.entities.linking.name_forms import (
    acronym,
    ends_as_organisation,
    is_usual_given,
)
from components.analysis.entities.linking.person_names import is_particle
from components.analysis.entities.recognition.corpus_evidence import CorpusEvidence
from components.analysis.entities.recognition.gazetteer import (
    Gazetteer,
    is_also_a_body,
    may_be_a_person,
)
from components.analysis.entities.recognition.name_evidence import Clues
from components.analysis.entities.recognition.name_spans import FoundName, build_phrases
from components.analysis.entities.recognition.person_signs import is_city
from components.analysis.word_lists import name_words

_OPENING = re.compile(r"([^\W\d_]{3,}):?[ \xa0]+(?=[^\W\d_])")
_ALONE = re.compile(r"(?<![\w@#./-])\w+(?![\w@]|[.-]\w)")
_OF_ADJECTIVES = re.compile(r".{3,}(?:able|ful|ible|ish|less|ous)\Z")
# Verbs and prepositions of headlines, which are nobody's given name.
_OF_VERBS = re.compile(
    r"(?:.{3,}ing|amid|above|behind|below|beneath|beside|despite|inside|under)\Z"
)
_CAPITAL_WORD = re.compile(r"(?<![\w@#])[^\W\d_a-z][\w]*(?:[-’'][^\W\d_a-z]\w+)*")
_JOIN = re.compile(r"([-’'])")
_ONLY_NAMES = re.compile(r"[^\W\da-z_][^\W\dA-Z_]+(?: [^\W\da-z_][^\W\d_]*\.?)*(?<!\.)\Z")
_IN_BRACKETS = re.compile(r"(?<=[\w.’'])[ \xa0]\(([A-Z]{3,6})\)")
_ANY_WORD = re.compile(r"[^\W\d_][^\W_]*")
_REACH = 120
_ROMAN = re.compile(r"[IVX]+\Z")
_OF_PLACES = frozenset({"Cape", "Fort", "Lake", "Mount", "Port"})
_FEWEST_LETTERS = 3
_MOST_WORDS = 3
_FEWEST_LABELS = 3


def cut_glued_words(span: FoundName, clues: Clues, evidence: CorpusEvidence) -> FoundName:
    """A person's span without common words before a name of several words that is known.

    The span as it is when a word before the name may be a given name, or what would be left is
    no name in running text and does not begin with a usual given name. An office behind the name of
    a place is cut off, too: Harbourtown Mayor.
    """
    start, end, kind = span
    if kind != "PERSON":
        return span
    place, _, office = clues.text[start:end].rpartition(" ")
    if office.lower() in name_words("offices_behind_places") and clues.gazetteer.look_up(place):
        return FoundName(start, start + len(place), kind)
    if place and (office.lower() in name_words("pronouns") or _is_glued_body(place, office, clues)):
        end = start + len(place)
    for _ in range(_MOST_WORDS):
        opening = _OPENING.match(clues.text, start, end)
        if opening is None:
            break
        rest = clues.text[opening.end() : end]
        named = rest in evidence.full_names and is_usual_given(rest.split(" ")[0])
        if is_usual_given(opening.group(1)) or not (named or _is_common(opening.group(1), clues)):
            break
        start = opening.end()
        verb = _OF_VERBS.match(opening.group(1).lower()) is not None
        known = _is_known(rest, clues, evidence)
        usual = evidence.usual_type(rest)
        if known or (verb and usual) or rest in clues.given:
            return FoundName(start, end, kind)
    return FoundName(span.start, end, kind)


def _is_glued_body(name: str, last: str, clues: Clues) -> bool:
    """Whether the last word is a body of the tables that stands behind one word: Ann's club."""
    known = clues.gazetteer.look_up(last)
    if known is None or known.type != "ORG" or may_be_a_person(last) or is_also_a_body(last):
        return False
    return " " not in name and clues.gazetteer.look_up(f"{name} {last}") is None


def _is_known(name: str, clues: Clues, evidence: CorpusEvidence) -> bool:
    if name in evidence.full_names or clues.gazetteer.look_up(name):
        return True
    given, _, rest = name.partition(" ")
    if rest and is_usual_given(given):
        return True
    if rest:
        return name in evidence.types and ends_as_organisation(name)
    return evidence.usual_type(name) not in (None, "PERSON")


def _is_common(word: str, clues: Clues) -> bool:
    """Whether a word is an adjective, a people's, or one the text also writes small."""
    small = word.lower()
    if is_particle(small):
        return False
    if small in name_words("glued_to_names") or _OF_ADJECTIVES.match(small):
        return True
    if _OF_VERBS.match(small) and small not in name_words("names_in_ing"):
        return True
    known = clues.gazetteer.look_up(word)
    if known and known.type in ("GPE", "NORP"):
        return not may_be_a_person(word)
    return small in _find_words_alone(clues.text)


@lru_cache(maxsize=4)
def _find_words_alone(text: str) -> frozenset[str]:
    """The words of a text that are no part of an address, of a tag or of another word."""
    return frozenset(_ALONE.findall(text))


def is_common_word(surface: str, text: str) -> bool:
    """Whether a word is a family name that the text also writes small, or the label of a list."""
    labels = text.count(f"{surface}:") if surface.isupper() else 0
    if labels >= _FEWEST_LABELS:
        return not re.search(rf"\b[A-Z]\w+ {re.escape(surface.capitalize())}\b", text)
    small = surface.lower()
    return small in name_words("common_words_as_families") and f" {small} " in text


def type_of_person(surface: str, clues: Clues) -> str:
    """The type of what a model calls a person: PERSON, or what the form of the name tells.

    Names that end in Station, Holdings, Festival, in an acronym or in a country are no persons.
    """
    first, _, last = surface.rpartition(" ")
    if first and first.split()[0].lower() in name_words("club_openers"):
        return "ORG"
    if first and (ends_as_organisation(surface) or _opens_as_body(first, clues)):
        return "ORG"
    if last.lower() in name_words("facilities"):
        return "FAC"
    if first and last.lower() in name_words("events") and not is_usual_given(first):
        return "EVENT"
    if first and first.split()[0] in _OF_PLACES:
        return "LOC"
    if acronym(surface) and "." not in surface:
        return "ORG"
    return "ORG" if first and _ends_in_body(first, last, clues) else "PERSON"


def _opens_as_body(first: str, clues: Clues) -> bool:
    """Whether words, or the first of them, are a body of the tables: Google Glass."""
    for opening in (" ".join(first.split()), first.split()[0]):
        known = clues.gazetteer.look_up(opening)
        if known and known.type == "ORG" and not may_be_a_person(opening):
            return True
    return False


def _ends_in_body(first: str, last: str, clues: Clues) -> bool:
    """Whether a name ends in an acronym, or in a country where no given name is before it."""
    if acronym(last) and "." not in last and not first.isupper():
        return last == "AI" or (len(last) >= _FEWEST_LETTERS and not _ROMAN.match(last))
    known = clues.gazetteer.look_up(last)
    is_country = known is not None and known.type == "GPE" and known.group == known.name
    return is_country and not may_be_a_person(last) and not is_usual_given(first.split()[0])


def looks_like_full_name(surface: str, gazetteer: Gazetteer) -> bool:
    """Whether all words are written as names are, and none is of a body, a place or a title."""
    if not _ONLY_NAMES.match(surface) or ends_as_organisation(surface):
        return False
    words = surface.split()
    if is_usual_given(words[1]) and not is_usual_given(words[0]):
        return False
    small = [word.lower() for word in words]
    if small[-1] in name_words("common_words_as_families"):
        return False
    listed = ("words_of_titles", "generic_in_organisations", "company_ends", "events", "facilities")
    if any(word in name_words(kind) for word in small for kind in listed):
        return False
    return not any(gazetteer.look_up(word) or is_city(word) for word in words[:-1])


def is_full_name(surface: str, families: Callable[[str], bool], elsewhere: bool) -> bool:
    """Whether a name that a model calls a body or a place is a usual given and a known family name.

    `families` tells whether a word is a family name in this text or in the corpus; a name that is a
    person's `elsewhere` needs no known family name.
    """
    given, _, family = surface.partition(" ")
    if not family or " " in family or not family[0].isupper() or not is_usual_given(given):
        return False
    return (elsewhere or families(family)) and not ends_as_organisation(surface)


def find_explained_acronyms(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the acronyms that a text explains in brackets as those of a name."""
    named = [letters for letters, is_name in _explained(text).items() if is_name]
    return build_phrases(named).find(text)


def is_explained_thing(surface: str, text: str) -> bool:
    """Whether a text explains an acronym as one of a thing: ready-made garments (RMG)."""
    return surface.isupper() and not _explained(text).get(surface, True)


@lru_cache(maxsize=16)
def _explained(text: str) -> dict[str, bool]:
    """The acronyms that a text explains in brackets, and whether the words before are a name.

    They are where all but small words have capitals: `Norland Rail Group (NRG)`. What is written
    small is a thing: `ready-made garments (RMG)`.
    """
    found = {}
    for match in _IN_BRACKETS.finditer(text):
        letters = match.group(1)
        words = _ANY_WORD.findall(text, max(0, match.start() - _REACH), match.start())
        own = [word for word in words if word.lower() not in name_words("small_in_acronyms")]
        own = own[-len(letters) :]
        if "".join(word[0] for word in own).upper() == letters:
            found[letters] = all(word[0].isupper() for word in own)
    return found


def find_capitalised_words(text: str) -> Iterator[tuple[int, int]]:
    """Capitalised words, each whole and, when it is joined (Putin-Zelensky), in its parts."""
    for match in _CAPITAL_WORD.finditer(text):
        yield match.span()
        if not match.group().isalnum():
            at = match.start()
            for part in _JOIN.split(match.group()):
                yield at, at + len(part)
                at += len(part)
