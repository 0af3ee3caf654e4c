"""Annotations as rows and tables: tags, notes and verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from components.analysis.entities import read_decisions
from components.corpus.annotations.article_notes import Note
from components.corpus.annotations.saved_searches import SAVED
from components.views.entities.entity_rows import describe_decision
from components.views.locale_formatting import format_signature, shorten
from components.views.notes.note_marks import colour_chip, describe_colour
from components.views.panes import list_row

ANNOTATION_COLUMNS = ["id", "kind", "words", "about", "who", "when", "place"]
_LONGEST_TITLE = 90
_KINDS = {
    "edit": "verdict on a change",
    "pair": "verdict on two articles",
    "evidence": "verdict on evidence",
    "entity": "decision about an entity",
    "boilerplate": "decision on boilerplate",
    "verb": "reporting verb",
    "stop word": "own stop word",
    "quotation": "verdict on a quotation",
    "figure": "verdict on a number",
    "contradiction": "verdict on a contradiction",
}
_ACTIONS = {"tag": "Remove", "note": "Remove"}


def gather_annotations(
    tags: pd.DataFrame,
    notes: Iterable[Note],
    verdicts: Mapping[str, pd.DataFrame],
    labels: Mapping[str, str],
) -> pd.DataFrame:
    """All tags, notes and verdicts in one table, the latest first.

    Columns `ANNOTATION_COLUMNS`; `when` is in UTC. `tags` and `verdicts` (by kind) are the tables
    of the store, `labels` the titles of articles by id. An `id` is `tag.article.tag`, `note.number`
    or `verdict.number`. `place` is the target of the row: `read:article`, `read:article.start.end`,
    `claim:kind~key`, `change:first.second:change`, `pair:first.second`, `entity:name`, or "".
    """
    rows = [*_tag_rows(tags, labels), *_note_rows(notes, labels)]
    for kind, table in verdicts.items():
        if kind in SAVED:
            continue
        rows += [_verdict_row(kind, row, labels) for row in table.to_dict("records")]
    table = pd.DataFrame(rows, columns=ANNOTATION_COLUMNS)
    when = pd.to_datetime(table["when"]).astype("datetime64[ns]")
    return table.assign(when=when).sort_values("when", ascending=False, ignore_index=True)


def _tag_rows(tags: pd.DataFrame, labels: Mapping[str, str]) -> list[tuple[Any, ...]]:
    return [
        (
            f"tag.{row['article']}.{row['tag']}",
            "tag",
            row["tag"],
            labels.get(row["article"], ""),
            row["who"],
            row["when"],
            f"read:{row['article']}",
        )
        for row in tags.to_dict("records")
    ]


def _note_rows(notes: Iterable[Note], labels: Mapping[str, str]) -> list[tuple[Any, ...]]:
    rows = []
    for note in notes:
        span = "" if note.start is None else f".{note.start}.{note.end}"
        place = f"read:{note.article}{span}"
        about = labels.get(note.article, "")
        rows.append((f"note.{note.id}", "note", note.text, about, note.who, note.made, place))
    return rows


def _verdict_row(kind: str, row: Mapping[Any, Any], labels: Mapping[str, str]) -> tuple[Any, ...]:
    words, about, place = row["value"], row["key"], ""
    first, _, rest = row["key"].partition(".")
    if kind in ("edit", "pair", "evidence"):
        second = rest.partition(":")[0]
        place = f"change:{row['key']}" if kind == "edit" else f"pair:{first}.{second}"
        about = " ↔ ".join(shorten(labels.get(id, "?"), _LONGEST_TITLE) for id in (first, second))
    elif kind in ("quotation", "figure", "contradiction"):
        words = ", ".join(words.splitlines())
        ids = dict.fromkeys(one.partition(".")[0] for one in row["key"].split(":"))
        place = f"claim:{kind}~{row['key']}"
        about = " ↔ ".join(shorten(labels.get(id, "?"), _LONGEST_TITLE) for id in ids)
    elif kind == "boilerplate":
        place, about = f"read:{row['key']}", labels.get(first, "")
    elif kind == "entity":
        words, about, place = _describe_entity(row["value"], labels)
    if row["note"]:
        words = f"{words}: {row['note']}"
    name = _KINDS.get(kind, kind)
    return (f"verdict.{row['number']}", name, words, about, row["who"], row["when"], place)


def _describe_entity(value: str, labels: Mapping[str, str]) -> tuple[str, str, str]:
    decisions = read_decisions([value])
    if not decisions:
        return value, "", ""
    decision = decisions[0]
    shown = decision.into or decision.of[0].name
    gone = decision.kind in ("hide", "reject")
    return describe_decision(decision, labels), shown, "" if gone else f"entity:{shown}"


def annotation_rows(annotations: pd.DataFrame, zone: str) -> list[dict[str, Any]]:
    """Annotations as rows with a button to remove or withdraw each; a row's id is the column `id`.

    `zone` is the IANA name of the reader's time zone.
    """
    return [
        list_row(
            row["id"],
            [
                [[f"{row['kind']}  ", "quiet"], [row["words"], "note"]],
                [[shorten(row["about"], 2 * _LONGEST_TITLE), "text"]],
                [[format_signature(row["who"], row["when"], zone), "quiet"]],
            ],
            actions=[["remove", _ACTIONS.get(row["kind"], "Withdraw")]],
        )
        for row in annotations.to_dict("records")
    ]


def annotation_table(annotations: pd.DataFrame) -> pd.DataFrame:
    """Annotations as a table for export."""
    table = annotations[["kind", "words", "about", "who", "when", "place"]]
    return table.rename(columns={"when": "when (UTC)"})


def narrow_annotations(
    annotations: pd.DataFrame, kinds: Iterable[str], people: Iterable[str], words: str
) -> pd.DataFrame:
    """The annotations of these kinds, by these people, that contain all of these words.

    An empty condition filters nothing. Words are compared without case, in `words` and `about`.
    """
    keep = pd.Series(True, index=annotations.index)
    if chosen := list(kinds):
        keep &= annotations["kind"].isin(chosen)
    if chosen := list(people):
        keep &= annotations["who"].isin(chosen)
    said = annotations["words"].str.casefold() + " " + annotations["about"].str.casefold()
    for word in words.casefold().split():
        keep &= said.str.contains(word, regex=False)
    return annotations[keep]


def span_notes(
    notes: Sequence[Note], zone: str, meanings: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The notes on spans, as `reading_pane` takes them; `end` is an offset in the text."""
    return [
        {
            "id": note.id,
            "end": note.end,
            "text": note.text,
            "meta": format_signature(note.who, note.made, zone),
            "colour": note.colour,
            "meaning": describe_colour(note.colour, meanings),
        }
        for note in notes
        if note.end is not None
    ]


def whole_notes(
    notes: Sequence[Note], zone: str, meanings: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The notes on an article as a whole, as rows; a row's id is the number of the note."""
    return [
        list_row(
            str(note.id),
            [
                [*colour_chip(note.colour, meanings), [note.text, "note"]],
                [[format_signature(note.who, note.made, zone), "quiet"]],
            ],
            actions=[["remove", "Remove"]],
        )
        for note in notes
        if note.start is None
    ]
