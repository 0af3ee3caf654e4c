"""Strings in single marks, around double ones and between them, and those that a dash opens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from components.text.segment import Span

_SINGLE = re.compile("[‘’‚']")
_ENDS_SPEECH = '.,!?…"'
_DOUBLE_CLOSERS = "”»〞」』›"
_DASH_OPENS = re.compile(r"\s*[—–―]\s?(?=[^\W\d_]|[¿¡])")
_DASH_CLOSES = re.compile(r"[,.!?…]\s?[—–―]\s?|\s[—–―](?=\w)|,\s|[!?…]\s")
_DASH_AGAIN = re.compile(r"[.,]\s?[—–―]\s?(?=\w)|[—–―][.,]\s(?=\w)")
_WORD = re.compile(r"\w+(?:-\w+)*")
_REACH, _NEAR_VERB = 60, 3
_LONGEST_AROUND = 1000
_BEFORE_OPENER = "([{—–-/…"


def find_single_around(text: str, start: int, end: int, doubles: Sequence[Span]) -> list[Span]:
    """Strings in single marks that hold whole strings in double marks: ‘He said: “Go.” So I went,’.

    The closing mark stands behind a stop, a comma or a double mark, outside the double marks.
    """
    found: list[Span] = []
    inside, after_last, opened = False, start, -1
    ordered = sorted(doubles)
    starts = [first for first, _ in ordered]
    for mark in _SINGLE.finditer(text, start, end) if ordered else ():
        at = mark.start()
        if is_inside(ordered, at):
            continue
        before = text[at - 1] if at > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        inside = opened >= 0 and bisect_left(starts, opened) < bisect_left(starts, at)
        if opened < 0:
            free = at == start or before.isspace() or before in _BEFORE_OPENER
            if free and after_last <= at and (after.isalnum() or after in '“"'):
                opened = mark.end()
        elif not after.isalnum() and (before in _ENDS_SPEECH or before in _DOUBLE_CLOSERS):
            if inside and at - opened <= _LONGEST_AROUND:
                found.append((opened, at))
            opened, after_last = -1, mark.end()
    return found


def is_inside(ordered: Sequence[Span], at: int) -> bool:
    """Whether an offset is in one of the spans, which are in order and do not overlap."""
    number = bisect_right(ordered, at, key=lambda span: span[0]) - 1
    return number >= 0 and at < ordered[number][1]


def find_single_marks(text: str, start: int, end: int, doubles: Sequence[Span]) -> Iterator[Span]:
    """Strings in single marks between the given spans."""
    at = start
    for first, last in [*sorted(doubles), (end, end)]:
        yield from _between_doubles(text, at, first)
        at = last


def _between_doubles(text: str, start: int, end: int) -> Iterator[Span]:
    """Strings in single marks, as distinct from apostrophes.

    An opening mark has no letter before it, a closing one none after it. Of several marks that may
    close, the first one that cannot be a plural's possessive is taken, else the last.
    """
    opened, perhaps = -1, -1
    for mark in _SINGLE.finditer(text, start, end):
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        if _opens_single(mark[0], before, after):
            if perhaps >= 0:
                yield opened, perhaps
            opened, perhaps = mark.end(), -1
        elif opened >= 0 and not after.isalnum() and not before.isspace():
            perhaps = mark.start()
            if before not in "sSzZ":
                yield opened, perhaps
                opened, perhaps = -1, -1
    if perhaps >= 0:
        yield opened, perhaps


def _opens_single(sign: str, before: str, after: str) -> bool:
    free = not before.isalnum() and before not in ".,!?…"
    return sign in "‘‚'" and free and after.isalnum()


def find_dash_speech(text: str, start: int, end: int, verbs: Collection[str]) -> list[Span]:
    """The spans of what is said in a paragraph that a dash opens: “— …, — said A. — …”.

    [] where no verb of `verbs` (lower case) stands within a few words behind a comma or a dash: a
    list has dashes too.
    """
    opened = _DASH_OPENS.match(text, start, end)
    if not verbs or opened is None or any(mark in text[start:end] for mark in '«»“”„"'):
        return []
    first = opened.end()
    for sign in _DASH_CLOSES.finditer(text, first, end):
        near = _WORD.findall(text[sign.end() : min(end, sign.end() + _REACH)].lower())
        if not any(_base(word) in verbs for word in near[:_NEAR_VERB]):
            continue
        found = [(first, sign.start() + (text[sign.start()] in ",.!?…"))]
        again = _DASH_AGAIN.search(text, sign.end(), end)
        if again:
            found.append((again.end(), end))
        return found
    return []


def _base(word: str) -> str:
    return word.partition("-")[0]
