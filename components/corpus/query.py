"""What an analyst types into the search box, as a tree; what cannot be read explains itself."""

# ruff: noqa: N818 (QueryUnclear is named by what a person is told, as the errors of a library are)

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from components.corpus.errors import LibraryError
from components.text.stem import bare_terms

FIELDS = ("source", "author", "date", "lang", "tag")
LONGEST = 2000
DEEPEST = 40

_TOKEN = re.compile(
    r"""(?P<open>\()|(?P<close>\))
    |(?P<minus>-(?=[\w("“”„«»]))
    |(?P<field>(?i:source|author|date|lang|tag)(?=:)|[^\W\d_]+(?=:[^\s/])):
    |["“”„«»](?P<phrase>[^"“”„«»]*)(?P<end>["“”„«»]?)(?P<star>\*?)
    |(?P<word>[^\s()"“”„«»]+)""",
    re.VERBOSE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


class QueryUnclear(LibraryError):
    """A query that cannot be read: `str()` says why, `place` is the character where."""

    def __init__(self, sentence: str, place: int) -> None:
        super().__init__(sentence)
        self.args = (sentence, place)
        self.place = place

    def __str__(self) -> str:
        return self.where


@dataclass(frozen=True)
class Words:
    """Words that stand next to one another.

    `words` are those of `bare_terms`. `exact` ones are found as they are written, others in every
    inflected form; with `prefix` the last one may go on.
    """

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True)
class Named:
    """Source, author, language or tag; `words` are those of its name, as of `Words`."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Days:
    """Published between two days, both included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True)
class Not:
    """Everything but."""

    part: Query


@dataclass(frozen=True)
class All:
    """Every one of two parts or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True)
class Either:
    """At least one of two parts or more."""

    parts: tuple[Query, ...]


Query = Words | Named | Days | Not | All | Either


def parse(query: str) -> Query:
    """Read words, "phrases", begin*, AND, OR, NOT or -, brackets, and `field:value`.

    Words side by side must all be there; NOT binds closest, then AND, then OR. Operators are upper
    case. `date:` takes a year, month or day, or two with .. between, either may be left out.
    Linear in time. Raises QueryUnclear.
    """
    if len(query) > LONGEST:
        raise QueryUnclear(f"The query is longer than {LONGEST} characters; shorten it.", LONGEST)
    return _Parser(query).whole()


def leaves(query: Query) -> Iterator[Words]:
    """The words whose presence speaks for an article: all but those under NOT."""
    if isinstance(query, Words):
        yield query
    elif isinstance(query, All | Either):
        for part in query.parts:
            yield from leaves(part)


class _Parser:
    """Goes through the tokens once, from left to right."""

    def __init__(self, query: str) -> None:
        self.tokens = [one for one in _TOKEN.finditer(query) if not _is_decoration(one)]
        self.next = 0
        self.depth = 0
        self.end = len(query)

    def whole(self) -> Query:
        if not self.tokens:
            raise QueryUnclear("Type a word to look for; there is none yet.", 0)
        found = self.either()
        if self.next < len(self.tokens):
            place = self.tokens[self.next].start()
            raise QueryUnclear("This bracket closes none that was opened.", place)
        return found

    def either(self) -> Query:
        parts = [self.every()]
        while self.operator() == "OR":
            self.next += 1
            parts.append(self.every())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def every(self) -> Query:
        parts = [self.one()]
        while (token := self.peek()) and not token["close"] and self.operator() != "OR":
            if self.operator() == "AND":
                self.next += 1
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Query:
        token = self.peek()
        operator = self.operator()
        if token is None or token["close"] or operator in ("AND", "OR"):
            self.miss(token)
        assert token is not None
        self.next += 1
        if operator == "NOT" or token["minus"] or token["open"]:
            return self.deeper(token)
        if token["field"]:
            return self.field(token)
        return _words(token)

    def deeper(self, token: re.Match[str]) -> Query:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryUnclear("The brackets go too deep; make it simpler.", token.start())
        if not token["open"]:
            found: Query = Not(self.one())
        else:
            found = self.either()
            closing = self.peek()
            if closing is None:
                raise QueryUnclear("This bracket is never closed.", token.start())
            self.next += 1
        self.depth -= 1
        return found

    def field(self, token: re.Match[str]) -> Query:
        name = token["field"].lower()
        if name not in FIELDS:
            known = ", ".join(f"{one}:" for one in FIELDS)
            raise QueryUnclear(
                f"There is no field “{token['field']}”; there are {known}. "
                "To look for words with a colon, put them in quotation marks.",
                token.start(),
            )
        value = self.peek()
        if value is None or value.start() != token.end() or not (value["word"] or value["phrase"]):
            raise QueryUnclear(f"Say what {name}: should be, without a space between.", token.end())
        self.next += 1
        written = value["word"] or value["phrase"]
        if name == "date":
            return _days(written, value.start())
        return Named(name, _named(written, value))

    def peek(self) -> re.Match[str] | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def operator(self) -> str:
        token = self.peek()
        return token["word"] if token and token["word"] in ("AND", "OR", "NOT") else ""

    def miss(self, token: re.Match[str] | None) -> None:
        before = self.tokens[self.next - 1][0] if self.next else ""
        if before == "(" and token and token["close"]:
            sentence = "There is nothing in these brackets."
        elif before:
            sentence = f"Something to look for is missing after {before}."
        else:
            sentence = f"Something to look for is missing before {token[0] if token else ''}."
        raise QueryUnclear(sentence, token.start() if token else self.end)


def _is_decoration(token: re.Match[str]) -> bool:
    """Dashes and other signs by themselves, as in a headline that was pasted."""
    return token["word"] is not None and "*" not in token["word"] and not bare_terms(token[0])


def _words(token: re.Match[str]) -> Words:
    phrase = token["phrase"]
    if phrase is not None and not token["end"]:
        raise QueryUnclear("This quotation mark is never closed.", token.start())
    written = phrase if phrase is not None else token["word"]
    prefix = token["star"] == "*" or (phrase is None and written.endswith("*"))
    if phrase is None and "*" in written.rstrip("*"):
        raise QueryUnclear("A * may only stand at the end of a word.", token.start())
    found = tuple(bare_terms(written))
    if not found:
        raise QueryUnclear(f"There is no word in {token[0]}.", token.start())
    return Words(found, exact=phrase is not None or prefix, prefix=prefix)


def _named(written: str, token: re.Match[str]) -> tuple[str, ...]:
    found = tuple(bare_terms(written))
    if not found:
        raise QueryUnclear(f"There is no name in {token[0]}.", token.start())
    return found


def _days(written: str, place: int) -> Days:
    first, dots, last = written.partition("..")
    if written == "..":
        raise QueryUnclear("Write a day on one side of the dots at least.", place)
    begin = _day(first, place, last_of_all=False) if first else None
    if not dots:
        return Days(begin, _day(first, place, last_of_all=True))
    end = _day(last, place + len(first) + 2, last_of_all=True) if last else None
    if begin and end and begin > end:
        raise QueryUnclear("The first day comes after the last.", place)
    return Days(begin, end)


def _day(written: str, place: int, last_of_all: bool) -> date:
    """The first or last day of a year or a month, or the day itself."""
    found = _DAY.match(written)
    try:
        year, month, day = (int(one or 0) for one in found.groups()) if found else (0, 0, 0)
        month = month or (12 if last_of_all else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last_of_all else 1))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise QueryUnclear(
            f"“{written}” is no date; write 2019, 2019-11, 2019-11-05 or 2019-11..2019-12.", place
        ) from error
