"""What the step of speakers keeps: the quotations of articles that stay, with their variants."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from components.analysis.article.outline import counted_text, is_left
from components.analysis.claims.judged_quotations import judge_found, speakers_given
from components.analysis.pipeline.kept_values import Kept, KeptRows
from components.analysis.pipeline.step_inputs import Inputs
from components.analysis.quotations.resolve_speakers import (
    COLUMNS,
    Quotation,
    resolve_quotations,
)
from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants import Variants, read_printed

_OF_QUOTATION = ("start", "end", "text", "speaker", "kind", "group", "mention")


@dataclass
class _Quoted:
    """What is said in each article by the verdicts, and the rows of the table of quotations."""

    said: dict[str, list[Utterance]] = field(default_factory=dict)
    rows: KeptRows = field(default_factory=KeptRows)
    variants: Variants = field(default_factory=Variants)


def read_quoted(inputs: Inputs) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """The table of quotations, and the rows of that of their variants, with the ids of articles.

    Only articles that changed, or of which another thing is known now, are read.
    """
    version = inputs.version("quotations")
    kept = inputs.memory.pop("quoted", None)
    if kept is None or kept.about != version:
        kept = Kept(_Quoted(), version)
    mentions = inputs.table("mentions")
    known = kept.value.said
    changed, gone = kept.compare(_mark_quoted(inputs, mentions))
    for id in gone:
        del known[id]
    raw = inputs.results("quotations", changed)
    rows, said = _read_articles(inputs, changed, raw, mentions)
    known.update(said)
    kept.wait_for(id for id in changed if id not in raw)
    ids = inputs.articles["id"].tolist()
    listed = pd.DataFrame([row for own in rows.values() for row in own], columns=list(COLUMNS))
    counts = {id: len(own) for id, own in rows.items()}
    table = kept.value.rows.put(listed.astype(COLUMNS), counts, ids)
    verdicts = inputs.decided.quotations
    given = speakers_given(value for own in verdicts.values() for value in own.values())
    text_of = lru_cache(maxsize=64)(lambda id: inputs.texts([id])[id])
    ordered = {id: known[id] for id in ids}
    found = kept.value.variants.find(ordered, _find_persons(mentions) | given, text_of)
    inputs.memory["quoted"] = kept
    return table, found


def _mark_quoted(inputs: Inputs, mentions: pd.DataFrame | None) -> dict[str, Hashable]:
    """The marks of articles with their mentions and the verdicts on their quotations."""
    judged, named = inputs.decided.quotations, _mark_mentions(mentions)
    is_named = mentions is not None
    return {
        id: (mark, is_named, named.get(id), tuple(sorted(judged.get(id, {}).items())))
        for id, mark in inputs.marks().items()
    }


def _mark_mentions(mentions: pd.DataFrame | None) -> dict[str, int]:
    """For each article with mentions a number that is the same while they are."""
    if mentions is None or mentions.empty:
        return {}
    hashes = pd.util.hash_pandas_object(mentions[["start", "end", "type", "entity"]], index=False)
    numbers, ids = pd.factorize(mentions["article"])
    sums = np.zeros(len(ids), dtype=np.uint64)
    np.add.at(sums, numbers, hashes.to_numpy())
    return dict(zip(map(str, ids), sums.tolist(), strict=True))


def _read_articles(
    inputs: Inputs, ids: list[str], raw: Mapping[str, Any], mentions: pd.DataFrame | None
) -> tuple[dict[str, list[tuple[Any, ...]]], dict[str, list[Utterance]]]:
    """By article the rows of the table of quotations, and what is said by the verdicts."""
    parts = inputs.parts(ids)
    own = inputs.articles.set_index("id").loc[ids]
    days = [None if pd.isna(day) else day.date() for day in own["published"]]
    found = resolve_quotations(
        [parts[id].text for id in ids],
        [raw.get(id, []) for id in ids],
        _number_mentions(mentions, ids),
    )
    rows, said = {}, {}
    for id, language, day, listed in zip(ids, own["language"], days, found, strict=True):
        counted = counted_text(parts[id], inputs.settings)
        left = [one for one in listed if is_left(counted, one.start, one.end)]
        judged = judge_found(id, left, inputs.decided.quotations.get(id, {}))
        rows[id] = [_make_row(id, one) for one in left]
        said[id] = read_printed(id, judged, language, day)
    return rows, said


def _number_mentions(mentions: pd.DataFrame | None, ids: list[str]) -> pd.DataFrame | None:
    """The mentions of some articles, each with its place in `ids`; None before they are made."""
    if mentions is None:
        return None
    place_of = {article: place for place, article in enumerate(ids)}
    own = mentions[mentions["article"].isin(place_of)]
    return own.assign(article=own["article"].astype(str).map(place_of).astype("int64"))


def _find_persons(mentions: pd.DataFrame | None) -> frozenset[str]:
    """The entities that are persons in all of their mentions."""
    if mentions is None:
        return frozenset()
    is_person = mentions["type"] == "PERSON"
    persons, others = (
        mentions.loc[own, "entity"].unique().tolist() for own in (is_person, ~is_person)
    )
    return frozenset(persons).difference(others)


def _make_row(article: str, one: Quotation) -> tuple[Any, ...]:
    named = one.named_span[0] if one.named_span else -1
    own = (getattr(one, name) for name in _OF_QUOTATION)
    return (article, *own, one.confidence, one.how, one.cue, named)
