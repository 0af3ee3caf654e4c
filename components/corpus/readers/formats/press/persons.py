"""Names of persons as press databases write them."""

from __future__ import annotations

import re

_BY = re.compile(
    r"^(?:by|von|par|por|door|di|da|af|av|автор|от|від|作者)(?: |: ?|$)", re.IGNORECASE
)
_TURNED = re.compile(r"[A-ZÀ-ÖØ-Þ](?=[^\W\d_]*[a-zß-ÿ])[\w’'-]*+, [A-ZÀ-ÖØ-Þ][\w’'-]*[a-zß-ÿ]")
"""Two words parted by a comma are no two persons."""
_OF_OFFICE = re.compile(
    r"[,;] [^,;]{0,40}\b(?:writer|reporter|correspondent|editor|columnist|korrespondent|redakteur)"
    r"(?:in|s)?\b.*$",
    re.IGNORECASE,
)
_BETWEEN_WORDS = re.compile(r"[\s,;&]+|(?<=\s)(?:et|und|and|y|en)(?=\s)")
_WORD = re.compile(r"[^\W\d_][\w.’'-]{0,30}")
_PARTICLES = frozenset(
    (
        *("de", "da", "di", "do", "dos", "du", "la", "le", "del", "della", "van", "von", "vom"),
        *("zu", "zum", "der", "den", "ter", "el"),
    )
)
_NOBODY = ("anonymous", "anonym", "anonyme", "anónimo", "staff", "unknown", "n/a", "none")


def clean_author(written: str, *, is_surname_first: bool = False) -> str:
    """Names without the word "by"; "Lee, Ann" turned round where the field is known to hold that.

    Persons are parted by semicolons there. Names in capitals are written as usual. "" for what
    says that there is none.
    """
    words = _BY.sub("", " ".join(written.split())).strip(" ;,")
    if words.casefold().strip(".") in _NOBODY:
        return ""
    if words.isupper() and " " in words:
        words = words.title()
    if not is_surname_first and not _TURNED.fullmatch(words):
        return ", ".join(map(str.strip, _OF_OFFICE.sub("", words).split(";")))
    return ", ".join(filter(None, map(_turn_round, words.split(";"))))


def are_names(line: str, most: int) -> bool:
    """Whether a line is names of persons: at most so many words, capital letters, no sentence."""
    words = [word for word in _BETWEEN_WORDS.split(line.strip()) if word]
    if not 2 <= len(words) <= most or not all(map(_WORD.fullmatch, words)):
        return False
    return all(word[:1].isupper() for word in words if len(word) > 3)


def _turn_round(name: str) -> str:
    surname, comma, rest = (part.strip(" .") for part in name.partition(","))
    if not comma or not rest or "," in rest or any(map(str.isdigit, name)):
        return name.strip()
    before, after = surname.split(), rest.split()
    is_person = len(before) == 1 or before[0].casefold() in _PARTICLES or len(after) == 1
    return f"{rest} {surname}" if is_person and len(after) <= 3 else name.strip()
