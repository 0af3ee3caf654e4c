"""Aligned versions as panes side by side, and their alignment in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.analysis.pair.alignment import Alignment
from components.text.plural import agree
from components.views.locale_formatting import count_of
from components.views.panes import (
    LETTERS,
    ExcludedText,
    Mark,
    make_pane,
)

_CHANGED = {"edited": "edited", "moved": "moved"}


def mark_legend(columns: int) -> dict[str, str]:
    """The CSS class of each mark with its meaning when `columns` versions are side by side."""
    if columns <= 2:
        return {**_CHANGED, "dropped": "only in the first", "added": "only in the second"}
    return {**_CHANGED, "dropped": "only in A", "added": "not in the previous version",
            "ends": "not in the next version"}  # fmt: skip


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
) -> list[dict[str, Any]]:
    """Two or more articles as panes side by side, each aligned with the next.

    `heads` give what `panes.make_pane` takes of each; `alignments` are one fewer than the texts.
    An article is marked against the one before it, the first against the second. A sentence has
    `links`, the ids of its ribbons (`0-3`: the fourth in the first gutter), and `ends` when the
    article before has it and the next one has not. `excluded` text of each is shown but not
    aligned.
    """
    return [
        _aligned_pane(
            column,
            text,
            head,
            alignments[column - 1] if column else None,
            alignments[column] if column < len(alignments) else None,
            excluded[column] if excluded else ExcludedText(),
        )
        for column, (text, head) in enumerate(zip(texts, heads, strict=True))
    ]


def _aligned_pane(
    column: int,
    text: str,
    head: Mapping[str, Any],
    before: Alignment | None,
    after: Alignment | None,
    excluded: ExcludedText,
) -> dict[str, Any]:
    """One column, aligned with the article `before`, `after`, or both."""
    if before is not None:
        spans, which, only, against = before.second, 1, "added", before
    else:
        assert after is not None
        spans, which, only, against = after.first, 0, "dropped", after
    states: list[dict[str, Any]] = [{"state": only, "links": [], "ends": False} for _ in spans]
    for link in against.links:
        for place in (link.first, link.second)[which]:
            states[place]["state"] = link.kind
    for gutter, alignment, side in ((column - 1, before, 1), (column, after, 0)):
        for number, link in enumerate(alignment.links if alignment else []):
            for place in (link.first, link.second)[side]:
                states[place]["links"].append(f"{gutter}-{number}")
    for place in after.dropped if before and after else []:
        states[place]["ends"] = True
    marks = _edit_marks(against, which, only)
    return make_pane(LETTERS[column], text, spans, states, marks, head, excluded)


def _edit_marks(alignment: Alignment, which: int, only: str) -> list[Mark]:
    marks = []
    for link in alignment.links:
        for edit in alignment.edits(link) if link.changed else []:
            own, other = (edit.first, edit.second) if which == 0 else (edit.second, edit.first)
            if own[0] < own[1]:
                marks.append((*own, "edited" if other[0] < other[1] else only))
    return sorted(marks)


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
