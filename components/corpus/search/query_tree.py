"""Query language: tokens and parts of a query; unknown fields and operators become remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from components.corpus.database.errors import LibraryError
from components.text.search_terms import bare_terms

# ruff: noqa: N818 (QueryUnclear is named by what a person is told, as the errors of a library are)


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


@dataclass(frozen=True)
class Some(Either):
    """Words side by side: at least one of them, and articles with all of them first."""


Query = Words | Named | Days | Not | All | Either


def leaves(query: Query) -> Iterator[Words]:
    """The words whose presence speaks for an article: all but those under NOT."""
    if isinstance(query, Words):
        yield query
    elif isinstance(query, All | Either):
        for part in query.parts:
            yield from leaves(part)


def with_all(query: Query) -> Query:
    """The query that asks for all of the words side by side; itself when there are none such."""
    if isinstance(query, Some):
        return All(query.parts)
    if isinstance(query, All):
        return All(tuple(map(with_all, query.parts)))
    return query


FIELDS = ("source", "author", "date", "lang", "tag")
OPERATORS = ("AND", "OR", "NOT")
# From so many words on, a query all in capitals is text in capitals and no operators.
SHOUTED = 5

_TOKEN = re.compile(
    r"""(?P<open>\()|(?P<close>\))
    |(?P<minus>-(?=[\w("“”„«»]))
    |(?P<field>(?i:source|author|date|lang|tag)(?=:)|[^\W\d_]+(?=:[^\s/])):
    |["“”„«»](?P<phrase>[^"“”„«»]*)(?P<end>["“”„«»]?)(?P<star>\*?)
    |(?P<word>[^\s()"“”„«»]+)""",
    re.VERBOSE,
)
# How other search engines ask for words near one another, and the like.
_OPERATOR = re.compile(
    r"(?:NEAR|ONEAR|ADJ|WITHIN|SAME|XOR|ANDNOT|BUTNOT)(?:[/:~]?\d+)?|(?i:w|p|pre|near)/[\dsp]+"
)
_SIGNS = re.compile(
    r"""(?P<word>.*\w)(?P<behind>[~^][\d.]*)
    |(?P<name>[^\W\d_]+)(?P<between>[~=<>]=?|!=)(?P<value>\w.*)
    |(?P<before>[+!]|&&|\|\|)(?P<rest>.*)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """`kind` is open, close, minus, field, phrase, word or operator; `text` without its marks.

    `start` and `end` are places in the query. A phrase is `whole` when its mark is closed; `star`
    says whether one follows it.
    """

    kind: str
    text: str
    start: int
    end: int
    whole: bool = True
    star: bool = False


@dataclass(frozen=True)
class Cut:
    """What a query is made of, and what of it is nothing that there is."""

    tokens: list[Token]
    remarks: list[QueryUnclear]


def cut(written: str) -> Cut:
    """Take a query apart; what is unknown is left out, and what it was said of is kept."""
    found = [_token(one) for one in _TOKEN.finditer(written)]
    words = sum(one.kind == "word" and one.text not in OPERATORS for one in found)
    shouted = written.isupper() and words >= SHOUTED
    remarks: list[QueryUnclear] = []
    tokens = [token for one in found for token in _known(one, shouted, remarks)]
    return Cut(list(_opened(tokens, remarks)), remarks)


def _token(found: re.Match[str]) -> Token:
    # The mark that ends a phrase has no name by itself.
    kind = "phrase" if found["phrase"] is not None else str(found.lastgroup)
    return Token(kind, found[kind], *found.span(), found["end"] != "", found["star"] == "*")


def _opened(tokens: list[Token], remarks: list[QueryUnclear]) -> Iterator[Token]:
    """The tokens without brackets that close none."""
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth < 0:
            remarks.append(
                QueryUnclear("This closing bracket has no opening bracket.", token.start)
            )
            depth = 0
        else:
            yield token


def _known(token: Token, shouted: bool, remarks: list[QueryUnclear]) -> Iterator[Token]:
    """The token, what of it can be looked for, or nothing."""
    if token.kind == "field" and token.text.lower() not in FIELDS:
        remarks.append(QueryUnclear(_say_field(token.text), token.start))
        return
    if token.kind != "word":
        yield token
        return
    if token.text in OPERATORS and not shouted:
        yield replace(token, kind="operator")
        return
    sign, rest = _foreign(token.text, shouted)
    if sign:
        remarks.append(QueryUnclear(_say_operator(sign), token.start))
    # Dashes and other signs by themselves, as in a headline that was pasted, are passed over.
    if "*" in rest or bare_terms(rest):
        yield replace(token, text=rest)


def _foreign(word: str, shouted: bool) -> tuple[str, str]:
    """The operator in a word that there is not here, and the word without it."""
    if _OPERATOR.fullmatch(word) and not (shouted and word.isalpha()):
        return word, ""
    found = _SIGNS.fullmatch(word)
    if not found:
        return "", word
    sign = found["between"] or found["behind"] or found["before"]
    return sign, found["value"] or found["word"] or found["rest"]


def _say_field(name: str) -> str:
    known = ", ".join(f"{one}:" for one in FIELDS)
    near = get_close_matches(name.lower(), FIELDS, 1)
    hint = f"Did you mean {near[0]}:? " if near else ""
    return (
        f"There is no field “{name}”; the fields are {known}. {hint}"
        "What follows it is searched for as a word."
    )


def _say_operator(sign: str) -> str:
    return (
        f"“{sign}” is not an operator here and was ignored. You can use AND, OR, NOT, a - before "
        "a word, brackets, quotation marks, and a * at the end of a word."
    )
