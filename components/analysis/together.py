"""Who is named together with whom: in the same sentence, or in the same article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

UNITS = ("sentence", "article")


def count_together(
    mentions: pd.DataFrame, entities: Sequence[str], unit: str = "sentence"
) -> pd.DataFrame:
    """How many sentences, or articles, name two of the entities: columns `a`, `b`, `together`.

    `mentions` has columns `article`, `sentence` and `entity`. Most often together first; `a` stands
    before `b` in `entities`; pairs that never meet are left out. Roughly linear in the mentions,
    but quadratic in `entities`: give some dozens.
    """
    from scipy.sparse import csr_array

    if unit not in UNITS:
        raise ValueError(f"{unit!r} is not one of {', '.join(UNITS)}")
    own = mentions[mentions["entity"].isin(entities)]
    codes = pd.Index(entities).get_indexer(own["entity"].astype("str"))
    keys = ["article", "sentence"] if unit == "sentence" else ["article"]
    units = own.groupby(keys, observed=True, sort=False).ngroup().to_numpy()
    shape = (int(units.max(initial=-1)) + 1, len(entities))
    named = csr_array((np.ones(len(own), dtype=np.int64), (units, codes)), shape=shape)
    named.data[:] = 1
    met = (named.T @ named).toarray()
    firsts, seconds = np.triu_indices(len(entities), 1)
    counts = met[firsts, seconds]
    order = np.lexsort((seconds, firsts, -counts))
    order = order[counts[order] > 0]
    names = np.asarray(entities, dtype=object)
    return pd.DataFrame(
        {"a": names[firsts[order]], "b": names[seconds[order]], "together": counts[order]}
    )


def find_together(
    mentions: pd.DataFrame, first: str, second: str, unit: str = "sentence"
) -> pd.DataFrame:
    """The mentions of two entities in the sentences, or articles, that name both."""
    own = mentions[mentions["entity"].isin([first, second])]
    keys = ["article", "sentence"] if unit == "sentence" else ["article"]
    place = own.groupby(keys, observed=True, sort=False).ngroup().to_numpy()
    sides = [set(place[own["entity"] == name]) for name in (first, second)]
    return own[np.isin(place, list(sides[0] & sides[1]))]


def lay_out(names: Sequence[str], ties: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """A place for each name, near those it is tied to: x and y from -1 to 1, always the same.

    `ties` are rows of `count_together`. The springs of Kamada and Kawai (1989) as networkx has
    them, shorter where two meet more often; names without a tie stand in a row below.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted({*ties["a"], *ties["b"]}, key=list(names).index))
    for a, b, together in ties[["a", "b", "together"]].itertuples(index=False):
        graph.add_edge(a, b, length=1 / (1 + float(np.log(together))))
    placed = nx.kamada_kawai_layout(graph, weight="length") if len(graph) > 1 else {}
    alone = [name for name in names if name not in placed]
    row = {name: (-1 + 2 * (number + 0.5) / len(alone), -1.3) for number, name in enumerate(alone)}
    return {name: (float(x), float(y)) for name, (x, y) in placed.items()} | row
