"""Export menu on every page: link to this view, workbook of the selection, evidence packs."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.analysis.collection.families import families
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.caches.counting_cache import find_left_out
from components.app.compare.compared_versions import pairs_compared
from components.app.compare.side_by_side import choose_versions
from components.app.export import downloads
from components.app.export.build_exports import Inputs, Scope, make_pack, make_workbook
from components.app.tables.snapshot import Corpus
from components.views.export.evidence_pack import Pack, write_html, write_json
from components.views.locale_formatting import count_of, in_british_english, shorten
from components.views.selection_text import describe_filters, file_name

_LEAST_SHARE = 30
_FAMILIES_SHOWN = 50
_MANY = 1_000
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HELP = "A link to this view, the selection as a workbook, and evidence packs"


@st.fragment
def show_menu() -> None:
    """Draw the menu; nothing in it is made before it is opened."""
    menu = st.popover("Export", help=_HELP, on_change="rerun", key="ways-out")
    if not menu.open:
        return
    corpus = open_library.corpus()
    left_out = find_left_out(corpus, state.read())
    inputs = Inputs(open_library.store(), corpus, downloads.about(corpus), left_out)
    with menu:
        custom_components.export_buttons(["link"], key="link", about={})
        shown = tuple(open_library.narrowed(corpus, state.read())["id"])
        if not shown:
            st.caption("There is nothing to export: no article is selected.")
            return
        _offer_workbook(inputs, shown)
        _offer_pack(inputs, shown)


def _offer_workbook(inputs: Inputs, shown: tuple[str, ...]) -> None:
    st.markdown(f"**Workbook** of {count_of(len(shown), 'article', 'articles')}")
    st.caption(
        "One sheet each for articles, pairs, shared text, edits, names, quotations, numbers and "
        "notes." + (" This takes some seconds." if len(shown) > _MANY else "")
    )
    scope = Scope("selection", "The selection", shown)
    downloads.offer_file(
        "XLSX workbook",
        lambda: make_workbook(inputs, scope),
        file_name(inputs.about, "selection", "xlsx"),
        downloads.XLSX,
        "selection-workbook",
    )


def _offer_pack(inputs: Inputs, shown: tuple[str, ...]) -> None:
    st.markdown("**Evidence pack**")
    scope = st.selectbox(
        "About",
        _scopes(inputs.corpus, shown),
        help="A pack contains the texts side by side, the changes, the evidence and the "
        "verdicts. For a family or a selection it compares only the pairs along the likely "
        "steps.",
        key=f"pack-of-{inputs.corpus.stamp}-{inputs.about.query}",
    )
    question = st.text_input(
        "The question it answers", max_chars=300, live="150ms", key="pack-question",
        persist_state="session",
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        for label, write, ending, mime in (
            ("HTML page", write_html, "html", "text/html"),
            ("Word document", _write_docx, "docx", _DOCX),
            ("PDF", _write_pdf, "pdf", "application/pdf"),
            ("JSON data", write_json, "json", "application/json"),
        ):
            downloads.offer_file(
                label,
                _make_later(inputs, scope, question or "", write),
                file_name(inputs.about, f"evidence {scope.kind}", ending),
                mime,
                f"pack-{ending}",
            )
    st.caption(
        "Each is one file that opens without a network connection and can be printed. It carries "
        "its data: `python -m components.corpus.verify FILE` checks that nothing was changed."
    )


def _make_later(
    inputs: Inputs, scope: Scope, question: str, write: Callable[[Pack], bytes]
) -> Callable[[], bytes]:
    return lambda: write(make_pack(inputs, scope, question))


def _write_docx(pack: Pack) -> bytes:
    """The pack as a Word document, by a library that is loaded when one is wanted."""
    from components.views.export.evidence_document import write_docx as write

    return write(pack)


def _write_pdf(pack: Pack) -> bytes:
    """The pack as a PDF, by a library that is loaded when one is wanted."""
    from components.views.export.evidence_document import write_pdf as write

    return write(pack)


@in_british_english()
def _scopes(corpus: Corpus, shown: tuple[str, ...]) -> list[Scope]:
    """The pair on Compare, the selection, and the families of the selected articles.

    Titles are written as in the pack, the same in every locale.
    """
    selection = state.read()
    versions = choose_versions(corpus, selection)
    compared = [_compared(corpus, versions)] if versions else []
    filters = "; ".join(
        ": ".join(clause) for clause in describe_filters(selection, corpus.labels).values()
    )
    count = count_of(len(shown), "article", "articles")
    everything = Scope("selection", f"{filters or 'All articles'} ({count})", shown)
    reads_them = selection.pair or state.page() == "compare"
    first = [*compared, everything] if reads_them else [everything, *compared]
    return [*first, *_families(corpus, set(shown))]


def _compared(corpus: Corpus, versions: tuple[str, ...]) -> Scope:
    """What is open on Compare: the selected versions, else the two most similar articles."""
    title = " ↔ ".join(corpus.labels[id] for id in versions)
    kind = "pair" if len(versions) == 2 else "selection"
    return Scope(kind, title, versions, pairs_compared(versions))


def _families(corpus: Corpus, shown: set[str]) -> list[Scope]:
    share = state.widget("share") or _LEAST_SHARE
    members = families(corpus.relations, share / 100)
    found: list[Scope] = []
    for _, articles in members.groupby("family")["article"]:
        if len(found) < _FAMILIES_SHOWN and shown & set(articles):
            inside = set(articles)
            ids = tuple(id for id in corpus.articles["id"] if id in inside)
            title = f"{len(ids)} versions of {shorten(corpus.labels[ids[0]], 80)}"
            found.append(Scope("family", title, ids))
    return found
