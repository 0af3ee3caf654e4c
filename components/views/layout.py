"""Text as it stands in figures and rows: escaped, shortened, counted."""

from __future__ import annotations

from components.views.local import say_count, say_decimal


def escape(text: str) -> str:
    """Article text for a plotly label: plotly reads a small HTML dialect, links included."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, most: int) -> str:
    """The text cut at a word to at most `most` characters, with an ellipsis when cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head = cut if text[most - 1].isspace() else cut.rpartition(" ")[0]
    return (head if len(head) > most // 2 else cut).rstrip(" ,;:–—-") + "…"


def say_number(number: float) -> str:
    """A count with its thousands set apart, or a rate with two figures after the point."""
    return say_decimal(number, 2) if isinstance(number, float) else say_count(number)
