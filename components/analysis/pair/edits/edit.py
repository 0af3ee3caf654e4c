"""Edit: its kind, weight and reason, and the word tables by which edits are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from components.analysis.word_lists import read_table, read_words
from components.text.segment import Span


def words(table: str, name: str) -> frozenset[str]:
    """The list of words `name` of a table in `tables/`, which `tables/README.md` describes."""
    return read_words("pair/edits", table, name)


@cache
def values(table: str, name: str) -> Mapping[str, str]:
    """Each word of a table of values to its value: {"7": "seven сім"} maps seven and сім to 7."""
    forms = read_table("pair/edits", table)[name].items()
    return {word: value for value, listed in forms for word in listed.split()}


def weight(kind: str, case: str) -> float:
    """How much an edit of this kind and case tells, 0 to 1; KeyError for an unknown one."""
    share: float = read_table("pair/edits", "kinds")[kind][case]
    return share


@dataclass(frozen=True)
class Reason:
    """A sentence about a change that can be said with and without a direction.

    `directed` is the sentence where the second text was taken from the first. Where that is not
    known, the sentence is `lead` and the words of either text, `first` and `second`, which may be
    "".
    """

    directed: str
    lead: str = ""
    first: str = ""
    second: str = ""

    def say(self, names: tuple[str, str] | None) -> str:
        """The sentence for the reader.

        With the `names` of the two texts it does not say which of them was first; None gives
        `directed`.
        """
        if names is None or not (self.first or self.second):
            return self.directed
        if self.first and self.second:
            told = f"{names[0]} has ‘{self.first}’, {names[1]} has ‘{self.second}’"
        else:
            told = f"only {names[0] if self.first else names[1]} has ‘{self.first or self.second}’"
        return self.lead + told


@dataclass(frozen=True)
class Typed:
    """The kind of an edit, its weight (0 to 1), the reason in words, and the case of the kind."""

    kind: str
    weight: float
    reason: Reason
    case: str = ""


def typed(kind: str, case: str, reason: Reason) -> Typed:
    """Type an edit with the weight of its kind and case."""
    return Typed(kind, weight(kind, case), reason, case)


# The most telling first, roughly; the order in which the rules are asked stands in rules.py.
EDIT_KINDS = (
    "roles",
    "number",
    "date",
    "negation",
    "quotation",
    "credit",
    "attribution",
    "hedge",
    "label",
    "entity",
    "name_form",
    "tense",
    "order",
    "wording",
    "spelling",
    "cosmetic",
)


@dataclass(frozen=True)
class Edit:
    """One change of words between linked sentences.

    `first` and `second` are spans in either text, one of them empty where words were only added or
    dropped. `kind` is one of `EDIT_KINDS`; `weight` says how much the edit tells, 0 to 1; `why` is
    the reason.
    """

    first: Span
    second: Span
    kind: str
    weight: float
    why: Reason

    @property
    def reason(self) -> str:
        """The reason in words, for a second text that was taken from the first."""
        return self.why.directed
