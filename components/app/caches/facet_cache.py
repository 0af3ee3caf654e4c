"""Cache of what articles are counted by in facets; keys are stamps, as in `open_library`."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.analysis.facet_choices import read_chosen, without_facets
from components.analysis.facets import FacetTable, count_facets, join_column, read_column
from components.analysis.selection import Selection
from components.app.caches import open_library
from components.app.tables.snapshot import Corpus


def count_selected(corpus: Corpus, selection: Selection) -> dict[str, list[tuple[str, int]]]:
    """How many articles have each value, as of `count_facets`, among those selected otherwise."""
    base = np.zeros(len(corpus.articles), dtype=bool)
    base[open_library.narrowed(corpus, without_facets(selection)).index] = True
    table = _facet_table(corpus.stamp, open_library.full_stamp(), corpus)
    return count_facets(table, base, read_chosen(selection))


@st.cache_resource(show_spinner=False, max_entries=2)
def _facet_table(stamp: str, full_stamp: str, _corpus: Corpus) -> FacetTable:
    articles, rows = _corpus.articles, _corpus.rows
    tagged = open_library.written().tags
    found = zip(rows.get_indexer(list(tagged)), tagged.values(), strict=True)
    families = _corpus.families
    members = rows.get_indexer(families["article"])
    firsts = families.assign(row=members).groupby("family")["row"].transform("min")
    columns = {
        "source": read_column(articles["source"]),
        "language": read_column(articles["language"]),
        "tag": join_column((int(row), tag) for row, own in found if row >= 0 for tag in own),
        "family": join_column(
            (int(row), str(articles["id"].iat[first]))
            for row, first in zip(members, firsts, strict=True)
        ),
    }
    return FacetTable(articles["published"], columns)
