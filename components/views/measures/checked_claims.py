"""How often what Parallax claims was right on texts that its rules had not seen, in words.

Counted by readers of the texts; `benchmarks/README.md` says how, and has the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

_FEW = 10
_ON_WHAT = "checked by readers in articles of outlets that were not used to make the rules"


@dataclass(frozen=True)
class Checked:
    """So many of the claims of a kind that were shown were right, or what `verdict` says."""

    right: int
    shown: int
    claims: str
    verdict: str = "right"

    def __str__(self) -> str:
        return f"of {self.shown} {self.claims}, {self.right} were {self.verdict}"


# By the measure that the claims rest on, as in `measure_explanations.MEASURES`.
CHECKED = {
    "speaker": (
        Checked(37, 41, "speakers not marked “perhaps”"),
        Checked(26, 34, "speakers of reported speech"),
    ),
    "variants": (Checked(26, 34, "variants of a quotation"),),
    "weight": (Checked(7, 16, "changes of weight 0.35 and more", "called telling by readers"),),
    "direction": (Checked(3, 3, "answers to who took from whom"),),
    "mentions": (Checked(95, 122, "names with their kind and whom or what they mean"),),
    "figures": (Checked(35, 35, "numbers with their unit and what they count"),),
    "dates named": (Checked(48, 55, "dates in sentences"),),
    "contradictions": (Checked(1, 1, "contradictions"),),
}


def describe_checked(measure: str) -> str:
    """How often claims that rest on a measure were right, in a sentence; "" if never checked."""
    checked = CHECKED.get(measure, ())
    if not checked:
        return ""
    told = "; ".join(map(str, checked))
    few = ", which is too few to say more" if max(one.shown for one in checked) < _FEW else ""
    return f"{told[0].upper()}{told[1:]} ({_ON_WHAT}){few}."
