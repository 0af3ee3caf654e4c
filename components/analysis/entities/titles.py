"""Titles before persons' names, and the names that follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A name after one of these is a person's, even where no model says so.
_CERTAIN = (
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "President", "Premier", "Chancellor", "Senator", "Sen",
    "Rep", "Gov", "Gen", "Col", "Lt", "Adm", "Sir", "Dame", "Prime Minister", "Foreign Minister",
    "Defense Minister", "Defence Minister", "Secretary of State", "Congressman", "Congresswoman",
    "Ambassador", "Pope", "Ayatollah",
)  # fmt: skip
_OTHERS = (
    "Miss", "Lord", "Lady", "Rev", "Fr", "Sr", "Maj", "Capt", "Sgt", "Cpl", "Cmdr", "Hon", "Amb",
    "Chairman", "Chairwoman", "Secretary", "Minister", "Prime", "Foreign", "Defense", "Defence",
    "Interior", "Finance", "Representative", "Governor", "Mayor", "General", "Colonel",
    "Lieutenant", "Major", "Captain", "Sergeant", "Commander", "Admiral", "Judge", "Justice",
    "King", "Queen", "Prince", "Princess", "Cardinal", "Bishop", "Archbishop", "Patriarch",
    "Sheikh", "Imam", "Rabbi", "Spokesman", "Spokeswoman", "Spokesperson", "Vice", "Deputy",
    "Acting", "Former", "Ex-President", "Professor", "First", "Crown", "Envoy", "State",
)  # fmt: skip
_OPENING = frozenset(
    {"then", "late", "former", "acting", "u.s", "us", "u.k", "uk", "russian", "ukrainian"}
)
_TITLES = frozenset(word.lower() for title in _CERTAIN for word in title.split()) - {"of"} | {
    word.lower() for word in _OTHERS
}
_BEFORE_NAME = re.compile(rf"\b(?:{'|'.join(_CERTAIN)})\b\.?[ \xa0](?=[^\W\d_a-z])")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
_PARTICLES = frozenset(
    "van von der den de la le du da dos del di bin ibn al el ben bint abu ter ten".split()
)
_NEVER_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December Office Administration Building Department"
    " House The This That And Or But In On At Of For Council Party Ministry Secretary Street"
    " Avenue Square University Assembly President Minister Speaker Foreign Prime Affairs".split()
)
_MOST_WORDS = 5


def after_titles(name: str) -> int:
    """How many characters of a name are titles (`U.S. President Joe Biden`: 15); 0 when all are."""
    at = 0
    seen_title = False
    for match in re.finditer(r"\S+\s+", name):
        word = match.group().strip().rstrip(".").lower()
        if word not in _TITLES and (word.removeprefix("then-") not in _OPENING or seen_title):
            break
        seen_title = word in _TITLES
        if seen_title:
            at = match.end()
    return at


def titled_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the names that follow a title which only persons bear; titles outside."""
    for match in _BEFORE_NAME.finditer(text):
        end = _name_end(text, match.end())
        if end > match.end():
            yield match.end(), end


def is_particle(word: str) -> bool:
    """Whether a word belongs to the family name after it (von, bin)."""
    return word.lower() in _PARTICLES


def _name_end(text: str, start: int) -> int:
    at, end = start, start
    for _ in range(_MOST_WORDS):
        word = _NAME_WORD.match(text, at)
        if word is None:
            break
        plain = _bare(word.group())
        if plain in _NEVER_NAMES or not (plain[:1].isupper() or is_particle(plain)):
            break
        initial = len(plain) == 1 and word.group().endswith(".")
        if plain[:1].isupper():
            end = at + len(plain) + initial
        whole = at + len(plain) + initial == word.end()
        if not whole or text[word.end() : word.end() + 1] not in (" ", "\xa0"):
            break
        at = word.end() + 1
    return end


def _bare(word: str) -> str:
    return word.rstrip(".").removesuffix("’s").removesuffix("'s")
