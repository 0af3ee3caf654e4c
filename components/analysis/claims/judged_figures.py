"""Figures and contradictions as analysts judged them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isfinite, nan
from typing import Any

import pandas as pd

from components.analysis.article.figures import Figure
from components.analysis.claims.judgements import (
    RIGHT,
    THING,
    UNIT,
    VALUE,
    WRONG,
    Judgement,
    Judgements,
    articles_of,
    describe_judgement,
    make_place,
)
from components.analysis.pair.contradicting.values import are_equal, are_of_one_thing
from components.analysis.pair.contradictions import SURE


def judge_facts(figures: Iterable[Figure], judged: Mapping[str, str]) -> tuple[Figure, ...]:
    """The figures of one article by the values of verdicts on them, by `start.end`."""
    found = []
    for figure in figures:
        judgement = Judgement(judged.get(f"{figure.start}.{figure.end}", ""))
        if not judgement.is_struck:
            found.append(replace(figure, **_correct(judgement)))
    return tuple(found)


def _correct(judgement: Judgement) -> dict[str, Any]:
    """The fields of a figure that a judgement corrects; a corrected value is exact."""
    told = judgement.corrected
    fields: dict[str, Any] = {}
    if (value := read_value(told.get(VALUE, ""))) is not None:
        fields |= {"value": value, "high": None, "qualifier": ""}
    if UNIT in told:
        fields["unit"] = told[UNIT]
    if THING in told:
        fields["counts"] = told[THING]
    return fields


def read_value(written: str) -> float | None:
    """A corrected value; None for what is no finite number in digits with a decimal point."""
    try:
        value = float(written.replace(",", "").replace(" ", ""))
    except ValueError:
        return None
    return value if isfinite(value) else None


def judge_figures(figures: pd.DataFrame, judged: Judgements) -> pd.DataFrame:
    """The table of figures by the verdicts on them, without those that are wrong.

    `decided` has what an analyst decided, "" where nobody did.
    """
    near = figures[figures["article"].isin(articles_of(judged))]
    about = {
        make_place(row): at for at, row in zip(near.index, near.to_dict("records"), strict=True)
    }
    if about.keys().isdisjoint(judged):
        return figures
    table = figures.assign(decided="")
    gone = []
    for place in about.keys() & judged.keys():
        at, judgement = about[place], judged[place]
        if judgement.is_struck:
            gone.append(at)
        table.at[at, "decided"] = describe_judgement(judgement)
        for name, value in _correct(judgement).items():
            table.at[at, name] = nan if value is None else value
    return table.drop(index=gone)


def find_same(figures: pd.DataFrame, place: str, articles: Iterable[str]) -> pd.DataFrame:
    """The figures of some articles that are of the same thing and unit as the one at `place`.

    With a column `state`: `same value` or `another value`; the one at `place`, which may begin with
    its qualifier, is among them. No rows when there is no such figure.
    """
    near = figures[figures["article"].isin([*articles, place.partition(".")[0]])]
    rows = near.to_dict("records")
    own = next((row for row in rows if end_of(make_place(row)) == end_of(place)), None)
    if own is None:
        return near.iloc[:0].assign(state="")
    told, read = make_figure(own), [make_figure(row) for row in rows]
    keep = [are_of_one_thing(told, one) or one == told for one in read]
    same = ["same value" if are_equal(told, one) else "another value" for one in read]
    return near.assign(state=same)[keep]


def make_figure(row: Mapping[Any, Any]) -> Figure:
    """The figure of a row of the table."""
    high = None if pd.isna(row["high"]) else float(row["high"])
    return Figure(
        int(row["start"]), int(row["end"]), str(row["text"]), float(row["value"]), high,
        str(row["unit"]), str(row["counts"]), str(row["qualifier"]),
    )  # fmt: skip


def contradiction_key(row: Mapping[Any, Any]) -> str:
    """The key of verdicts on a contradiction: both places, the smaller first."""
    sides = (("a", "first"), ("b", "second"))
    places = [
        f"{row[id]}.{int(row[f'{side}_start'])}.{int(row[f'{side}_end'])}" for id, side in sides
    ]
    return ":".join(sorted(places))


def judge_contradictions(
    table: pd.DataFrame, judged: Judgements, figures: Judgements, judged_figures: pd.DataFrame
) -> pd.DataFrame:
    """The contradictions by the verdicts on them, and on the figures that they rest on.

    A verdict holds for every pair of articles with the same two values of the same thing. What is
    confirmed is sure, what is wrong is left out, and so is what a wrong or corrected figure has
    answered: the step that looks for contradictions finds the same when it works again.
    `judged_figures` is the result of `judge_figures`; `decided` has what an analyst decided.
    """
    if table.empty or not (judged or figures):
        return table
    rows = table.to_dict("records")
    keys = [contradiction_key(row) for row in rows]
    groups = [same_contradiction(row) for row in rows]
    known = [(group, judged.get(key)) for group, key in zip(groups, keys, strict=True)]
    of_group = {group: one for group, one in known if one}
    own = [one or of_group.get(group) for group, one in known]
    ends = [[*map(end_of, key.split(":"))] for key in keys]
    by_end = {end_of(place): one for place, one in figures.items()}
    ids = {article for pair in ends if not by_end.keys().isdisjoint(pair) for article, _ in pair}
    near = judged_figures[judged_figures["article"].isin(ids)]
    read = {end_of(make_place(row)): make_figure(row) for row in near.to_dict("records")}
    wrong = [one is not None and one.value == WRONG for one in own]
    answered = [_is_answered(pair, by_end, read) for pair in ends]
    kept = [not (struck or done) for struck, done in zip(wrong, answered, strict=True)]
    is_right = pd.Series([one is not None and one.value == RIGHT for one in own], table.index)
    decided = [describe_judgement(one) if one else "" for one in own]
    strength = table["strength"].mask(is_right, SURE)
    return table.assign(strength=strength, decided=decided)[kept]


def same_contradiction(row: Mapping[Any, Any]) -> tuple[int, str]:
    """What contradictions have in common that are one: the thing, and both values as printed."""
    return int(row["thing"]), " ".join(sorted((str(row["first_text"]), str(row["second_text"]))))


def end_of(place: str) -> tuple[str, str]:
    """Article and end of a place: a contradiction has a figure with its qualifier before it."""
    article, _, span = place.partition(".")
    return article, span.rpartition(".")[2]


def _is_answered(
    ends: list[tuple[str, str]],
    judged: Mapping[tuple[str, str], Judgement],
    read: Mapping[tuple[str, str], Figure],
) -> bool:
    """Whether a figure of a contradiction is wrong, or no longer another than the second."""
    touched = [judged[end] for end in ends if end in judged]
    if any(one.is_struck for one in touched):
        return True
    sides = [read[end] for end in ends if end in read]
    if len(sides) < len(ends) or not any(one.corrected for one in touched):
        return False
    return are_equal(*sides) or sides[0].unit != sides[1].unit
