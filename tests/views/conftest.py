"""Every figure that a test of a view draws is checked by plotly, property by property."""

import plotly.graph_objects as go
import pytest

from components.views.theme import ChartBuilder


@pytest.fixture(autouse=True)
def checked_by_plotly(monkeypatch):
    draw = ChartBuilder.build

    def build(chart: ChartBuilder) -> go.Figure:
        drawn = draw(chart)
        go.Figure(drawn.to_dict())
        return drawn

    monkeypatch.setattr(ChartBuilder, "build", build)
