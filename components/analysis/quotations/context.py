"""A quoted string and all that stands around it, as far as it tells who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from components.analysis.quotations.marks import Quoted
from components.analysis.quotations.parsed_frame import ParsedFrame, Report, Speaker

_REACH = 400
_MOST_IN_FRAME = 30
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Turn:
    """The last quotation that was given a speaker."""

    quoted: Quoted
    speaker: Speaker
    frame: int
    paragraph: int


@dataclass(frozen=True)
class Option:
    """One answer to who speaks: a report in this or a near frame, or the last speaker again."""

    report: Report
    place: str


@dataclass(frozen=True)
class Context:
    """A quoted string, the frame it stands in and the frames around it."""

    text: str
    quoted: Quoted
    number: int
    frames: Sequence[ParsedFrame]
    last: Turn | None

    @cached_property
    def frame(self) -> ParsedFrame:
        """The frame in which the quotation begins."""
        return self.frames[self.number]

    def near(self, step: int) -> ParsedFrame | None:
        """The frame so many before or after, when it stands in this paragraph or the next to it."""
        other = self.number + step
        if not 0 <= other < len(self.frames):
            return None
        apart = abs(self.frames[other].paragraph - self.frame.paragraph)
        return self.frames[other] if apart <= 1 else None

    @cached_property
    def options(self) -> list[Option]:
        """All who may speak; nobody is looked for beyond the first quotations of a frame."""
        if self.quoted not in self.frame.quoted[:_MOST_IN_FRAME]:
            return []
        found = [Option(report, "here") for report in self.frame.reports]
        for step, place in ((-1, "before"), (1, "next")):
            frame = self.near(step)
            if frame:
                found += [Option(report, place) for report in frame.reports]
        if self.last and self.last.frame_number != self.number:
            found.append(Option(Report(self.last.speaker, -1, "", "none", "last"), "last"))
        return found

    @cached_property
    def inner(self) -> str:
        """The words quoted."""
        return self.text[self.quoted.start : self.quoted.end]

    @cached_property
    def words(self) -> list[str]:
        """The words quoted, one by one."""
        return self.inner.split()

    @cached_property
    def before(self) -> str:
        """The frame up to the opening mark, its last part when it is long."""
        end = self.quoted.start - 1
        return self.text[max(self.frame.start, end - _REACH) : max(0, end)]

    @cached_property
    def after(self) -> str:
        """The frame from the closing mark on, its first part when it is long."""
        start = self.quoted.end + 1
        return self.text[start : min(self.frame.end, start + _REACH)]

    @cached_property
    def closing(self) -> str:
        """The sign at the end of the quotation: comma, stop, asking or none."""
        last = self.inner[-1:]
        if last == "," or self.after[:1] == ",":
            return "comma"
        return (
            "stop" if last == "." or self.after[:1] == "." else "ask" if last in "?!…—" else "none"
        )

    @cached_property
    def opening(self) -> str:
        """What stands before the quotation."""
        before = self.before.rstrip()
        if not _LETTER.search(before):
            return "first"
        if before[-1] in ":,":
            return "colon" if before[-1] == ":" else "comma"
        return "that" if before.lower().endswith(" that") else "word"

    @property
    def is_alone(self) -> bool:
        """Whether nothing is said outside quotations in the frame."""
        return self.frame.is_all_quoted

    @cached_property
    def span(self) -> tuple[int, int]:
        """The first token of the quotation and the first after it."""
        starts = self.frame.token_starts
        return bisect_left(starts, self.quoted.start), bisect_left(starts, self.quoted.end)

    @cached_property
    def chain(self) -> list[int]:
        """The verbs over the quotation, from the nearest on."""
        tokens = self.frame.tokens
        first, end = self.span
        roots = [n for n in range(first, end) if not first <= tokens[n].head < end]
        roots = [n for n in roots if tokens[n].word[:1].isalnum()] or roots
        if not roots or not self.frame.has_parse:
            return []
        at = roots[0]
        seen: list[int] = []
        verbs = {report.cue for report in self.frame.reports if report.cue >= 0}
        while tokens[at].head != at and len(seen) < 30:
            at = tokens[at].head
            seen.append(at)
        return [number for number in seen if number in verbs]

    def outside(self, start: int, end: int) -> int:
        """How many words stand between two tokens outside quotations."""
        tokens = self.frame.tokens[max(0, start) : end]
        return sum(not token.quoted and token.word[:1].isalnum() for token in tokens)
