"""Quotations as analysts judged them: in results of the pipeline and in tables of the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components.analysis.claims.judgements import (
    NO_QUOTATION,
    SPEAKER,
    WRONG,
    Judgement,
    Judgements,
    articles_of,
    describe_judgement,
    make_place,
)
from components.analysis.quotations.resolve_speakers import Quotation

# The kind of a row that an analyst said is no quotation: it is neither `direct` nor `reported`, so
# whatever counts those leaves it out.
STRUCK = "struck"
_CERTAIN = 0.5


def _judge(judgement: Judgement) -> dict[str, Any]:
    """The fields of a quotation that a judgement changes."""
    told = describe_judgement(judgement)
    if judgement.value == NO_QUOTATION:
        return {"kind": STRUCK, "how": told}
    if judgement.value == WRONG:
        return {"speaker": None, "mention": "", "confidence": 0.0, "how": f"speaker {told}"}
    speaker = judgement.corrected.get(SPEAKER)
    if speaker is None:
        return {"confidence": 1.0, "how": told}
    return {"speaker": speaker, "mention": "", "confidence": 1.0, "how": f"speaker {told}"}


def judge_found(
    article: str, found: Sequence[Quotation], judged: Mapping[str, str]
) -> list[Quotation]:
    """The quotations of one article, by the values of verdicts on them.

    A verdict on the speaker of one part of a quotation holds for all its parts.
    """
    rows = [{"article": article, **vars(one)} for one in found]
    changes = dict(_list_changes(rows, {key: Judgement(value) for key, value in judged.items()}))
    return [replace(one, **changes.get(number, {})) for number, one in enumerate(found)]


def _list_changes(
    rows: Sequence[Mapping[Any, Any]], judged: Judgements
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number of each row that a verdict is about, or one on another part, with what changes."""
    about = {make_place(row): number for number, row in enumerate(rows)}
    own = {about[place]: judged[place] for place in about.keys() & judged.keys()}
    parts: dict[tuple[str, int], int] = {}
    for number, judgement in own.items():
        row = rows[number]
        if row["kind"] == "direct" and judgement.value != NO_QUOTATION:
            parts[str(row["article"]), int(row["group"])] = number
    for number, row in enumerate(rows):
        of_part = parts.get((str(row["article"]), int(row["group"])))
        by = number if number in own or row["kind"] != "direct" else of_part
        if by in own:
            yield number, _judge(own[by])


def judge_quotations(quotations: pd.DataFrame, judged: Judgements) -> pd.DataFrame:
    """The table of quotations by the verdicts on them; the same table when none is about it.

    What is no quotation gets the kind `STRUCK`, a struck speaker becomes None, a corrected or
    confirmed one is certain. `decided` has what an analyst decided, "" where nobody did.
    """
    if not judged:
        return quotations
    near = quotations[quotations["article"].isin(articles_of(judged))]
    changes = dict(_list_changes(near.to_dict("records"), judged))
    if not changes:
        return quotations
    table = quotations.assign(decided="")
    table["speaker"] = table["speaker"].astype(object)
    for number, fields in changes.items():
        for name, value in {**fields, "decided": fields["how"]}.items():
            table.at[near.index[number], name] = value
    return table


def judge_variants(
    variants: pd.DataFrame, quotations: pd.DataFrame, touched: frozenset[str]
) -> pd.DataFrame:
    """The ledger of quotations by the judged table of them, until its step has worked again.

    `touched` are the places that were ever judged: a verdict that was withdrawn has its effect
    taken back too. Struck quotations are left out, with groups that only one article has then.
    """
    if not touched or variants.empty:
        return variants
    ids = articles_of(touched)
    said: defaultdict[str, list[dict[Any, Any]]] = defaultdict(list)
    for row in quotations[quotations["article"].isin(ids)].to_dict("records"):
        said[str(row["article"])].append(row)
    near = variants[variants["article"].isin(ids)]
    table = variants.assign(speaker=variants["speaker"].astype(object))
    changed, gone = [], []
    for at, printed in zip(near.index, near.to_dict("records"), strict=True):
        parts = [row for row in said[str(printed["article"])] if _is_part(row, printed)]
        if touched.isdisjoint(map(make_place, parts)):
            continue
        changed.append(at)
        left = [row for row in parts if row["kind"] != STRUCK]
        if not left:
            gone.append(at)
        told = next((row for row in left if isinstance(row["speaker"], str)), None)
        table.at[at, "speaker"] = told["speaker"] if told else None
        table.at[at, "confidence"] = told["confidence"] if told else 0.0
    return _drop_alone(_compare_speakers(table, changed).drop(index=gone)) if changed else variants


def _is_part(row: Mapping[Any, Any], printed: Mapping[Any, Any]) -> bool:
    """Whether a quotation is a part of a variant of its article."""
    kinds = ("reported",) if printed["state"] == "reported" else ("direct",)
    inside = printed["start"] <= row["start"] and row["end"] <= printed["end"]
    return inside and row["kind"] in (*kinds, STRUCK)


def _drop_alone(table: pd.DataFrame) -> pd.DataFrame:
    """The quotations that several articles have, and of which one prints the words."""
    printed = table["article"].where(table["state"] != "reported")
    groups = table["quotation"]
    several = table.groupby("quotation")["article"].transform("nunique") > 1
    return table[several & printed.groupby(groups).transform("count").gt(0)]


def _compare_speakers(table: pd.DataFrame, changed: Sequence[Any]) -> pd.DataFrame:
    """Whether a variant is attributed to another than the first form, where either was judged."""
    numbers = set(table.loc[list(changed), "quotation"])
    judged = set(changed)
    for _, own in table[table["quotation"].isin(numbers)].groupby("quotation"):
        direct = own[own["state"] != "reported"]
        if direct.empty:
            continue
        base = direct.index[0]
        for at in direct.index[1:]:
            if judged & {base, at}:
                table.at[at, "reattributed"] = _are_two(direct.loc[base], direct.loc[at])
    return table


def _are_two(one: pd.Series, other: pd.Series) -> bool:
    certain = all(
        isinstance(row["speaker"], str) and row["confidence"] >= _CERTAIN for row in (one, other)
    )
    return certain and one["speaker"] != other["speaker"]


def speakers_given(judged: Iterable[str]) -> frozenset[str]:
    """The speakers that verdicts name, from their values."""
    given = (Judgement(value).corrected.get(SPEAKER) for value in judged)
    return frozenset(name for name in given if name)


def find_struck(judged: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """The places that are no quotations, from the values of verdicts by article and place."""
    return frozenset(
        place for own in judged.values() for place, value in own.items() if value == NO_QUOTATION
    )
