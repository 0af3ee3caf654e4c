"""Bylines of agencies: the names in them, without the marks, posts and agencies around these."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

LONGEST = 120
"""Characters of a line that may be a byline."""
_BY = re.compile(
    r"^\W{0,3}(?:(?:reporting|written|text|story|texte|testo)\s?(?:by|:|de|di)|by|von|par|por|di|av"
    r"|af|door|przez|od|from|autore?|автор|от|від)\b[:\s]\s{0,3}",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"\s*[,;/|]\s*|\s+(?:and|und|et|y|e|och|og|en|ja|i|и|та|&|with|mit|avec|con)\s+", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"\s+(?:in|aus|à|from|en|i)\s+(?=[^\W\d_a-zà-ÿ])")
_PARTICLES = frozenset(
    (
        *("de", "da", "di", "del", "della", "der", "den", "des", "do", "dos", "du", "la", "las"),
        *("le", "les", "van", "von", "zu", "zur", "ten", "ter", "al", "el", "bin", "ben", "ibn"),
        *("y", "e", "af", "av"),
    )
)
_NOBODY = frozenset(
    (
        *("agence", "agencia", "agencies", "agency", "agentur", "associated", "bureau"),
        *("correspondent", "correspondents", "correspondant", "correspondante", "corresponsal"),
        *("corrispondente", "desk", "editor", "editors", "envoyé", "journalist", "journaliste"),
        *("korrespondent", "korrespondentin", "news", "newsroom", "press", "presse", "redaktion"),
        *("redaktionen", "redakteur", "redakteurin", "redazione", "redacción", "reporter"),
        *("reporters", "reuters", "rédaction", "service", "staff", "wire", "writer", "writers"),
    )
)
"""Words that no name of a person has."""
_OTHERS = frozenset(
    (
        *("analyst", "broadcasting", "chief", "college", "columnist", "company", "contributor"),
        *("daily", "director", "editorial", "foundation", "gazette", "gmbh", "group", "herald"),
        *("inc", "institute", "international", "journal", "limited", "llc", "ltd", "magazine"),
        *("media", "nations", "newspaper", "newspapers", "organisation", "organization"),
        *("political", "politics", "post", "professor", "radio", "school", "society", "special"),
        *("sports", "telegraph", "the", "times", "tribune", "tv", "university", "universität"),
        *("université", "universidad"),
    )
)
"""Words of posts and houses, which stand behind a name."""


def is_byline(line: str) -> bool:
    """Whether a line of a text says who wrote it and nothing else."""
    text = line.strip()
    if len(text) > LONGEST or text[-1:] in ".!?…:" or not _BY.match(text):
        return False
    return bool(find_names(text))


def begins_as_byline(line: str) -> bool:
    """Whether a line of a head begins with "By" or the like, whoever follows."""
    return line[:1].isupper() and len(line) <= LONGEST and _BY.match(line) is not None


def find_names(byline: str, houses: Collection[str] = ()) -> str:
    """The names of people in a byline, parted by commas; "" for initials, agencies and none.

    `houses` are names of sources, which are no people. Names in capitals are written as usual.
    """
    text = " ".join(byline.split())[:500].strip(" =-–—<")
    text = _BY.sub("", text, count=1)
    others = {house.casefold().strip() for house in houses if house.strip()}
    parts = [_ELSEWHERE.split(part)[0].strip(" .-–—") for part in _JOINTS.split(text)]
    names: list[str] = []
    for number, part in enumerate(parts):
        is_known = part.casefold().removeprefix("the ") in others or part.casefold() in others
        if not is_known and _is_name(part, is_first=not number, is_only=len(parts) == 1):
            names.append(_usual(part))
    return ", ".join(dict.fromkeys(names))


def take_byline(paragraphs: Sequence[str], houses: Collection[str] = ()) -> tuple[str, list[str]]:
    """The names in a first paragraph that is a byline, or "", and the paragraphs without it."""
    if len(paragraphs) > 1 and is_byline(paragraphs[0]):
        return find_names(paragraphs[0], houses), list(paragraphs[1:])
    return "", list(paragraphs)


def take_signature(paragraphs: Sequence[str]) -> tuple[str, list[str]]:
    """The name in a last paragraph of the form `Ann Example/EW`, and the paragraphs without it."""
    last = paragraphs[-1].strip() if paragraphs else ""
    name, slash, house = last.rpartition("/")
    is_signed = slash and len(last) < LONGEST and house.strip().isupper() and len(house) < 12
    if len(paragraphs) > 1 and is_signed and (names := find_names(name)):
        return names, list(paragraphs[:-1])
    return "", list(paragraphs)


def _is_name(part: str, *, is_first: bool, is_only: bool) -> bool:
    words = part.split()
    folded = {word.casefold().strip(".,'’") for word in words}
    if not words or len(words) > 5 or any(map(str.isdigit, part)) or "@" in part:
        return False
    if folded & _NOBODY or (not is_first and folded & _OTHERS) or words[0].casefold() == "the":
        return False
    if not any(one.isupper() or one.islower() for one in part):
        return len(part) > 1
    named = [word for word in words if word.casefold() not in _PARTICLES]
    if not all(word[:1].isupper() or not word[:1].islower() for word in named):
        return False
    if len(words) > 1:
        return len(named) > 0
    return is_only and not part.isupper() and part.isalpha() and len(part) > 3


def _usual(name: str) -> str:
    return name.title() if name.isupper() else name
