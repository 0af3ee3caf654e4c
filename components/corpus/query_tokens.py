"""A query cut into what it is made of; fields and operators that there are not are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from components.corpus.query import QueryUnclear
from components.text.stem import bare_terms

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
