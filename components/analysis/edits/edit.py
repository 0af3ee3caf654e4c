"""What an edit is."""

from __future__ import annotations

from dataclasses import dataclass

from components.analysis.edits.reason import Reason
from components.text.segment import Span

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
    """One change: what stood in the first text and what stands in the second.

    A span is empty where something was only added or only taken away. `kind` is one of
    `EDIT_KINDS`, `weight` says how much it tells, 0 to 1, and `why` the reason.
    """

    first: Span
    second: Span
    kind: str
    weight: float
    why: Reason

    @property
    def reason(self) -> str:
        """Why it tells, in words, said of a second text that was taken from the first."""
        return self.why.directed
