"""Variants of a quotation across articles: verbatim, cut, altered, reported or re-attributed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
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
from components.analysis.quotations.variants.one_utterance import measure_shared
from components.analysis.quotations.variants.same_speaker import Speakers
from components.analysis.quotations.variants.shared_words import Changes, compare
from components.analysis.quotations.variants.written_forms import Printed

_COLUMNS = {
    "quotation": "int64",
    "article": "int64",
    "state": "str",
    "first": "bool",
    "earliest": "bool",
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
    (number, by the first article), `article` (row number), `state`, `first` (whether it is the
    first by date, or by order where dates are equal or missing), `earliest` (whether it is the
    first and all others are of a later day), `reattributed` (to another person than in
    the first, both told for certain), `speaker`, `confidence` (of the speaker), `text` (as it is
    printed, a pause between its parts), `spans`, `left_out` (runs of words of the first printed
    form that are missing here, without the sentences that the article prints elsewhere), `edits`
    (pairs of words there and here), `more` (runs of words before, behind or between the parts of
    that form) and `inserted` (what an editor put in brackets, which nobody spoke).
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
        for group in add_reported(group_variants(direct, speakers, days), reported, speakers)
        if len({one.article for one in group}) > 1
    ]
    rank = {number: position for position, number in enumerate(order)}
    groups.sort(key=lambda group: min((rank[one.article], one.spans) for one in group))
    for group in groups:
        group.sort(key=lambda one: rank[one.article])
    printed = Printed(texts)
    rows = [
        row
        for number, group in enumerate(groups)
        for row in _rows(number, group, days, speakers, printed)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def measure_within(variants: pd.DataFrame, articles: Collection[str]) -> pd.DataFrame:
    """The rows of a stored ledger for some of its articles, resting on nothing outside them.

    Where the form printed first is in another article, the first of these is the measure, and all
    is compared again. Quotations that fewer than two of these have, or none prints, are left out.
    """
    if variants.empty:
        return variants
    kept = [variants.iloc[:0]]
    inside = variants["article"].isin(list(articles))
    direct = variants["state"] != "reported"
    measures = set(variants.index[direct & ~variants[direct]["quotation"].duplicated()])
    for _, rows in variants[inside].groupby("quotation", sort=True):
        if rows["article"].nunique() > 1 and direct[rows.index].any():
            first = [number == 0 for number in range(len(rows))]
            is_measured = not measures.isdisjoint(rows.index)
            kept.append((rows if is_measured else _measured_again(rows)).assign(first=first))
    return pd.concat(kept)


def _measured_again(rows: pd.DataFrame) -> pd.DataFrame:
    said = [_read_again(row) for row in rows.to_dict("records")]
    base = next(number for number, one in enumerate(said) if one.kind == "direct")
    printed = Printed([PAUSE.join(rows[rows["article"] == id]["text"]) for id in rows["article"]])
    changes = [
        _changes(said[base], one, printed, (base, number)) for number, one in enumerate(said)
    ]
    return rows.assign(
        state=[_state(*pair) for pair in zip(said, changes, strict=True)],
        earliest=False,
        reattributed=False,  # Whether to another than here, nobody has asked.
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
    number: int,
    group: Sequence[Utterance],
    days: Sequence[date | None],
    speakers: Speakers,
    printed: Printed,
) -> Iterator[dict[str, object]]:
    """The rows of one quotation, in the order of print, all compared with its first form."""
    base = next(one for one in group if one.kind == "direct")
    others = {one.article for one in group} - {group[0].article}
    is_earliest = all(_is_before(days[group[0].article], days[other]) for other in others)
    for position, one in enumerate(_choose(base, group)):
        changes = _changes(base, one, printed, (base.article, one.article))
        yield {
            "quotation": number,
            "article": one.article,
            "state": _state(one, changes),
            "first": position == 0,
            "earliest": position == 0 and is_earliest,
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


def _changes(
    base: Utterance, one: Utterance, printed: Printed, articles: tuple[int, int]
) -> Changes:
    """In what one differs from the base, without what either's whole article has elsewhere."""
    if one.kind == "reported":
        return Changes()
    found = compare(base, one)
    left_out = printed.find_missing(found.left_out, articles[1])
    return replace(found, left_out=left_out, more=printed.find_missing(found.more, articles[0]))


def _is_before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def _choose(base: Utterance, group: Sequence[Utterance]) -> Iterator[Utterance]:
    """Of each article what has most words of the base, and what else has others or quotes more."""
    by_article: defaultdict[int, list[tuple[set[int], Utterance]]] = defaultdict(list)
    for one in group:
        shared = set(measure_shared(base, one).places) if one.kind == "direct" else set()
        by_article[one.article].append((shared, one))
    for listed in by_article.values():
        covered: set[int] = set()
        for shared, one in sorted(listed, key=lambda pair: (-len(pair[0]), len(pair[1].keys))):
            adds = len(shared) >= FEWEST_WORDS and len(one.keys) - len(shared) >= FEWEST_WORDS
            if not covered or adds or len(shared - covered) >= FEWEST_WORDS:
                covered |= shared or {-1}
                yield one


def _state(one: Utterance, changes: Changes) -> str:
    """How an utterance stands to the form that it was compared with, as a word of the ledger."""
    if one.kind == "reported":
        return "reported"
    if changes.edits:
        return "altered"
    if changes.left_out or one.is_cut:
        return "cut"
    return "longer" if changes.more else "verbatim"
