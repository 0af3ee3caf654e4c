"""Parts of a query: days, words with gaps, words that are alike, and regular expressions."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import re2  # type: ignore[import-untyped]

from components.corpus.search.operators import FARTHEST, MOST_CHANGES, NEAR
from components.corpus.search.query_tokens import Token
from components.corpus.search.query_tree import All, Days, Near, Pattern, Query, QueryUnclear, Words
from components.text.search_terms import bare_terms, plain

# Letters that a word with gaps must have, and one that others are alike to.
LEAST_LETTERS = 2
SHORTEST_ALIKE = 3
# Words of so many letters or fewer are alike with one change, unless the query says otherwise.
SHORT = 5
LONGEST_REGEX = 200
_GAP_IN_PHRASE = re.compile(r"\*\s*\w|\w\?\w")

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


def read_worded(token: Token, remarks: list[QueryUnclear]) -> Query:
    """What is about the words of an article: a word, a phrase, or a pattern. Raises QueryUnclear.

    What is ignored of it is added to the remarks.
    """
    if token.kind == "regex":
        return read_regex(token.text, token.start)
    if token.behind.startswith("~") and "*" in token.text:
        remarks.append(QueryUnclear("A ~ behind a * was ignored.", token.start))
    elif token.kind == "alike":
        try:
            return read_alike(token.text, token.behind, token.start)
        except QueryUnclear as unclear:
            remarks.append(unclear)
    if token.kind == "gaps":
        return read_gaps(token.text, token.start)
    found = _read_words(token)
    if token.kind == "phrase" and token.behind.startswith("~"):
        return _apart(found, read_distance(token.behind))
    return found


def _read_words(token: Token) -> Words:
    if token.kind == "phrase" and _GAP_IN_PHRASE.search(token.text):
        raise QueryUnclear(
            "In quotation marks a * can stand only at the end, and ? not at all. Write "
            "wom?n NEAR/0 rights to find neighbours.",
            token.start,
        )
    if token.kind != "phrase" and "*" in token.text.rstrip("*"):
        raise QueryUnclear("A * can stand only in or behind letters.", token.start)
    prefix = "*" in (token.behind, token.text[-1:])
    found = Words(tuple(bare_terms(token.text)), token.kind == "phrase" or prefix, prefix)
    if not found.words:
        raise QueryUnclear(f"“{token.text}” contains no word.", token.start)
    return found


def _apart(phrase: Words, between: int) -> Query:
    """The words of a phrase, each near the next one."""
    each = [replace(phrase, words=(word,), prefix=False) for word in phrase.words]
    near = tuple(Near(one, other, between) for one, other in pairwise(each))
    return All(near) if len(near) > 1 else next(iter(near), phrase)


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


def read_gaps(written: str, place: int) -> Pattern:
    """A word with * for any letters and ? for one. Raises QueryUnclear."""
    parts = re.split(r"([*?])", written)
    letters = [part for part in parts[::2] if part]
    # A sign that is a word by itself would be two.
    if any(len(bare_terms(part * 2)) > 1 for part in letters):
        raise QueryUnclear(
            f"“{written}”: * and ? stand for letters, not for signs that are words.", place
        )
    if sum(map(len, letters)) < LEAST_LETTERS:
        raise QueryUnclear(
            f"“{written}” needs at least {LEAST_LETTERS} letters beside * and ?.", place
        )
    text = "".join(part if part in "*?" else plain(part) for part in parts)
    return Pattern("gaps", re.sub(r"\*+", "*", text), written)


def read_alike(word: str, behind: str, place: int) -> Pattern:
    """A word, and as `behind` ~ with or without the number of changes. Raises QueryUnclear."""
    words = bare_terms(word)
    text = plain(words[0]) if len(words) == 1 else ""
    if len(text) < SHORTEST_ALIKE:
        raise QueryUnclear(
            f"~ works behind one word of at least {SHORTEST_ALIKE} letters; it was ignored behind "
            f"“{word}”.",
            place,
        )
    usual = 1 if len(text) <= SHORT else MOST_CHANGES
    asked = int(behind[1:]) if behind[1:].isdecimal() else usual
    return Pattern("alike", text, f"{word}{behind}", min(max(asked, 1), MOST_CHANGES))


def read_regex(written: str, place: int) -> Pattern:
    """A regular expression that fits whole plain words; without accents. Raises QueryUnclear."""
    text = re.sub(r"[^\x00-\x7f]+", lambda found: plain(found[0]), written)
    if len(text) > LONGEST_REGEX:
        raise QueryUnclear(f"A pattern may have {LONGEST_REGEX} characters.", place)
    try:
        compile_regex(text)
    except re2.error as error:
        said = error.args[0].decode() if error.args else ""
        raise QueryUnclear(f"/{written}/ is not a pattern: {said}.", place) from error
    return Pattern("regex", text, f"/{written}/")


def compile_regex(text: str) -> Any:
    """A pattern that fits whole lines, in linear time: RE2 never goes back. Raises re2.error.

    It is read by itself first, so that its brackets cannot close ours.
    """
    options = re2.Options()
    options.never_nl, options.case_sensitive, options.log_errors = True, False, False
    options.max_mem = 1 << 20
    re2.compile(text, options)
    return re2.compile(f"(?m)^(?:{text})$", options)


def read_distance(operator: str) -> int:
    """The words that may stand between two that are near, of NEAR, NEAR/5 or ~5."""
    digits = operator.lstrip("NEAR/~")
    return min(int(digits), FARTHEST) if digits.isdecimal() else NEAR
