"""Registration of our components, and of plotly's script, with Streamlit."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly
import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

MARKUP = {
    "chart": "<div class='parallax-chart'></div>",
    "rows": "<ul class='rows'></ul>",
    "panes": "<div class='panes'></div>",
    "chips": "<div class='chips'></div>",
    "facets": "<div class='facets'></div>",
    "versions": "<div class='versions'></div>",
    "grid": "<div class='grid'></div>",
    "base_text": "<div class='base'></div>",
    "places": "<div class='places'></div>",
    "lines": "<ul class='kwic'></ul>",
    "exports": "<div class='exports'></div>",
    "drop": "<div class='drop'></div>",
    "library_drop": "<div class='drop'></div>",
    "cookie": "<div class='cookie'></div>",
}
STYLES = {"library_drop": "drop"}  # a component with the style sheet of another


def component(name: str) -> Callable[..., Any]:
    """The function that draws the component of this name, registered if need be."""
    register()
    return _declare(name)


@functools.cache
def _declare(name: str) -> Callable[..., Any]:
    return st.components.v2.component(
        f"parallax.{name}",
        html=MARKUP[name],
        css=f"{STYLES.get(name, name)}.css",
        js=f"{name}.js",
        # plotly writes its styles into the page, so a chart cannot live in a shadow root.
        isolate_styles=name != "chart",
    )


def register() -> None:
    """Register the folders of our components and of plotly's script with Streamlit, once a server.

    Streamlit finds such folders only in installed distributions, and the dashboard is not one.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root("parallax.chart"):
        return
    ours = [ComponentConfig(name, "frontend") for name in MARKUP]
    manager.register_from_manifest(ComponentManifest("parallax", "1", ours), Path(__file__).parent)
    library = [ComponentConfig("library", "package_data")]
    manager.register_from_manifest(
        ComponentManifest("parallax_plotly", "1", library), Path(plotly.__file__).parent
    )
