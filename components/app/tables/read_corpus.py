"""Reading of a `Corpus` and of further tables from a library, without Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from components.analysis.article.dates import date_table
from components.analysis.article.figures import figure_table
from components.analysis.collection.pairs import SMALL, compare_some, no_pairs
from components.analysis.collection.words.projection import no_points
from components.analysis.entities import Decision, apply_decisions
from components.analysis.entities.linking.resolved_mentions import COLUMNS as MENTIONS
from components.analysis.pair.contradictions import COLUMNS as VALUES
from components.analysis.pair.relation_records import complete_relations, relation_table
from components.analysis.pair.similarity_parts import Frequencies
from components.analysis.pair.stored_alignment import aligned_table
from components.analysis.pipeline.kept_values import MarkedValues, SameObjects
from components.analysis.pipeline.step_inputs import Decided
from components.analysis.quotations.resolve_speakers import COLUMNS as QUOTATIONS
from components.analysis.quotations.resolve_speakers import rename_in_ledger, rename_speakers
from components.analysis.selection import Settings, keep_rows
from components.app.environment import sample_files
from components.app.tables.rows_by_article import rows_of
from components.app.tables.snapshot import FRAMES, Corpus
from components.app.worker import result_tables
from components.corpus.store import Store
from components.views.article_details import mark_status
from components.views.articles import mark_sample


def _blank(columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})


_REUSED = ("a_in_b", "b_in_a", "score")
BLANK = {
    "pairs": no_pairs(),
    "map": no_points(),
    "relations": relation_table({}),
    "aligned": aligned_table({}),
    "figures": figure_table({}),
    "dates": date_table({}).astype({"value": "str"}),
    "contradictions": _blank({"a": "str", "b": "str"} | VALUES | {"thing": "int64"}),
    "boilerplate": _blank({"article": "str", "start": "int64", "end": "int64", "reason": "str"}),
    "reuse": _blank({"a": "str", "b": "str"} | dict.fromkeys(_REUSED, "float64")),
    "mentions": _blank(MENTIONS | {"article": "str", "sentence": "int64", "lead": "bool"}),
    "quotations": _blank(QUOTATIONS),
    "quotation_ledger": _blank(
        {
            "quotation": "int64",
            "article": "str",
            "state": "str",
            "first": "bool",
            "earliest": "bool",
            "reattributed": "bool",
            "speaker": "str",
            "confidence": "float64",
            "text": "str",
            "left_out": "object",
            "edits": "object",
            "more": "object",
            "inserted": "object",
            "start": "int64",
            "end": "int64",
        }
    ),
}


def read_corpus(
    library: Store,
    stamp: str,
    settings: Settings,
    decided: Decided,
    kept: MarkedValues | None = None,
) -> Corpus:
    """Read the articles and tables of a library, without texts, by what analysts decided.

    `kept` has what was made of the tables of this library before; what is still the same is taken
    from it.
    """
    kept = kept or MarkedValues()
    revision, made = library.revision(), library.results.frames()
    articles = kept.keep("articles", revision, lambda: _read_articles(library))
    known = pd.Index(articles["id"])
    tables = {name: _read_table(library, name, settings, known) for name in FRAMES}
    pairs, aligned = tables["pairs"], tables["aligned"]
    relations, reuse = tables["relations"], tables["reuse"]
    return Corpus(
        stamp=stamp,
        settings=settings,
        articles=articles,
        pairs=kept.keep(
            "pairs",
            SameObjects(pairs, aligned),
            lambda: pairs.merge(aligned, on=["a", "b"], how="left"),
        ),
        mentions=tables["mentions"],
        relations=kept.keep(
            "relations",
            SameObjects(relations, reuse),
            lambda: complete_relations(relations, reuse),
        ),
        quotations=tables["quotations"],
        variants=tables["quotation_ledger"],
        lines=tables["boilerplate"],
        map=tables["map"],
        decided=decided,
        fresh=result_tables.find_fresh(made, decided, revision, settings),
        kept=kept,
    )


def _read_articles(library: Store) -> pd.DataFrame:
    return mark_sample(mark_status(library.articles()), sample_files())


def _read_table(library: Store, name: str, settings: Settings, known: pd.Index) -> pd.DataFrame:
    """A table for these settings, else the default one; rows of articles that are there."""
    found = library.results.frame(result_tables.name_table(name, settings))
    if found is None and settings.key:
        found = library.results.frame(name)
    blank = BLANK[name]
    # A table of an older version lacks columns until the worker has made it again.
    frame = found.frame if found and set(blank) <= set(found.frame) else blank
    return _keep(frame, known)


def apply_names(corpus: Corpus, stamp: str, decisions: Sequence[Decision]) -> Corpus:
    """The corpus with decisions of analysts on entities applied, under this stamp."""
    mentions = corpus.kept.keep(
        "mentions",
        (SameObjects(corpus.mentions), tuple(decisions)),
        lambda: _apply_decisions(corpus.mentions, decisions),
    )
    speaking = [one for one in decisions if one.kind != "hide"]
    same = len(speaking) == len(decisions)
    named = mentions if same else apply_decisions(corpus.mentions, speaking)
    quotations = corpus.quotations
    if speaking:
        quotations = rename_speakers(quotations, corpus.mentions, named)
    variants = corpus.variants
    if quotations is not corpus.quotations:
        # A decision on names may make two speakers one; that two are surely two, only their texts
        # can tell.
        renamed = rename_in_ledger(variants, quotations)
        kept = renamed["reattributed"] & variants["reattributed"]
        variants = renamed.assign(reattributed=kept)
    return replace(corpus, stamp=stamp, mentions=mentions, quotations=quotations, variants=variants)


def _apply_decisions(mentions: pd.DataFrame, decisions: Sequence[Decision]) -> pd.DataFrame:
    # Compared and counted on every click, which categories make ten times faster.
    categories = {"entity": "category", "type": "category"}
    return apply_decisions(mentions, decisions).astype(categories)


def read_facts(library: Store, name: str, known: pd.Index) -> pd.DataFrame:
    """One of the tables of `FACTS`, about these articles; empty before it is made.

    One that an earlier version made with other columns is empty until it is made again.
    """
    stored = library.results.frame(name)
    is_made = stored is not None and {*BLANK[name]} <= {*stored.frame}
    return _keep(stored.frame, known) if stored and is_made else BLANK[name]


def _keep(table: pd.DataFrame, known: pd.Index) -> pd.DataFrame:
    """The rows whose articles are all known; the table itself when that is every row."""
    ids = [column for column in ("article", "a", "b") if column in table]
    there = [rows_of(table[column], known) >= 0 for column in ids]
    keep = np.logical_and.reduce(there)
    return keep_rows(table, keep)


def read_similar(
    library: Store,
    corpus: Corpus,
    shown: pd.DataFrame,
    frequencies: Callable[[], Frequencies] | None = None,
) -> pd.DataFrame:
    """The pairs of some rows of `articles`, best score first; every pair of at most `SMALL` ones.

    A larger library does not store every pair, so those missing are computed. `frequencies` gives
    the result of `read_frequencies` when the caller has it cached.
    """
    kept = corpus.among("pairs", shown)
    whole = len(corpus.articles) <= SMALL or len(shown) > SMALL
    if whole or "pairs" not in corpus.fresh:
        return kept
    every = compare_some(
        corpus.parts(library.texts(shown["id"])),
        corpus.languages,
        frequencies() if frequencies else read_frequencies(library, corpus),
        corpus.settings,
        corpus.decided.stop_words,
    )
    counted = kept.drop(columns=["score", "words"])
    return every.merge(counted, on=["a", "b"], how="left")


def read_frequencies(library: Store, corpus: Corpus) -> Frequencies:
    """The number of articles with each term; no terms before they are counted."""
    stored = library.results.frame(result_tables.name_table("terms", corpus.settings))
    if stored is None:
        return Frequencies(len(corpus.articles), {})
    terms, counts = stored.frame["term"], stored.frame["articles"].tolist()
    return Frequencies(len(corpus.articles), dict(zip(terms, counts, strict=True)))
