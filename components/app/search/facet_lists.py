"""Facets beside the results on Articles: values with counts, to show alone or to leave out."""

from __future__ import annotations

from typing import Any

from components.analysis.facet_choices import choose, read_chosen
from components.analysis.facets import Facet
from components.app import custom_components, state
from components.app.caches import facet_cache
from components.app.tables.snapshot import Corpus
from components.views.search.facet_groups import facet_groups


def show_facets(corpus: Corpus) -> None:
    """Draw the facets of the selected articles; each ignores what is chosen of itself."""
    selection = state.read()
    counted = facet_cache.count_selected(corpus, selection)
    groups = facet_groups(counted, read_chosen(selection), corpus.labels)
    if groups:
        custom_components.facets(groups, key="facets", label="Narrow the articles", on_event=_take)


def _take(event: dict[str, Any]) -> None:
    facet = Facet(str(event["kind"]), str(event["value"]), bool(event["out"]))
    state.select(choose(state.read(), facet))
