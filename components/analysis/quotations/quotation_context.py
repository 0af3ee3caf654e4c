"""Context of a quoted string: its frame, the frames beside it, and the quotation before it.

The features of `features` are read from it; nothing is decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from components.analysis.quotations.parsed_frame import ParsedFrame, Report, Speaker
from components.analysis.quotations.quotation_marks import Quoted
from components.analysis.word_lists import read_table

_MOST_CHARACTERS = 400
_MOST_IN_FRAME = 30
_MOST_HEADS = 30
_OWNED = re.compile(
    r"(?P<who>[A-Z][\w.-]{1,40})[’']s\s(?P<words>(?:[a-z-]{1,30}\s){1,7})(?:to|that|of|about|with)\s$"
)
_OWNER_BEFORE = 200
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Turn:
    """The last quotation before that was given a speaker."""

    quoted: Quoted
    speaker: Speaker
    frame_number: int
    paragraph: int


@dataclass(frozen=True)
class Option:
    """One possible answer to who speaks; `where` is `here`, `before`, `next` or `last`.

    The report is in the frame of the quotation, in the one before or after it, or it says that the
    last speaker goes on.
    """

    report: Report
    where: str


@dataclass(frozen=True)
class Context:
    """A quoted string, the number of its frame among the frames of the text, and the last turn."""

    text: str
    quoted: Quoted
    number: int
    frames: Sequence[ParsedFrame]
    last: Turn | None

    @cached_property
    def frame(self) -> ParsedFrame:
        """The frame in which the quotation begins."""
        return self.frames[self.number]

    def frame_beside(self, step: int) -> ParsedFrame | None:
        """The frame `step` further on, where it is in this paragraph or an adjacent one."""
        other = self.number + step
        if not 0 <= other < len(self.frames):
            return None
        apart = abs(self.frames[other].paragraph - self.frame.paragraph)
        return self.frames[other] if apart <= 1 else None

    @cached_property
    def options(self) -> list[Option]:
        """All possible speakers; none for quotations after the first 30 of a frame."""
        if self.quoted not in self.frame.quoted[:_MOST_IN_FRAME]:
            return []
        found = [Option(report, "here") for report in self.frame.reports]
        for step, where in ((-1, "before"), (1, "next")):
            beside = self.frame_beside(step)
            if beside:
                found += [Option(report, where) for report in beside.reports]
        if self.last and self.last.frame_number != self.number:
            found.append(Option(Report(self.last.speaker, -1, "", "none", "last"), "last"))
        return found

    @cached_property
    def inner(self) -> str:
        """The quoted text."""
        return self.text[self.quoted.start : self.quoted.end]

    @cached_property
    def words(self) -> list[str]:
        """The quoted text, split at spaces."""
        return self.inner.split()

    @cached_property
    def before(self) -> str:
        """The frame up to the opening mark, at most its last 400 characters."""
        end = self.quoted.start - 1
        return self.text[max(self.frame.start, end - _MOST_CHARACTERS) : max(0, end)]

    @cached_property
    def after(self) -> str:
        """The frame from the closing mark on, at most 400 characters."""
        start = self.quoted.end + 1
        return self.text[start : min(self.frame.end, start + _MOST_CHARACTERS)]

    @cached_property
    def owner(self) -> str:
        """Whose words are told right before the string: "Smith" of “Smith's call to”; else ""."""
        found = _OWNED.search(self.before[-_OWNER_BEFORE:])
        things = read_table("quotations", "persons")["said_things"]
        near = found["words"].split()[:3] if found else []
        return found["who"] if found and any(word in things for word in near) else ""

    @cached_property
    def closing(self) -> str:
        """The sign at the end of the quotation: `comma`, `stop`, `ask` or `none`."""
        last = self.inner[-1:]
        if last == "," or self.after[:1] == ",":
            return "comma"
        if last == "." or self.after[:1] == ".":
            return "stop"
        return "ask" if last in "?!…—" else "none"

    @cached_property
    def opening(self) -> str:
        """What is before the quotation: `first` (nothing), `colon`, `comma`, `that` or `word`."""
        before = self.before.rstrip()
        if not _LETTER.search(before):
            return "first"
        if before[-1] in ":,":
            return "colon" if before[-1] == ":" else "comma"
        return "that" if before.lower().endswith(" that") else "word"

    @cached_property
    def span(self) -> tuple[int, int]:
        """Number of the first token of the quotation, and of the first after it."""
        starts = self.frame.token_starts
        return bisect_left(starts, self.quoted.start), bisect_left(starts, self.quoted.end)

    @cached_property
    def chain(self) -> list[int]:
        """Token numbers of the reporting verbs above the quotation in the parse, nearest first."""
        tokens = self.frame.tokens
        first, end = self.span
        roots = [n for n in range(first, end) if not first <= tokens[n].head < end]
        roots = [n for n in roots if tokens[n].word[:1].isalnum()] or roots
        if not roots or not self.frame.has_parse:
            return []
        at = roots[0]
        heads: list[int] = []
        verbs = {report.cue for report in self.frame.reports if report.cue >= 0}
        while tokens[at].head != at and len(heads) < _MOST_HEADS:
            at = tokens[at].head
            heads.append(at)
        return [number for number in heads if number in verbs]

    def is_below(self, number: int) -> bool:
        """Whether a token depends on one of the quotation."""
        tokens = self.frame.tokens
        first, end = self.span
        for _ in range(_MOST_HEADS):
            if tokens[number].head == number:
                return False
            number = tokens[number].head
            if first <= number < end:
                return True
        return False

    def side(self, number: int) -> str:
        """On which side of the quotation a token is: `left` or `right`."""
        return "left" if number < self.span[0] else "right"

    def tokens_between(self, number: int) -> tuple[int, int]:
        """Numbers of the first token between a token and the quotation and of the first after."""
        first, end = self.span
        return (number + 1, first) if number < first else (end, number)

    def count_words(self, start: int, end: int) -> int:
        """How many words outside quotations are between two token numbers."""
        tokens = self.frame.tokens[max(0, start) : end]
        return sum(not token.quoted and token.word[:1].isalnum() for token in tokens)

    def count_quoted(self, number: int) -> int:
        """How many quoted strings begin between a token and the quotation."""
        starts = self.frame.quoted_starts
        low, high = sorted((self.frame.tokens[number].start, self.quoted.start))
        return max(0, bisect_left(starts, high) - bisect_right(starts, low))
