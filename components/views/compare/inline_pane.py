"""Two versions in one column: the second text with tracked changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.analysis.pair.alignment import Alignment, Link
from components.text.segment import paragraphs
from components.views.panes import ExcludedText, cut_pieces, insert_excluded

_ALONE: dict[str, Any] = {"links": [], "ends": False}


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
    return {**found, "pieces": track_changes(texts, alignment, place, link), "state": link.kind}


def track_changes(
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
