"""Tokens of a query; unknown fields and operators become remarks and are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from components.corpus.search.operators import FIELDS, OPERATORS_BETWEEN
from components.corpus.search.query_tree import QueryUnclear
from components.text.search_terms import APOSTROPHES, bare_terms

# From so many words on, a query all in capitals is text in capitals and no operators.
SHOUTED = 5
# A field that is as alike to what was written, of 1, is asked about.
LIKE = 0.7

_MARKS = '"“”„«»'
_FIELDS = "|".join(FIELDS)
_TOKEN = re.compile(
    rf"""(?P<open>\()|(?P<close>\))
    |(?P<minus>-(?=[\w(*?/{_MARKS}]))
    |(?P<field>(?i:{_FIELDS})(?=:)|[^\W\d_]+(?=:[^\s/])):
    |[{_MARKS}](?P<phrase>[^{_MARKS}]*)(?P<end>[{_MARKS}]?)(?P<behind>\*|~[\d.]*|)
    |/(?P<regex>(?:[^/\s\\]|\\\S)+)/(?=[\s()]|\Z)
    |(?P<word>[^\s(){_MARKS}]+)""",
    re.VERBOSE,
)
_NEAR = re.compile(r"NEAR|(?i:NEAR)/\d+")
# How other search engines ask for words near one another, and the like.
_OPERATOR = re.compile(
    r"(?:NEAR|ONEAR|ADJ|WITHIN|SAME|XOR|ANDNOT|BUTNOT)(?:[/:~]?\d+)?|(?i:w|p|pre|near)/[\dsp]+"
)
_SIGNS = re.compile(
    r"""(?P<word>.*\w)(?P<behind>\^[\d.]*)
    |(?P<name>[^\W\d_]+)(?P<between>[~=<>]=?|!=)(?P<value>\w.*)
    |(?P<before>[+!]|&&|\|\|)(?P<rest>.*)""",
    re.VERBOSE,
)
_ALIKE = re.compile(r"(?P<word>.*[\w*])(?P<behind>~[\d.]*)")
# A question mark at the end ends a sentence, and in an address other signs stand beside it.
_GAPS = re.compile(rf"(?=.*(?:\*|\?\w))(?P<word>[\w*?{APOSTROPHES}\u0300-\u036f]*[\w*])[?.,;:!…]*")


@dataclass(frozen=True)
class Token:
    """`kind` is open, close, minus, field, phrase, word, gaps, alike, regex or operator.

    `text` is without its marks, `start` and `end` are places in the query. A phrase is `whole` when
    its mark is closed; `behind` is what follows a phrase or a word directly: *, ~ or ~2. A word
    with `gaps` has * or ? in it, and an `alike` one a ~ behind it.
    """

    kind: str
    text: str
    start: int
    end: int
    whole: bool = True
    behind: str = ""


@dataclass(frozen=True)
class Cut:
    """What a query is made of, and what of it is nothing that there is."""

    tokens: list[Token]
    remarks: list[QueryUnclear]


def cut(written: str) -> Cut:
    """Take a query apart; what is unknown is left out, and what it was said of is kept."""
    found = [_token(one) for one in _TOKEN.finditer(written)]
    words = sum(one.kind == "word" and one.text not in OPERATORS_BETWEEN for one in found)
    shouted = written.isupper() and words >= SHOUTED
    remarks: list[QueryUnclear] = []
    tokens = [token for one in found for token in _known(one, shouted, remarks)]
    return Cut(list(_opened(tokens, remarks)), remarks)


def _token(found: re.Match[str]) -> Token:
    # The mark that ends a phrase has no name by itself.
    kind = "phrase" if found["phrase"] is not None else str(found.lastgroup)
    return Token(kind, found[kind], *found.span(), found["end"] != "", found["behind"] or "")


def has_field(written: str, field: str) -> bool:
    """Whether a query looks in this one of `FIELDS`."""
    return any(one.kind == "field" and one.text.lower() == field for one in cut(written).tokens)


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
    near = _NEAR.fullmatch(token.text)
    if (token.text in OPERATORS_BETWEEN or near) and not (shouted and token.text.isalpha()):
        yield replace(token, kind="operator", text=token.text.upper())
        return
    sign, rest = _foreign(token.text, shouted)
    if sign:
        remarks.append(QueryUnclear(_say_operator(sign), token.start))
    # Dashes and other signs by themselves, as in a headline that was pasted, are passed over.
    if "*" in rest or bare_terms(rest):
        yield _kind_of_word(replace(token, text=rest))


def _kind_of_word(token: Token) -> Token:
    """Says of a word whether it has gaps or stands for words that are alike."""
    alike = _ALIKE.fullmatch(token.text)
    if alike:
        token = replace(token, kind="alike", text=alike["word"], behind=alike["behind"])
    gaps = _GAPS.fullmatch(token.text)
    # A word that only goes on is looked for by its beginning.
    if gaps and not re.fullmatch(r"[^*?]+\*+", gaps["word"]):
        return replace(token, kind="gaps", text=gaps["word"])
    return token


def _foreign(word: str, shouted: bool) -> tuple[str, str]:
    """The operator in a word that there is not here, and the word without it."""
    if _OPERATOR.fullmatch(word) and not (shouted and word.isalpha()):
        return word, ""
    found = _SIGNS.fullmatch(word)
    if not found or _ALIKE.fullmatch(word):
        return "", word
    sign = found["between"] or found["behind"] or found["before"]
    return sign, found["value"] or found["word"] or found["rest"]


def _say_field(name: str) -> str:
    known = ", ".join(f"{one}:" for one in FIELDS)
    near = get_close_matches(name.lower(), FIELDS, 1, LIKE)
    hint = f"Did you mean {near[0]}:? " if near else ""
    return (
        f"There is no field “{name}”; the fields are {known}. {hint}"
        "What follows it is searched for as a word."
    )


def _say_operator(sign: str) -> str:
    return (
        f"“{sign}” is not an operator here and was ignored. You can use AND, OR, NOT, NEAR/5, a - "
        "before a word, brackets, quotation marks, * and ? in words, and a ~ behind a word."
    )
