"""Where a text credits a news outlet, and which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.analysis.edits.read_tables import words
from components.analysis.entities.names import organisation_key
from components.text.normal import fold
from components.text.segment import Span

_FOOTERS = (
    r"appeared first (?:on|in)|first appeared (?:on|in)|first published (?:by|in|on)"
    r"|originally (?:published|appeared) (?:by|in|on)|reprinted (?:from|with permission from)"
)
_PHRASES = (
    r"according to|citing|as reported by|reported by|reporting by|quoted by|with reference to"
    r"|source:|джерело:|источник:|covers [^.\n]{1,80}? for"
    r"|за даними|за інформацією|як повідомляє|повідомляє|з посиланням на|посилаючись на"
    r"|по данным|по информации|как сообщает|сообщает|со ссылкой на|передает|передаёт|передає"
)
_VOICES = r"in an interview (?:with|to)|seen by|obtained by|told|by a reporter (?:of|for)"
_NAME = r"(?:[Tt]he )?[^\W\d_][\w.’'&-]{1,30}(?: [^\W\d_][\w.’'&-]{0,30}){0,4}"
_CREDIT = re.compile(
    rf"\b(?:(?P<footer>{_FOOTERS})|(?P<voice>{_VOICES})|{_PHRASES}),? (?P<name>{_NAME})",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?<!\w)(?P<name>(?:The )?[^\W\d_a-z][\w’'&-]{1,30}(?: [^\W\d_a-z][\w’'&-]{1,30}){0,4}),? "
    r"(?:first )?(?:reported|reports|writes|wrote)\b"
)
CREDIT_KINDS = ("footer", "phrase", "voice")


@dataclass(frozen=True)
class Credit:
    """An outlet's name as written, where, and how: one of `CREDIT_KINDS`, most explicit first.

    A `voice` is one that spoke to the outlet: "told The Post", "seen by The Post".
    """

    outlet: str
    span: Span
    kind: str


def find_credits(text: str, sources: Sequence[str] = ()) -> list[Credit]:
    """Credits to outlets known by name, by a word such as Times or Post, or as one of `sources`.

    In order of place. Bodies that are no outlets ("according to the ministry") are left out.
    """
    found = [*_by_phrase(text, sources), *_by_verb(text, sources)]
    return sorted(found, key=lambda credit: credit.span)


def _by_phrase(text: str, sources: Sequence[str]) -> Iterator[Credit]:
    for match in _CREDIT.finditer(text):
        name = _outlet(match["name"], sources)
        if name:
            end = match.start("name") + len(name)
            kind = "footer" if match["footer"] else "voice" if match["voice"] else "phrase"
            yield Credit(name, (match.start(), end), kind)


def _by_verb(text: str, sources: Sequence[str]) -> Iterator[Credit]:
    for match in _SAID.finditer(text):
        name = _outlet(match["name"], sources)
        if name:
            yield Credit(name, match.span(), "phrase")


def _outlet(phrase: str, sources: Sequence[str]) -> str:
    """The words with capitals at the start of a phrase, if they name an outlet; else ''."""
    taken: list[str] = []
    for word in phrase.split(" "):
        if not word[:1].isupper() and not (word in ("the", "of") and not taken[1:]):
            break
        taken.append(word)
        if word.endswith((".", "’s", "'s")) and len(word) > 3:
            break
    name = " ".join(taken).rstrip(".,’'")
    name = name.removesuffix("’s").removesuffix("'s")
    if any(is_same_outlet(name, source) for source in sources):
        return name
    parts = {fold(word) for word in name.split(" ")}
    known = fold(name).removeprefix("the ") in words("credit", "outlets")
    several = len(parts - {"the"}) > 1
    return name if known or (several and parts & words("credit", "outlet_words")) else ""


def is_same_outlet(one: str, other: str) -> bool:
    """Whether two names are one outlet's; never so for an unknown one."""
    return bool(one and other) and organisation_key(one) == organisation_key(other)
