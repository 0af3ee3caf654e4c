"""Ways to ask for less than a query that finds nothing, each in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from components.corpus.search.parse_query import parse
from components.corpus.search.query_tokens import Token, cut
from components.corpus.search.query_tree import QueryUnclear

# Letters of a word from which others are alike, and of its beginning.
ALIKE, BEGINNING = 4, 5
MOST = 14
_VALUES = ("word", "phrase", "gaps", "alike", "regex")


@dataclass(frozen=True)
class Relaxed:
    """Another query that asks for less; `change` says what differs, `every` as for `parse`."""

    change: str
    query: str
    every: bool


@dataclass(frozen=True)
class _Part:
    """A value of a query with the minus or NOT and the field before it, as places in the query."""

    tokens: tuple[Token, ...]

    @property
    def value(self) -> Token:
        return self.tokens[-1]

    @property
    def field(self) -> Token | None:
        return next((one for one in self.tokens if one.kind == "field"), None)

    def written(self, query: str) -> str:
        """As it stands in the query."""
        return query[self.tokens[0].start : self.value.end]

    @property
    def is_out(self) -> bool:
        return self.tokens[0].kind in ("minus", "operator")


def relax(query: str, *, every: bool = False) -> list[Relaxed]:
    """Queries that find more than this one may, those that keep most of it first; at most `MOST`.

    Empty for one of a single plain word that has too few letters, and for one that is not clear.
    """
    found: dict[tuple[str, bool], Relaxed] = {}
    for one in _relax(query, every):
        written = " ".join(one.query.split())
        key = written, one.every
        if key in found or key == (" ".join(query.split()), every) or not _can_be_read(written):
            continue
        found[key] = Relaxed(one.change, written, one.every)
    return list(found.values())[:MOST]


def _can_be_read(query: str) -> bool:
    try:
        return not parse(query).remarks
    except QueryUnclear:
        return False


def _relax(query: str, every: bool) -> Iterator[Relaxed]:
    tokens = cut(query).tokens
    parts = list(_parts(tokens))
    if every and sum(part.value.kind == "word" for part in parts) > 1:
        yield Relaxed("with any of the words instead of all", query, False)
    yield from _search_everywhere(query, parts, every)
    yield from _loosen_near(query, tokens, every)
    yield from _open_phrases(query, parts, every)
    yield from _drop_limits(query, parts, every)
    ands = [token for token in tokens if token.kind == "operator" and token.text == "AND"]
    if ands:
        yield Relaxed("with OR instead of AND", _replace_all(query, ands, "OR"), every)
    yield from _vary_words(query, parts, every)
    yield from _drop_parts(query, tokens, parts, every)


def _is_titled(part: _Part) -> bool:
    return part.field is not None and part.field.text.lower() == "title"


def _search_everywhere(query: str, parts: list[_Part], every: bool) -> Iterator[Relaxed]:
    for part in parts:
        if part.field and _is_titled(part) and not part.is_out:
            yield Relaxed("without “title:”", _cut_out(query, part.field), every)


def _loosen_near(query: str, tokens: list[Token], every: bool) -> Iterator[Relaxed]:
    for token in tokens:
        if token.kind == "operator" and token.text.startswith("NEAR"):
            changed = _replace(query, token, "AND")
            yield Relaxed(f"with AND instead of {token.text}", changed, every)


def _drop_limits(query: str, parts: list[_Part], every: bool) -> Iterator[Relaxed]:
    """Without what is left out, and without sources, days and the like."""
    for part in parts:
        if part.is_out or (part.field and not _is_titled(part)):
            changed = _cut_out(query, *part.tokens)
            yield Relaxed(f"without “{part.written(query)}”", changed, every)


def _drop_parts(
    query: str, tokens: list[Token], parts: list[_Part], every: bool
) -> Iterator[Relaxed]:
    for part in parts if len(parts) > 1 else ():
        if not part.is_out:
            changed = _drop(query, tokens, part)
            yield Relaxed(f"without “{part.written(query)}”", changed, every)


def _parts(tokens: list[Token]) -> Iterator[_Part]:
    before: list[Token] = []
    for token in tokens:
        is_not = token.kind == "operator" and token.text == "NOT"
        if token.kind in ("minus", "field") or is_not:
            before.append(token)
        elif token.kind in _VALUES:
            yield _Part((*before, token))
            before = []
        else:
            before = []


def _open_phrases(query: str, parts: list[_Part], every: bool) -> Iterator[Relaxed]:
    for part in parts:
        words = part.value.text.split()
        if part.value.kind == "phrase" and len(words) > 1 and not part.is_out and not part.field:
            near = _replace(query, part.value, f'"{part.value.text}"~10')
            yield Relaxed(f"with the words of “{part.value.text}” near one another", near, every)
            both = _replace(query, part.value, f"({' AND '.join(words)})")
            yield Relaxed(f"with the words of “{part.value.text}” anywhere", both, every)


def _vary_words(query: str, parts: list[_Part], every: bool) -> Iterator[Relaxed]:
    for part in parts:
        word = part.value.text
        if part.value.kind != "word" or part.is_out or part.field or not word.isalpha():
            continue
        if len(word) >= ALIKE:
            changed = _replace(query, part.value, f"{word}~")
            yield Relaxed(f"with words spelled like {word}", changed, every)
        if len(word) > BEGINNING:
            begin = word[:BEGINNING]
            changed = _replace(query, part.value, f"{begin}*")
            yield Relaxed(f"with words that begin with {begin}", changed, every)


def _replace(query: str, token: Token, text: str) -> str:
    return f"{query[: token.start]}{text}{query[token.end :]}"


def _replace_all(query: str, tokens: list[Token], text: str) -> str:
    for token in reversed(tokens):
        query = _replace(query, token, text)
    return query


def _cut_out(query: str, *tokens: Token) -> str:
    return f"{query[: tokens[0].start]}{query[tokens[-1].end :]}"


def _drop(query: str, tokens: list[Token], part: _Part) -> str:
    """The query without a part and without the operator that ties it to another."""
    first, last = tokens.index(part.tokens[0]), tokens.index(part.value)
    if first and tokens[first - 1].kind == "operator":
        return _cut_out(query, *tokens[first - 1 : last + 1])
    if last + 1 < len(tokens) and tokens[last + 1].kind == "operator":
        return _cut_out(query, *tokens[first : last + 2])
    return _cut_out(query, *part.tokens)
