"""Panes and list rows as JSON for our components: text cut into pieces, each with a CSS class.

A piece is `[text, kind]`. Kinds are "" (plain), `edited`, `dropped`, `added`, `hit`, `named`,
`aside` (excluded from the comparison) and `noted` (with a note); several are joined by a space. The
browser gets strings and no offsets, because it counts in UTF-16 and Python in code points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from components.text.segment import Span, paragraphs, sentences

Mark = tuple[int, int, str]
_Unit = tuple[Span, dict[str, Any]]
# The columns of the Compare page; the id of a sentence is the letter of its column and its number.
LETTERS = "abcd"


@dataclass(frozen=True)
class BoilerplateLine:
    """A span of boilerplate, the reason, and whether an analyst decided that it counts."""

    start: int
    end: int
    reason: str
    counts: bool = False


@dataclass(frozen=True)
class ExcludedText:
    """The spans of an article that are excluded from comparisons, in order; its boilerplate."""

    article: str = ""
    spans: tuple[Span, ...] = ()
    lines: tuple[BoilerplateLine, ...] = ()


def reading_pane(
    text: str,
    title: list[list[str]],
    meta: str | Mapping[str, Any],
    language: str,
    marks: Sequence[Mark] = (),
    notes: Sequence[dict[str, Any]] = (),
    excluded: ExcludedText | None = None,
) -> dict[str, Any]:
    """One article to read, with marks `(start, end, kind)`; where marks overlap, all of them show.

    `title` is a line of pieces, `meta` the line below it or all of `article_details.describe_head`.
    `notes` are those of `annotation_rows.span_notes`; each goes
    below the paragraph with its last word.
    """
    spans = sentences(text, language)
    beside: list[list[dict[str, Any]]] = [[] for _ in spans]
    for one in notes:
        last = max((i for i, span in enumerate(spans) if span[0] < one["end"]), default=None)
        if last is not None:
            beside[last].append(one)
    states = [{"state": "plain", "links": [], "ends": False, "notes": own} for own in beside]
    below = {"meta": meta} if isinstance(meta, str) else meta
    head = {"title": "".join(text for text, _ in title), "language": language, **below}
    side = make_pane("a", text, spans, states, marks, head, excluded or ExcludedText())
    return {**side, "titlePieces": title}


def make_pane(
    name: str,
    text: str,
    spans: Sequence[Span],
    states: Sequence[dict[str, Any]],
    marks: Sequence[Mark],
    head: Mapping[str, Any],
    excluded: ExcludedText,
) -> dict[str, Any]:
    """One pane: `head` with the letter `name` and the paragraphs, each a list of sentences.

    `head` has `title`, `meta`, `language`, and may have what else `article_details.describe_head`
    gives. `spans` are the sentences of the text and `states` what is known of each: state, links,
    ends.
    """
    grey = [(start, end, "aside") for start, end in excluded.spans]
    marked = split_overlaps([*marks, *grey])
    units = [
        (span, {"id": f"{name}{place}", "pieces": cut_pieces(text, span, marked), **states[place]})
        for place, span in enumerate(spans)
    ]
    units = insert_excluded(units, text, excluded)
    body: list[list[dict[str, Any]]] = []
    upcoming = 0
    for _, end in paragraphs(text):
        paragraph = []
        while upcoming < len(units) and units[upcoming][0][1] <= end:
            paragraph.append(units[upcoming][1])
            upcoming += 1
        body.append(paragraph)
    return {**head, "letter": name.upper(), "paragraphs": body}


def split_overlaps(marks: Sequence[Mark]) -> list[Mark]:
    """Cut marks where others begin or end, so that none overlap; kinds of one span are joined."""
    cuts = sorted({place for start, end, _ in marks for place in (start, end)})
    opening, closing = defaultdict(list), defaultdict(list)
    for start, end, kind in marks:
        opening[start].append(kind)
        closing[end].append(kind)
    cut: list[Mark] = []
    here: list[str] = []
    for start, end in pairwise(cuts):
        for kind in closing[start]:
            here.remove(kind)
        here += opening[start]
        if here:
            cut.append((start, end, " ".join(sorted(set(here)))))
    return cut


def cut_pieces(text: str, span: Span, marks: Sequence[Mark]) -> list[list[str]]:
    """The text of a span as pieces, cut where marks begin and end.

    Marks are sorted by their start; of two that overlap, the later loses what is covered already.
    """
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


def insert_excluded(units: Sequence[_Unit], text: str, excluded: ExcludedText) -> list[_Unit]:
    """The sentences with the excluded text put between them, in order.

    A unit is a span with its JSON. Excluded text has no id and the state `aside`. The unit in which
    lines of boilerplate end gets `lines`, each `place` (article.start.end), `reason`, `counts`.
    """
    between = [
        (span, {"id": None, "pieces": [[text[slice(*span)], "aside"]], "state": "aside"})
        for span in _outside(text, excluded.spans, [span for span, _ in units])
    ]
    ordered = sorted([*units, *between], key=lambda unit: unit[0])
    for line in excluded.lines:
        own = [unit for span, unit in ordered if span[0] < line.end and line.start < span[1]]
        if own:
            place = f"{excluded.article}.{line.start}.{line.end}"
            told = {"place": place, "reason": line.reason, "counts": line.counts}
            own[-1].setdefault("lines", []).append(told)
    return ordered


def _outside(text: str, excluded: Sequence[Span], spans: Sequence[Span]) -> Iterator[Span]:
    """The parts of `excluded` between `spans`, line by line, without surrounding white space."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    at = 0
    for start, end in excluded:
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


def sentence_at(spans: Sequence[Span], position: int) -> int | None:
    """The number of the sentence that an offset lies in; None between sentences."""
    return next((i for i, (start, end) in enumerate(spans) if start <= position < end), None)


def list_row(
    id: str,
    lines: list[list[list[str]]],
    *,
    score: float | None = None,
    share: float | None = None,
    selected: bool = False,
    actions: Sequence[list[str]] = (),
) -> dict[str, Any]:
    """One row of the list component, as the browser takes it.

    Each of `lines` is a list of pieces `[text, kind]`, where the kind is a CSS class and "" is
    plain text. `score` is from 0 to 1; None draws no bar. A `share` takes its place where the
    number is a part of something, and is written in per cent. Each of `actions` is a button
    `[name, label]`.
    """
    row = {"id": id, "score": score, "selected": selected, "lines": lines, "actions": [*actions]}
    return row if share is None else row | {"score": share, "is_share": True}
