"""Credits of photographs (First Last/Agency), whose names are neither persons nor bodies."""

from __future__ import annotations

import re

from components.analysis.entities.recognition.name_spans import FoundName, TakenSpans
from components.analysis.word_lists import read_table, read_words
from components.text.segment import STARTERS

_AGENCIES = "|".join(
    sorted(map(re.escape, read_table("article", "furniture")["agencies"]), key=len, reverse=True)
)
_LABELS = "|".join(sorted(read_words("article", "furniture", "credits"), key=len, reverse=True))
_CAPITAL = "[^\\W\\d_a-zа-яіїєґß-öø-ÿ]"
_STARTERS = "|".join(sorted(map(re.escape, STARTERS), key=len, reverse=True))
_WORD = rf"(?:{_CAPITAL}\.|[JS]r\.|(?!(?:{_STARTERS})\b){_CAPITAL}[\w’'-]*)"
_NAME = rf"{_WORD}(?:[ \xa0]{_WORD}){{0,3}}"
_FULL_NAME = rf"{_WORD}(?:[ \xa0]{_WORD}){{1,3}}"
# A body that is in no list of agencies: Harbour News, The Morning Post.
_OUTLET = (
    rf"(?:The )?(?:{_WORD}[ \xa0]){{1,3}}"
    r"(?:Agency|Globe|Herald|Images|Media|News|Photos?|Pictures|Post|Press|Times)"
)
_BODY = rf"(?:{_AGENCIES}|{_OUTLET})\b(?:[ ]?(?:/|via)[ ]?(?:{_AGENCIES}|{_OUTLET})\b)*"
_LABEL = rf"(?<!\w)(?i:{_LABELS})(?:[ \xa0](?:by|credit))?[ \xa0]?(?::|(?<=by))[ \xa0]?"
_WITH_SLASH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LABEL}{_NAME}[ ]?[/|][ ]?(?:{_BODY}|{_NAME})",
        rf"(?<![\w/]){_FULL_NAME}[ ]?/[ ]?{_BODY}",
        rf"(?<=\(){_FULL_NAME}[ ]?/[ ]?[^()\n]{{2,60}}(?=\))",
        rf"(?<![\w/])(?:{_AGENCIES})[ ]?/[ ]?{_FULL_NAME}",
    )
)
_AT_LINE_END = re.compile(rf"{_LABEL}{_NAME}(?=\)|\]|\s*(?:\n|\Z))")


def find_photo_credits(text: str) -> list[tuple[int, int]]:
    """Spans of the credits of photographs, in order; they may overlap."""
    patterns = (*_WITH_SLASH, _AT_LINE_END) if "/" in text else (_AT_LINE_END,)
    return sorted(match.span() for credit in patterns for match in credit.finditer(text))


def leave_out_credits(text: str, names: list[FoundName]) -> list[FoundName]:
    """The names that do not stand in the credit of a photograph."""
    credits = TakenSpans(len(text), find_photo_credits(text))
    return [name for name in names if credits.is_free(name.start, name.end)]
