"""Tables of pages as analysts judged what is in them: quotations, figures, contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from components.analysis.claims.judged_figures import judge_contradictions, judge_figures
from components.analysis.claims.judged_quotations import judge_quotations, judge_variants
from components.analysis.claims.judgements import (
    CONTRADICTION,
    FIGURE,
    QUOTATION,
    SPEAKER,
    Judgement,
    read_judgements,
    write_correction,
)
from components.analysis.entities import Decision
from components.app.tables.read_corpus import read_facts
from components.app.tables.snapshot import Corpus
from components.corpus.store import Store


def load_judgements(store: Store, kind: str) -> dict[str, Judgement]:
    """The verdicts of a kind in force, by key."""
    if not store.verdicts.latest(kind):
        return {}
    return read_judgements(store.verdicts.all(kind).to_dict("records"))


def judge_corpus(store: Store, corpus: Corpus, decisions: Sequence[Decision]) -> Corpus:
    """The corpus with the verdicts on quotations applied to its quotations and variants.

    A speaker whom a verdict names is called as later `decisions` on entities have it.
    """
    if not store.verdicts.latest(QUOTATION):
        return corpus
    judged = load_judgements(store, QUOTATION)
    named = {place: _rename(one, decisions) for place, one in judged.items()}
    touched = frozenset(store.verdicts.history(QUOTATION)["key"])
    quotations = judge_quotations(corpus.quotations, named)
    variants = judge_variants(corpus.variants, quotations, touched)
    return replace(corpus, quotations=quotations, variants=variants)


def _rename(judgement: Judgement, decisions: Sequence[Decision]) -> Judgement:
    speaker = judgement.corrected.get(SPEAKER)
    if speaker is None:
        return judgement
    for one in decisions:
        if one.kind in ("merge", "rename") and speaker in {target.name for target in one.of}:
            speaker = one.into
    return replace(judgement, value=write_correction({SPEAKER: speaker}))


def judge_facts_table(
    store: Store, name: str, table: pd.DataFrame, known: pd.Index
) -> pd.DataFrame:
    """One of the tables of `snapshot.FACTS` by the verdicts on it; `table` is it as it was read.

    `known` are the ids of all articles.
    """
    figures = load_judgements(store, FIGURE) if name != "dates" else {}
    if name == "figures":
        return judge_figures(table, figures) if figures else table
    judged = load_judgements(store, CONTRADICTION) if name == "contradictions" else {}
    if not judged and not figures:
        return table
    read = judge_figures(read_facts(store, "figures", known), figures)
    return judge_contradictions(table, judged, figures, read)


def read_judged_facts(store: Store, name: str, known: pd.Index) -> pd.DataFrame:
    """One of the tables of `snapshot.FACTS` as `read_facts` reads it, by the verdicts on it."""
    return judge_facts_table(store, name, read_facts(store, name, known), known)
