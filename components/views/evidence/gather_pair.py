"""What a pack says of two articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from components.analysis.alignment import Alignment, align
from components.analysis.cosine_parts import Likeness
from components.analysis.direction import Direction, argue_direction
from components.analysis.ledger import ledger
from components.analysis.parts import NAMES, blank
from components.text.segment import Span
from components.text.wording import read_wording
from components.views.direction import say_direction, say_verdict
from components.views.evidence.pack import (
    Argument,
    Change,
    Named,
    Pair,
    Reason,
    Term,
    Text,
    Verdict,
)
from components.views.evidence.rows import reading_rows
from components.views.only_here import named_alone

TERMS = 20


@dataclass(frozen=True)
class PairMaterial:
    """Two articles, and the tables of the library that know of them; see `gather.Material`."""

    first: Text
    second: Text
    likeness: Likeness | None
    mentions: pd.DataFrame
    edit_verdicts: pd.DataFrame
    pair_verdicts: pd.DataFrame


def gather_pair(material: PairMaterial) -> Pair:
    """Compare the two, and put what was found and decided side by side."""
    first, second = material.first, material.second
    alignment = align(blank(first.text, first.aside), blank(second.text, second.aside))
    likeness = material.likeness
    names = _names(material.mentions, first.id), _names(material.mentions, second.id)
    verdicts = _verdicts(material.edit_verdicts, f"{first.id}.{second.id}:")
    argued = _argue(first, second, alignment)
    apart = None if argued.is_told else (first.letter, second.letter)
    return Pair(
        first=first.id,
        second=second.id,
        cosine=_share(likeness.split["share"].sum()) if likeness else None,
        terms=_terms(likeness.split) if likeness else (),
        parts={name: _share(likeness.split[name].sum()) for name in NAMES} if likeness else {},
        without={n: _share(value) for n, value in likeness.without.items()} if likeness else {},
        first_in_second=alignment.a_in_b,
        second_in_first=alignment.b_in_a,
        counts=alignment.counts(),
        direction=_argument(argued, first, second),
        verdict=_pair_verdict(material),
        changes=tuple(
            _change(row, verdicts.get(row["id"]))
            for row in ledger(alignment, names, apart=apart).to_dict("records")
        ),
        rows=tuple(reading_rows(first, second, alignment, directed=apart is None)),
        only_in_first=_only_in(material.mentions, first, second),
        only_in_second=_only_in(material.mentions, second, first),
    )


def _names(mentions: pd.DataFrame, article: str) -> list[tuple[int, int, str, str]]:
    own = mentions.loc[mentions["article"] == article, ["start", "end", "type", "entity"]]
    return [(int(s), int(e), str(t), str(n)) for s, e, t, n in own.itertuples(index=False)]


def _terms(split: pd.DataFrame) -> tuple[Term, ...]:
    shown = split.head(TERMS)
    return tuple(
        Term(str(term), float(share))
        for term, share in zip(shown["term"], shown["share"], strict=True)
    )


def _share(value: float) -> float:
    """Sums of floats may pass 1 by a hair."""
    return min(1.0, float(value))


def _argue(first: Text, second: Text, alignment: Alignment) -> Direction:
    return argue_direction(
        first.text,
        second.text,
        alignment,
        published=(_day(first), _day(second)),
        sources=(first.source, second.source),
    )


def _argument(argued: Direction, first: Text, second: Text) -> Argument:
    sentence = say_direction(argued, first.letter, second.letter)
    return Argument(argued.verdict, argued.confidence, sentence, tuple(_reasons(argued)))


def _reasons(argued: Direction) -> Iterator[Reason]:
    for found in argued.evidence:
        yield Reason(
            found.kind, found.sentence, found.points, found.weight, found.first, found.second
        )


def _day(text: Text) -> date | None:
    return date.fromisoformat(text.published) if text.published else None


def _verdicts(table: pd.DataFrame, about: str) -> dict[str, Verdict]:
    own = table[table["key"].str.startswith(about)]
    return {row["key"].removeprefix(about): _verdict(row) for row in own.to_dict("records")}


def _verdict(row: Mapping[str, Any]) -> Verdict:
    return Verdict(row["value"], row["note"], row["who"], f"{row['when']:%Y-%m-%dT%H:%M:%S}Z")


def _pair_verdict(material: PairMaterial) -> Verdict | None:
    """What was decided about the two, in words about this first and this second.

    It is kept under both ids in their alphabetical order, and speaks of them in that order.
    """
    ids = material.first.id, material.second.id
    table = material.pair_verdicts
    own = table[table["key"] == ".".join(sorted(ids))]
    if own.empty:
        return None
    found = _verdict(dict(own.iloc[0]))
    names = ("first", "second") if ids[0] < ids[1] else ("second", "first")
    return replace(found, value=say_verdict(found.value, *names))


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


def _only_in(mentions: pd.DataFrame, article: Text, other: Text) -> tuple[Named, ...]:
    alone = named_alone(mentions, article.id, other.id, read_wording(other.text))
    own = alone.sort_values("start")
    here = own["entity"].astype(str)
    found = []
    for name in here.value_counts().index:
        rows = own[here == name]
        spans = zip(rows["start"], rows["end"], strict=True)
        places = tuple((int(start), int(end)) for start, end in spans)
        found.append(Named(str(name), str(rows["type"].iloc[0]), places))
    return tuple(found)
