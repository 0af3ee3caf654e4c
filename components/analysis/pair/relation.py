"""Relation: the one record of how two texts stand to each other, argued or decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from components.analysis.collection.families import UNRELATED, USUAL_SHARE
from components.analysis.pair.alignment import Alignment, Counts
from components.analysis.pair.direction import (
    CANNOT_TELL,
    COMMON_SOURCE,
    DECIDED,
    FIRST_FROM_SECOND,
    LITTLE_SHARED,
    OTHER_PERIODS,
    SECOND_FROM_FIRST,
    Direction,
    Evidence,
    argue_direction,
    describe_evidence,
    mirror_evidence,
    mirror_verdict,
    weigh,
)
from components.analysis.pair.stored_alignment import mirror as mirror_alignment

__all__ = [
    "DECISIONS",
    "KINDS",
    "LEAST_OF_VERSION",
    "VERSION",
    "Direction",
    "Evidence",
    "Relation",
    "apply_decisions",
    "describe_evidence",
    "mirror",
    "relate",
]

VERSION = "5"
SAME_TEXT, EDITED_VERSION, EXCERPT, FOLLOW_UP = "same text", "version", "excerpt", "follow-up"
KINDS = (SAME_TEXT, EDITED_VERSION, EXCERPT, COMMON_SOURCE, FOLLOW_UP, UNRELATED)
# What an analyst may decide: who took from whom, or what kind of a pair it is.
DECISIONS = (SECOND_FROM_FIRST, FIRST_FROM_SECOND, *KINDS)
# An excerpt: at least so much of the shorter is in the longer, and less of the longer in it.
LEAST_OF_EXCERPT = 0.8
MOST_OF_LONGER = 0.5
LEAST_OF_VERSION = USUAL_SHARE / 100


@dataclass(frozen=True)
class Relation:
    """How the second of two texts stands to the first.

    `a_in_b` and `b_in_a`: the shares of copied passages, of the words of the first and of the
    second, 0 to 1; None where not computed. `counts` are those of the alignment,
    `counts_mirrored` those of the pair the other way round. `kind` is one of `KINDS`, `direction`
    one of `VERDICTS`; `confidence` is that of `Direction`. `evidence` has all pieces, `struck` the
    ids of those that an analyst struck, which do not weigh. `reason` says why no direction can be
    told, "" where one can. `decided` is one of `DECISIONS`, or "" where nothing was decided;
    `decided_by` a name, `decided_at` a moment in ISO form, both "" where not known.
    """

    a_in_b: float | None
    b_in_a: float | None
    counts: Counts | None
    counts_mirrored: Counts | None
    kind: str
    direction: str
    confidence: str
    evidence: tuple[Evidence, ...]
    reason: str
    decided: str = ""
    decided_by: str = ""
    decided_at: str = ""
    struck: tuple[str, ...] = ()

    @property
    def overlap(self) -> float | None:
        """The share of the shorter text that is in the longer: the larger of the two shares."""
        known = [share for share in (self.a_in_b, self.b_in_a) if share is not None]
        return max(known, default=None)

    @property
    def as_direction(self) -> Direction:
        """The direction, with the evidence that was not struck."""
        weighed = [found for found in self.evidence if found.id not in self.struck]
        return Direction(self.direction, self.confidence, weighed)

    @property
    def is_told(self) -> bool:
        """Whether the second may be said to have changed, dropped or added something."""
        return self.as_direction.is_told


def relate(
    alignment: Alignment,
    texts: tuple[str, str],
    *,
    shares: tuple[float | None, float | None],
    published: tuple[date | None, date | None],
    sources: tuple[str, str],
    languages: tuple[str, str],
    addresses: tuple[str, str] = ("", ""),
) -> Relation:
    """Say how two texts stand to each other; give the pair with the smaller id first.

    `texts` are the whole texts and `alignment` that of what counts in them; `shares` are those of
    copied passages, None where not computed; the rest is as for `argue_direction`. The kind is the
    first that fits:

    - same text: nothing was changed but case, spaces and the style of punctuation marks, and no
      sentence was moved, dropped or added;
    - common source: the direction says so;
    - unrelated: no sentence of prose is shared, at most quotations; the reason says which;
    - follow-up: both are reports of one form on other periods;
    - excerpt: 0.8 or more of the shorter is in the longer, less than 0.5 of the longer in it;
    - follow-up, too: less than 0.3 of the shorter is in the other, and their days differ;
    - version: all others.

    Where shares were not computed, those of the sentences that have a link are taken instead. The
    pair the other way round gives the mirrored record, but for the ids of the evidence.
    """
    argued = argue_direction(
        *texts,
        alignment,
        published=published,
        sources=sources,
        languages=languages,
        addresses=addresses,
    )
    counts, mirrored = alignment.counts(), mirror_alignment(alignment).counts()
    bare = Relation(*shares, counts, mirrored, "", "", "", tuple(argued.evidence), "")
    return apply_decisions(bare, None, ())


def apply_decisions(
    relation: Relation, verdict: tuple[str, str, str] | None, struck: Collection[str]
) -> Relation:
    """The relation with what an analyst decided in place of what was decided before.

    `verdict` is one of `DECISIONS` for this first and second, by whom and when (ISO, "" for not
    known); None for no decision. `struck` are ids of evidence; those of pieces that are not there
    any more have no effect. A decided direction has the confidence `DECIDED`; "unrelated" is a kind
    and leaves no direction; with "common source" both are that; any other kind leaves the direction
    as argued. Raises `ValueError` for a verdict that is none.
    """
    value, who, when = verdict or ("", "", "")
    if value and value not in DECISIONS:
        raise ValueError(f"{value!r} is no decision; these are: {', '.join(DECISIONS)}")
    weighed = [found for found in relation.evidence if found.id not in struck]
    direction, confidence = weigh(weighed)
    if value == UNRELATED:
        direction, confidence = CANNOT_TELL, ""
    elif value in (SECOND_FROM_FIRST, FIRST_FROM_SECOND, COMMON_SOURCE):
        direction, confidence = value, DECIDED
    untold = "an analyst decided that they are unrelated" if value == UNRELATED else ""
    return replace(
        relation,
        kind=value if value in KINDS else _find_kind(relation, direction, weighed),
        direction=direction,
        confidence=confidence,
        reason=(untold or _why_untold(weighed)) if direction == CANNOT_TELL else "",
        decided=value,
        decided_by=who,
        decided_at=when,
        struck=tuple(found.id for found in relation.evidence if found.id in struck),
    )


def mirror(relation: Relation) -> Relation:
    """The same record for the pair the other way round; mirrored again it is equal to this one."""
    return replace(
        relation,
        a_in_b=relation.b_in_a,
        b_in_a=relation.a_in_b,
        counts=relation.counts_mirrored,
        counts_mirrored=relation.counts,
        direction=mirror_verdict(relation.direction),
        evidence=tuple(mirror_evidence(found) for found in relation.evidence),
        decided=mirror_verdict(relation.decided),
    )


def _find_kind(relation: Relation, direction: str, evidence: Sequence[Evidence]) -> str:
    kinds = {found.kind for found in evidence}
    if relation.counts is not None and _is_equal(relation.counts):
        return SAME_TEXT
    if direction == COMMON_SOURCE:
        return COMMON_SOURCE
    if direction == CANNOT_TELL and LITTLE_SHARED in kinds:
        return UNRELATED
    if direction == CANNOT_TELL and OTHER_PERIODS in kinds:
        return FOLLOW_UP
    smaller, overlap = sorted(
        _linked(counts) if share is None else share
        for share, counts in (
            (relation.a_in_b, relation.counts),
            (relation.b_in_a, relation.counts_mirrored),
        )
    )
    if overlap >= LEAST_OF_EXCERPT and smaller < MOST_OF_LONGER:
        return EXCERPT
    return FOLLOW_UP if overlap < LEAST_OF_VERSION and "date" in kinds else EDITED_VERSION


def _is_equal(counts: Counts) -> bool:
    return counts.kept > 0 and not (counts.edited + counts.moved + counts.dropped + counts.added)


def _linked(counts: Counts | None) -> float:
    return counts.kept / counts.first if counts and counts.first else 0.0


def _why_untold(evidence: Sequence[Evidence]) -> str:
    """Why the evidence gives no direction; the same for the pair the other way round."""
    for found in evidence:
        if found.kind in (LITTLE_SHARED, OTHER_PERIODS, "equal"):
            return describe_evidence(found)
    points = {found.points for found in evidence if found.points != CANNOT_TELL and found.weight}
    if len(points) == 1:
        return "all evidence points one way, but it is too weak"
    if points:
        return "the evidence points both ways"
    return "neither the texts nor their dates give evidence of it"
