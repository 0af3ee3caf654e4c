"""Direction: which of two texts was taken from the other, argued from weighed evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from components.analysis.collection.outlets import is_same_outlet
from components.analysis.pair.alignment import Alignment, Link
from components.analysis.pair.direction.copy_traces import (
    by_cut_ending,
    by_dateline,
    by_names,
    by_translation,
    by_typography,
)
from components.analysis.pair.direction.credited_outlets import (
    LEAST_SHARED,
    by_credits,
    by_same_credit,
)
from components.analysis.pair.direction.evidence import (
    CANNOT_TELL,
    COMMON_SOURCE,
    FIRST_FROM_SECOND,
    SECOND_FROM_FIRST,
    Assumption,
    Evidence,
    describe_evidence,
    identify,
    mirror_evidence,
    mirror_verdict,
    weigh,
)
from components.analysis.pair.direction.stated_claims import (
    by_containment,
    by_dates,
    by_full_text,
    by_own_voices,
)
from components.analysis.pair.edits import Side, read_side
from components.analysis.pair.edits.checks.weighed_words import are_of_other_periods
from components.corpus.readers.shaping.source_names import host_of

__all__ = [
    "CANNOT_TELL",
    "COMMON_SOURCE",
    "CONFIDENCES",
    "DECIDED",
    "FIRST_FROM_SECOND",
    "LITTLE_SHARED",
    "OTHER_PERIODS",
    "SECOND_FROM_FIRST",
    "VERDICTS",
    "Direction",
    "Evidence",
    "argue_direction",
    "describe_evidence",
    "mirror_evidence",
    "mirror_verdict",
    "weigh",
]

VERDICTS = (SECOND_FROM_FIRST, FIRST_FROM_SECOND, COMMON_SOURCE, CANNOT_TELL)
CONFIDENCES = ("strong", "likely", "weak")
# The confidence where an analyst decided.
DECIDED = "decided"
# The only kind of evidence where nothing can be compared.
LITTLE_SHARED = "little shared"
# The kind of evidence where both are reports that come again, of a week or month each.
OTHER_PERIODS = "other periods"

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SAMPLE = 2_000
_OF_THE_OUTLET = ("typography", "own voice")
_OF_FEW_SENTENCES = ("credit", "date", "doubted day")
_RULES = (
    by_credits,
    by_containment,
    by_dateline,
    by_typography,
    by_cut_ending,
    by_names,
    by_own_voices,
    by_translation,
)


@dataclass(frozen=True)
class Direction:
    """A verdict with its confidence and evidence.

    `verdict` is one of `VERDICTS`; `confidence` one of `CONFIDENCES`, "" with `cannot tell`, or
    `DECIDED`. `evidence` is in order of weight and includes what speaks against the verdict.
    """

    verdict: str
    confidence: str
    evidence: Sequence[Evidence]

    @property
    def leaning(self) -> float:
        """How surely the second was taken from the first, -1 to 1.

        Negative where the first was taken from the second; 0 where the direction cannot be told or
        both are from a common source.
        """
        sure = {DECIDED: 1.0, "strong": 1.0, "likely": 0.7, "weak": 0.35, "": 0.0}[self.confidence]
        return {SECOND_FROM_FIRST: sure, FIRST_FROM_SECOND: -sure}.get(self.verdict, 0.0)

    @property
    def is_told(self) -> bool:
        """Whether the second was likely taken from the first, or perhaps and is dated later.

        Only then, and never of one that is dated earlier, may the second be said to have changed,
        dropped or added something.
        """
        dated = {one.points for one in self.evidence if one.kind == "date"}
        if self.verdict != SECOND_FROM_FIRST or FIRST_FROM_SECOND in dated:
            return False
        return self.confidence != "weak" or self.verdict in dated


def argue_direction(
    first: str,
    second: str,
    alignment: Alignment,
    *,
    published: tuple[date | None, date | None] = (None, None),
    sources: tuple[str, str] = ("", ""),
    languages: tuple[str, str] = ("", ""),
    addresses: tuple[str, str] = ("", ""),
) -> Direction:
    """Argue whether one text was taken from the other, or both from a third.

    `alignment` is that of both; `published` are their days, `sources` their outlets, with their
    `languages` and the `addresses` of their pages; None and "" where unknown. The host stands in
    for an outlet, and a day that its address contradicts does not count. A credit to the outlet of
    the other text weighs most; of equal texts only days and credits count. Without both days and
    such a credit the confidence is never "strong". Texts in different scripts give `cannot tell`,
    and so do those without a shared sentence of prose, but where one credits the other with its
    quotations; of reports of one form on other periods only credits count. The pair the other way
    round gives the mirrored verdict.
    """
    sides = read_side(first, alignment.first), read_side(second, alignment.second)
    hosts = [host_of(address) for address in addresses]
    outlets = sources[0] or hosts[0], sources[1] or hosts[1]
    assumptions = [Assumption(alignment, sides, taker, outlets) for taker in (0, 1)]
    reason = _cannot_compare(alignment, sides, languages)
    if reason and not _takes_quotations(assumptions):
        little = identify(Evidence(LITTLE_SHARED, reason, CANNOT_TELL, 0.0))
        return Direction(CANNOT_TELL, "", [little])
    days = by_dates(published, addresses, assumptions[0].share)
    evidence = [*days, *by_same_credit(*assumptions), *by_full_text(assumptions[0])]
    evidence += [piece for one in assumptions for rule in _RULES for piece in rule(one)]
    left = _OF_THE_OUTLET if is_same_outlet(*outlets) else ()
    few = assumptions[0].share < LEAST_SHARED  # traces in the rest say nothing of a few sentences
    evidence = [one for one in evidence if one.kind not in left]
    evidence = [one for one in evidence if not few or one.kind in _OF_FEW_SENTENCES]
    if _come_again(alignment, sides):
        why = "both are reports of one form on other periods, which an outlet fills in each time"
        again = Evidence(OTHER_PERIODS, why, CANNOT_TELL, 0.0)
        evidence = [again, *(one for one in evidence if one.kind == "credit")]
    changed = any(link.kind != "same" for link in alignment.links)
    if not (changed or alignment.dropped or alignment.added):
        equal = "the texts are equal, apart from case, spaces and punctuation"
        evidence.append(Evidence("equal", equal, CANNOT_TELL, 0.0))
    evidence.sort(key=lambda found: -found.weight)
    verdict, confidence = weigh(evidence)
    return Direction(verdict, confidence, [identify(found) for found in evidence])


def _come_again(alignment: Alignment, sides: tuple[Side, Side]) -> bool:
    changes = [
        (edit.kind, edit.first, edit.second)
        for link in alignment.links
        for edit in alignment.edits(link)
    ]
    return are_of_other_periods(sides, changes)


def _cannot_compare(
    alignment: Alignment, sides: tuple[Side, Side], languages: tuple[str, str]
) -> str:
    """Why nothing can be said of the direction; "" when something can."""
    if _is_cyrillic(sides[0].text) != _is_cyrillic(sides[1].text):
        return "the two are in different scripts and cannot be compared word by word"
    if not any(_is_narrated(alignment, link, sides) for link in alignment.links):
        if all(languages) and languages[0] != languages[1]:
            return "the two are in different languages and cannot be compared word by word"
        return "the two share no sentence" + (" except quotations" if alignment.links else "")
    return ""


def _takes_quotations(assumptions: Sequence[Assumption]) -> bool:
    """Whether one text credits the outlet of the other with the quotations that they share."""
    return bool(assumptions[0].alignment.links) and any(
        is_same_outlet(found.quoted[1], assumed.outlets[1])
        for assumed in assumptions
        for found in by_credits(assumed)
    )


def _is_cyrillic(text: str) -> bool:
    letters = text[:_SAMPLE]
    return len(_CYRILLIC.findall(letters)) > len(letters) / 4


def _is_narrated(alignment: Alignment, link: Link, sides: tuple[Side, Side]) -> bool:
    """Whether linked sentences are mostly prose, not a quotation that both may have heard."""
    spans = [
        (side, *spans[place])
        for side, spans, places in (
            (sides[0], alignment.first, link.first),
            (sides[1], alignment.second, link.second),
        )
        for place in places
    ]
    quoted = sum(
        min(end, close) - max(start, open_)
        for side, start, end in spans
        for open_, close in side.quotations_in(start, end)
    )
    return quoted <= sum(end - start for _, start, end in spans) / 2
