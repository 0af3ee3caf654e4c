"""Articles prepared for reading: paragraphs of sentences, each cut into pieces with a kind.

A piece is `[text, kind]`; kinds are '' (plain), 'edited', 'dropped', 'added', 'hit', 'named' and
'aside' (does not count), 'noted' (with a note on it); several have a space between.
The browser only ever gets strings, so no offset is counted twice, in code points here and in UTF-16
there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from components.analysis.pair.alignment import Alignment, Link
from components.text.plural import agree
from components.text.segment import Span, paragraphs, sentences
from components.views.excluded_text import Aside, weave
from components.views.formatting import count_of

Mark = tuple[int, int, str]

# The columns of Compare, in order; a sentence's id is its column's letter and its number.
LETTERS = "abcd"
_CHANGED = {"edited": "edited", "moved": "moved"}


def legend(columns: int) -> dict[str, str]:
    """What the marks mean when so many versions stand side by side."""
    if columns <= 2:
        return {**_CHANGED, "dropped": "only in the first", "added": "only in the second"}
    return {**_CHANGED, "dropped": "only in A", "added": "not in the previous version",
            "ends": "not in the next version"}  # fmt: skip


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
    side = _side("a", text, spans, states, marks, head, aside or Aside())
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


def aligned_sides(
    texts: Sequence[str],
    heads: Sequence[dict[str, str]],
    alignments: Sequence[Alignment],
    asides: Sequence[Aside] | None = None,
) -> list[dict[str, Any]]:
    """Two or more articles side by side, each neighbour aligned with the next.

    `heads` give `title`, `meta` and `language` of each, `alignments` are one fewer. An article is
    marked against the one before it, the first against the second. A sentence has `links`, names
    of the bands that join it to its neighbours (`0-3`: the third of the first gutter), and `ends`
    when the one before has it and the next has not. What `asides` says of each does not count: it
    is in no sentence and stands there all the same.
    """
    return [
        _aligned_side(
            column,
            text,
            head,
            alignments[column - 1] if column else None,
            alignments[column] if column < len(alignments) else None,
            asides[column] if asides else Aside(),
        )
        for column, (text, head) in enumerate(zip(texts, heads, strict=True))
    ]


def _aligned_side(
    column: int,
    text: str,
    head: dict[str, str],
    before: Alignment | None,
    after: Alignment | None,
    aside: Aside,
) -> dict[str, Any]:
    """One column; `before` ends in its article, `after` begins with it, one of them is there."""
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
    return _side(LETTERS[column], text, spans, states, marks, head, aside)


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


def count_line(
    alignment: Alignment, first: str = "A", second: str = "B", *, directed: bool = True
) -> str:
    """What became of the sentences, in one line; in plain words where there is little to count.

    Where it is not known that the second was taken from the first (`directed` false), nothing was
    dropped or added: sentences stand in only one of them.
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
