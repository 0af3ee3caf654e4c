"""All articles as points, to find groups and to pick them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.selection import Selection, is_among
from components.app import cached, linked, state
from components.app.cards import card, note, note_cut
from components.app.overview.cached import drawn
from components.app.snapshot import Corpus
from components.app.unread import waiting
from components.app.worker.surveys import MAP_ABOVE
from components.views.article_map import COLOURS, light_map
from components.views.local import count_of, say_count
from components.views.measures import explain

# A link that names more would be too long for some servers.
LASSO_UP_TO = 2_000

_MAP = explain("map", lead="Draw around points to select them, or click one.")


def show_map(corpus: Corpus, selection: Selection) -> None:
    """All articles as points, when they are too many for a matrix; it sets the articles."""
    if len(corpus.articles) <= MAP_ABOVE:
        return
    with card("The map of the articles", _MAP, lambda: _map_table(corpus), pin="map"):
        if corpus.map.empty:
            words = "The map is being computed; it will appear here when this is finished."
            note(waiting(corpus, "map", words))
            return
        colour = st.segmented_control(
            "Coloured by", COLOURS, default=COLOURS[0], key="map-colour", bind="query-params",
            required=True,
        )  # fmt: skip
        points = corpus.points
        lit = is_among(points["article"], cached.narrowed(corpus, selection)["id"]).to_numpy()
        figure = light_map(drawn(corpus, colour or COLOURS[0], linked.mode()), lit)
        alt = f"{count_of(len(points), 'article as a point', 'articles as points')}, "
        alt += f"{say_count(int(lit.sum()))} of them selected."
        linked.draw(figure, key="map", alt=alt, on_pick=_pick_points)
        _say_projection(points, len(corpus.articles))


def _say_projection(points: pd.DataFrame, articles: int) -> None:
    note("A projection: near points are similar articles, but distances are only approximate.")
    beside = int((points["placed"] != "projected").sum())
    if beside:
        note_cut(
            f"{count_of(len(points) - beside, 'article is', 'articles are')} projected; "
            f"{count_of(beside, 'other is', 'others are')} placed next to the most similar of "
            "those."
        )
    if len(points) < articles:
        note_cut(
            f"{count_of(articles - len(points), 'new article is', 'new articles are')} not "
            "on the map yet."
        )
    if asked := state.kept("lasso"):
        note(
            f"{say_count(asked)} points are too many to select: draw around "
            f"{say_count(LASSO_UP_TO)} or fewer."
        )


def _map_table(corpus: Corpus) -> pd.DataFrame:
    columns = {"label": "title", "source": "source", "published": "published", "family": "family"}
    table = corpus.points[[*columns, "language", "x", "y", "placed"]]
    return table.rename(columns=columns).round({"x": 3, "y": 3})


def _pick_points(event: dict[str, Any]) -> None:
    state.keep("lasso", 0)
    if event["kind"] == "click":
        state.pick("articles", (event["picked"],))
    elif len(event["picked"]) > LASSO_UP_TO:
        state.keep("lasso", len(event["picked"]))
    elif event["picked"]:
        state.put("articles", tuple(event["picked"]))
