"""Variants of a quotation across articles: verbatim, cut, altered, reported or re-attributed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from components.analysis.quotations.resolve_speakers import Quotation
from components.analysis.quotations.utterances import (
    FEWEST_WORDS,
    PAUSE,
    Utterance,
    read_utterances,
)
from components.analysis.quotations.variants.groups import add_reported, group_variants
from components.analysis.quotations.variants.same_speaker import Speakers
from components.analysis.quotations.variants.shared_words import (
    Changes,
    compare,
    measure_shared,
    state_of,
)

_COLUMNS = {
    "quotation": "int64",
    "article": "int64",
    "state": "str",
    "first": "bool",
    "reattributed": "bool",
    "speaker": "object",
    "confidence": "float64",
    "text": "str",
    "spans": "object",
    "left_out": "object",
    "edits": "object",
    "more": "object",
    "inserted": "object",
}


def quotation_ledger(
    quotations: Sequence[Sequence[Quotation]],
    published: Sequence[date | None] | None = None,
    languages: Sequence[str] | None = None,
    persons: Collection[str] | None = None,
    texts: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Quotations that several articles have, one row for each article and quotation.

    An article that prints two parts of one apart has a row for each.
    The sequences run over the articles; `quotations` may hold reported clauses too. `persons`
    are the speakers that are persons (None: all are), `texts` the articles. Columns: `quotation`
    (number, by the first article), `article` (row number), `state`, `first` (whether it is here
    first by date, or by order where dates are missing), `reattributed` (to another person than in
    the first, both told for certain), `speaker`, `confidence` (of the speaker), `text` (as it is
    printed, a pause between its parts), `spans`, `left_out` (runs of words of the first printed
    form that are missing here), `edits` (pairs of words there and here), `more` (runs of words
    before, behind or between the parts of that form) and `inserted` (what an editor put in
    brackets, which nobody spoke).
    `state` is `verbatim`, `cut` (words left out at an end, at a mark, or many), `longer` (more is
    quoted), `altered` (other words) or `reported` (told without quotation marks). Case, spelling,
    punctuation and an editor's brackets do not count, but [...] is a cut. All are compared with the
    form printed first, which is the measure of the whole; so an utterance may be in two quotations,
    and two that share nothing with one form are never in one. Quotations of fewer than four words
    or of different languages are never matched. No rows without such quotations; ValueError where
    the sequences are not of one length. Roughly linear in the number of words.
    """
    size = len(quotations)
    spoken = languages if languages is not None else [""] * size
    days = published if published is not None else [None] * size
    if not size == len(spoken) == len(days):
        raise ValueError("quotations, published and languages need one entry for each article")
    speakers = Speakers(quotations, persons, texts)
    order = sorted(range(size), key=lambda number: (days[number] or date.max, number))
    said = [
        one
        for number in order
        for one in sorted(
            read_utterances(number, quotations[number], spoken[number]),
            key=lambda one: -len(one.keys),
        )
    ]
    direct = [one for one in said if one.kind == "direct"]
    reported = [one for one in said if one.kind == "reported"]
    groups = [
        group
        for group in add_reported(group_variants(direct, speakers), reported, speakers)
        if len({one.article for one in group}) > 1
    ]
    rank = {number: position for position, number in enumerate(order)}
    groups.sort(key=lambda group: min((rank[one.article], one.spans) for one in group))
    rows = [
        row for number, group in enumerate(groups) for row in _rows(number, group, rank, speakers)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def measure_within(variants: pd.DataFrame, articles: Collection[str]) -> pd.DataFrame:
    """The rows of a stored ledger for some of its articles, resting on nothing outside them.

    Where the form printed first is in another article, the first of these is the measure, and all
    is compared again. Quotations that fewer than two of these have, or none prints, are left out.
    """
    kept = []
    inside = variants[variants["article"].isin(list(articles))]
    for _, rows in inside.groupby("quotation", sort=True):
        direct = rows["state"] != "reported"
        if rows["article"].nunique() > 1 and direct.any():
            kept.append(rows if rows["first"].any() else _measured_again(rows))
    return pd.concat(kept) if kept else variants.iloc[:0]


def _measured_again(rows: pd.DataFrame) -> pd.DataFrame:
    said = [_read_again(row) for row in rows.to_dict("records")]
    base = next(one for one in said if one.kind == "direct")
    changes = [Changes() if one.kind == "reported" else compare(base, one) for one in said]
    start = said.index(base)
    is_kept = not bool(rows["reattributed"].iloc[start])
    return rows.assign(
        state=[state_of(*pair) for pair in zip(said, changes, strict=True)],
        first=[number == 0 for number in range(len(said))],
        reattributed=rows["reattributed"] & is_kept & isinstance(rows["speaker"].iloc[start], str),
        left_out=[one.left_out for one in changes],
        edits=[[describe_edit(*pair) for pair in one.edits] for one in changes],
        more=[one.more for one in changes],
        inserted=[one.inserted for one in changes],
    )


def _read_again(row: Mapping[str, Any]) -> Utterance:
    """The utterance of a stored row, from its printed text."""
    kind = "reported" if row["state"] == "reported" else "direct"
    parts = [Quotation(0, 0, part, None, kind) for part in row["text"].split(PAUSE)]
    return next(read_utterances(0, parts, ""))


def describe_edit(there: str, here: str) -> str:
    """An edit in one line: words there and here, or what was put in or taken out."""
    if there and here:
        return f"{there} → {here}"
    return f"put in: {here}" if here else f"taken out: {there}"


def _rows(
    number: int, group: Sequence[Utterance], rank: Mapping[int, int], speakers: Speakers
) -> Iterator[dict[str, object]]:
    """The rows of one quotation, all compared with the form that is printed first."""
    base = next(one for one in group if one.kind == "direct")
    listed = sorted(_choose(base, group), key=lambda one: rank[one.article])
    for position, one in enumerate(listed):
        changes = Changes() if one.kind == "reported" else compare(base, one)
        yield {
            "quotation": number,
            "article": one.article,
            "state": state_of(one, changes),
            "first": position == 0,
            "reattributed": one.kind == "direct" and speakers.are_surely_two(base, one),
            "speaker": one.speaker,
            "confidence": one.confidence,
            "text": one.text,
            "spans": list(one.spans),
            "left_out": changes.left_out,
            "edits": changes.edits,
            "more": changes.more,
            "inserted": changes.inserted,
        }


def _choose(base: Utterance, group: Sequence[Utterance]) -> Iterator[Utterance]:
    """Of each article what has most words of the base, and what else has others of them."""
    by_article: defaultdict[int, list[tuple[set[int], Utterance]]] = defaultdict(list)
    for one in group:
        shared = set(measure_shared(base, one).places) if one.kind == "direct" else set()
        by_article[one.article].append((shared, one))
    for listed in by_article.values():
        covered: set[int] = set()
        for shared, one in sorted(listed, key=lambda pair: (-len(pair[0]), len(pair[1].keys))):
            if not covered or len(shared - covered) >= FEWEST_WORDS:
                covered |= shared or {-1}
                yield one
