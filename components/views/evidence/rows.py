"""Two texts as rows to read side by side, in the order of the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from components.analysis.alignment import Alignment
from components.text.segment import Span
from components.views.evidence.pack import Row, Text

_APART = {"dropped": "only first", "added": "only second"}


def reading_rows(
    first: Text, second: Text, alignment: Alignment, *, directed: bool = True
) -> list[Row]:
    """Every sentence of both texts once.

    Where it is not known that the second was taken from the first (`directed` false), nothing was
    dropped or added: such rows are `only first` and `only second`.
    What was added stands behind the sentence that it follows in the second text; so does what does
    not count, in its own text.
    """
    rows = list(_aligned(alignment))
    if not directed:
        rows = [replace(row, kind=_APART.get(row.kind, row.kind)) for row in rows]
    for span in _uncounted(first, alignment.first_text):
        at = _behind([row.first for row in rows], span)
        rows.insert(at, Row("aside", (span,), ()))
    for span in _uncounted(second, alignment.second_text):
        at = _behind([() if row.kind == "moved" else row.second for row in rows], span)
        rows.insert(at, Row("aside", (), (span,)))
    return rows


def _uncounted(text: Text, counted: str) -> list[Span]:
    """The sentences that were blanked whole."""
    return [(start, end) for start, end in text.sentences if not counted[start:end].strip()]


def _behind(sides: Sequence[Sequence[Span]], span: Span) -> int:
    """The place behind the last row that stands before a span."""
    before = [n for n, spans in enumerate(sides) if spans and spans[-1][1] <= span[0]]
    return before[-1] + 1 if before else 0


def _aligned(alignment: Alignment) -> Iterator[Row]:
    added = _added_by_anchor(alignment)
    yield from (_added(alignment, place) for place in added.get(-1, ()))
    linked = {link.first[0]: number for number, link in enumerate(alignment.links)}
    inside = {place for link in alignment.links for place in link.first[1:]}
    for place, span in enumerate(alignment.first):
        if place in linked:
            link = alignment.links[linked[place]]
            first = tuple(alignment.first[n] for n in link.first)
            second = tuple(alignment.second[n] for n in link.second)
            yield Row(link.kind, first, second)
            yield from (_added(alignment, n) for n in added.get(linked[place], ()))
        elif place not in inside:
            yield Row("dropped", (span,), ())


def _added(alignment: Alignment, place: int) -> Row:
    return Row("added", (), (alignment.second[place],))


def _added_by_anchor(alignment: Alignment) -> dict[int, list[int]]:
    """Added sentences by the link that precedes them in the second text; -1 at the top."""
    link_of = {n: number for number, link in enumerate(alignment.links) for n in link.second}
    anchors: dict[int, list[int]] = {}
    anchor = -1
    for place in range(len(alignment.second)):
        if place not in link_of:
            anchors.setdefault(anchor, []).append(place)
        elif alignment.links[link_of[place]].kind != "moved":
            anchor = link_of[place]
    return anchors
