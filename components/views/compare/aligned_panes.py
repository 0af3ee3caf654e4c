"""Aligned versions as panes side by side, and their alignment in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from components.analysis.collection.compared_versions import (
    BEFORE,
    BY_WAY,
    SHARES,
    SIMILAR,
    TAKEN,
)
from components.analysis.pair.alignment import Alignment
from components.text.plural import agree
from components.views.locale_formatting import count_of
from components.views.panes import (
    LETTERS,
    ExcludedText,
    Mark,
    make_pane,
)

Columns: TypeAlias = tuple[int, int]

_CHANGED = {"edited": "edited", "moved": "moved"}
_NOTED = {"noted": "with a note"}
# What is told first of a sentence that is several in several versions.
_STATES = ("edited", "moved", "same")


def mark_legend(columns: int, original: str = "A") -> dict[str, str]:
    """The CSS class of each mark with its meaning where `columns` versions are side by side.

    `original` is the letter of the version that is compared with none before it.
    """
    if columns <= 2:
        ends = {"dropped": "only in the first", "added": "only in the second"}
        return {**_CHANGED, **ends, **_NOTED}
    return {
        **_CHANGED,
        "dropped": f"only in {original}",
        "ends": "not in all versions that are compared with it",
        "added": "not in the version it is compared with",
        **_NOTED,
    }


def describe_switches(family: int, others: int) -> str:
    """What the switches are of: the versions of the text of A, and `others` that are on screen."""
    lead = f"{family} versions share this text" if family > 1 else "No other version of A is known"
    if others:
        stand = agree(others, "stands", "stand")
        lead += f"; {count_of(others, 'other article', 'other articles')} {stand} beside"
    return f"{lead}; two to four side by side:"


def version_switches(
    family: Sequence[str],
    chosen: Sequence[str],
    ticks: Mapping[str, str],
    labels: Mapping[str, str],
) -> list[dict[str, Any]]:
    """The version switcher: one switch for each of `family`; the `chosen` ones have a letter.

    Two to four versions are chosen; a switch is `locked` where a click would leave that range.
    """
    letters = dict(zip(chosen, LETTERS.upper(), strict=False))
    return [
        {
            "id": article,
            "name": ticks[article],
            "title": labels[article],
            "letter": letters.get(article, ""),
            "locked": len(chosen) <= 2 if article in letters else len(chosen) >= len(LETTERS),
        }
        for article in family
    ]


def aligned_panes(
    texts: Sequence[str],
    heads: Sequence[Mapping[str, Any]],
    alignments: Sequence[Alignment],
    excluded: Sequence[ExcludedText] | None = None,
    columns: Sequence[Columns] = ((0, 1),),
    noted: Sequence[Sequence[Mark]] | None = None,
) -> list[dict[str, Any]]:
    """Two or more articles as panes side by side, compared by twos.

    `heads` give what `panes.make_pane` takes of each; `alignments` are of the two `columns` each
    that are compared, of which the second is marked against the first: every column but one is the
    second of one comparison (its `giver`). That one is marked against all that are compared with
    it: a sentence is edited or moved where it is in any, dropped where it is in none. A sentence
    has `links`, the ids of its ribbons (`0-3`: the fourth of the first comparison), and `ends` when
    the version has it and not all that are compared with it. `excluded` text of each is shown but
    not aligned; `noted` are the marks of its notes.
    """
    sides = []
    for column, (text, head) in enumerate(zip(texts, heads, strict=True)):
        own = {number: alignments[number] for number, one in enumerate(columns) if column in one}
        giver = next((one[0] for one in columns if one[1] == column), None)
        others = [giver] if giver is not None else [one[1] for one in columns if one[0] == column]
        aside = excluded[column] if excluded else ExcludedText()
        is_first = {number: columns[number][0] == column for number in own}
        side = _aligned_pane(
            column, text, head, own, is_first, aside, noted[column] if noted else ()
        )
        sides.append({**side, "giver": giver, "against": _name_columns(others, len(texts))})
    return sides


def _name_columns(others: Sequence[int], columns: int) -> str:
    """Which versions a column is compared with, where that is not the only other one."""
    named = ", ".join(LETTERS[one].upper() for one in others)
    return f"compared with {named}" if columns > 2 else ""


def _aligned_pane(
    column: int,
    text: str,
    head: Mapping[str, Any],
    own: Mapping[int, Alignment],
    is_first: Mapping[int, bool],
    excluded: ExcludedText,
    noted: Sequence[Mark],
) -> dict[str, Any]:
    """One column, in the comparisons `own` by their numbers, in which it `is_first` or second."""
    givers = [one for number, one in own.items() if not is_first[number]]
    takers = [one for number, one in own.items() if is_first[number]]
    spans = givers[0].second if givers else takers[0].first
    states = _mark_sentences(len(spans), givers, takers)
    for number, alignment in own.items():
        for place_in, link in enumerate(alignment.links):
            for place in link.first if is_first[number] else link.second:
                states[place]["links"].append(f"{number}-{place_in}")
    against = [(one, 1, "added") for one in givers] or [(one, 0, "dropped") for one in takers]
    marks = sorted(mark for one in against for mark in _edit_marks(*one))
    return make_pane(LETTERS[column], text, spans, states, [*marks, *noted], head, excluded)


def _mark_sentences(
    count: int, givers: Sequence[Alignment], takers: Sequence[Alignment]
) -> list[dict[str, Any]]:
    """What is known of each sentence: its state, and whether one of the takers lacks it."""
    kinds: list[set[str]] = [set() for _ in range(count)]
    for alignment, places in [(one, "second") for one in givers] or [
        (one, "first") for one in takers
    ]:
        for link in alignment.links:
            for place in getattr(link, places):
                kinds[place].add(link.kind)
    # One that shares nothing lacks all of it, and a mark behind every sentence tells nothing.
    lacked = [place for taker in takers if taker.links for place in taker.dropped]
    only = "added" if givers else "dropped"
    return [
        {
            "state": next((kind for kind in _STATES if kind in kinds[place]), only),
            "links": [],
            # What no taker has of the first version is dropped, and that says it.
            "ends": place in lacked and bool(givers or kinds[place]),
        }
        for place in range(count)
    ]


def _edit_marks(alignment: Alignment, which: int, only: str) -> list[Mark]:
    marks = []
    for link in alignment.links:
        for edit in alignment.edits(link) if link.changed else []:
            own, other = (edit.first, edit.second) if which == 0 else (edit.second, edit.first)
            if own[0] < own[1]:
                marks.append((*own, "edited" if other[0] < other[1] else only))
    return sorted(marks)


def describe_comparison(letters: str, why: str, told: str) -> str:
    """Why two of three or four versions are compared: “C with A: very likely taken from it”.

    `letters` are those of the earlier and of the later version, `why` is one of
    `compared_versions`, and `told` the direction in words as of `pairs.describe_step`.
    """
    giver, version = letters[0].upper(), letters[1].upper()
    reasons = {
        TAKEN: told,
        BY_WAY: f"the lineage goes by way of a version that is not here; {told}",
        SHARES: f"no lineage is known; of the earlier ones {giver} has most of its words",
        SIMILAR: f"they share no passages; of the earlier ones {giver} is the most similar",
        BEFORE: f"they have nothing in common; {giver} is the earliest",
    }
    return f"{version} with {giver}: {reasons[why]}"


def describe_alignment(
    alignment: Alignment, first: str = "A", second: str = "B", *, directed: bool = True
) -> str:
    """How many sentences are kept, edited, moved, dropped and added, in one line.

    Without `directed` it is not known that the second text was taken from the first, so that
    sentences are “only in” one of them, not dropped or added. Identical texts and texts without
    common sentences get a sentence of their own.
    """
    counts = alignment.counts()
    empty = [name for name, some in ((first, counts.first), (second, counts.second)) if not some]
    if empty:
        return f"{' and '.join(empty)} without any sentences: there is nothing to compare"
    if alignment.first_text == alignment.second_text:
        return f"{first} and {second} are identical, character for character"
    if not counts.kept:
        return f"No sentence of {first} is in {second}: they share no text to compare"
    if counts.first == counts.kept and not (counts.edited or counts.moved or counts.added):
        return f"{first} and {second} have the same words; only typography differs"
    line = (
        f"{counts.kept} of {count_of(counts.first, 'sentence', 'sentences')} of {first} "
        f"{agree(counts.kept, 'is', 'are')} in {second}"
    )
    if counts.edited:
        line += f", {counts.edited} of them edited"
    if counts.moved:
        line += f", {counts.moved} moved"
    if directed:
        return f"{line}; {counts.dropped} dropped, {counts.added} added"
    return f"{line}; {counts.dropped} only in {first}, {counts.added} only in {second}"
