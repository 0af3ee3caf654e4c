"""The way out on every page: a link to this view, the selection as a workbook, evidence packs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.analysis.cosine_parts import Likeness, explain_likeness
from components.analysis.families import families
from components.analysis.pairs import tfidf_settings
from components.analysis.parts import Parts, counted_text, counting_parts, set_aside
from components.app import cached, leaving, linked, state
from components.app.cached import Corpus
from components.app.snapshot import read_facts, read_frequencies
from components.corpus.store import Store
from components.views import export
from components.views.about import About, about_rows, file_name
from components.views.clauses import say_clauses
from components.views.evidence import Material, Pack, gather, write_html, write_json
from components.views.evidence.edges import (
    MOST_ARTICLES,
    MOST_PAIRS,
    choose_articles,
    family_edges,
    selection_edges,
)
from components.views.layout import shorten
from components.views.workbook import Tables, selection_sheets

_LEAST_SHARE = 30
_FAMILIES_SHOWN = 50
_HELP = "A link to this view, the selection as a workbook, and evidence packs"


@dataclass(frozen=True)
class _Scope:
    """What a pack is about: `kind` as in the pack, the articles, and how a list names it."""

    kind: str
    title: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return {"pair": "The pair: ", "family": "A family: "}.get(self.kind, "") + self.title


@dataclass(frozen=True)
class _Hold:
    """What a file is made from later, when there is no session to ask any more."""

    store: Store
    corpus: Corpus
    about: About


@st.fragment
def show_ways_out() -> None:
    """The menu in the head of every page; nothing in it is made before it is opened."""
    menu = st.popover("Export", help=_HELP, on_change="rerun", key="ways-out")
    if not menu.open:
        return
    corpus = cached.corpus()
    hold = _Hold(cached.store(), corpus, leaving.about(corpus))
    with menu:
        linked.leave(["link"], key="link", about={})
        shown = tuple(cached.narrowed(corpus, state.read())["id"])
        if not shown:
            st.caption("Nothing is selected that could be exported.")
            return
        _offer_workbook(hold, shown)
        _offer_pack(hold, shown)


def _offer_workbook(hold: _Hold, shown: tuple[str, ...]) -> None:
    st.markdown(f"**Workbook** of {len(shown):,} articles")
    st.caption(
        "Articles, pairs, shared text, edits, names, quotations, figures and notes, a sheet each."
    )
    scope = _Scope("selection", "The selection", shown)
    leaving.offer(
        "XLSX workbook",
        lambda: make_workbook(hold, scope),
        file_name(hold.about, "selection", "xlsx"),
        leaving.XLSX,
        "selection-workbook",
    )


def _offer_pack(hold: _Hold, shown: tuple[str, ...]) -> None:
    st.markdown("**Evidence pack**")
    scope = st.selectbox(
        "Of what",
        _scopes(hold.corpus, shown),
        help="A pack holds the texts side by side, what was changed, the evidence and what was "
        "decided. Of a family or a selection it compares the pairs along the likely steps only.",
        key=f"pack-of-{hold.corpus.stamp}-{hold.about.query}",
    )
    question = st.text_input(
        "The question it answers", max_chars=300, live="150ms", key="pack-question",
        persist_state="session",
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        for label, write, ending, mime in (
            ("HTML page", write_html, "html", "text/html"),
            ("JSON data", write_json, "json", "application/json"),
        ):
            leaving.offer(
                label,
                _make_later(hold, scope, question or "", write),
                file_name(hold.about, f"evidence {scope.kind}", ending),
                mime,
                f"pack-{ending}",
            )
    st.caption("One file that opens without a network, light, dark or printed.")


def _make_later(
    hold: _Hold, scope: _Scope, question: str, write: Callable[[Pack], bytes]
) -> Callable[[], bytes]:
    return lambda: write(make_pack(hold, scope, question))


def _scopes(corpus: Corpus, shown: tuple[str, ...]) -> list[_Scope]:
    """The picked versions, the selection, and the families that any selected article is of."""
    selection, known = state.read(), set(corpus.articles["id"])
    scopes = []
    if selection.pair and known.issuperset(selection.versions):
        title = " ↔ ".join(corpus.labels[id] for id in selection.versions)
        kind = "pair" if len(selection.versions) == 2 else "selection"
        scopes.append(_Scope(kind, title, selection.versions))
    picked = "; ".join(
        ": ".join(clause) for clause in say_clauses(selection, corpus.labels).values()
    )
    count = "1 article" if len(shown) == 1 else f"{len(shown):,} articles"
    scopes.append(_Scope("selection", f"{picked or 'All articles'} ({count})", shown))
    return [*scopes, *_families(corpus, set(shown))]


def _families(corpus: Corpus, shown: set[str]) -> list[_Scope]:
    share = state.widget("share") or _LEAST_SHARE
    members = families(corpus.reuse, share / 100)
    found = []
    for _, articles in members.groupby("family")["article"]:
        if len(found) < _FAMILIES_SHOWN and shown & set(articles):
            inside = set(articles)
            ids = tuple(id for id in corpus.articles["id"] if id in inside)
            title = f"{len(ids)} versions of {shorten(corpus.labels[ids[0]], 80)}"
            found.append(_Scope("family", title, ids))
    return found


def make_pack(hold: _Hold, scope: _Scope, question: str) -> Pack:
    """Gather the pack; some hundredths of a second a pair, seconds for a large family."""
    rows = hold.corpus.articles[hold.corpus.articles["id"].isin(scope.ids)]
    ids = rows["id"].tolist()
    edges = _edges(hold, scope, rows)
    kept = choose_articles(edges, ids) if len(ids) > MOST_ARTICLES else ids
    cut_offs = [*_say_pairs(hold.corpus, scope, len(edges))]
    if len(kept) < len(ids):
        cut_offs.append(
            f"{len(kept)} of {len(ids):,} articles: those of the pairs, then the first by day."
        )
    return gather(
        _material(hold, kept, edges),
        hold.about,
        kind=scope.kind,
        title=scope.title,
        question=question,
        cut_offs=cut_offs,
    )


def _say_pairs(corpus: Corpus, scope: _Scope, count: int) -> Iterator[str]:
    if scope.kind != "pair":
        pairs = "1 pair is" if count == 1 else f"{count} pairs are"
        yield f"{pairs} compared: {_WHICH[scope.kind]}."
    missing = sorted({"pairs", "reuse", "mentions", "quotations"} - corpus.fresh)
    if missing:
        yield f"Not up to date when this was made: {', '.join(missing)}."


_WHICH = {
    "family": "along the likely steps of the lineage, no other",
    "selection": f"as few as join all articles that share text, by their strongest ties, at most "
    f"{MOST_PAIRS}",
}


def _edges(hold: _Hold, scope: _Scope, rows: pd.DataFrame) -> list[tuple[str, str]]:
    if scope.kind == "pair":
        return [(scope.ids[0], scope.ids[1])]
    if scope.kind == "family":
        first = rows.head(MOST_ARTICLES)
        texts = hold.corpus.parts(hold.store.texts(first["id"]))
        settings = hold.corpus.settings
        return family_edges(first, {id: counted_text(one, settings) for id, one in texts.items()})
    return selection_edges(hold.corpus.reuse, rows["id"].tolist())


def _material(hold: _Hold, ids: Sequence[str], edges: Sequence[tuple[str, str]]) -> Material:
    store, corpus = hold.store, hold.corpus
    texts = store.texts(ids)
    parts = corpus.parts(texts)
    return Material(
        articles=corpus.articles[corpus.articles["id"].isin(ids)],
        texts=texts,
        aside={id: set_aside(one, corpus.settings) for id, one in parts.items()},
        edges=edges,
        likeness=_likeness(hold, parts, edges),
        mentions=corpus.names,
        variants=corpus.variants,
        edit_verdicts=store.verdicts.all("edit"),
        pair_verdicts=store.verdicts.all("pair"),
        tags=store.tags.by_article(),
        notes=store.notes.all(),
    )


def _likeness(
    hold: _Hold, parts: Mapping[str, Parts], edges: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], Likeness]:
    corpus = hold.corpus
    frequencies = read_frequencies(hold.store, corpus)
    settings = tfidf_settings(corpus.settings, corpus.articles["language"].unique())
    counting = counting_parts(corpus.settings)
    return {
        (a, b): explain_likeness(parts[a], parts[b], frequencies, settings, counting)
        for a, b in edges
    }


def make_workbook(hold: _Hold, scope: _Scope) -> bytes:
    """The selection as a workbook; edits of the pairs that a pack of it would compare."""
    store, corpus = hold.store, hold.corpus
    pack = make_pack(hold, scope, "")
    notes = store.notes.all()
    inside = set(scope.ids)
    tables = Tables(
        articles=corpus.articles[corpus.articles["id"].isin(scope.ids)],
        pairs=corpus.pairs,
        reuse=corpus.reuse,
        mentions=corpus.names,
        quotations=corpus.quotations,
        variants=corpus.variants,
        figures=read_facts(store, "figures", inside),
        tags=store.tags.by_article(),
        notes=notes,
        texts=store.texts({note.article for note in notes if note.article in inside}),
    )
    cut_offs = [f"Edits: {cut}" for cut in _say_pairs(corpus, scope, len(pack.pairs))]
    rows = about_rows(hold.about, "The selection", cut_offs)
    return export.write_workbook(selection_sheets(tables, pack), rows)
