"""Query parser: from the text of a query to its parts; what cannot be parsed becomes a remark."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from components.corpus.search.query_tree import (
    All,
    Days,
    Either,
    Named,
    Not,
    Query,
    QueryUnclear,
    Some,
    Token,
    Words,
    cut,
)
from components.text.language import most_used
from components.text.search_terms import bare_terms, plain

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


def read_days(written: str, place: int) -> Days:
    """A year, month or day, or two with .. between; `place` is where it stands in the query.

    Raises QueryUnclear.
    """
    first, dots, last = written.partition("..")
    if written == "..":
        raise QueryUnclear("Write a date on at least one side of the dots.", place)
    begin = _day(first, place, last_of_all=False) if first else None
    if not dots:
        return Days(begin, _day(first, place, last_of_all=True))
    end = _day(last, place + len(first) + 2, last_of_all=True) if last else None
    if begin and end and begin > end:
        raise QueryUnclear("The first date is later than the last.", place)
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
            f"“{written}” is not a date; write 2019, 2019-11, 2019-11-05 or 2019-11..2019-12.",
            place,
        ) from error


LONGEST = 2000
DEEPEST = 40
# So many of the most used words of a language are ignored beside other words.
LIGHT = 30


@dataclass(frozen=True)
class Read:
    """A parsed query, and remarks about parts that were not understood, in their order."""

    query: Query
    remarks: tuple[QueryUnclear, ...] = ()


def parse(written: str, *, every: bool = False, languages: Iterable[str] = ()) -> Read:
    """Read words, "phrases", begin*, AND, OR, NOT or -, brackets, and `field:value`.

    Of words side by side one is enough, or with `every` all are needed; the most used words of the
    `languages` (ISO 639-1) are ignored beside others. All other parts side by side are needed. NOT
    binds closest, then AND, then OR. Operators are upper case. `date:` takes a year, month or day,
    or two with .. between, of which one may be left out. Anything else becomes a remark and is
    ignored. Linear in time. Raises QueryUnclear when nothing is left to search for.
    """
    if len(written) > LONGEST:
        raise QueryUnclear(f"The query is longer than {LONGEST} characters; shorten it.", LONGEST)
    reader = _Reader(written, every, languages)
    found = reader.whole()
    remarks = tuple(sorted(reader.remarks, key=lambda remark: remark.place))
    if found is None:
        none = QueryUnclear("Type a word to search for.", 0)
        raise remarks[0] if remarks else none
    return Read(found, remarks)


class _Reader:
    """Goes through the tokens once, from left to right; None is where nothing is to look for."""

    def __init__(self, written: str, every: bool, languages: Iterable[str]) -> None:
        found = cut(written)
        self.tokens, self.remarks = found.tokens, found.remarks
        self.next = 0
        self.depth = 0
        self.end = len(written)
        self.every = every
        self.light = {plain(word) for language in languages for word in most_used(language, LIGHT)}
        # WHO and US are names, unless all is written in capitals.
        self.names: set[Words] = set()
        self.shouted = written.isupper()

    def whole(self) -> Query | None:
        return self.either() if self.tokens else None

    def either(self) -> Query | None:
        parts = [self.side_by_side()]
        while self.operator() == "OR":
            self.next += 1
            parts.append(self.side_by_side())
        return _join(Either, parts)

    def side_by_side(self) -> Query | None:
        first = self.next
        loose: list[Words] = []
        bound: list[Query | None] = []
        tied = False
        while (token := self.peek()) and token.kind != "close" and self.operator() != "OR":
            found = self.one()
            ties = self.operator() == "AND"
            alone = () if tied or ties else _words_alone(token, found)
            loose.extend(alone)
            bound.extend(() if alone else (found,))
            tied = ties
            self.next += ties
        if tied or self.next == first:
            self.miss()
        if self.every:
            return _join(All, [*loose, *bound])
        return _join(All, [_join(Some, self.telling(loose)), *bound])

    def telling(self, words: Sequence[Words]) -> list[Words]:
        """The words that say something, each once, or all when none does."""
        heavy = [
            one
            for one in words
            if one.prefix or one in self.names or not self.light.issuperset(map(plain, one.words))
        ]
        return list(dict.fromkeys(heavy or words))

    def one(self) -> Query | None:
        token = self.peek()
        if token is None or token.kind == "close" or self.operator() in ("AND", "OR"):
            self.miss()
            self.next += self.operator() == "AND"
            return None
        self.next += 1
        if token.kind in ("operator", "minus", "open"):
            return self.deeper(token)
        try:
            if not token.whole:
                self.remark("This quotation mark is never closed.", token.start)
            return self.field(token) if token.kind == "field" else self.words(token)
        except QueryUnclear as unclear:
            self.remarks.append(unclear)
            return None

    def deeper(self, token: Token) -> Query | None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryUnclear(
                "There are too many brackets inside each other; simplify the query.", token.start
            )
        found = self.either() if token.kind == "open" else self.one()
        self.depth -= 1
        if token.kind != "open":
            return found and Not(found)
        if self.peek() is None:
            self.remark("This bracket is never closed.", token.start)
        self.next += 1
        return found

    def words(self, token: Token) -> Words:
        if token.kind == "word" and "*" in token.text.rstrip("*"):
            raise QueryUnclear("A * is allowed only at the end of a word.", token.start)
        prefix = token.star or (token.kind == "word" and token.text.endswith("*"))
        found = Words(tuple(bare_terms(token.text)), token.kind == "phrase" or prefix, prefix)
        if not found.words:
            raise QueryUnclear(f"“{token.text}” contains no word.", token.start)
        if token.text.isupper() and len(token.text) > 1 and not self.shouted:
            self.names.add(found)
        return found

    def field(self, token: Token) -> Query:
        name, value = token.text.lower(), self.peek()
        if value is None or value.start != token.end or value.kind not in ("word", "phrase"):
            raise QueryUnclear(
                f"Write what to search for directly after {name}:, without a space.", token.end
            )
        self.next += 1
        if name == "date":
            return read_days(value.text, value.start)
        found = tuple(bare_terms(value.text))
        if not found:
            raise QueryUnclear(f"{value.text} contains no name.", value.start)
        return Named(name, found)

    def peek(self) -> Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def operator(self) -> str:
        token = self.peek()
        return token.text if token and token.kind == "operator" else ""

    def miss(self) -> None:
        token = self.peek()
        before = self.tokens[self.next - 1] if self.next else None
        if before and before.kind == "open" and token and token.kind == "close":
            sentence = "These brackets are empty."
        elif before:
            sentence = f"Something to search for is missing after {before.text}."
        else:
            sentence = f"Something to search for is missing before {token.text if token else ''}."
        self.remark(sentence, token.start if token else self.end)

    def remark(self, sentence: str, place: int) -> None:
        self.remarks.append(QueryUnclear(sentence, place))


def _join(kind: type[All | Either], parts: Sequence[Query | None]) -> Query | None:
    """The parts as one; those that are nothing are left out."""
    some = tuple(part for part in parts if part is not None)
    return kind(some) if len(some) > 1 else next(iter(some), None)


def _words_alone(token: Token, found: Query | None) -> tuple[Words, ...]:
    """The plain words that this is, be it one or several in brackets; none when it is more."""
    if isinstance(found, Some) and token.kind == "open":
        return tuple(one for one in found.parts if isinstance(one, Words))
    if not isinstance(found, Words):
        return ()
    is_plain = token.kind == "word" or (token.kind == "open" and not found.exact)
    return (found,) if is_plain else ()
