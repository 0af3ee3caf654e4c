"""The look, in tokens: every colour and face on screen comes from here."""

from __future__ import annotations

from typing import Literal

Mode = Literal["light", "dark"]

TOKENS: dict[Mode, dict[str, str]] = {
    "light": {
        "paper": "#FBFAF6",
        "raised": "#FFFFFF",
        "ink": "#1B1E21",
        "quiet": "#5A6168",
        "rule": "#DDD9CF",
        "accent": "#0B5CAD",
        "accent-under": "#E3EDF7",
        "edited-under": "#FFF1C2",
        "edited": "#8A5A00",
        "added-under": "#D9F0E3",
        "added": "#00684A",
        "dropped-under": "#FBE0D6",
        "dropped": "#A63A0B",
        "moved-under": "#E6E1F7",
        "moved": "#5A3FB0",
    },
    "dark": {
        "paper": "#14171A",
        "raised": "#1C2126",
        "ink": "#E8E6E1",
        "quiet": "#A3A9AF",
        "rule": "#343B42",
        "accent": "#7DB8F2",
        "accent-under": "#1D2F42",
        "edited-under": "#3A2F10",
        "edited": "#F0C75E",
        "added-under": "#0F3326",
        "added": "#5FD3A5",
        "dropped-under": "#40211A",
        "dropped": "#F59A78",
        "moved-under": "#2A2447",
        "moved": "#B7A6F5",
    },
}

SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"

# Okabe and Ito (2008), a palette for colour-blind readers, without its yellow, which vanishes on
# paper; 15 % lighter on a dark ground.
_CATEGORIES: dict[Mode, tuple[str, ...]] = {
    "light": ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#5A6168"),
    "dark": ("#3D9BD4", "#F07F2E", "#33B892", "#DB9BBF", "#7CC5EE", "#F0B840", "#A3A9AF"),
}


def categories(mode: Mode) -> tuple[str, ...]:
    """Seven colours in fixed order; from the fourth on a label or a shape must tell as well."""
    return _CATEGORIES[mode]


def sequential(mode: Mode) -> list[tuple[float, str]]:
    """The plotly colour scale for similarity: one hue from the ground to the accent, 0 to 1."""
    tokens = TOKENS[mode]
    middle = {"light": "#9DBFE0", "dark": "#345878"}[mode]
    return [(0.0, tokens["raised"]), (0.45, middle), (1.0, tokens["accent"])]


def under_text(mode: Mode) -> list[tuple[float, str]]:
    """The same scale for cells with a value written in them: no ground is too strong for ink."""
    middle, end = {"light": ("#A9C9E8", "#4A90D2"), "dark": ("#264766", "#35699D")}[mode]
    return [(0.0, TOKENS[mode]["raised"]), (0.45, middle), (1.0, end)]


def css_variables(mode: Mode) -> dict[str, str]:
    """The tokens as CSS custom properties, `--paper` and so on, for the components of our own."""
    return {f"--{name}": value for name, value in TOKENS[mode].items()}
