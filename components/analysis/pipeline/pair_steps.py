"""Steps per pair: which pairs of articles are compared, and what is found of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.article.outline import is_left
from components.analysis.collection.families import families
from components.analysis.collection.lineage import choose_pairs
from components.analysis.pipeline.step_inputs import (
    Inputs,
    Pair,
    PairInputs,
    PairSide,
    canonical,
    number_arrivals,
)

# Of similar pairs those with at least this cosine are aligned beforehand, so many at most.
ALIGNED_FROM, MOST_ALIGNED = 0.3, 400
# For contradictions an article is compared with those earlier arrivals that it shares most text
# with, and with the most similar others.
_MOST_SHARING, _MOST_SIMILAR, _LEAST_COSINE = 6, 3, 0.4


def pairs_related(inputs: Inputs) -> list[Pair]:
    """The pairs that share copied passages, the largest share first, then those of one family."""
    sharing = _read(inputs, "reuse")
    found = _list_pairs(sharing)
    order = {id: place for place, id in enumerate(inputs.articles["id"].tolist())}
    table = sharing.assign(overlap=sharing["score"])
    for _, members in families(table).groupby("family")["article"]:
        versions = sorted(members, key=order.__getitem__)
        found += [canonical(versions[a], versions[b]) for a, b in choose_pairs(versions, table)]
    return list(dict.fromkeys(found))


def pairs_aligned(inputs: Inputs) -> list[Pair]:
    """The pairs that are related, most similar or asked for contradictions, each once."""
    similar = _read(inputs, "pairs")
    likely = _list_pairs(similar[similar["score"] >= ALIGNED_FROM].head(MOST_ALIGNED))
    wanted = [*inputs.chosen_pairs(pairs_related), *likely]
    if not inputs.settings.key:
        wanted += inputs.chosen_pairs(pairs_with_figures)
    return list(dict.fromkeys(wanted))


def pairs_with_figures(inputs: Inputs) -> list[Pair]:
    """The pairs whose figures and dates are compared: of one language, a few for each article."""
    similar = _read(inputs, "pairs")
    sharing = _earlier(_read(inputs, "reuse"), inputs)
    alike = _earlier(similar[similar["score"] >= _LEAST_COSINE], inputs)
    near = sharing.groupby("later").head(_MOST_SHARING)
    others = alike[~pd.MultiIndex.from_frame(alike).isin(pd.MultiIndex.from_frame(near))]
    both = pd.concat([near, others.groupby("later").head(_MOST_SIMILAR)])
    chosen, ids = both.sort_values("later", kind="stable"), inputs.articles["id"].tolist()
    ends = (chosen[name].tolist() for name in ("later", "earlier"))
    return [canonical(ids[own], ids[other]) for own, other in zip(*ends, strict=True)]


def _read(inputs: Inputs, name: str) -> pd.DataFrame:
    """A table of pairs, best score first, without articles that are gone.

    `row_a` and `row_b` are the numbers of its articles in `inputs.articles`.
    """
    table = inputs.table(name)
    if table is None:
        names = ("a", "b", "score", "a_in_b", "b_in_a", "row_a", "row_b")
        return pd.DataFrame({one: [] for one in names})
    own = table.drop(columns="words", errors="ignore")
    ids = inputs.articles["id"]
    own = own.assign(**{f"row_{end}": _find_rows(own[end], ids) for end in "ab"})
    is_here = (own["row_a"] >= 0) & (own["row_b"] >= 0)
    own = own if is_here.all() else own[is_here]
    if own["score"].is_monotonic_decreasing:
        return own
    return own.sort_values("score", ascending=False, kind="stable")


def _find_rows(ids: pd.Series, known: pd.Series) -> NDArray[np.int64]:
    """The numbers of ids among those that are known, each once; -1 where it is not."""
    import pyarrow as pa
    from pyarrow.compute import index_in

    values, among = (pa.array(one, pa.large_string()) for one in (ids, known))
    found = index_in(values, value_set=among).fill_null(-1)
    return found.to_numpy(zero_copy_only=False).astype(np.int64)


def _list_pairs(table: pd.DataFrame) -> list[Pair]:
    return [canonical(a, b) for a, b in zip(table["a"].tolist(), table["b"].tolist(), strict=True)]


def _earlier(pairs: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """The pairs of one language as rows of articles: the `later` one, that which arrived `earlier`.

    In the order of `pairs`.
    """
    arrived = number_arrivals(inputs)
    place = np.array([arrived[id] for id in inputs.articles["id"].tolist()], dtype=np.int64)
    language = pd.factorize(inputs.articles["language"])[0]
    a, b = (pairs[name].to_numpy(dtype=np.int64) for name in ("row_a", "row_b"))
    turned = place[a] > place[b]
    found = pd.DataFrame({"later": np.where(turned, a, b), "earlier": np.where(turned, b, a)})
    return found[language[a] == language[b]]


def align_pairs(pairs: Sequence[PairInputs]) -> list[Any]:
    """The alignment of each pair, packed."""
    from components.analysis.pair.alignment import align_counted
    from components.analysis.pair.stored_alignment import pack_alignment

    return [pack_alignment(align_counted(one.a.counted, one.b.counted)) for one in pairs]


def relate_pairs(pairs: Sequence[PairInputs]) -> list[Any]:
    """The relation of each pair, packed."""
    from components.analysis.pair.relation import relate
    from components.analysis.pair.relation_records import pack_relation

    return [
        pack_relation(
            relate(
                _alignment(one),
                (one.a.text, one.b.text),
                shares=one.shares,
                published=(one.a.published, one.b.published),
                sources=(one.a.source, one.b.source),
                languages=(one.a.language, one.b.language),
                addresses=(one.a.address, one.b.address),
            )
        )
        for one in pairs
    ]


def contradict_pairs(pairs: Sequence[PairInputs]) -> list[Any]:
    """The contradictions of each pair, a list of rows; numbers alone where no text is shared.

    Of articles that share no text, sentences alike are often of another day's event.
    """
    from components.analysis.pair.contradictions import list_contradictions

    found = []
    for one in pairs:
        first, second = map(_facts_left, (one.a, one.b))
        days = one.a.published, one.b.published
        rows = list_contradictions(first, second, _alignment(one), days)
        found.append([row for row in rows if any(one.shares) or row[0] == "number"])
    return found


def _facts_left(side: PairSide) -> Any:
    """The facts in what counts of an article, figures as analysts judged them."""
    from components.analysis.article.figures import Facts, facts_of
    from components.analysis.claims.judged_figures import judge_facts

    facts, text = facts_of(side.results["facts"]), side.counted.text
    left = (one for one in facts.figures if is_left(text, one.start, one.end))
    figures = judge_facts(left, side.judged)
    dates = tuple(one for one in facts.dates if is_left(text, one.start, one.end))
    return Facts(figures, dates)


def _alignment(pair: PairInputs) -> Any:
    from components.analysis.pair.stored_alignment import unpack_alignment

    return unpack_alignment(pair.results["alignments"], pair.a.counted.text, pair.b.counted.text)
