"""The colour of a note: its shades, mark in a text, chip in a list, and name with its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from components.corpus.annotations.article_notes import Note
from components.views.panes import Mark

# Those of Okabe and Ito, darker where a line must be seen.
NOTE_SHADES: dict[str, dict[str, str]] = {
    "light": {
        "note-red-under": "#FBDCCB",
        "note-red": "#B84E00",
        "note-orange-under": "#FBE7B8",
        "note-orange": "#8F6200",
        "note-green-under": "#CFEDE2",
        "note-green": "#007A59",
        "note-blue-under": "#D6EAF7",
        "note-blue": "#0072B2",
        "note-purple-under": "#F5DDEA",
        "note-purple": "#A0487A",
    },
    "dark": {
        "note-red-under": "#47240E",
        "note-red": "#F07F2E",
        "note-orange-under": "#40320B",
        "note-orange": "#F0B840",
        "note-green-under": "#0D3A2C",
        "note-green": "#33B892",
        "note-blue-under": "#123446",
        "note-blue": "#7CC5EE",
        "note-purple-under": "#45263A",
        "note-purple": "#DB9BBF",
    },
}


def note_marks(notes: Iterable[Note]) -> list[Mark]:
    """The marks of the notes on spans, each of the class `noted` and of the name of its colour."""
    return [(*one.span, f"noted {one.colour}".strip()) for one in notes if one.span and one.span[1]]


def describe_colour(colour: str, meanings: Mapping[str, str]) -> str:
    """A colour by name with what it means, such as `red: check`; "" for none."""
    meaning = meanings.get(colour, "")
    return f"{colour}: {meaning}" if meaning else colour


def colour_chip(colour: str, meanings: Mapping[str, str]) -> list[list[str]]:
    """The chip of a colour as pieces of a list row, none for a note without colour."""
    told = describe_colour(colour, meanings)
    return [[told, f"chip {colour}"], ["  ", ""]] if told else []
