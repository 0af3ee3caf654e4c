"""Articles prepared for reading: paragraphs of sentences, each cut into pieces with a kind.

A piece is `[text, kind]`; kinds are '' (plain), 'edited', 'dropped', 'added', 'hit', 'named' and
'aside' (does not count), 'noted' (with a note on it); several have a space between.
The browser only ever gets strings, so no offset is counted twice, in code points here and in UTF-16
there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from components.text.segment import Span, paragraphs, sentences

Mark = tuple[int, int, str]

# The columns of Compare, in order; a sentence's id is its column's letter and its number.
LETTERS = "abcd"


def reading_side(
    text: str,
    title: list[list[str]],
    meta: str,
    language: str,
    marks: Sequence[Mark] = (),
    notes: Sequence[dict[str, Any]] = (),
    aside: Aside | None = None,
) -> dict[str, Any]:
    """One article to read, with marks `(start, end, kind)` in it; where they overlap all show.

    `title` comes in pieces. `notes` are what `components.views.notes` makes of those on spans; each
    stands below the paragraph that holds its last word.
    """
    spans = sentences(text, language)
    beside: list[list[dict[str, Any]]] = [[] for _ in spans]
    for one in notes:
        last = max((i for i, span in enumerate(spans) if span[0] < one["end"]), default=None)
        if last is not None:
            beside[last].append(one)
    states = [{"state": "plain", "links": [], "ends": False, "notes": own} for own in beside]
    head = {"title": "".join(text for text, _ in title), "meta": meta, "language": language}
    side = make_side("a", text, spans, states, marks, head, aside or Aside())
    return {**side, "titlePieces": title}


def layer(marks: Sequence[Mark]) -> list[Mark]:
    """The same marks cut where others begin and end, so that none overlap; kinds are joined."""
    cuts = sorted({place for start, end, _ in marks for place in (start, end)})
    opening, closing = defaultdict(list), defaultdict(list)
    for start, end, kind in marks:
        opening[start].append(kind)
        closing[end].append(kind)
    layered: list[Mark] = []
    here: list[str] = []
    for start, end in pairwise(cuts):
        for kind in closing[start]:
            here.remove(kind)
        here += opening[start]
        if here:
            layered.append((start, end, " ".join(sorted(set(here)))))
    return layered


def make_side(
    name: str,
    text: str,
    spans: Sequence[Span],
    states: Sequence[dict[str, Any]],
    marks: Sequence[Mark],
    head: dict[str, str],
    aside: Aside,
) -> dict[str, Any]:
    grey = [(start, end, "aside") for start, end in aside.spans]
    marked = layer([*marks, *grey])
    units = [
        (span, {"id": f"{name}{place}", "pieces": cut_pieces(text, span, marked), **states[place]})
        for place, span in enumerate(spans)
    ]
    units = weave(units, text, aside)
    body: list[list[dict[str, Any]]] = []
    upcoming = 0
    for _, end in paragraphs(text):
        paragraph = []
        while upcoming < len(units) and units[upcoming][0][1] <= end:
            paragraph.append(units[upcoming][1])
            upcoming += 1
        body.append(paragraph)
    return {**head, "letter": name.upper(), "paragraphs": body}


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


Unit = tuple[Span, dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """A stretch of boilerplate, why it is, and whether an analyst put it back among what counts."""

    start: int
    end: int
    reason: str
    counts: bool = False


@dataclass(frozen=True)
class Aside:
    """What of one article does not count: `spans` in order; its lines of boilerplate."""

    article: str = ""
    spans: tuple[Span, ...] = ()
    lines: tuple[Line, ...] = ()


def weave(units: Sequence[Unit], text: str, aside: Aside) -> list[Unit]:
    """The sentences in order, what does not count between them, and what can be done to each line.

    Such a stretch has no id and the state `aside`; the unit in which a line of boilerplate ends has
    a `line`: its `place` (article.start.end), `reason` and whether it `counts`.
    """
    between = [
        (span, {"id": None, "pieces": [[text[slice(*span)], "aside"]], "state": "aside"})
        for span in _outside(text, aside.spans, [span for span, _ in units])
    ]
    woven = sorted([*units, *between], key=lambda unit: unit[0])
    for line in aside.lines:
        own = [unit for span, unit in woven if span[0] < line.end and line.start < span[1]]
        if own:
            place = f"{aside.article}.{line.start}.{line.end}"
            own[-1]["line"] = {"place": place, "reason": line.reason, "counts": line.counts}
    return woven


def _outside(text: str, aside: Sequence[Span], spans: Sequence[Span]) -> Iterator[Span]:
    """The stretches of `aside` between the spans, line by line, without white space around."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    at = 0
    for start, end in aside:
        while at < len(gaps) and gaps[at][1] <= start:
            at += 1
        for low, high in gaps[at:]:
            if low >= end:
                break
            yield from _lines(text, max(start, low), min(end, high))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for line in text[start:end].split("\n"):
        words = line.strip()
        if words:
            begin = start + line.index(words)
            yield begin, begin + len(words)
        start += len(line) + 1
