"""Reported speech: clauses that a reporting verb governs, without quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from components.analysis.quotations.parsed_frame import ParsedFrame, Report
from components.text.segment import Span

_KINDS = frozenset({"say", "state"})
_CLAUSES = frozenset({"ccomp", "xcomp"})
_WITH_INFINITIVE = frozenset(
    {"promise", "vow", "pledge", "claim", "threaten", "agree", "demand", "urge", "volunteer"}
)
_SIGNS = " ,;:—–-\t\n\xa0"
_FEWEST_WORDS = 3
_MOSTLY = 0.5


def find_reported_clauses(frame: ParsedFrame) -> Iterator[tuple[Span, Report]]:
    """Spans of reported clauses, each with who reports; mostly quoted ones are left out."""
    taken: set[int] = set()
    for report in frame.reports:
        if report.cue in taken or report.cue < 0 or report.kind not in _KINDS:
            continue
        if report.route in ("words", "after") and report.kind == "words":
            continue
        span = _governed(frame, report) if frame.has_parse else _after_that(frame, report)
        if span and _is_mostly_free(frame, span):
            taken.add(report.cue)
            yield span, report


def _governed(frame: ParsedFrame, report: Report) -> Span | None:
    for child in frame.children[report.cue]:
        token = frame.tokens[child]
        if token.relation not in _CLAUSES or token.quoted:
            continue
        if token.relation == "xcomp" and report.verb not in _WITH_INFINITIVE:
            continue
        below = _subtree(frame, child)
        inside = [frame.tokens[number] for number in below]
        span = _trim(frame.text, inside[0].start, inside[-1].end)
        if not span[0] <= frame.tokens[report.cue].start < span[1]:
            return span
    return None


def _subtree(frame: ParsedFrame, top: int) -> list[int]:
    found, waiting = [top], [top]
    while waiting:
        for child in frame.children[waiting.pop()]:
            found.append(child)
            waiting.append(child)
    return sorted(found)


def _after_that(frame: ParsedFrame, report: Report) -> Span | None:
    """Without a parser: from “that” after the verb to the end of the sentence."""
    tokens = frame.tokens
    following = tokens[report.cue + 1 : report.cue + 5]
    that = next((token for token in following if token.word == "that"), None)
    return _trim(frame.text, that.end, frame.end) if that else None


def _trim(text: str, start: int, end: int) -> Span:
    if text[start:end].lower().startswith("that "):
        start += 5
    while start < end and text[start] in _SIGNS:
        start += 1
    while end > start and text[end - 1] in _SIGNS + ".":
        end -= 1
    return start, end


def _is_mostly_free(frame: ParsedFrame, span: Span) -> bool:
    start, end = span
    first = max(0, bisect_left(frame.quoted_starts, start) - 1)
    last = bisect_left(frame.quoted_starts, end)
    inside = frame.quoted[first:last]
    quoted = sum(max(0, min(end, one.end) - max(start, one.start)) for one in inside)
    words = frame.text[start:end].split()
    return len(words) >= _FEWEST_WORDS and quoted < _MOSTLY * (end - start)
