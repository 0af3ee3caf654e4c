"""The notes of a library in one table: with the words they are on, filtered, and as list rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from components.corpus.annotations.article_notes import Note
from components.views.locale_formatting import format_signature, shorten
from components.views.notes.note_marks import colour_chip
from components.views.panes import list_row

COLUMNS = (
    *("number", "colour", "meaning", "note", "quoted", "article", "source", "language"),
    *("published", "url", "tags", "start", "end", "who", "when", "id"),
)
# What the filter by colour calls a note without one.
NO_COLOUR = "no colour"
_LONGEST_QUOTED = 300
_LONGEST_TITLE = 110


def gather_notes(
    notes: Iterable[Note],
    articles: pd.DataFrame,
    texts: Mapping[str, str],
    tags: Mapping[str, Sequence[str]],
    meanings: Mapping[str, str],
) -> pd.DataFrame:
    """The notes on these articles, in the order given: columns `COLUMNS`.

    `start` and `end` are offsets in code points of the article's text, empty for a note on the
    whole article; `quoted` are the words there. `article` is the title and `id` the id of the
    article, `tags` a tuple. `published` is the day as ISO 8601, "" when not known; `when` is UTC.
    """
    listed = list(notes)
    noted = articles[articles["id"].isin({one.article for one in listed})]
    known = noted.set_index("id").to_dict("index")
    rows = []
    for one in listed:
        about = known.get(one.article)
        if about is None:
            continue
        day = about["published"]
        rows.append(
            (
                *(one.id, one.colour, meanings.get(one.colour, ""), one.text),
                texts[one.article][slice(*one.span)] if one.span else "",
                *(about["label"], about["source"], about["language"]),
                "" if pd.isna(day) else f"{day:%Y-%m-%d}",
                *(about["url"], tuple(tags.get(one.article, ()))),
                *(one.start, one.end, one.who, one.made, one.article),
            )
        )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    offsets = {name: table[name].astype("Int64") for name in ("start", "end")}
    return table.assign(**offsets, when=pd.to_datetime(table["when"]).astype("datetime64[ns]"))


@dataclass(frozen=True)
class NoteFilter:
    """Which notes to show; an empty condition filters nothing.

    `words` are compared without case in the note, the words it is on and the title of its article.
    `days` are those on which it was written (UTC), either end may be open.
    """

    words: str = ""
    colours: Collection[str] = ()
    people: Collection[str] = ()
    articles: Collection[str] = ()
    tags: Collection[str] = ()
    days: tuple[date | None, date | None] = (None, None)


def narrow_notes(notes: pd.DataFrame, wanted: NoteFilter) -> pd.DataFrame:
    """The notes of `gather_notes` that meet every condition."""
    keep = pd.Series(True, index=notes.index)
    if wanted.colours:
        keep &= notes["colour"].replace("", NO_COLOUR).isin(wanted.colours)
    if wanted.people:
        keep &= notes["who"].isin(wanted.people)
    if wanted.articles:
        keep &= notes["id"].isin(wanted.articles)
    if wanted.tags:
        sought = set(wanted.tags)
        keep &= notes["tags"].map(lambda own: not sought.isdisjoint(own))
    first, last = wanted.days
    if first:
        keep &= notes["when"].dt.date >= first
    if last:
        keep &= notes["when"].dt.date <= last
    said = notes["note"] + " " + notes["quoted"] + " " + notes["article"]
    for word in wanted.words.casefold().split():
        keep &= said.str.casefold().str.contains(word, regex=False)
    return notes[keep]


def note_rows(notes: pd.DataFrame, zone: str) -> list[dict[str, Any]]:
    """Notes as rows, each with buttons to edit and to remove it; a row's id is the note's number.

    `zone` is the IANA name of the reader's time zone.
    """
    return [
        list_row(
            str(row["number"]),
            [
                [
                    *colour_chip(row["colour"], {row["colour"]: row["meaning"]}),
                    [row["note"], "note"],
                ],
                *([[[f"“{shorten(row['quoted'], _LONGEST_QUOTED)}”", "text"]]]
                  if row["quoted"] else []),
                [[" · ".join(_describe_place(row)), "quiet"]],
                [[format_signature(row["who"], row["when"], zone), "quiet"]],
            ],
            actions=[["edit", "Edit"], ["remove", "Remove"]],
        )
        for row in notes.to_dict("records")
    ]  # fmt: skip


def _describe_place(row: Mapping[Any, Any]) -> list[str]:
    where = "" if pd.isna(row["start"]) else f"characters {row['start']}–{row['end']}"
    title = shorten(row["article"], _LONGEST_TITLE)
    return [words for words in (title, row["source"], where) if words]


def export_table(notes: pd.DataFrame) -> pd.DataFrame:
    """The notes as a table for export."""
    return notes.assign(tags=notes["tags"].map(", ".join)).rename(
        columns={"when": "when (UTC)", "who": "by", "quoted": "on the words"}
    )
