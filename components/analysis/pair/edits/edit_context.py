"""Change: an edit before it has a kind, with the text on both sides, as the rules look at it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from components.analysis.pair.edits.edit import Reason
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import Wording, fold, read_wording, without_insertions
from components.text.segment import Span, paragraphs, words

Mention = tuple[int, int, str, str]  # start, end, type, entity

QUOTE_SIGNS = frozenset("\"“”„«»‘’'`")

_MARK = re.compile(r"[\"“”„«»]|‘(?=[^\W\d_])|(?<=[\w.,!?…])’(?!\w)")
_CLOSING = {"“": '”"»', "„": '“”"»', "«": '»"”', '"': '"”', "‘": "’", "”": "”"}
_TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_INSIDE = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][\w’'-]+")
_WINDOW = 60
_LONGEST_SHOWN = 60


def quoted_spans(text: str) -> list[Span]:
    """Find the spans inside quotation marks, without the marks, in order and not overlapping.

    A quotation that is not closed ends with its paragraph; one inside another belongs to the outer.
    """
    return [span for start, end in paragraphs(text) for span in _quoted_in(text, start, end)]


def _quoted_in(text: str, start: int, end: int) -> Iterator[Span]:
    opened = -1
    closing = ""
    for mark in _MARK.finditer(text, start, end):
        sign = mark[0]
        if opened < 0:
            if sign in _CLOSING and _opens(text, mark.end(), end):
                opened, closing = mark.end(), _CLOSING[sign]
        elif sign in closing:
            if opened < mark.start():
                yield opened, mark.start()
            opened = -1
    if 0 <= opened < end:
        yield opened, end


def _opens(text: str, at: int, end: int) -> bool:
    """Whether a mark may open: something follows it at once, a space only after a guillemet."""
    return at < end and (not text[at].isspace() or text[at - 1] == "«")


@dataclass(frozen=True)
class Side:
    """One of the two texts: its sentences, its quotations and its names.

    `starts` are the offsets of its sentences, `quoted` the spans inside quotation marks, `capitals`
    the words that have a capital somewhere inside a sentence, `names` the mentions by start, or
    None where nobody looked for names.
    """

    text: str = field(repr=False)
    starts: frozenset[int]
    quoted: Sequence[Span]
    capitals: frozenset[str]
    names: Sequence[Mention] | None = None

    @cached_property
    def wording(self) -> Wording:
        """The words of the text, to ask what it contains."""
        return read_wording(self.text)

    @cached_property
    def folded(self) -> str:
        """The text in its normal form."""
        return fold(self.text)

    @cached_property
    def spoken(self) -> Wording:
        """The words of the text without the insertions of editors in brackets."""
        return read_wording(without_insertions(self.text))

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether all of a span stands inside one pair of quotation marks."""
        at = bisect_right(self.quoted, (start, len(self.text))) - 1
        return at >= 0 and self.quoted[at][0] <= start and end <= self.quoted[at][1]

    def quotations_in(self, start: int, end: int) -> list[Span]:
        """The spans inside quotation marks that a span touches."""
        at = max(0, bisect_right(self.quoted, (start, len(self.text))) - 1)
        found = []
        for span in self.quoted[at:]:
            if span[0] >= end:
                break
            if span[1] > start:
                found.append(span)
        return found

    def sentence_around(self, start: int, end: int) -> Span:
        """The sentence in which a span begins, to the end of that in which it ends."""
        first = bisect_right(self._ordered, start) - 1
        last = bisect_left(self._ordered, max(end, start + 1))
        begin = self._ordered[first] if first >= 0 else 0
        return begin, self._ordered[last] if last < len(self._ordered) else len(self.text)

    @cached_property
    def _ordered(self) -> list[int]:
        return sorted(self.starts)

    def names_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that a span touches; none when nobody looked for names."""
        names = self.names or ()
        at = max(0, bisect_right(names, start, key=lambda name: name[0]) - 1)
        found = []
        for name in names[at:]:
            if name[0] >= end:
                break
            if name[1] > start:
                found.append(name)
        return found


def read_side(text: str, spans: Sequence[Span], names: Sequence[Mention] | None = None) -> Side:
    """Read a text once for all its edits; linear in its length.

    `spans` are its sentences; `names` its mentions, None where nobody looked for names. A mention
    in what was blanked because it does not count is left out.
    """
    return Side(
        text,
        frozenset(start for start, _ in spans),
        quoted_spans(text),
        frozenset(word for word in _INSIDE.findall(text) if word[0].isupper()),
        None if names is None else sorted(one for one in names if text[one[0] : one[1]].strip()),
    )


@dataclass(frozen=True)
class Piece:
    """The stretch of one text that a change replaces; empty where the other text only adds."""

    side: Side
    start: int
    end: int

    @cached_property
    def raw(self) -> str:
        """The text as it is written."""
        return self.side.text[self.start : self.end]

    @cached_property
    def folded(self) -> str:
        """The text in its normal form."""
        return fold(self.raw)

    @cached_property
    def tokens(self) -> list[str]:
        """The folded words; a hyphen or a dot inside a word stays."""
        return _TOKEN.findall(self.folded)

    @cached_property
    def content(self) -> list[str]:
        """The tokens that are no function words."""
        return [token for token in self.tokens if token not in FUNCTION_WORDS]

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        """Start, end and text of each word."""
        found = words(self.raw)
        return [(self.start + a, self.start + b, self.raw[a:b]) for a, b in found]

    @cached_property
    def before(self) -> list[str]:
        """Up to some ten folded words before the piece on its line, the nearest last."""
        line = self.side.text[max(0, self.start - _WINDOW) : self.start].split("\n")[-1]
        return _TOKEN.findall(fold(line))

    @cached_property
    def after(self) -> list[str]:
        """Up to some ten folded words after the piece on its line, the nearest first."""
        line = self.side.text[self.end : self.end + _WINDOW].split("\n")[0]
        return _TOKEN.findall(fold(line))

    @cached_property
    def quoted(self) -> bool:
        """Whether it stands inside quotation marks."""
        return self.side.is_quoted(self.start, self.end)

    def begins_sentence(self, start: int) -> bool:
        """Whether the word at `start` is the first of its sentence or of a quotation."""
        at = start
        while at > 0 and at not in self.side.starts and not self.side.text[at - 1].isalnum():
            if self.side.text[at - 1] in '“"«„‘—–:' or start - at > 3:
                return True
            if self.side.text[at - 1] == " " and self.side.text[at - 2 : at - 1].isalnum():
                return False
            at -= 1
        return at in self.side.starts

    def __bool__(self) -> bool:
        return self.start < self.end


@dataclass(frozen=True)
class Change:
    """One edit: the pieces of the first and of the second text."""

    before: Piece
    after: Piece

    @property
    def pieces(self) -> Iterator[Piece]:
        """The pieces that are not empty."""
        return (piece for piece in (self.before, self.after) if piece)

    @property
    def case(self) -> str:
        """`changed`; `lost` when only the first text has it, `gained` when only the second."""
        if not self.after:
            return "lost"
        return "changed" if self.before else "gained"


def shorten(text: str) -> str:
    """A piece of text on one line of at most 60 characters, for a sentence about it."""
    line = " ".join(text[: 4 * _LONGEST_SHOWN].split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1].rstrip() + "…"


def describe(change: Change, what: str = "") -> Reason:
    """The plain reason: ‘a’ became ‘b’, or ‘a’ was dropped, or added; `what` stands before it."""
    before, after = shorten(change.before.raw), shorten(change.after.raw)
    if before and after:
        told = f"{what}‘{before}’ became ‘{after}’"
    else:
        told = f"{what}‘{after}’ was added" if after else f"{what}‘{before}’ was dropped"
    return Reason(told, what, before, after)


def describe_one_side(change: Change, told: str, lead: str) -> Reason:
    """The reason for a piece that only one text has.

    `told` is the sentence where the second text was taken from the first, `lead` begins it
    otherwise.
    """
    return Reason(told, lead, shorten(change.before.raw), shorten(change.after.raw))
