"""By-lines of agencies: the names in them, without the marks, posts and agencies around these."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from components.text.byline import join_names, list_names, read_byline, strip_lead

LONGEST = 120
"""Characters of a line that may be a by-line."""
# Elsewhere such a word hardly ever begins a by-line.
_FROM = re.compile(r"(?i)^(?:from|od|від|от)\s+")


def is_byline(line: str) -> bool:
    """Whether a line of a text says who wrote it and nothing else."""
    text = _FROM.sub("By ", line.strip())
    return len(text) <= LONGEST and text[-1:] not in ".!?…:" and bool(read_byline(text)[0])


def begins_as_byline(line: str) -> bool:
    """Whether a line of a head begins with "By" or the like, whoever follows."""
    return line[:1].isupper() and len(line) <= LONGEST and strip_lead(_FROM.sub("", line)) != line


def find_names(byline: str, houses: Collection[str] = ()) -> str:
    """The names of people in a by-line, joined; "" for initials, agencies and none.

    `houses` are names of sources, which are no people. Names in capitals are written as usual.
    """
    text = _FROM.sub("", " ".join(byline.split())[:500].strip(" =-–—<"))
    others = {house.casefold().strip().removeprefix("the ") for house in houses if house.strip()}
    names = [name for one in list_names(text) if (name := _without_houses(one, others))]
    return join_names([_usual(name) for name in names if _is_person(name, is_only=len(names) == 1)])


def _without_houses(name: str, others: Collection[str]) -> str:
    """A name without the sign of its agency behind it: “Ann Example, dpa”."""
    parts = name.split(", ")
    kept = [part for part in parts if part.casefold().removeprefix("the ") not in others]
    return ", ".join(part for part in kept if not part[:1].islower())


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


def _is_person(name: str, *, is_only: bool) -> bool:
    """Whether a name is none of an account or by its initials: of one word, the only one alone."""
    if any(map(str.isdigit, name)) or "@" in name or name[:1].islower():
        return False
    if " " in name or not any(one.isupper() or one.islower() for one in name):
        return len(name) > 1
    return is_only and not name.isupper() and name.isalpha() and len(name) > 3


def _usual(name: str) -> str:
    return name.title() if name.isupper() else name
