"""Gather one pair of an evidence pack: shares, direction, ledger, aligned rows, verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components.analysis.article.outline import ALL_PARTS
from components.analysis.pair.alignment import Alignment
from components.analysis.pair.ledger import ledger
from components.analysis.pair.relation import Relation, describe_evidence
from components.analysis.pair.similarity_parts import SimilarityParts
from components.text.normalisation import read_wording
from components.text.segment import Span
from components.views.compare.only_in_one import NamedPlace, list_names, named_alone
from components.views.export.evidence_pack.pack_records import (
    AlignedRow,
    Argument,
    Change,
    Named,
    PackArticle,
    Pair,
    Reason,
    Term,
    Verdict,
)
from components.views.pairs import describe_verdict
from components.views.relation import describe_relation

MOST_TERMS = 20
_APART = {"dropped": "only first", "added": "only second"}


def aligned_rows(
    first: PackArticle, second: PackArticle, alignment: Alignment, *, directed: bool = True
) -> list[AlignedRow]:
    """The rows of both texts side by side; every sentence is in one of them.

    Without `directed` it is not known that the second text was taken from the first, and the kinds
    `dropped` and `added` are `only first` and `only second`. An added sentence follows the one
    before it in the second text; an excluded sentence (`aside`) follows the one before it in its
    own text.
    """
    rows = list(_aligned(alignment))
    if not directed:
        rows = [replace(row, kind=_APART.get(row.kind, row.kind)) for row in rows]
    for span in _uncounted(first, alignment.first_text):
        at = _behind([row.first for row in rows], span)
        rows.insert(at, AlignedRow("aside", (span,), ()))
    for span in _uncounted(second, alignment.second_text):
        at = _behind([() if row.kind == "moved" else row.second for row in rows], span)
        rows.insert(at, AlignedRow("aside", (), (span,)))
    return rows


def _uncounted(text: PackArticle, counted: str) -> list[Span]:
    """The sentences that are excluded as a whole, which are blank in the `counted` text."""
    return [(start, end) for start, end in text.sentences if not counted[start:end].strip()]


def _behind(sides: Sequence[Sequence[Span]], span: Span) -> int:
    """The index after the last row whose spans end before this one."""
    before = [n for n, spans in enumerate(sides) if spans and spans[-1][1] <= span[0]]
    return before[-1] + 1 if before else 0


def _aligned(alignment: Alignment) -> Iterator[AlignedRow]:
    added = _added_by_anchor(alignment)
    yield from (_added(alignment, place) for place in added.get(-1, ()))
    linked = {link.first[0]: number for number, link in enumerate(alignment.links)}
    inside = {place for link in alignment.links for place in link.first[1:]}
    for place, span in enumerate(alignment.first):
        if place in linked:
            link = alignment.links[linked[place]]
            first = tuple(alignment.first[n] for n in link.first)
            second = tuple(alignment.second[n] for n in link.second)
            yield AlignedRow(link.kind, first, second)
            yield from (_added(alignment, n) for n in added.get(linked[place], ()))
        elif place not in inside:
            yield AlignedRow("dropped", (span,), ())


def _added(alignment: Alignment, place: int) -> AlignedRow:
    return AlignedRow("added", (), (alignment.second[place],))


def _added_by_anchor(alignment: Alignment) -> dict[int, list[int]]:
    """The added sentences by the link before them in the second text; -1 at the top."""
    link_of = {n: number for number, link in enumerate(alignment.links) for n in link.second}
    anchors: dict[int, list[int]] = {}
    anchor = -1
    for place in range(len(alignment.second)):
        if place not in link_of:
            anchors.setdefault(anchor, []).append(place)
        elif alignment.links[link_of[place]].kind != "moved":
            anchor = link_of[place]
    return anchors


@dataclass(frozen=True)
class PairMaterial:
    """Two articles, how they stand to each other, and the tables of the library."""

    first: PackArticle
    second: PackArticle
    alignment: Alignment
    relation: Relation
    similarity_parts: SimilarityParts | None
    mentions: pd.DataFrame
    edit_verdicts: pd.DataFrame
    pair_verdicts: pd.DataFrame


def gather_pair(material: PairMaterial) -> Pair:
    """Compare two articles, and add the stored verdicts."""
    first, second = material.first, material.second
    alignment, relation = material.alignment, material.relation
    similarity_parts = material.similarity_parts
    names = _names(material.mentions, first.id), _names(material.mentions, second.id)
    verdicts = _verdicts(material.edit_verdicts, f"{first.id}.{second.id}:")
    apart = None if relation.is_told else (first.letter, second.letter)
    return Pair(
        first=first.id,
        second=second.id,
        cosine=_share(similarity_parts.split["share"].sum()) if similarity_parts else None,
        terms=_terms(similarity_parts.split) if similarity_parts else (),
        parts={name: _share(similarity_parts.split[name].sum()) for name in ALL_PARTS}
        if similarity_parts
        else {},
        without={n: _share(value) for n, value in similarity_parts.without.items()}
        if similarity_parts
        else {},
        alone=_share(similarity_parts.alone) if similarity_parts else None,
        first_in_second=relation.a_in_b or 0.0,
        second_in_first=relation.b_in_a or 0.0,
        counts=alignment.counts(),
        direction=_argument(relation, first, second),
        verdict=_pair_verdict(material),
        changes=tuple(
            _change(row, verdicts.get(row["id"]))
            for row in ledger(alignment, names, apart=apart).to_dict("records")
        ),
        rows=tuple(aligned_rows(first, second, alignment, directed=apart is None)),
        only_in_first=_only_in(material.mentions, first, second),
        only_in_second=_only_in(material.mentions, second, first),
    )


def _names(mentions: pd.DataFrame, article: str) -> list[tuple[int, int, str, str]]:
    own = mentions.loc[mentions["article"] == article, ["start", "end", "type", "entity"]]
    return [(int(s), int(e), str(t), str(n)) for s, e, t, n in own.itertuples(index=False)]


def _terms(split: pd.DataFrame) -> tuple[Term, ...]:
    shown = split.head(MOST_TERMS)
    return tuple(
        Term(str(term), float(share))
        for term, share in zip(shown["term"], shown["share"], strict=True)
    )


def _share(value: float) -> float:
    """A sum of shares, not above 1, which rounding errors may exceed."""
    return min(1.0, float(value))


def _argument(relation: Relation, first: PackArticle, second: PackArticle) -> Argument:
    sentence = describe_relation(relation, first.letter, second.letter)
    return Argument(relation.direction, relation.confidence, sentence, tuple(_reasons(relation)))


def _reasons(relation: Relation) -> Iterator[Reason]:
    """The evidence; what an analyst struck weighs nothing."""
    for found in relation.evidence:
        weight = 0.0 if found.id in relation.struck else found.weight
        sentence = describe_evidence(found)
        yield Reason(found.kind, sentence, found.points, weight, found.first, found.second)


def _verdicts(table: pd.DataFrame, about: str) -> dict[str, Verdict]:
    own = table[table["key"].str.startswith(about)]
    return {row["key"].removeprefix(about): _verdict(row) for row in own.to_dict("records")}


def _verdict(row: Mapping[str, Any]) -> Verdict:
    return Verdict(row["value"], row["note"], row["who"], f"{row['when']:%Y-%m-%dT%H:%M:%S}Z")


def _pair_verdict(material: PairMaterial) -> Verdict | None:
    """The verdict on the pair, in terms of this first and this second article.

    It is stored for the two ids in alphabetical order, and its words follow that order.
    """
    ids = material.first.id, material.second.id
    table = material.pair_verdicts
    own = table[table["key"] == ".".join(sorted(ids))]
    if own.empty:
        return None
    found = _verdict(dict(own.iloc[0]))
    names = ("first", "second") if ids[0] < ids[1] else ("second", "first")
    return replace(found, value=describe_verdict(found.value, *names))


def _change(row: Mapping[str, Any], verdict: Verdict | None) -> Change:
    return Change(
        row["id"],
        row["change"],
        row["kind"],
        float(row["weight"]),
        row["reason"],
        row["before"],
        row["after"],
        _span(row["first_start"], row["first_end"]),
        _span(row["second_start"], row["second_end"]),
        verdict,
    )


def _span(start: Any, end: Any) -> Span | None:
    return None if pd.isna(start) else (int(start), int(end))


def _only_in(mentions: pd.DataFrame, article: PackArticle, other: PackArticle) -> tuple[Named, ...]:
    own, others = (list_names(mentions[mentions["article"] == one.id]) for one in (article, other))
    alone = named_alone(own, others, read_wording(other.text))
    found: dict[str, list[NamedPlace]] = {}
    for one in sorted(own):
        if one.entity in alone:
            found.setdefault(one.entity, []).append(one)
    return tuple(
        Named(name, places[0].type, tuple((one.start, one.end) for one in places))
        for name, places in sorted(found.items(), key=lambda item: -len(item[1]))
    )
