"""Judgements: an analyst's verdict on a quotation, a figure or a contradiction, as it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# Kinds of verdicts. The key of one on a quotation or a figure is its place, `article.start.end`;
# that of one on a contradiction has both places, joined by a colon.
QUOTATION, FIGURE, CONTRADICTION = "quotation", "figure", "contradiction"
RIGHT, WRONG, NO_QUOTATION = "right", "wrong", "not a quotation"
SPEAKER = "speaker"
VALUE, UNIT, THING = "value", "unit", "thing"
_FIELDS = (SPEAKER, VALUE, UNIT, THING)


@dataclass(frozen=True)
class Judgement:
    """A verdict in force: its value as stored, and the name of who gave it.

    The value is `RIGHT`, `WRONG`, `NO_QUOTATION`, or a correction: lines of `field: words`.
    """

    value: str
    who: str = ""

    @property
    def corrected(self) -> dict[str, str]:
        """The corrected fields with what is right; none for a verdict without a correction."""
        pairs = (line.partition(": ")[::2] for line in self.value.split("\n"))
        return {name: words for name, words in pairs if name in _FIELDS}

    @property
    def is_struck(self) -> bool:
        """Whether the claim is wrong and nothing was put in its place."""
        return self.value in (WRONG, NO_QUOTATION)


Judgements = Mapping[str, Judgement]


def write_correction(fields: Mapping[str, str]) -> str:
    """The value of a verdict that corrects these fields; "" without any."""
    told = {name: " ".join(words.split()) for name, words in fields.items()}
    return "\n".join(f"{name}: {told[name]}" for name in _FIELDS if name in told)


def read_judgements(rows: Iterable[Mapping[Any, Any]]) -> dict[str, Judgement]:
    """Judgements by key, from stored verdicts with `key`, `value` and `who`."""
    return {str(row["key"]): Judgement(str(row["value"]), str(row["who"])) for row in rows}


def make_place(row: Mapping[Any, Any]) -> str:
    """The place of a quotation or figure, `article.start.end`, from a row with these columns."""
    return f"{row['article']}.{int(row['start'])}.{int(row['end'])}"


def read_place(place: str) -> tuple[str, int, int] | None:
    """Article, start and end of a place; None for words that are no place."""
    article, _, span = place.partition(".")
    start, _, end = span.partition(".")
    is_place = article and all(one.isdecimal() and len(one) < 10 for one in (start, end))
    return (article, int(start), int(end)) if is_place else None


def articles_of(judged: Iterable[str]) -> set[str]:
    """The articles of places that were judged."""
    return {place.partition(".")[0] for place in judged}


def describe_judgement(judgement: Judgement) -> str:
    """What an analyst decided, with the name, as grounds of a claim: “confirmed by Ada”."""
    who = judgement.who or "an analyst"
    if judgement.corrected:
        return f"corrected by {who}"
    return f"confirmed by {who}" if judgement.value == RIGHT else f"struck by {who}"
