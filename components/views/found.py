"""What a search found: articles, best first, with the passages that show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from components.corpus.search import Hit, Passage
from components.views.panes import cut_pieces


def hit_rows(hits: Iterable[Hit], heads: Mapping[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """A row for each passage, the first of an article under its title and `heads` line.

    `heads` gives the label and the line below it by article. A row's id is `article.start.end` of
    the first words found in the passage, or the article when none stand in its text.
    """
    return [row for hit in hits for row in _rows(hit, *heads[hit.id])]


def _rows(hit: Hit, label: str, meta: str) -> list[dict[str, Any]]:
    title = [[label, "strong"]]
    if hit.title.text:
        # What stands before the title in the label is no part of what was searched.
        before = label.removesuffix(hit.title.text) if label.endswith(hit.title.text) else ""
        title = [*([[before, "quiet"]] if before else []), *_pieces(hit.title, "strong")]
    head = [title, [[meta, "quiet"]]]
    if not hit.passages:
        return [_row(hit.id, head)]
    rows = []
    for number, passage in enumerate(hit.passages):
        start, end = passage.spans[0]
        place = f"{hit.id}.{passage.start + start}.{passage.start + end}"
        rows.append(_row(place, [*([] if number else head), _pieces(passage, "text")]))
    return rows


def _row(place: str, lines: list[list[list[str]]]) -> dict[str, Any]:
    return {"id": place, "score": None, "picked": False, "lines": lines, "actions": []}


def _pieces(passage: Passage, kind: str) -> list[list[str]]:
    marks = [(start, end, "hit") for start, end in passage.spans]
    pieces = cut_pieces(passage.text, (0, len(passage.text)), marks)
    return [[" ".join(text.split("\n")), own or kind] for text, own in pieces]
