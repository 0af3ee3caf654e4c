"""Evidence packs and the workbook, made at the download, when there is no session any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from components.analysis.article.outline import Parts, counting_parts, set_aside
from components.analysis.collection.lineage import Lineage
from components.analysis.collection.pairs import tfidf_settings
from components.analysis.pair.similarity_parts import SimilarityParts, explain_similarity
from components.app.tables.judged_tables import read_judged_facts
from components.app.tables.read_corpus import read_frequencies, read_similar
from components.app.tables.read_pairs import (
    read_alignments,
    read_inputs,
    read_lineage,
    read_pair_decisions,
    read_relations,
)
from components.app.tables.snapshot import Corpus
from components.corpus.annotations.verdicts import COLOUR_MEANING
from components.corpus.store import Store
from components.views.export import table_files
from components.views.export.evidence_pack import Material, Pack, gather_pack
from components.views.export.evidence_pack.gather import (
    MOST_ARTICLES,
    MOST_PAIRS,
    choose_articles,
    family_edges,
    selection_edges,
)
from components.views.export.workbook import Tables, selection_sheets
from components.views.locale_formatting import count_of
from components.views.selection_text import About, about_rows


@dataclass(frozen=True)
class Scope:
    """What a pack is about: its kind (pair, family or selection), a title, ids of articles.

    `edges` are the pairs to compare; when empty, they are found as the kind needs.
    """

    kind: str
    title: str
    ids: tuple[str, ...]
    edges: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return {"pair": "The pair: ", "family": "A family: "}.get(self.kind, "") + self.title


@dataclass(frozen=True)
class Inputs:
    """What a file is made from: read in the session, used after it.

    `left_out` has by article that is left out of counts the one that counts for it.
    """

    store: Store
    corpus: Corpus
    about: About
    left_out: Mapping[str, str] = field(default_factory=dict)


def make_pack(inputs: Inputs, scope: Scope, question: str) -> Pack:
    """Gather an evidence pack; takes some 0.05 s a pair, seconds for a large family."""
    rows = inputs.corpus.articles[inputs.corpus.articles["id"].isin(scope.ids)]
    ids = rows["id"].tolist()
    edges = _edges(inputs, scope, rows)
    kept = choose_articles(edges, ids) if len(ids) > MOST_ARTICLES else ids
    cut_offs = [*_describe_pairs(inputs.corpus, scope, len(edges))]
    if len(kept) < len(ids):
        cut_offs.append(
            f"{len(kept)} of {len(ids):,} articles: those in the compared pairs, then the earliest."
        )
    return gather_pack(
        _material(inputs, kept, edges),
        inputs.about,
        kind=scope.kind,
        title=scope.title,
        question=question,
        cut_offs=cut_offs,
    )


def _describe_pairs(corpus: Corpus, scope: Scope, count: int) -> Iterator[str]:
    if scope.kind != "pair":
        pairs = count_of(count, "pair is", "pairs are")
        which = "each version with the next" if scope.edges else _WHICH[scope.kind]
        yield f"{pairs} compared: {which}."
    missing = sorted({"pairs", "reuse", "mentions", "quotations"} - corpus.fresh)
    if missing:
        yield f"Not up to date when this was made: {', '.join(missing)}."


_WHICH = {
    "family": "only those along the likely steps of the lineage",
    "selection": f"the strongest pairs that connect all articles with shared text, at most "
    f"{MOST_PAIRS}",
}


def _edges(inputs: Inputs, scope: Scope, rows: pd.DataFrame) -> list[tuple[str, str]]:
    if scope.edges:
        return list(scope.edges)
    if scope.kind == "family":
        first = rows["id"].head(MOST_ARTICLES).tolist()
        return family_edges(_trace(inputs, first), first)
    return selection_edges(inputs.corpus.relations, rows["id"].tolist())


def _trace(inputs: Inputs, family: Sequence[str]) -> Lineage:
    known = read_inputs(inputs.store, inputs.corpus)
    return read_lineage(known, inputs.corpus, family, read_pair_decisions(inputs.store))


def _material(inputs: Inputs, ids: Sequence[str], edges: Sequence[tuple[str, str]]) -> Material:
    store, corpus = inputs.store, inputs.corpus
    texts = store.texts(ids)
    parts = corpus.parts(texts)
    known = read_inputs(store, corpus)
    both_ways = [pair for a, b in edges for pair in ((a, b), (b, a))]
    return Material(
        articles=corpus.articles[corpus.articles["id"].isin(ids)],
        texts=texts,
        aside={id: set_aside(one, corpus.settings) for id, one in parts.items()},
        edges=edges,
        alignments=read_alignments(known, both_ways),
        relations=read_relations(known, both_ways, read_pair_decisions(store)),
        similarity_parts=_explain_pairs(inputs, parts, edges),
        mentions=corpus.names,
        variants=corpus.variants,
        edit_verdicts=store.verdicts.all("edit"),
        pair_verdicts=store.verdicts.all("pair"),
        tags=store.tags.by_article(),
        notes=store.notes.all(),
        meanings=dict(store.verdicts.all(COLOUR_MEANING)[["key", "value"]].to_numpy().tolist()),
    )


def _explain_pairs(
    inputs: Inputs, parts: Mapping[str, Parts], edges: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], SimilarityParts]:
    corpus = inputs.corpus
    frequencies = read_frequencies(inputs.store, corpus)
    settings, counting = tfidf_settings(corpus.settings), counting_parts(corpus.settings)
    read = corpus.telling(parts)
    return {
        (a, b): explain_similarity(read[a], read[b], frequencies, settings, counting)
        for a, b in edges
    }


def make_workbook(inputs: Inputs, scope: Scope) -> bytes:
    """The selection as XLSX, with the edits of the pairs that a pack of it would compare."""
    store, corpus = inputs.store, inputs.corpus
    pack = make_pack(inputs, scope, "")
    notes = store.notes.all()
    inside = set(scope.ids)
    articles = corpus.articles[corpus.articles["id"].isin(scope.ids)]
    counts = [id for id in scope.ids if id not in inputs.left_out]
    tables = Tables(
        articles=articles,
        pairs=read_similar(store, corpus, articles),
        relations=corpus.relations,
        mentions=corpus.names[corpus.names["article"].isin(counts)],
        quotations=corpus.quotations[corpus.quotations["article"].isin(counts)],
        variants=corpus.variants,
        figures=read_judged_facts(store, "figures", pd.Index(counts)),
        left_out=inputs.left_out,
        tags=store.tags.by_article(),
        notes=notes,
        texts=store.texts({note.article for note in notes if note.article in inside}),
    )
    cut_offs = [f"Edits: {cut}" for cut in _describe_pairs(corpus, scope, len(pack.pairs))]
    rows = about_rows(inputs.about, "The selection", cut_offs)
    return table_files.write_workbook(selection_sheets(tables, pack), rows)
