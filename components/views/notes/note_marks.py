"""The colour of a note: its mark in a text, its chip in a list, and its name with what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from components.corpus.annotations.article_notes import Note
from components.views.panes import Mark


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
