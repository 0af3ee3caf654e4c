"""Reading of what is stored about pairs of articles, without Streamlit; made here where missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components.analysis.article.outline import blank, set_aside
from components.analysis.collection.lineage import Lineage, choose_pairs, trace
from components.analysis.pair import relation
from components.analysis.pair.alignment import Alignment
from components.analysis.pair.relation import Relation, apply_decisions
from components.analysis.pair.relation_records import (
    order_relations,
    relation_table,
    unpack_relation,
)
from components.analysis.pair.stored_alignment import mirror, unpack_alignment
from components.analysis.pipeline.step import DEFAULT
from components.analysis.pipeline.step_inputs import Pair, canonical
from components.analysis.pipeline.step_table import STEP_OF
from components.app.tables.snapshot import Corpus
from components.app.worker.pair_inputs import read_pairs
from components.app.worker.stored_inputs import StoredInputs
from components.corpus.store import Store

# Kinds of verdicts: on a pair, by both ids with the smaller first; on a piece of evidence, by the
# same key, a colon and its id.
PAIR_VERDICT, EVIDENCE_VERDICT = "pair", "evidence"
STRUCK = "struck"


@dataclass(frozen=True)
class PairDecisions:
    """What analysts decided about pairs, by pair: verdict, by whom and when; evidence struck."""

    verdicts: Mapping[Pair, tuple[str, str, str]]
    struck: Mapping[Pair, frozenset[str]]

    @property
    def pairs(self) -> list[Pair]:
        """The pairs about which anything was decided, sorted."""
        return sorted({*self.verdicts, *self.struck})

    def apply(self, pair: Pair, found: Relation) -> Relation:
        """The relation of a pair as decided."""
        if pair not in self.verdicts and pair not in self.struck:
            return found
        return apply_decisions(found, self.verdicts.get(pair), self.struck.get(pair, frozenset()))


def read_pair_decisions(store: Store) -> PairDecisions:
    """What analysts decided about pairs, as it is now."""
    verdicts = {
        _pair_of(row["key"]): (row["value"], row["who"], f"{row['when']:%Y-%m-%dT%H:%M:%S}Z")
        for row in store.verdicts.all(PAIR_VERDICT).to_dict("records")
    }
    struck: dict[Pair, frozenset[str]] = {}
    for key in store.verdicts.all(EVIDENCE_VERDICT)["key"]:
        about, _, evidence = key.partition(":")
        pair = _pair_of(about)
        struck[pair] = struck.get(pair, frozenset()) | {evidence}
    return PairDecisions(verdicts, struck)


def _pair_of(key: str) -> Pair:
    a, _, b = key.partition(".")
    return a, b


def read_inputs(store: Store, corpus: Corpus) -> StoredInputs:
    """What pairs are compared by, at the state and by the settings of `corpus`."""
    return StoredInputs(store, corpus.settings, corpus.decided, corpus.articles, corpus.spans)


def read_alignments(inputs: StoredInputs, pairs: Sequence[Pair]) -> dict[Pair, Alignment]:
    """The alignment of each pair, in its own order, in what counts by the settings of `inputs`."""
    stored = _read(inputs, "alignments", pairs)
    parts = inputs.parts(sorted({id for pair in pairs for id in pair}))
    texts = {id: blank(one.text, set_aside(one, inputs.asked)) for id, one in parts.items()}
    found = {}
    for first, second in pairs:
        a, b = canonical(first, second)
        alignment = unpack_alignment(stored[a, b], texts[a], texts[b])
        found[first, second] = alignment if a == first else mirror(alignment)
    return found


def read_relations(
    inputs: StoredInputs, pairs: Sequence[Pair], decided: PairDecisions
) -> dict[Pair, Relation]:
    """The relation of each pair, in its own order, with what analysts decided.

    Until copied passages are found by other settings it is that by the default ones, as is the
    table `relations` of the corpus.
    """
    stored = _read(inputs, "relations", pairs)
    found = {}
    for first, second in pairs:
        pair = canonical(first, second)
        one = decided.apply(pair, unpack_relation(stored[pair]))
        found[first, second] = one if pair[0] == first else relation.mirror(one)
    return found


def _read(inputs: StoredInputs, step: str, pairs: Sequence[Pair]) -> dict[Pair, Any]:
    if step == "relations" and inputs.table("reuse") is None:
        inputs = inputs.asking(DEFAULT)
    wanted = list(dict.fromkeys(canonical(*pair) for pair in pairs))
    found = read_pairs(inputs, STEP_OF[step], wanted)
    if failed := [pair for pair, value in found.items() if value is None]:
        raise RuntimeError(f"the step {step} failed for {failed[0]}; the log says why")
    return found


def read_lineage(
    inputs: StoredInputs, corpus: Corpus, family: Sequence[str], decided: PairDecisions
) -> Lineage:
    """The lineage of a family, given by its ids in order of publication; pairs are numbers."""
    numbers = choose_pairs(family, corpus.relations)
    pairs = [(family[a], family[b]) for a, b in numbers]
    aligned = read_alignments(inputs, pairs)
    related = read_relations(inputs, pairs, decided)
    published = [inputs.days[id] for id in family]
    by_number = dict(zip(numbers, pairs, strict=True))
    return trace(
        published,
        {number: aligned[pair] for number, pair in by_number.items()},
        {number: related[pair] for number, pair in by_number.items()},
    )


def decide_pairs(store: Store, corpus: Corpus) -> Corpus:
    """The corpus with the rows of relations as analysts decided."""
    decided = read_pair_decisions(store)
    pairs = [pair for pair in decided.pairs if corpus.known.issuperset(pair)]
    if not pairs:
        return corpus
    rows = relation_table(read_relations(read_inputs(store, corpus), pairs, decided))
    keys, own = (
        pd.MultiIndex.from_arrays([table["a"], table["b"]]) for table in (corpus.relations, rows)
    )
    table = pd.concat([corpus.relations[~keys.isin(own)], rows])
    return replace(corpus, relations=order_relations(table))
