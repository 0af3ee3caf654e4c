"""What of an article does not count: shown where it stands, greyed, with what can be done to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from components.text.segment import Span

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
