"""Credits: where a text names another outlet as its source, and how explicitly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from components.analysis.collection.outlets import is_same_outlet
from components.analysis.pair.edits.edit import words
from components.analysis.word_lists import read_table
from components.text.normalisation import fold
from components.text.segment import Span

_FOOTERS = (
    r"appeared first (?:on|in)|first appeared (?:on|in)|first published (?:by|in|on)"
    r"|originally (?:published|appeared) (?:by|in|on)|reprinted (?:from|with permission from)"
    r"|with (?:files|reporting|material|additional reporting) (?:from|by)"
)
_PHRASES = (
    r"according to|citing|as reported by|reported by|reporting by|quoted by|with reference to"
    r"|source:|джерело:|источник:|covers [^.\n]{1,80}? for"
    r"|за даними|за інформацією|як повідомляє|повідомляє|з посиланням на|посилаючись на"
    r"|по данным|по информации|как сообщает|сообщает|со ссылкой на|передает|передаёт|передає"
)
_VOICES = (
    r"in an interview (?:with|to|on)|interviewed (?:by|on)|appearance on|asked by"
    r"|speaking (?:to|on|with)|seen by|obtained by|told|by a reporter (?:of|for)"
)
_NAME = r"(?:[Tt]he )?[^\W\d_][\w.’'&-]{1,30}(?: [^\W\d_][\w.’'&-]{0,30}){0,4}"
_CREDIT = re.compile(
    rf"\b(?:(?P<footer>{_FOOTERS})|(?P<voice>{_VOICES})|{_PHRASES}),? (?P<name>{_NAME})",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?<!\w)(?P<name>(?:The )?[^\W\d_a-z][\w’'&-]{1,30}(?: [^\W\d_a-z][\w’'&-]{1,30}){0,4}),? "
    r"(?:first )?(?:reported|reports|writes|wrote)\b"
)
_SHORT_LINE = 120
_ENDS = tuple(".!?…:;,\"'”»“)")
_STANDS_ALONE = re.compile("source|джерело|источник|quelle|by |according", re.IGNORECASE)
CREDIT_KINDS = ("footer", "phrase", "voice", "photo")


@dataclass(frozen=True)
class Credit:
    """A credit to an outlet: its name as written, the span, and how it is credited.

    `kind` is one of `CREDIT_KINDS`, the most explicit first; a `voice` spoke to the outlet: "told
    The Post", "seen by The Post"; a `photo` is its photograph.
    """

    outlet: str
    span: Span
    kind: str


def find_credits(text: str, sources: Sequence[str] = ()) -> list[Credit]:
    """Find the credits to outlets in a text, in order.

    An outlet is known by its name, by a word such as Times or Post, or is one of `sources`. Bodies
    that are no outlets ("according to the ministry") are left out.
    """
    found = [*_by_phrase(text, sources), *_by_verb(text, sources), *_by_agency(text)]
    whole = [credit for credit in found if not _is_of_a_link(text, credit)]
    return sorted(whole, key=lambda credit: credit.span)


def _is_of_a_link(text: str, credit: Credit) -> bool:
    """Whether it stands in a link: joined to its neighbours ("it rained.Reuters reports"), or in a
    short line that is no sentence, such as the headline of another article.
    """
    start, end = credit.span
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if credit.kind not in ("phrase", "voice"):
        return False
    if before.isalnum() or before in (".", "!", "?") or after.isalpha():
        return True
    line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) % (len(text) + 1)].strip()
    is_headline = len(line) < _SHORT_LINE and not line.endswith(_ENDS) and "\n" in text.strip()
    return is_headline and not _STANDS_ALONE.match(line)


def _by_agency(text: str) -> Iterator[Credit]:
    """Agencies in a dateline, at the end of a byline, in a note at the end, or at a photograph."""
    for match in _agency_pattern().finditer(text):
        kind = "photo" if match["photo"] else "footer"
        name = match["photo"] or match["line"] or match["note"] or match["byline"]
        yield Credit(name, match.span(), kind)


@cache
def _agency_pattern() -> re.Pattern[str]:
    named = read_table("collection", "outlets")["agencies"]
    agency = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
    return re.compile(
        rf"\((?P<photo>{agency}) (?:Photo|Foto|file)[^)\n]{{0,60}}\)"
        rf"|[\[(](?P<line>{agency})[\])]"
        rf"|\b(?P<note>{agency})\b[^.\n]{{0,120}}\bcontributed to this\b"
        rf"|\b(?:[Ww]ith|mit|avec|con) (?P<byline>{agency})(?=\s|[.,;]|\Z)"
    )


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
