"""Quotation marks: the strings between them, in all usual styles and with misprints."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from components.analysis.quotations.single_marks import (
    find_dash_speech,
    find_single_around,
    find_single_marks,
    is_inside,
)
from components.text.segment import Span, paragraphs

_OPENERS = "“„«‟〝「『‹"
_CLOSERS = "”»〞」』›"
_DOUBLE = re.compile("``|''|[“”„«»‟〝〞「」『』‹›\"]")
_STOPS = ".,;:!?…)]—–-/"
_BEFORE_OPENER = "([{—–-/…‘'"
_SPACES = " \t\xa0\u202f\u2009"
_LONGEST = 6000
_LONGEST_UNCLOSED = 3000
_LONGEST_IN_LINE = 700
# How far behind a second opening mark both strings must be closed for one to be in the other.
_LONGEST_NESTED, _MOST_MARKS = 1200, 12
_FEWEST_WORDS = 4


@dataclass(frozen=True)
class Quoted:
    """A string in quotation marks, marks excluded; parts of one quotation share a `group`.

    A quotation over several paragraphs has a part in each; `closed` is false for the parts whose
    closing mark is left out, as is the custom there.
    """

    start: int
    end: int
    group: int
    closed: bool = True


@dataclass
class _Reader:
    """The quotation marks of one paragraph, read from left to right."""

    text: str
    start: int
    end: int
    stack: list[str] = field(default_factory=list)
    opened: int = -1
    going_on: set[int] = field(default_factory=set)

    def sides(self, mark: re.Match[str]) -> tuple[str, str]:
        """The characters before and after a mark; a space at the edges of the paragraph."""
        before = self.text[mark.start() - 1] if mark.start() > self.start else " "
        after = self.text[mark.end()] if mark.end() < self.end else " "
        return before, after

    def opens(self, mark: re.Match[str]) -> bool:
        """Whether a mark is in the position of an opening one."""
        before, after = self.sides(mark)
        sign = mark[0]
        free = before.isspace() or before in _BEFORE_OPENER or before in _OPENERS
        if sign in _OPENERS:
            return sign != "“" or not after.isspace()
        if sign == "``":
            return True
        if sign == '"':
            at_start = mark.start() == self.start
            return (free and not after.isspace()) or (at_start and mark.end() < self.end)
        # ”This way round” and »this« are met too.
        begins = after.isalnum() or after in "[…$£€"
        return sign in "”»" and begins and (before.isspace() or before in "(—–")

    def closes(self, mark: re.Match[str]) -> bool:
        """Whether a mark ends what is open: any closing mark does, misprinted ones included."""
        before, after = self.sides(mark)
        sign, top = mark[0], self.stack[-1]
        if sign in _CLOSERS or sign == "''":
            return not (top == "»" and sign == "»" and before.isspace())
        if sign == '"':
            return not (top != '"' and self.opens(mark)) and not self._is_inch(mark)
        if sign == "«":
            return top == "»"
        if sign == "“" and top in "„‟":
            return True
        return not before.isspace() and (after.isspace() or after in _STOPS)

    def _is_inch(self, mark: re.Match[str]) -> bool:
        return bool(
            re.search(r"\d['’′]\d{1,2}\Z", self.text[max(0, mark.start() - 5) : mark.start()])
        )

    def in_order(self) -> tuple[list[Span], int]:
        """The outermost quoted strings, and where one was left open (-1 if none was)."""
        marks = list(_DOUBLE.finditer(self.text, self.start, self.end))
        found: list[Span] = []
        for number, mark in enumerate(marks):
            if not self.stack:
                if self.opens(mark) and not self._is_attribute(mark):
                    self.stack, self.opened = [mark[0]], mark.end()
            elif mark[0] == self.stack[-1] and self._opens_again(mark):
                if self._is_nested(marks, number):
                    self.stack.append(mark[0])
                else:  # the one before was never closed
                    if self._goes_on_here(mark):
                        found.append((self.opened, mark.start()))
                        self.going_on.add(mark.end())
                    self.stack, self.opened = [mark[0]], mark.end()
            elif self.closes(mark):
                self.stack.pop()
                if not self.stack:
                    found.append((self.opened, mark.start()))
            elif self.opens(mark):
                self.stack.append(mark[0])
        return found, self.opened if self.stack else -1

    def _opens_again(self, mark: re.Match[str]) -> bool:
        """Whether a mark like the open one can only be a second opening."""
        before, after = self.sides(mark)
        if mark[0] == '"':
            return before.isspace() and (after.isalnum() or after in "[$")
        return mark[0] in _OPENERS and self.opens(mark) and not self.closes(mark)

    def _is_nested(self, marks: Sequence[re.Match[str]], number: int) -> bool:
        """Whether an opening mark begins a string inside the open one: both are closed soon.

        Where it begins a sentence, only two closing marks in a row tell that: pages without
        paragraphs have a new paragraph of the same quotation there.
        """
        begins = self.text[
            max(self.start, marks[number].start() - 3) : marks[number].start()
        ].rstrip()[-1:] in (".", "!", "?", "…")
        depth = len(self.stack) + 1
        for mark in marks[number + 1 : number + 1 + _MOST_MARKS]:
            if mark.start() - self.opened > _LONGEST_NESTED:
                return False
            opens = self.opens(mark)
            if opens and begins:
                return False
            depth += 1 if opens else -1
            if not depth:
                return True
        return False

    def _goes_on_here(self, mark: re.Match[str]) -> bool:
        """Whether paragraphs of one quotation stand in one line: a sentence ends, a mark opens."""
        inner = self.text[self.opened : mark.start()].rstrip()
        before = self.text[max(self.start, self.opened - 3) : self.opened - 1].rstrip()
        introduced = not before or before[-1] in ":,." or len(inner.split()) >= _FEWEST_WORDS
        begins = inner[:1].isupper() and introduced
        return begins and inner[-1] in ".!?…" and len(inner) <= _LONGEST_IN_LINE

    def _is_attribute(self, mark: re.Match[str]) -> bool:
        return mark[0] == '"' and mark.start() > self.start and self.text[mark.start() - 1] == "="


def find_quoted_strings(text: str, dash_verbs: Collection[str] = ()) -> list[Quoted]:
    """Every string in quotation marks, outermost ones only, in order, without overlaps.

    Straight, curly, guillemets, low-high, corner and LaTeX marks, mismatched ones too; single marks
    outside double ones, where they cannot be apostrophes. Space at the edges is left out; [] where
    there is no mark. With `dash_verbs` (verbs of saying) also what a dash opens. Time is linear.
    """
    found: list[Quoted] = []
    group, going_on = 0, False
    lines = paragraphs(text)
    for number, (start, end) in enumerate(lines):
        reader = _Reader(text, start, end)
        whole, opened = reader.in_order()
        outer = find_single_around(text, start, end, whole)
        whole = [span for span in whole if not is_inside(outer, span[0])] + outer
        open_ends = {max(mark - 1, 0) for mark in reader.going_on}
        spans = [(*span, span[1] not in open_ends) for span in whole]
        goes_on = opened >= 0 and _next_opens(text, lines, number)
        if opened >= 0 and _may_stay_open(text, start, opened, end, goes_on):
            spans.append((opened, end, False))
        spans += [(*span, True) for span in find_dash_speech(text, start, end, dash_verbs)]
        doubles = [span[:2] for span in spans]
        spans += [(*span, True) for span in find_single_marks(text, start, end, doubles)]
        for first, last, closed in sorted(spans):
            is_rest = first in reader.going_on
            first, last = _strip(text, first, last)
            if not 0 < last - first <= _LONGEST:
                continue
            if not is_rest and not (going_on and first <= start + 2):
                group += 1
            found.append(Quoted(first, last, group, closed))
        going_on = goes_on
    return found


def _next_opens(text: str, lines: Sequence[Span], number: int) -> bool:
    """Whether the next paragraph begins with an opening mark, as one that goes on does."""
    if number + 1 == len(lines):
        return False
    return text[lines[number + 1][0]] in _OPENERS + '"'


def _may_stay_open(text: str, start: int, opened: int, end: int, goes_on: bool) -> bool:
    if goes_on:
        return end - opened <= _LONGEST
    introduced = (
        opened <= start + 2 or text[max(start, opened - 3) : opened - 1].rstrip()[-1:] in ":,"
    )
    return introduced and end - opened <= _LONGEST_UNCLOSED


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _SPACES:
        start += 1
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return start, end
