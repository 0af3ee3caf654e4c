"""Reported speech: clauses that a reporting verb governs, without quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from components.analysis.quotations.parsed_frame import SUBJECTS, ParsedFrame, Report, words
from components.analysis.quotations.reported.clauses_by_place import (
    find_clause_by_place,
    find_start_behind,
    find_what_is_alleged,
    goes_on_behind,
    is_foreign,
    is_set_off,
    is_told_that,
)
from components.analysis.quotations.speaker_phrases import list_subtree
from components.text.segment import Span

_KINDS = frozenset({"say", "state"})
_CLAUSES = frozenset({"ccomp", "xcomp"})
_WITH_INFINITIVE = frozenset(
    {"promise", "vow", "pledge", "claim", "threaten", "demand", "urge", "volunteer"}
)
_SIGNS = " ,;:—–-\t\n\xa0"
_FEWEST_WORDS = 3
_MOSTLY = 0.5
_RELATIVE = frozenset({"that", "which", "who"})
_UNTOLD = frozenset({"who", "we", "i", "you"})
_TOLD_TO = frozenset(
    {"tell", "ask", "inform", "remind", "assure", "warn", "urge", "order", "advise"}
)
_NOT_SAID = frozenset({"not", "n't", "n’t", "never", "if", "would", "could", "might", "may"})
_HELPERS = frozenset({"neg", "aux", "mark", "advmod"})
_NEAR = 3
_GOES_ON = re.compile(r",\s(?:which|who|whose|where|including|such as|if|unless|because)\b")
_QUOTES_ON = re.compile(r",\s\w+ing:?\s[“\"]")
_JOINED = re.compile(r"[,—–-]\s(?:and|but|or|so|while)\s\Z")
_GOES_ON_WITH = re.compile(r"[\s-](?P<word>[^\W\d_]+)[^,;:—–“\"”]*")
_VERB_FOLLOWS = re.compile(r",\s(?:\w+ly\s)?(?!as\b|was\b|has\b|is\b)\w+(?:[^s\W]s|ed)\s")
_CUT_IN_TWO = frozenset({"ccomp", "csubj", "nsubj", "parataxis", "dep"})
_COMMA = re.compile(r",\s+")
_MOST_COMMAS = 3
_AFTER_PHRASE = re.compile(r"[^,“\"]{0,160},\s+")
# How often a clause of this kind is one that somebody said, by reading.
_SURE = {"say": 0.9, "state": 0.85, "according": 0.9, "judge": 0.7}
_SHARED, _DOUBTFUL, _WITHOUT_PARSER = 0.7, 0.45, 0.6


def find_reported_clauses(frame: ParsedFrame) -> Iterator[tuple[Span, Report]]:
    """Spans of reported clauses, each with who reports; mostly quoted ones are left out."""
    taken: set[int] = set()
    for report in frame.reports:
        if report.cue in taken or report.cue < 0 or not _may_report(frame, report):
            continue
        span = _clause_of(frame, report)
        if span is None:
            continue
        taken.add(report.cue)
        if _is_mostly_free(frame, span) and not is_foreign(frame, span, report):
            yield span, report
    if not taken:
        yield from _by_according(frame)


def _may_report(frame: ParsedFrame, report: Report) -> bool:
    """Whether a verb is one of saying, and its subject the one who says, not who is told."""
    if report.verb == "accuse":
        return report.route == "subject" and not _is_passive(frame, report)
    if report.kind not in _KINDS or report.speaker.kind in ("you", "i", "we"):
        return False
    # “…, Ann Lee, a nurse, told the BBC” is not the BBC's.
    listens = _is_passive(frame, report) or (report.route == "after" and frame.has_parse)
    return not (report.verb in _TOLD_TO and listens)


def _is_passive(frame: ParsedFrame, report: Report) -> bool:
    tokens = frame.tokens
    if any(tokens[n].relation in ("nsubjpass", "auxpass") for n in frame.children[report.cue]):
        return True
    before = tokens[report.cue - 1].word if report.cue else ""
    return report.verb == "ask" and (before in ("when", "if", "") or report.route == "shared")


def _clause_of(frame: ParsedFrame, report: Report) -> Span | None:
    if not frame.has_parse:
        return _after_that(frame, report)
    found = _governed(frame, report) if report.verb != "accuse" else None
    if found:
        return found
    found = find_clause_by_place(frame, report) or find_what_is_alleged(frame, report)
    return _trim(frame.text, *found) if found else None


def weigh_clause(frame: ParsedFrame, report: Report) -> float:
    """How sure it is that the clause reports what this speaker said, 0 to 1.

    What is denied, wished or supposed, what a thing suggests, and a shared verb are less sure.
    """
    if not frame.has_parse:
        return _WITHOUT_PARSER
    is_hint = (report.verb, report.speaker.kind) == ("suggest", "noun")
    if is_hint or report.speaker.kind == "who" or _is_not_said(frame, report):
        return _DOUBTFUL
    sure = _SURE[report.kind]
    return sure if report.route in ("subject", "according") else min(sure, _SHARED)


def _is_not_said(frame: ParsedFrame, report: Report) -> bool:
    """Whether the verb is denied, supposed or an infinitive: “would not say”, “to say”."""
    first = max(0, report.cue - _NEAR)
    near = range(first, report.cue) if report.kind != "according" else range(0)
    if any(
        frame.tokens[n].word in _NOT_SAID and frame.tokens[n].relation in _HELPERS for n in near
    ):
        return True
    return any(frame.tokens[n].word == "to" and n == report.cue - 1 for n in near)


def _by_according(frame: ParsedFrame) -> Iterator[tuple[Span, Report]]:
    """What is beside “according to” and a speaker, at the start or the end of the sentence."""
    for report in frame.reports:
        if report.kind != "according" or report.speaker.kind in _UNTOLD:
            continue
        said = frame.text[slice(*report.speaker[:2])].lower().split()
        is_own = report.speaker.kind == "noun" and said[0] in ("his", "her", "their")
        if is_own or said[-1] in words("no_speakers_of_according"):
            continue
        start, end = frame.start, frame.tokens[report.cue].start
        if not frame.text[start:end].strip(_SIGNS):
            phrase = _AFTER_PHRASE.match(frame.text, report.speaker.end, frame.end)
            if phrase is None:
                continue
            start, end = phrase.end(), frame.end
        else:
            commas = _COMMA.finditer(frame.text, report.speaker.end, frame.end)
            if any(goes_on_behind(frame, one.end()) for one in islice(commas, _MOST_COMMAS)):
                end = frame.end
        if _is_mostly_free(frame, span := _trim(frame.text, start, end)):
            yield span, report
            return


def _governed(frame: ParsedFrame, report: Report) -> Span | None:
    for child in frame.children[report.cue]:
        token = frame.tokens[child]
        if token.relation not in _CLAUSES or token.quoted:
            continue
        if token.relation == "xcomp" and not _takes_infinitive(frame, report):
            continue
        if any(frame.tokens[n].word in _RELATIVE for n in _subjects(frame, child)):
            continue
        below = list_subtree(frame, child)
        span = _trim(frame.text, frame.tokens[below[0]].start, frame.tokens[below[-1]].end)
        cue = frame.tokens[report.cue].start
        apart = is_set_off(frame, span[1]) and not is_told_that(frame, report)
        if span[0] <= cue < span[1] or (span[1] <= cue and not apart):
            continue
        if cue > span[0]:
            return _trim(frame.text, _begins(frame, span), span[1])
        start = find_start_behind(frame, report, span[0])
        return _with_rest(frame, _to_a_sign(frame, (start, span[1]), report, below[-1]))
    return None


def _to_a_sign(frame: ParsedFrame, span: Span, report: Report, last: int) -> Span:
    """A clause behind its verb up to the end of the sentence, where the parser cut it in two.

    That is so where the verb itself is below a word behind the clause; where no sign stands behind
    the clause it goes on to the next one.
    """
    cue = frame.tokens[report.cue]
    told = frame.verb_at(cue.head) if 0 <= cue.head < len(frame.tokens) else None
    if cue.head > last and cue.relation in _CUT_IN_TWO and told is None:
        return _trim(frame.text, span[0], frame.end)
    if _VERB_FOLLOWS.match(frame.text, span[1]) and not _is_followed(frame, span[1]):
        return _trim(frame.text, span[0], frame.end)
    rest = _GOES_ON_WITH.match(frame.text, span[1], frame.end)
    if rest is None or rest["word"].lower() in words("begin_additions") | words("begin_phrases"):
        return span
    return _trim(frame.text, span[0], rest.end())


def _begins(frame: ParsedFrame, span: Span) -> int:
    """Where a clause before its verb begins: with the sentence, where “and” or “but” joins it."""
    joined = _JOINED.search(frame.text[frame.start : span[0]])
    others = any(
        report.kind in _KINDS and frame.tokens[report.cue].start < span[0]
        for report in frame.reports
        if report.cue >= 0
    )
    return frame.start if joined and not others else span[0]


def _takes_infinitive(frame: ParsedFrame, report: Report) -> bool:
    """Whether what is promised or urged is told by an infinitive, and not by a noun before it."""
    if report.verb not in _WITH_INFINITIVE:
        return False
    objects = any(frame.tokens[n].relation == "dobj" for n in frame.children[report.cue])
    return report.verb == "urge" or not objects


def _subjects(frame: ParsedFrame, number: int) -> list[int]:
    return [n for n in frame.children[number] if frame.tokens[n].relation in SUBJECTS]


def _with_rest(frame: ParsedFrame, span: Span) -> Span:
    """A clause up to “, saying: “…””, or with what is said further of its last words."""
    if quotes := _QUOTES_ON.search(frame.text, *span):
        return span[0], quotes.start()
    if _is_followed(frame, span[1]) or not _GOES_ON.match(frame.text, span[1]):
        return span
    return _trim(frame.text, span[0], frame.end)


def _is_followed(frame: ParsedFrame, end: int) -> bool:
    """Whether another verb of saying stands behind an offset."""
    told = (one.cue for one in frame.reports if one.cue >= 0 and one.kind in _KINDS)
    return any(frame.tokens[cue].start >= end for cue in told)


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
