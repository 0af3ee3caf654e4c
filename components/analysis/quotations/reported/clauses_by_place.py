"""Clauses by their place: what is reported where the parser binds no clause to the verb.

Behind “X said that”, before “…, X said”, around “…, X said, …”, and what is announced or alleged.
"""

from __future__ import annotations

import re

from components.analysis.quotations.parsed_frame import SUBJECTS, ParsedFrame, Report, words
from components.analysis.quotations.speaker_phrases import list_subtree
from components.text.segment import Span

_BREAKS = re.compile(r"[,—–”\"’'?!-]")
_BEFORE_CLAUSE = 40
# A capital behind a plain word without a sign, and a plain word behind it.
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z0-9)] )(?P<word>[A-Z][a-z]+)(?=\s[a-z‘’'“])")
_MOST_BETWEEN = 14
_MOSTLY = 0.5
_NEAR_THAT = 3
_FEWEST_BEFORE = 4
_NO_BREAK = frozenset({",", ";", ":", "(", "—", "–"})
_OBJECTS = frozenset({"dobj", "obj", "attr"})
_OWN_WORDS = frozenset({"dobj", "xcomp", "acomp", "attr"})
_RELATIVE = frozenset({"which", "whom", "whose"})
_MAY_BEGIN = frozenset({"that", "and", "but", "or"})
_LISTENING = frozenset({"tell", "inform", "remind", "assure", "warn", "advise"})


def find_clause_by_place(frame: ParsedFrame, report: Report) -> Span | None:
    """The clause that stands behind, before or around a verb and who reports; None if none does."""
    if report.verb not in words("report_a_clause"):
        return None
    return _behind(frame, report) or _set_off(frame, report)


def find_what_is_alleged(frame: ParsedFrame, report: Report) -> Span | None:
    """What somebody announces, accuses another of or warns of, where that is no clause."""
    tokens = frame.tokens
    first = report.cue + 1
    if report.route != "subject" or report.speaker.token > report.cue or first >= len(tokens):
        return None
    top = None
    if report.verb == "announce":
        top = next((n for n in frame.children[report.cue] if tokens[n].relation == "dobj"), None)
    elif report.verb in ("accuse", "warn"):
        near = range(first, min(first + _MOST_BETWEEN, len(tokens)))
        top = next((n for n in near if tokens[n].word in ("of", "about")), None)
        # “Accused of theft” and “warned her of it” have no subject who says so, or another object.
        top = top if (top == first) is (report.verb == "warn") else None
    if top is None or top < first:
        return None
    inside = list_subtree(frame, top)
    start = tokens[first].start if report.verb == "accuse" else tokens[inside[0]].start
    end = tokens[inside[-1]].end
    if (
        report.verb == "announce"
    ):  # what is announced goes on behind a day: “new fees on Monday for”
        comma = frame.text.find(",", end, frame.end)
        end = frame.end if comma < 0 else comma
    return start, end


def find_start_behind(frame: ParsedFrame, report: Report, start: int) -> int:
    """Where a clause behind “said” begins, of which the parser may have left out the subject."""
    tokens = frame.tokens
    between = [token for token in tokens[report.cue + 1 :] if token.start < start]
    if not between or report.speaker.token > report.cue or between[0].quoted:
        return start
    first = between[0]
    bare = tokens[report.cue].word in words("say_without_that") and first.word[:1].isalnum()
    days = words("never_names") - words("determiners")
    if not bare or first.word in words("begin_phrases") | words("begin_additions") | days:
        return start
    return start if any(token.word == "that" for token in between) else first.start


def goes_on_behind(frame: ParsedFrame, offset: int) -> bool:
    """Whether the sentence before an inserted “, X said,” goes on behind it at an offset."""
    behind = [
        token
        for token in frame.tokens
        if token.start >= offset and token.word[:1].isalnum() and not token.quoted
    ]
    if len(behind) < 2 or behind[0].word in words("begin_additions"):
        return False
    if behind[0].word in words("finite_helpers"):
        return True
    return any(token.relation in SUBJECTS for token in behind[:_FEWEST_BEFORE])


def is_set_off(frame: ParsedFrame, end: int) -> bool:
    """Whether a sign parts a clause from the words behind it: else a line is glued before them."""
    return _BREAKS.match(frame.text[end:].lstrip()) is not None


def is_told_that(frame: ParsedFrame, report: Report) -> bool:
    """Whether “that” stands right behind a verb, so that what is told is behind it."""
    behind = frame.tokens[report.cue + 1 : report.cue + 1 + _NEAR_THAT]
    return any(token.word == "that" and token.relation == "mark" for token in behind)


def _takes_other_words(frame: ParsedFrame, report: Report, span: Span) -> bool:
    """Whether a verb behind a clause has an object or an infinitive of its own.

    “He fires, then shoots Lind” and “It is Lind: he continues to run” report nothing.
    """
    cue = frame.tokens[report.cue]
    if span[1] > cue.start or report.verb in _LISTENING:
        return False
    comma = frame.text.find(",", cue.end, frame.end)
    own = [
        n
        for n in frame.children[report.cue]
        if n > report.cue
        and frame.tokens[n].relation in _OWN_WORDS
        and not frame.tokens[n].word.endswith("ing")
        and (comma < 0 or frame.tokens[n].start < comma)
    ]
    inverted = own == [report.speaker.token] and report.verb in words("report_a_clause")
    return bool(own) and not inverted


def _is_headline(frame: ParsedFrame, span: Span, report: Report) -> bool:
    """Whether the verb or nearly all of a clause is in capitals."""
    cue = frame.tokens[report.cue]
    if frame.text[cue.start : cue.end].isupper():
        return True
    letters = [letter for letter in frame.text[slice(*span)] if letter.isalpha()]
    return sum(map(str.isupper, letters)) > _MOSTLY * len(letters)


def is_foreign(frame: ParsedFrame, span: Span, report: Report) -> bool:
    """Whether a clause is no words of the sentence that its verb reports."""
    return (
        _is_headline(frame, span, report)
        or _is_glued(frame, span)
        or _takes_other_words(frame, report, span)
        or any(span[1] <= one.start < frame.tokens[report.cue].start for one in frame.quoted)
    )


def _is_glued(frame: ParsedFrame, span: Span) -> bool:
    """Whether a line of other words is glued into or before a clause: “says as strike looms When”.

    A small word begins with a capital in the middle of a sentence, and no name.
    """
    before = frame.text[max(frame.start, span[0] - _BEFORE_CLAUSE) : span[0]]
    start = span[0] - len(before)
    return any(
        one["word"].lower() in words("glued_begins")
        for one in _CAPITAL_INSIDE.finditer(frame.text, start, span[1])
    )


def _behind(frame: ParsedFrame, report: Report) -> Span | None:
    """From “that”, or from the verb itself, to the end of the sentence."""
    tokens = frame.tokens
    if report.speaker.token > report.cue:
        return None
    start = None
    for number in range(report.cue + 1, min(report.cue + _MOST_BETWEEN, len(tokens))):
        token = tokens[number]
        if token.quoted or token.word in _NO_BREAK:
            break
        if token.word == "that" and token.relation == "mark":
            start = token.end
            break
    following = tokens[report.cue + 1] if report.cue + 1 < len(tokens) else None
    if start is None and tokens[report.cue].word in words("say_without_that"):
        bare = following and following.word[:1].isalnum() and not following.quoted
        if following and bare and following.word not in words("begin_phrases"):
            start = following.start
    if start is None or not _has_subject(frame, start, frame.end):
        return None
    return start, frame.end


def _set_off(frame: ParsedFrame, report: Report) -> Span | None:
    """What is before “, X said” and the end, or on both sides of “, X said,”."""
    tokens = frame.tokens
    head = min(report.cue, report.speaker.token)
    comma = next((n for n in range(head - 1, -1, -1) if tokens[n].word == ","), None)
    if comma is None or tokens[comma].quoted or head - comma > _MOST_BETWEEN:
        return None
    between = {token.word for token in tokens[comma + 1 : head]}
    joins = tokens[comma + 1].word in words("join_clauses") or between & _RELATIVE
    told = any(t.word == "that" for t in tokens[report.cue + 1 : report.cue + 3])
    if (
        joins
        or told
        or tokens[report.cue].word.endswith("ing")
        or any(t.quoted for t in tokens[comma:head])
    ):
        return None
    last = max(report.cue, report.speaker.token)
    end = max(report.speaker.end, tokens[last].end)
    listens = report.verb in _LISTENING
    following = next((t for t in tokens if t.start >= end and t.word[:1].isalnum()), None)
    if following and following.quoted:
        return None
    rest = [t for t in tokens if t.start >= end and not t.quoted]
    if rest and rest[0].word == ",":
        if goes_on_behind(frame, rest[0].end):
            before = frame.text[frame.start : tokens[comma].start].split()
            short = len(before) < _FEWEST_BEFORE
            return rest[0].end if short else frame.start, frame.end
    elif any(t.relation in SUBJECTS for t in rest) or (
        not listens and any(tokens[n].relation in _OBJECTS for n in frame.children[report.cue])
    ):
        return None
    begins = tokens[0].word
    joined = begins in words("join_clauses") and begins not in _MAY_BEGIN
    if joined or not _has_subject(frame, frame.start, tokens[comma].end):
        return None
    return frame.start, tokens[comma].start


def _has_subject(frame: ParsedFrame, start: int, end: int) -> bool:
    return any(
        start <= token.start < end and token.relation in SUBJECTS and not token.quoted
        for token in frame.tokens
    )
