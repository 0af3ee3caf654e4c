"""Aligned versions as panes: two to four side by side, or two inline with tracked changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.analysis.pair.alignment import Alignment, Link
from components.text.plural import agree
from components.text.segment import paragraphs
from components.views.locale_formatting import count_of
from components.views.panes import (
    LETTERS,
    ExcludedText,
    Mark,
    cut_pieces,
    insert_excluded,
    make_pane,
)

_CHANGED = {"edited": "edited", "moved": "moved"}
_ALONE: dict[str, Any] = {"links": [], "ends": False}


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
    noted: Sequence[Sequence[Mark]] | None = None,
) -> list[dict[str, Any]]:
    """Two or more articles as panes side by side, each aligned with the next.

    `heads` and `noted` (marks) are for `panes.make_pane`; `alignments` are one fewer than texts.
    An article is marked against the one before it, the first against the second. A sentence has
    `links`, the ids of its ribbons (`0-3`: the fourth in the first gutter), and `ends` when the
    article before has it and the next one has not. `excluded` text is shown but not aligned.
    """
    return [
        _aligned_pane(
            column,
            text,
            head,
            alignments[column - 1] if column else None,
            alignments[column] if column < len(alignments) else None,
            excluded[column] if excluded else ExcludedText(),
            noted[column] if noted else (),
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
    noted: Sequence[Mark],
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
    marks = [*_edit_marks(against, which, only), *noted]
    return make_pane(LETTERS[column], text, spans, states, marks, head, excluded)


def _edit_marks(alignment: Alignment, which: int, only: str) -> list[Mark]:
    marks = []
    for link in alignment.links:
        for edit in alignment.edits(link) if link.changed else []:
            own, other = (edit.first, edit.second) if which == 0 else (edit.second, edit.first)
            if own[0] < own[1]:
                marks.append((*own, "edited" if other[0] < other[1] else only))
    return sorted(marks)


def inline_pane(
    texts: Sequence[str],
    alignment: Alignment,
    head: Mapping[str, Any],
    excluded: ExcludedText | None = None,
) -> dict[str, Any]:
    """The second text in one column, with the words before and after each edit.

    A dropped sentence is a paragraph of its own, after the sentence that it follows in the first
    text. Sentence ids begin with `i`. `excluded` is that of the second text and stays in its place.
    """
    linked = {place: link for link in alignment.links for place in link.second}
    follows = _dropped_by_anchor(alignment)
    body = [[_dropped(texts, alignment, place)] for place in follows.get(-1, [])]
    sentences = [
        (span, _sentence(texts, alignment, place, linked.get(place)) | {"at": place})
        for place, span in enumerate(alignment.second)
    ]
    units = insert_excluded(sentences, texts[1], excluded or ExcludedText())
    upcoming = 0
    for _, end in paragraphs(texts[1]):
        paragraph: list[dict[str, Any]] = []
        after: list[list[dict[str, Any]]] = []
        while upcoming < len(units) and units[upcoming][0][1] <= end:
            unit = units[upcoming][1]
            paragraph.append(unit)
            dropped = follows.get(unit.pop("at", None), [])
            after += [[_dropped(texts, alignment, place)] for place in dropped]
            upcoming += 1
        body += [paragraph, *after]
    return {**head, "paragraphs": body}


def _dropped_by_anchor(alignment: Alignment) -> dict[int, list[int]]:
    """The dropped sentences by the sentence of the second text that they follow; -1 at the top."""
    answers = {place: max(link.second) for link in alignment.links for place in link.first}
    anchors: dict[int, list[int]] = {}
    anchor = -1
    for place in range(len(alignment.first)):
        if place in answers:
            anchor = answers[place]
        else:
            anchors.setdefault(anchor, []).append(place)
    return anchors


def _dropped(texts: Sequence[str], alignment: Alignment, place: int) -> dict[str, Any]:
    words = texts[0][slice(*alignment.first[place])]
    return {"id": f"id{place}", "pieces": [[words, ""]], "state": "dropped", **_ALONE}


def _sentence(
    texts: Sequence[str], alignment: Alignment, place: int, link: Link | None
) -> dict[str, Any]:
    span = alignment.second[place]
    found: dict[str, Any] = {"id": f"i{place}", **_ALONE}
    if link is None:
        pieces = cut_pieces(texts[1], span, [])
        return {**found, "pieces": pieces, "state": "added"}
    return {**found, "pieces": _with_edits(texts, alignment, place, link), "state": link.kind}


def _with_edits(
    texts: Sequence[str], alignment: Alignment, place: int, link: Link
) -> list[list[str]]:
    """A sentence of the second text as pieces, dropped words before those that replaced them."""
    start, end = alignment.second[place]
    pieces: list[list[str]] = []
    at = start
    last = place == max(link.second)
    for edit in alignment.edits(link) if link.changed else []:
        before, after = edit.first, edit.second
        if not start <= after[0] <= end or (after[0] == end and not last):
            continue
        pieces.append([texts[1][at : after[0]], ""])
        pieces.append([texts[0][slice(*before)], "dropped"])
        pieces.append([texts[1][after[0] : min(after[1], end)], "added"])
        at = max(at, min(after[1], end))
    pieces.append([texts[1][at:end], ""])
    return _spaced([piece for piece in pieces if piece[0]])


def _spaced(pieces: list[list[str]]) -> list[list[str]]:
    """Put a space between words of both texts that are adjacent in neither of them."""
    spaced: list[list[str]] = []
    for piece in pieces:
        if spaced and _would_run_together(spaced[-1], piece):
            spaced.append([" ", ""])
        spaced.append(piece)
    return spaced


def _would_run_together(one: list[str], other: list[str]) -> bool:
    if not other[0][:1].isalnum() or one[0][-1:].isspace():
        return False
    return bool(one[1]) or (bool(other[1]) and one[0][-1:].isalnum())


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
