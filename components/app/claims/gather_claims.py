"""What the card of a claim shows: the claim as it is read now, and its occurrences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from components.analysis.claims.judged_figures import (
    contradiction_key,
    end_of,
    find_same,
    same_contradiction,
)
from components.analysis.claims.judgements import (
    CONTRADICTION,
    FIGURE,
    QUOTATION,
    make_place,
    read_place,
)
from components.analysis.claims.occurrences import (
    change_occurrences,
    make_occurrences,
    quotation_occurrences,
    same_words,
)
from components.analysis.collection.concordance import as_query
from components.app.caches import comparison_cache, facts_cache, open_library
from components.app.claims.open_claim import EDIT, OpenClaim
from components.app.tables.snapshot import Corpus
from components.text.segment import Span
from components.views.claims.claim import (
    Claim,
    describe_change_claim,
    describe_contradiction_claim,
    describe_figure_claim,
    describe_quotation_claim,
)
from components.views.figure_rows import describe_figure

# A family in which a number or a changed sentence is looked for.
MOST_VERSIONS = 60
# The words of a quotation by which articles that may have it are searched for.
_SEARCHED = 8
_MOST_FOUND = 200


def gather_claim(corpus: Corpus, asked: OpenClaim) -> Claim | None:
    """The claim of an open card; None when there is no such one (any more)."""
    gather = _GATHER.get(asked.kind)
    return gather(corpus, asked.key) if gather else None


def _gather_quotation(corpus: Corpus, place: str) -> Claim | None:
    row = _find_row(corpus, corpus.quotations, place)
    if row is None:
        return None
    found = quotation_occurrences(corpus.quotations, corpus.variants, place)
    more = same_words(_search(corpus, row["text"]), row["text"], found)
    table = make_occurrences([*found.to_dict("records"), *more])
    words, told = describe_quotation_claim(row)
    return Claim(QUOTATION, place, words, told, "speaker", place, table, row)


def _search(corpus: Corpus, words: str) -> dict[str, str]:
    """The texts of articles that may have these words."""
    query = as_query(f'"{" ".join(words.split()[:_SEARCHED])}"')
    found = open_library.store().find(query) if query else []
    ids = [id for id in found if id in corpus.known][:_MOST_FOUND]
    return open_library.store().texts(ids)


def _find_row(corpus: Corpus, table: pd.DataFrame, place: str) -> dict[Any, Any] | None:
    """The row of a table whose place is this one."""
    known = read_place(place)
    if known is None or known[0] not in corpus.known:
        return None
    own = table[table["article"] == known[0]]
    own = own[(own["start"] == known[1]) & (own["end"] == known[2])]
    return dict(own.iloc[0]) if len(own) else None


def _gather_figure(corpus: Corpus, place: str) -> Claim | None:
    figures = facts_cache.facts(corpus, "figures")
    row = _find_row(corpus, figures, place)
    if row is None:  # a wrong one is not among them
        figures = facts_cache.facts_as_read(corpus, "figures")
        row = _find_row(corpus, figures, place)
    if row is None:
        return None
    words, told = describe_figure_claim(row)
    return Claim(FIGURE, place, words, told, "figures", place, _same_figures(corpus, place), row)


def _same_figures(corpus: Corpus, *places: str) -> pd.DataFrame:
    """The figures of the same thing in the family, by day of publication."""
    figures = facts_cache.facts(corpus, "figures")
    found = []
    for place in places:
        family = corpus.family_of(place.partition(".")[0])[:MOST_VERSIONS]
        found.append(find_same(figures, place, family))
    table = pd.concat(found)
    rank = {article: number for number, article in enumerate(corpus.articles["id"])}
    order = table["article"].map(rank)
    ordered = table.assign(rank=order).sort_values(["rank", "start"], kind="stable")
    return make_occurrences(_figure_occurrence(row) for row in ordered.to_dict("records"))


def _figure_occurrence(row: Mapping[Any, Any]) -> dict[str, Any]:
    place = {name: row[name] for name in ("article", "start", "end", "state")}
    read = {"about": f"read as {describe_figure(row)}", "grounds": row.get("decided") or ""}
    return {**place, **read, "reattributed": False, "certainty": float("nan")}


def _gather_contradiction(corpus: Corpus, key: str) -> Claim | None:
    for table in (facts_cache.facts, facts_cache.facts_as_read):
        found = table(corpus, "contradictions")
        ids = {place.partition(".")[0] for place in key.split(":")}
        near = found[found["a"].isin(ids) & found["b"].isin(ids)]
        own = [row for row in near.to_dict("records") if contradiction_key(row) == key]
        if own:
            of_thing = found[found["thing"] == own[0]["thing"]].to_dict("records")
            alike = same_contradiction(own[0])
            others = [row for row in of_thing if same_contradiction(row) == alike]
            return _contradiction(corpus, key, own[0], others)
    return None


def _contradiction(
    corpus: Corpus, key: str, row: dict[Any, Any], others: list[dict[Any, Any]]
) -> Claim:
    """A contradiction with `others`, those pairs of articles that have the same two values."""
    words, told = describe_contradiction_claim(row)
    rank = {article: number for number, article in enumerate(corpus.articles["id"])}
    places = sorted(key.split(":"), key=lambda place: rank[place.partition(".")[0]])
    same = _same_figures(corpus, *places) if row["kind"] == "number" else make_occurrences([])
    listed = [place for one in [row, *others] for place in contradiction_key(one).split(":")]
    found = [_one_side(place, places) for place in dict.fromkeys([*places, *listed])]
    ends = {end_of(make_place(one)) for one in found}
    more = [one for one in same.to_dict("records") if end_of(make_place(one)) not in ends]
    table = make_occurrences([*found, *more])
    return Claim(
        CONTRADICTION, key, words, told, "contradictions", places[0], table, row, tuple(places)
    )


def _one_side(place: str, both: list[str]) -> dict[str, Any]:
    article, start, end = place.split(".")
    state = "one of the two values" if place in both else "in another pair of articles"
    span = {"article": article, "start": int(start), "end": int(end)}
    read = {"state": state, "about": "", "grounds": "", "certainty": float("nan")}
    return {**span, **read, "reattributed": False}


def _gather_change(corpus: Corpus, key: str) -> Claim | None:
    """A change of a ledger; its key is `first.second:change`."""
    pair, _, change = key.partition(":")
    first, _, second = pair.partition(".")
    if not {first, second} <= corpus.known or first == second:
        return None
    ledger = comparison_cache.ledger(corpus.stamp, first, second, "AB")
    row = next((one for one in ledger.to_dict("records") if one["id"] == change), None)
    if row is None:
        return None
    alignment = comparison_cache.alignments(corpus.stamp, ((first, second),))[first, second]
    spans = (
        _sentence(alignment.first, row["first_sentence"]),
        _sentence(alignment.second, row["second_sentence"]),
    )
    family = [*corpus.family_of(first), *corpus.family_of(second), first, second]
    texts = open_library.store().texts(list(dict.fromkeys(family))[:MOST_VERSIONS])
    texts = open_library.store().texts([first, second]) | texts
    sides = texts[first][slice(*spans[0])], texts[second][slice(*spans[1])]
    changed = str(row["before"] or ""), str(row["after"] or "")
    found = change_occurrences(texts, corpus.languages, sides, changed)
    words, told = describe_change_claim(row)
    places = [
        f"{id}.{start}.{end}"
        for id, (start, end) in zip((first, second), spans, strict=True) if end > start
    ]  # fmt: skip
    return Claim(EDIT, key, words, told, "weight", places[0], found, row, tuple(places))


def _sentence(spans: Any, number: Any) -> Span:
    if pd.isna(number):
        return 0, 0
    start, end = spans[int(number)]
    return int(start), int(end)


_GATHER: dict[str, Callable[[Corpus, str], Claim | None]] = {
    QUOTATION: _gather_quotation,
    FIGURE: _gather_figure,
    CONTRADICTION: _gather_contradiction,
    EDIT: _gather_change,
}
