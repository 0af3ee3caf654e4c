"""Articles prepared for reading: paragraphs of sentences, each cut into pieces with a kind.

A piece is `[text, kind]`; kinds are '' (plain), 'edited', 'dropped', 'added', 'hit' and 'named'.
The browser only ever gets strings, so no offset is counted twice, in code points here and in UTF-16
there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.analysis.alignment import Alignment, Link
from components.text.segment import Span, paragraphs, sentences

Mark = tuple[int, int, str]


def reading_side(
    text: str, title: str, meta: str, language: str, marks: Sequence[Mark] = ()
) -> dict[str, Any]:
    """One article to read, with marks `(start, end, kind)` in it; overlapping marks: first wins."""
    spans = sentences(text, language)
    states: list[dict[str, Any]] = [{"state": "plain", "link": None} for _ in spans]
    return _side(
        "a", text, spans, states, marks, {"title": title, "meta": meta, "language": language}
    )


def aligned_sides(
    texts: tuple[str, str], heads: tuple[dict[str, str], dict[str, str]], alignment: Alignment
) -> list[dict[str, Any]]:
    """Two articles side by side. `heads` give `title`, `meta` and `language` of each."""
    sides = []
    for which, name, only in ((0, "a", "dropped"), (1, "b", "added")):
        spans = (alignment.first, alignment.second)[which]
        states: list[dict[str, Any]] = [{"state": only, "link": None} for _ in spans]
        for number, link in enumerate(alignment.links):
            for sentence in (link.first, link.second)[which]:
                states[sentence] = {"state": link.kind, "link": number}
        marks = _edit_marks(alignment, which, only)
        sides.append(_side(name, texts[which], spans, states, marks, heads[which]))
    return sides


def _edit_marks(alignment: Alignment, which: int, only: str) -> list[Mark]:
    marks = []
    for link in filter(_is_changed, alignment.links):
        for edit in alignment.edits(link):
            own, other = (edit.first, edit.second) if which == 0 else (edit.second, edit.first)
            if own[0] < own[1]:
                marks.append((*own, "edited" if other[0] < other[1] else only))
    return sorted(marks)


def _is_changed(link: Link) -> bool:
    return link.changed


def _side(
    name: str,
    text: str,
    spans: Sequence[Span],
    states: Sequence[dict[str, Any]],
    marks: Sequence[Mark],
    head: dict[str, str],
) -> dict[str, Any]:
    body: list[list[dict[str, Any]]] = []
    upcoming = 0
    for _, end in paragraphs(text):
        paragraph = []
        while upcoming < len(spans) and spans[upcoming][1] <= end:
            pieces = cut_pieces(text, spans[upcoming], marks)
            paragraph.append({"id": f"{name}{upcoming}", "pieces": pieces, **states[upcoming]})
            upcoming += 1
        body.append(paragraph)
    return {**head, "paragraphs": body}


def cut_pieces(text: str, span: Span, marks: Sequence[Mark]) -> list[list[str]]:
    """The text of a span cut where marks begin and end; marks are sorted by their start."""
    pieces, at = [], span[0]
    for start, end, kind in marks:
        if end <= at or start >= span[1]:
            continue
        start, end = max(start, at), min(end, span[1])
        if start > at:
            pieces.append([text[at:start], ""])
        pieces.append([text[start:end], kind])
        at = end
    if at < span[1]:
        pieces.append([text[at : span[1]], ""])
    return pieces


def sentence_at(spans: Sequence[Span], position: int) -> int | None:
    """Which sentence a position of the text lies in; None between sentences."""
    return next((i for i, (start, end) in enumerate(spans) if start <= position < end), None)


def count_line(alignment: Alignment, first: str = "A", second: str = "B") -> str:
    """What became of the sentences, in one line."""
    counts = alignment.counts()
    line = f"{counts.kept} of {counts.first} sentences of {first} stand in {second}"
    if counts.edited:
        line += f", {counts.edited} of them edited"
    if counts.moved:
        line += f", {counts.moved} moved"
    return f"{line}; {counts.dropped} dropped, {counts.added} added"
