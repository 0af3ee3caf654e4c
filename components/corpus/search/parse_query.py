"""Query parser: from the text of a query to its parts; what cannot be parsed becomes a remark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from components.corpus.search.query_tokens import Token, cut
from components.corpus.search.query_tree import (
    All,
    Either,
    Named,
    Near,
    Not,
    Pattern,
    Query,
    QueryUnclear,
    Some,
    Words,
    in_title,
)
from components.corpus.search.read_parts import read_days, read_distance, read_worded
from components.text.language import most_used
from components.text.search_terms import bare_terms, plain

LONGEST = 2000
DEEPEST = 40
# Kinds of tokens that a name can be, and that words in a title can be.
NAMING = ("word", "phrase")
WORDED = (*NAMING, "gaps", "alike", "regex", "open")
# So many of the most used words of a language are ignored beside other words.
LIGHT = 30


@dataclass(frozen=True)
class Read:
    """A parsed query, and remarks about parts that were not understood, in their order."""

    query: Query
    remarks: tuple[QueryUnclear, ...] = ()


def parse(written: str, *, every: bool = False, languages: Iterable[str] = ()) -> Read:
    """Read what `OPERATORS` lists: words, "phrases", NEAR/n, AND, OR, NOT, `field:value` and more.

    Of words side by side one is enough, or with `every` all are needed; the most used words of the
    `languages` (ISO 639-1) are ignored beside others. All other parts side by side are needed. NEAR
    binds closest, then NOT, AND, and OR. Operators are upper case. `date:` takes a year, month or
    day, or two with .. between, of which one may be left out. Anything else becomes a remark and is
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
        self.names: set[Query] = set()
        self.shouted = written.isupper()
        self.titled = False

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
        loose: list[Words | Pattern] = []
        bound: list[Query | None] = []
        tied = False
        while (token := self.peek()) and token.kind != "close" and self.operator() != "OR":
            found = self.near()
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

    def telling(self, words: Sequence[Words | Pattern]) -> list[Words | Pattern]:
        """The words that say something, each once, or all when none does."""
        heavy = [
            one
            for one in words
            if isinstance(one, Pattern)
            or one.prefix
            or one in self.names
            or not self.light.issuperset(map(plain, one.words))
        ]
        return list(dict.fromkeys(heavy or words))

    def near(self) -> Query | None:
        """One part, or several with NEAR between them."""
        last = self.one()
        parts = [last]
        while (operator := self.operator()).startswith("NEAR"):
            place = self.tokens[self.next].start
            self.next += 1
            other = self.one()
            if _can_be_near(last) and _can_be_near(other):
                both = Near(last, other, read_distance(operator))
                parts = [*(parts if isinstance(parts[-1], Near) else parts[:-1]), both]
            else:
                if last is not None and other is not None:
                    said = f"{operator} needs words or phrases on both sides; AND was used instead."
                    self.remark(said, place)
                parts.append(other)
            last = other
        return _join(All, parts)

    def one(self) -> Query | None:
        token = self.peek()
        operator = self.operator()
        if token is None or token.kind == "close" or operator not in ("", "NOT"):
            self.miss()
            self.next += operator not in ("", "OR")
            return None
        self.next += 1
        if token.kind in ("operator", "minus", "open"):
            return self.deeper(token)
        try:
            if not token.whole:
                self.remark("This quotation mark is never closed.", token.start)
            if token.kind == "field":
                return self.field(token)
            found = read_worded(token, self.remarks)
            if token.text.isupper() and len(token.text) > 1 and not self.shouted:
                self.names.add(found)
            return found
        except QueryUnclear as unclear:
            self.remarks.append(unclear)
            return None

    def deeper(self, token: Token) -> Query | None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryUnclear(
                "There are too many brackets inside each other; simplify the query.", token.start
            )
        found = self.either() if token.kind == "open" else self.near()
        self.depth -= 1
        if token.kind != "open":
            return found and Not(found)
        if self.peek() is None:
            self.remark("This bracket is never closed.", token.start)
        self.next += 1
        return found

    def field(self, token: Token) -> Query | None:
        name, value = token.text.lower(), self.peek()
        kinds = WORDED if name == "title" else NAMING
        if value is None or value.start != token.end or value.kind not in kinds:
            raise QueryUnclear(
                f"Write what to search for directly after {name}:, without a space.", token.end
            )
        if name == "title":
            found = self.one()
            return found and in_title(found)
        self.next += 1
        if name == "date":
            return read_days(value.text, value.start)
        words = tuple(bare_terms(value.text))
        if not words:
            raise QueryUnclear(f"{value.text} contains no name.", value.start)
        return Named(name, words)

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


def _can_be_near(query: Query | None) -> TypeGuard[Query]:
    if isinstance(query, Either):
        return all(map(_can_be_near, query.parts))
    return isinstance(query, Words | Pattern)


def _words_alone(token: Token, found: Query | None) -> tuple[Words | Pattern, ...]:
    """The plain words that this is, be it one or several in brackets; none when it is more."""
    if token.kind == "open" and isinstance(found, Some):
        return tuple(one for one in found.parts if isinstance(one, Words | Pattern))
    if isinstance(found, Pattern):
        return (found,) if token.kind != "field" else ()
    if not isinstance(found, Words):
        return ()
    is_plain = token.kind in ("word", "alike") or (token.kind == "open" and not found.exact)
    return (found,) if is_plain else ()
