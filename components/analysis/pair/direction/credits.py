"""Credits to outlets: where a text names an outlet as its origin, or as its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.analysis.entities.linking.name_forms import organisation_key
from components.analysis.pair.edits.edit import words
from components.text.normalisation import fold
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
    """A credit to an outlet: its name as written, the span, and how it is credited.

    `kind` is one of `CREDIT_KINDS`, the most explicit first; a `voice` spoke to the outlet: "told
    The Post", "seen by The Post".
    """

    outlet: str
    span: Span
    kind: str


def find_credits(text: str, sources: Sequence[str] = ()) -> list[Credit]:
    """Find the credits to outlets in a text, in order.

    An outlet is known by its name, by a word such as Times or Post, or is one of `sources`. Bodies
    that are no outlets ("according to the ministry") are left out.
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
    """The words with capitals at the start of a phrase, if they name an outlet; else ""."""
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
    """Whether two names are those of one outlet; False when either is ""."""
    return bool(one and other) and organisation_key(one) == organisation_key(other)
