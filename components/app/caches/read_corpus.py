"""Reads what the pages show out of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from components.analysis.article.figure_tables import date_table, figure_table
from components.analysis.collection.lineage import NO_VERDICTS
from components.analysis.collection.pairs import SMALL, compare_some, no_pairs
from components.analysis.collection.similarity import no_points
from components.analysis.entities import Decision, apply_decisions
from components.analysis.entities.linking.resolve import COLUMNS as MENTIONS
from components.analysis.pair.contradictions import COLUMNS as VALUES
from components.analysis.pair.cosine_parts import Frequencies
from components.analysis.quotations.resolve import rename_in_ledger, rename_speakers
from components.analysis.selection import keep_rows
from components.analysis.settings import Settings
from components.app.caches.snapshot import FACTS, FRAMES, WORDS, Corpus, rows_of
from components.app.environment import sample_files
from components.app.worker import result_tables
from components.corpus.results import StoredFrame
from components.corpus.store import Store
from components.text.segment import Span
from components.views.articles import mark_sample


def _blank(columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})


BLANK = {
    "pairs": no_pairs(),
    "map": no_points(),
    "directions": NO_VERDICTS,
    "figures": figure_table({}),
    "dates": date_table({}).astype({"value": "str"}),
    "contradictions": _blank({"a": "str", "b": "str"} | VALUES | {"thing": "int64"}),
    "boilerplate": _blank({"article": "str", "start": "int64", "end": "int64", "reason": "str"}),
    "reuse": _blank(
        {"a": "str", "b": "str", "score": "float64", "a_in_b": "float64", "b_in_a": "float64"}
    ),
    "mentions": _blank(MENTIONS | {"article": "str", "sentence": "int64", "lead": "bool"}),
    "quotations": _blank(
        {
            "article": "str",
            "start": "int64",
            "end": "int64",
            "text": "str",
            "speaker": "str",
            "kind": "str",
            "mention": "str",
            "confidence": "float64",
            "how": "str",
            "cue": "str",
            "named": "int64",
        }
    ),
    "quotation_ledger": _blank(
        {
            "quotation": "int64",
            "article": "str",
            "state": "str",
            "first": "bool",
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
    library: Store, stamp: str, settings: Settings, back: dict[str, list[Span]]
) -> Corpus:
    """Read the whole library but for its texts."""
    articles, revision = mark_sample(library.articles(), sample_files()), library.revision()
    stored = {name: _read_frame(library, name, settings) for name in FRAMES}
    known = pd.Index(articles["id"])
    mark = result_tables.put_back_mark(back)

    def of_known(name: str) -> pd.DataFrame:
        found, blank = stored[name], BLANK[name]
        # A table of an older making lacks columns until the worker has made it anew.
        frame = found.frame if found and set(blank) <= set(found.frame) else blank
        return _keep(frame, known)

    return Corpus(
        stamp=stamp,
        settings=settings,
        articles=articles,
        pairs=of_known("pairs"),
        mentions=of_known("mentions"),
        reuse=of_known("reuse"),
        quotations=of_known("quotations"),
        variants=of_known("quotation_ledger"),
        lines=of_known("boilerplate"),
        directions=of_known("directions"),
        map=of_known("map"),
        back=back,
        fresh=frozenset(_find_fresh(stored, revision, mark)) | _find_fresh_facts(library, revision),
    )


def decide(corpus: Corpus, stamp: str, decisions: Sequence[Decision]) -> Corpus:
    """The corpus under the names that analysts decided on."""
    mentions = apply_decisions(corpus.mentions, decisions)
    # Compared and counted on every click, which categories make ten times faster.
    mentions = mentions.astype({"entity": "category", "type": "category"})
    speaking = [one for one in decisions if one.kind != "hide"]
    same = len(speaking) == len(decisions)
    named = mentions if same else apply_decisions(corpus.mentions, speaking)
    quotations = rename_speakers(corpus.quotations, corpus.mentions, named)
    variants = corpus.variants
    if quotations is not corpus.quotations:
        variants = rename_in_ledger(variants, quotations)
    return replace(corpus, stamp=stamp, mentions=mentions, quotations=quotations, variants=variants)


def read_facts(library: Store, name: str, known: pd.Index) -> pd.DataFrame:
    """One of the tables `FACTS` about these articles; empty before it was made."""
    stored = library.results.frame(name)
    return _keep(stored.frame, known) if stored else BLANK[name]


def _keep(table: pd.DataFrame, known: pd.Index) -> pd.DataFrame:
    """The rows about articles that are known; the table itself, which is shared, if all are."""
    ids = [column for column in ("article", "a", "b") if column in table]
    there = [rows_of(table[column], known) >= 0 for column in ids]
    keep = np.logical_and.reduce(there)
    return keep_rows(table, keep)


def _find_fresh_facts(library: Store, revision: int) -> frozenset[str]:
    made = {name: library.results.frame_made(name) for name in (*FACTS, WORDS)}
    return frozenset(name for name, one in made.items() if one and one[1] == revision)


def _read_frame(library: Store, name: str, settings: Settings) -> StoredFrame | None:
    """The table for these settings; until it is there the usual one, which then is not fresh."""
    if name not in result_tables.TABLES or not settings.key:
        return library.results.frame(name)
    asked = library.results.frame(result_tables.table_name(name, settings))
    usual = library.results.frame(name) if asked is None else None
    return replace(usual, revision=-1) if usual else asked


def _find_fresh(stored: dict[str, StoredFrame | None], revision: int, mark: str) -> Iterable[str]:
    for name, frame in stored.items():
        if frame is None or frame.revision != revision:
            continue
        if name in result_tables.TABLES and frame.version != result_tables.expected_version(
            name, mark
        ):
            continue
        yield name


def read_pairs(
    library: Store,
    corpus: Corpus,
    shown: pd.DataFrame,
    frequencies: Callable[[], Frequencies] | None = None,
) -> pd.DataFrame:
    """The pairs of some articles, the best first; of at most `SMALL` every one, once compared.

    In a larger library not every pair is kept, so what is missing of so few is worked out.
    """
    kept = corpus.among("pairs", shown)
    whole = len(corpus.articles) <= SMALL or len(shown) > SMALL
    if whole or "pairs" not in corpus.fresh:
        return kept
    return compare_some(
        corpus.parts(library.texts(shown["id"])),
        corpus.languages,
        frequencies() if frequencies else read_frequencies(library, corpus),
        kept,
        corpus.settings,
    )


def read_frequencies(library: Store, corpus: Corpus) -> Frequencies:
    """In how many articles each term stands, as far as that was counted by now."""
    stored = library.results.frame(result_tables.table_name("terms", corpus.settings))
    if stored is None:
        return Frequencies(len(corpus.articles), {})
    terms, counts = stored.frame["term"], stored.frame["articles"].tolist()
    return Frequencies(len(corpus.articles), dict(zip(terms, counts, strict=True)))
