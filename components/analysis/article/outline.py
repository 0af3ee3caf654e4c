"""Outline of an article: its sentences and its lead, and its parts, which count or do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from components.analysis.selection import Settings
from components.text.segment import Span, paragraphs, sentences

VERSION = "outline 3"
# The parts of an article, in the order in which they are shown.
ALL_PARTS = ("headline", "quotations", "boilerplate", "prose")
# By article the spans of one of its parts, in order.
Spans: TypeAlias = dict[str, tuple[Span, ...]]

_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』＂")


def outline(text: str, language: str = "en") -> dict[str, Any]:
    """The outline of a text, ready for JSON.

    `sentences`: the offsets at which each begins and ends; `lead`: the end of the first paragraph.
    An empty text has no sentences and a lead that ends at 0.
    """
    ends = [end for _, end in paragraphs(text)]
    spans = [[start, end] for start, end in sentences(text, language)]
    return {"sentences": spans, "lead": ends[0] if ends else 0}


def place_in(
    outline: Mapping[str, Any] | None, starts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """For each offset the number of its sentence, from 0, and whether it is in the lead.

    `outline` is a result of `outline`; an article without one counts as one sentence outside the
    lead.
    """
    if not outline:
        return np.zeros(len(starts), dtype=np.int64), np.zeros(len(starts), dtype=bool)
    begins = [start for start, _ in outline["sentences"]]
    sentences = np.maximum(np.searchsorted(begins, starts, side="right") - 1, 0)
    return sentences, starts < outline["lead"]


@dataclass(frozen=True)
class Parts:
    """An article with the spans of its parts in `text`, in order; what is in none of them is prose.

    A quotation includes its quotation marks; inside boilerplate it counts as boilerplate.
    """

    headline: str
    text: str
    quotations: tuple[Span, ...] = ()
    boilerplate: tuple[Span, ...] = ()

    def words_of(self, part: str) -> str:
        """The words of one of `ALL_PARTS`: the headline, or `text` with everything else blanked."""
        if part == "headline":
            return self.headline
        if part == "boilerplate":
            return keep(self.text, self.boilerplate)
        without_lines = blank(self.text, self.boilerplate)
        if part == "quotations":
            return keep(without_lines, self.quotations)
        return blank(without_lines, self.quotations)


def with_marks(text: str, span: Span) -> Span:
    """The span of a quotation with the quotation marks around it, where there are any."""
    start, end = span
    if start and text[start - 1] in _MARKS:
        start -= 1
    if end < len(text) and text[end] in _MARKS:
        end += 1
    return start, end


def counting_parts(settings: Settings) -> tuple[str, ...]:
    """Those of `ALL_PARTS` that count."""
    return tuple(name for name in ALL_PARTS if name not in settings.without)


def set_aside(parts: Parts, settings: Settings) -> tuple[Span, ...]:
    """The spans of `parts.text` that do not count, in order; they may overlap."""
    spans: list[Span] = []
    for name in ("quotations", "boilerplate"):
        if name in settings.without:
            spans.extend(getattr(parts, name))
    return tuple(sorted(spans))


def counted_text(parts: Parts, settings: Settings) -> str:
    """The text with what does not count blanked; of the same length, so every offset holds."""
    return blank(parts.text, set_aside(parts, settings))


def counted_headline(parts: Parts, settings: Settings) -> str:
    """The headline; "" when it does not count."""
    return "" if "headline" in settings.without else parts.headline


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with a space for each character of the spans; ends of lines stay."""
    pieces, behind = [], 0
    for start, end in sorted(spans):
        start = max(start, behind)
        if start >= end:
            continue
        pieces.append(text[behind:start])
        pieces.append("\n".join(" " * len(line) for line in text[start:end].split("\n")))
        behind = end
    return "".join([*pieces, text[behind:]])


def is_left(counted: str, start: int, end: int) -> bool:
    """Whether a text with what does not count blanked still has some of this span."""
    return not counted[start:end].isspace()


def keep(text: str, spans: Iterable[Span]) -> str:
    """The text with everything outside the spans blanked."""
    others, behind = [], 0
    for start, end in sorted(spans):
        others.append((behind, max(start, behind)))
        behind = max(behind, end)
    return blank(text, [*others, (behind, len(text))])


def put_back(parts: Parts, spans: Iterable[Span]) -> Parts:
    """The parts with the boilerplate that overlaps any of these spans made prose again."""
    back = list(spans)
    left = tuple(
        line
        for line in parts.boilerplate
        if not any(line[0] < end and start < line[1] for start, end in back)
    )
    return replace(parts, boilerplate=left)


def leave_out(parts: Parts, spans: Iterable[Span]) -> Parts:
    """The parts with these spans made boilerplate; those that overlap are one.

    What of a span lies outside the text is ignored.
    """
    inside = [(max(start, 0), min(end, len(parts.text))) for start, end in spans]
    joined: list[Span] = []
    for start, end in sorted([*parts.boilerplate, *(one for one in inside if one[0] < one[1])]):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return replace(parts, boilerplate=tuple(joined))


def make_parts(
    texts: Mapping[str, str],
    headlines: Mapping[str, str],
    quoted: Spans,
    lines: Spans,
    back: Mapping[str, Sequence[Span]],
    left: Mapping[str, Iterable[Span]],
) -> dict[str, Parts]:
    """The parts of articles, all by id: their texts, headlines, direct quotations and boilerplate.

    `quoted` are the spans inside the quotation marks; `back` the boilerplate that counts after all,
    `left` what analysts left out as boilerplate.
    """
    found = {}
    for id, text in texts.items():
        said = tuple(with_marks(text, span) for span in quoted.get(id, ()))
        parts = Parts(headlines.get(id, ""), text, said, lines.get(id, ()))
        counting = put_back(parts, back[id]) if id in back else parts
        found[id] = leave_out(counting, left[id]) if id in left else counting
    return found


def spans_of(table: pd.DataFrame) -> Spans:
    """The spans of a table with `article`, `start` and `end`: by article, in order of start."""
    found: dict[str, list[Span]] = {}
    ordered = table.sort_values("start", kind="stable")
    columns = (ordered[name].tolist() for name in ("article", "start", "end"))
    for article, start, end in zip(*columns, strict=True):
        found.setdefault(article, []).append((start, end))
    return {article: tuple(spans) for article, spans in found.items()}
