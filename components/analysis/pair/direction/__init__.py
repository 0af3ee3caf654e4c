"""Direction: which of two texts was taken from the other, argued from weighed evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from components.analysis.pair.alignment import Alignment, Link
from components.analysis.pair.direction.copy_traces import (
    by_cut_ending,
    by_dateline,
    by_names,
    by_page_lines,
    by_translation,
    by_typography,
)
from components.analysis.pair.direction.evidence import (
    CANNOT_TELL,
    COMMON_SOURCE,
    FIRST_FROM_SECOND,
    SECOND_FROM_FIRST,
    Assumption,
    Evidence,
)
from components.analysis.pair.direction.stated_claims import (
    by_containment,
    by_credits,
    by_dates,
    by_own_voices,
    by_same_credit,
)
from components.analysis.pair.edits import Side, read_side

__all__ = ["CONFIDENCES", "VERDICTS", "Direction", "Evidence", "argue_direction"]

VERDICTS = (SECOND_FROM_FIRST, FIRST_FROM_SECOND, COMMON_SOURCE, CANNOT_TELL)
CONFIDENCES = ("strong", "likely", "weak")

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SAMPLE = 2_000
_LEAST_WEIGHT = 1.0
_LEAST_LEAD = 0.5
_STRONG, _LIKELY = 3.0, 1.6
_RULES = (
    by_credits,
    by_containment,
    by_dateline,
    by_typography,
    by_page_lines,
    by_cut_ending,
    by_names,
    by_own_voices,
    by_translation,
)


@dataclass(frozen=True)
class Direction:
    """A verdict with its confidence and evidence.

    `verdict` is one of `VERDICTS`; `confidence` one of `CONFIDENCES`, "" with `cannot tell`.
    `evidence` is in order of weight and includes what speaks against the verdict.
    """

    verdict: str
    confidence: str
    evidence: list[Evidence]

    @property
    def is_told(self) -> bool:
        """Whether the second was likely taken from the first, or perhaps and is dated later.

        Only then may the second be said to have changed, dropped or added something.
        """
        later = any(one.kind == "date" and one.points == self.verdict for one in self.evidence)
        return self.verdict == SECOND_FROM_FIRST and (self.confidence != "weak" or later)


def argue_direction(
    first: str,
    second: str,
    alignment: Alignment,
    *,
    published: tuple[date | None, date | None] = (None, None),
    sources: tuple[str, str] = ("", ""),
) -> Direction:
    """Argue whether one text was taken from the other, or both from a third.

    `alignment` is that of `first` and `second`; `published` are their days and `sources` their
    outlets, None and "" where unknown. A credit to the outlet of the other text weighs most. Equal
    texts give no evidence by themselves, so only days and credits count there. Without both days
    and without such a credit the confidence is never "strong". Texts in different scripts, or
    without a shared sentence of prose, give `cannot tell`. The pair the other way round gives the
    mirrored verdict.
    """
    sides = read_side(first, alignment.first), read_side(second, alignment.second)
    if reason := _cannot_compare(alignment, sides):
        return Direction(CANNOT_TELL, "", [Evidence("little shared", reason, CANNOT_TELL, 0.0)])
    assumptions = [Assumption(alignment, sides, taker, sources) for taker in (0, 1)]
    evidence = [*by_dates(published), *by_same_credit(assumptions[0]), *_by_each(assumptions)]
    if not _differ(alignment):
        equal = "the texts are equal, apart from case, spaces and punctuation"
        evidence.append(Evidence("equal", equal, CANNOT_TELL, 0.0))
    evidence.sort(key=lambda found: -found.weight)
    verdict, confidence = _weigh(evidence)
    return Direction(verdict, confidence, evidence)


def _by_each(assumptions: list[Assumption]) -> Iterator[Evidence]:
    for assumed in assumptions:
        for rule in _RULES:
            yield from rule(assumed)


def _cannot_compare(alignment: Alignment, sides: tuple[Side, Side]) -> str:
    """Why nothing can be said of the direction; "" when something can."""
    if _is_cyrillic(sides[0].text) != _is_cyrillic(sides[1].text):
        return "the two are in different scripts and cannot be compared word by word"
    narrated = any(_is_narrated(alignment, link, sides) for link in alignment.links)
    if not narrated:
        return "the two share no sentence" + (" except quotations" if alignment.links else "")
    return ""


def _is_cyrillic(text: str) -> bool:
    letters = text[:_SAMPLE]
    return len(_CYRILLIC.findall(letters)) > len(letters) / 4


def _is_narrated(alignment: Alignment, link: Link, sides: tuple[Side, Side]) -> bool:
    """Whether linked sentences are mostly prose, not a quotation that both may have heard."""
    spans = [alignment.first[place] for place in link.first]
    letters = sum(end - start for start, end in spans)
    quoted = sum(
        min(end, close) - max(start, open_)
        for start, end in spans
        for open_, close in sides[0].quotations_in(start, end)
    )
    return quoted <= letters / 2


def _differ(alignment: Alignment) -> bool:
    changed = any(link.kind != "same" for link in alignment.links)
    return changed or bool(alignment.dropped) or bool(alignment.added)


def _weigh(evidence: list[Evidence]) -> tuple[str, str]:
    totals = {
        verdict: sum(found.weight for found in evidence if found.points == verdict)
        for verdict in (SECOND_FROM_FIRST, FIRST_FROM_SECOND, COMMON_SOURCE)
    }
    if totals[COMMON_SOURCE] >= _STRONG and not _credits_the_other(evidence):
        # What copying leaves behind is left by copying from the third outlet as well.
        for verdict in (SECOND_FROM_FIRST, FIRST_FROM_SECOND):
            totals[verdict] /= 2
    best, next_best = sorted(totals, key=lambda verdict: -totals[verdict])[:2]
    lead = totals[best] - totals[next_best]
    if totals[best] < _LEAST_WEIGHT or lead < _LEAST_LEAD:
        return CANNOT_TELL, ""
    if lead >= _STRONG and _is_anchored(best, evidence):
        return best, "strong"
    attested = any(found.kind in ("date", "credit") for found in evidence if found.points == best)
    return best, "likely" if lead >= _LIKELY and attested else "weak"


def _credits_the_other(evidence: list[Evidence]) -> bool:
    return any(found.kind == "credit" and found.points != COMMON_SOURCE for found in evidence)


def _is_anchored(verdict: str, evidence: list[Evidence]) -> bool:
    """Whether a day or a credit to a known outlet supports the verdict, and no day opposes it."""
    days = [found.points for found in evidence if found.kind == "date"]
    against = any(points != verdict for points in days) and verdict != COMMON_SOURCE
    credited = any(
        found.kind == "credit" and found.points == verdict and found.weight >= _STRONG
        for found in evidence
    )
    return (credited or verdict in days) and not against
