"""What can be written in a query, as data: the help, the empty state and remarks are drawn from it.

An example is a query that can be tried; it finds what `finds` says.
"""

from __future__ import annotations

from dataclasses import dataclass

FIELDS = ("title", "source", "author", "date", "lang", "tag")
OPERATORS_BETWEEN = ("AND", "OR", "NOT")
# Words between two that are near, when NEAR has no number, and the most that can be asked for.
NEAR = 10
FARTHEST = 100
# A word that is alike differs in so many letters at most.
MOST_CHANGES = 2


@dataclass(frozen=True)
class Operator:
    """One thing that can be written: `syntax` with a placeholder, an `example`, what it `finds`."""

    syntax: str
    example: str
    finds: str


OPERATORS = (
    Operator(
        "word word",
        "ferry minister",
        "articles with any of the words, in all their forms; those with all of them come first",
    ),
    Operator('"words"', '"prime minister"', "these words in this order, exactly as written"),
    Operator("AND, OR, NOT", "ferry AND (late OR delayed)", "both, either, all but; in capitals"),
    Operator("-word", "ferry -bridge", "articles with “ferry” that do not have “bridge”"),
    Operator("title:word", 'title:"prime minister"', "words in the headline only"),
    Operator(
        "word NEAR/n word",
        'sanctions NEAR/5 "oil price"',
        "two words or phrases in either order with at most so many words between them; "
        f"NEAR alone is NEAR/{NEAR}",
    ),
    Operator(
        '"words"~n', '"minister resigns"~5', "the words in any order, at most so many words apart"
    ),
    Operator("begin*", "diplom*", "words that begin with this"),
    Operator("*end", "*gate", "words that end with this; also inside a word: diplo*cy"),
    Operator("w?rd", "wom?n", "any one letter in the place of the question mark"),
    Operator(
        "word~",
        "Zelensky~",
        "words that differ in a letter or two, or have two letters exchanged; "
        "~1 and ~2 say how many",
    ),
    Operator(
        "/pattern/", "/colou?rs?/", "whole words that fit a regular expression, without accents"
    ),
    Operator("source:name", "source:post", "a name in that field; also author:, tag: and lang:en"),
    Operator(
        "date:day",
        "date:2019-11",
        "published in that month; or a year, a day, or from one to another: date:2019..2020-03",
    ),
)
