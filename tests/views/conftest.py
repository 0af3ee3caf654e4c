"""Every figure that a test of a view draws is checked by plotly, property by property."""

import plotly.graph_objects as go
import pytest

from components.views.theme import Drawing


@pytest.fixture(autouse=True)
def checked_by_plotly(monkeypatch):
    draw = Drawing.figure

    def figure(drawing: Drawing) -> go.Figure:
        drawn = draw(drawing)
        go.Figure(drawn.to_dict())
        return drawn

    monkeypatch.setattr(Drawing, "figure", figure)
