"""Colours of notes and what they mean: verdicts, so that both have an author, history and undo."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from components.corpus.database.tables import verdict

# By name, never by shade: each theme has its own shades of them.
COLOURS = ("red", "orange", "green", "blue", "purple")
# Kinds of verdicts: the colour of a note, by its number, and what a colour stands for, by its name.
NOTE_COLOUR, COLOUR_MEANING = "note colour", "colour meaning"


def read_colours(connection: Connection) -> dict[int, str]:
    """The colour of each note that has one, by its number; a colour we do not know is none."""
    last = select(func.max(verdict.c.id)).where(verdict.c.kind == NOTE_COLOUR)
    rows = connection.execute(
        select(verdict.c.key, verdict.c.value).where(
            verdict.c.id.in_(last.group_by(verdict.c.key)), verdict.c.value.in_(COLOURS)
        )
    )
    return {int(key): value for key, value in rows if key.isdecimal()}
