"""What speaks for each possible speaker of a quotation, as the names of features."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from components.analysis.quotations.context import Option, Situation
from components.analysis.quotations.parsed_frame import Report, words

_STEPS = (1, 2, 4, 8, 15, 30)
_WORD_STEPS = (1, 2, 3, 4, 6, 9, 15, 30)
_TITLED = re.compile(r"[A-Z0-9]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us|I’m|I'm|you|You)\b")
_SENTENCE_INSIDE = re.compile(r"[.!?] [A-Z]")


def features_of(now: Situation, option: Option) -> Iterator[str]:
    """What speaks for or against one option."""
    report, place = option.report, option.place
    who = report.speaker.kind
    yield f"{place} {who}"
    yield f"{place} {report.kind} {report.route}"
    if place == "last":
        yield from _going_on(now)
        return
    if place != "here":
        yield from _elsewhere(now, option)
        return
    yield from _who(now, report)
    if report.cue >= 0:
        yield from _verb(now, report)
    else:
        side = _side(now, report.speaker.token)
        yield f"no verb {report.kind} {report.route} {side} {who}"
        yield f"no verb {side} {_gap(now, report.speaker.token)} {now.closing} {now.opening}"
        if now.opening == "colon" and side == "left":
            yield f"no verb colon {who} {report.route}"
    last = now.last
    if last and last.frame == now.number:
        same = last.speaker[:2] == report.speaker[:2]
        yield f"{'same' if same else 'another'} in frame {now.opening} {report.kind}"


def _who(now: Situation, report: Report) -> Iterator[str]:
    who = report.speaker.kind
    yield f"{who} {report.kind} {report.route}"
    yield f"{who} length {_length(now)}"
    place = report.speaker.token
    first = now.outside(0, place) == 0
    yield f"{who} first" if first else f"{who} later"
    tokens = now.scene.tokens
    if place + 1 < len(tokens) and tokens[place + 1].word in ("'s", "’s", "'", "’"):
        yield f"{who} possessive {report.kind}"
    yield f"who {tokens[place].relation} {report.kind}"


def _verb(now: Situation, report: Report) -> Iterator[str]:
    side, gap = _side(now, report.cue), _gap(now, report.cue)
    depth = _depth(now, report.cue)
    kind = report.kind
    yield f"verb {kind} {side} {gap}"
    yield f"verb {kind} {side} {depth}"
    yield f"verb {side} {depth} {now.opening} {now.closing}"
    yield f"verb {kind} {side} {now.opening} {now.closing} near {gap in '0 1 2'}"
    yield f"verb {report.verb or 'other'} {side}"
    order = "after" if report.speaker.token > report.cue else "before"
    yield f"order {order} {side} {kind} {report.speaker.kind}"
    yield f"route {report.route} {side} {depth} {now.scene.tokens[report.cue].relation}"
    between = _between(now, report.cue)
    yield f"between {between} {side} {kind} {depth}"
    quotes = _quotes_between(now, report.cue)
    yield f"quotes between {quotes} {side} {now.opening} {kind}"
    apart = _step(now.outside(*sorted((report.speaker.token, report.cue))), _STEPS)
    yield f"apart {apart} {report.route} {order}"
    if side == "left" and report.speaker.token >= now.span[1]:
        yield "quotation between verb and speaker"


def _elsewhere(now: Situation, option: Option) -> Iterator[str]:
    report, place = option.report, option.place
    near = now.near(-1 if place == "before" else 1)
    assert near is not None
    same = near.frame.paragraph == now.scene.frame.paragraph
    ends = (*near.frame.quoted[:1], *near.frame.quoted[-1:])
    quoted = any(one.group == now.quoted.group for one in ends)
    where = f"{place} {'same' if same else 'other'} paragraph"
    alone = "alone" if now.is_alone else "framed"
    yield f"{where} {alone} {report.kind} {report.route}"
    quotes = bool(near.frame.quoted)
    yield f"{where} {alone} {report.speaker.kind} verb {report.cue >= 0} quotes {quotes}"
    yield f"{where} {alone} {_length(now)}"
    yield f"{where} {now.opening} {now.closing} reports {_count(now)}"
    if quoted:
        yield f"{where} one quotation"
    if near.text[near.frame.start : near.frame.end].rstrip().endswith(":"):
        yield f"{where} colon {report.kind} {alone}"
        yield f"{where} colon {report.speaker.kind}"
    first = near.tokens and not any(
        t.word[:1].isalnum() for t in near.tokens[: report.speaker.token]
    )
    yield f"{where} first {bool(first)} {alone}"
    relation = near.tokens[report.speaker.token].relation
    head = near.tokens[report.cue].relation if report.cue >= 0 else ""
    yield f"{where} {relation} {head} {alone}"
    if now.last and now.last.speaker[:2] == report.speaker[:2]:
        yield f"{where} spoke last {alone}"


def _going_on(now: Situation) -> Iterator[str]:
    last = now.last
    assert last is not None
    alone = "alone" if now.is_alone else "framed"
    apart = now.scene.frame.paragraph - last.paragraph
    frames = _step(now.number - last.frame, (1, 2, 3, 5))
    where = f"last {min(apart, 3)} {frames}"
    yield where
    yield f"{where} {alone} {_length(now)}"
    yield f"{where} {alone} reports {_count(now)}"
    yield f"{where} {now.opening} {now.closing}"
    yield f"last {alone} {last.speaker.kind}"
    if last.quoted.group == now.quoted.group:
        yield f"one quotation {min(apart, 2)}"
    if not last.quoted.closed:
        yield f"not closed {min(apart, 2)}"


def _count(now: Situation) -> int:
    return min(
        2, len({report.cue for report in now.scene.reports if report.kind in ("say", "state")})
    )


def features_of_nobody(now: Situation) -> Iterator[str]:
    """What speaks for a title, a term or words that nobody says."""
    yield "nobody"
    yield f"nobody length {_length(now)}"
    titled = _is_titled(now.words)
    count = len(now.words)
    yield f"nobody {now.opening} {now.closing} {_step(count, (1, 3, 6))}"
    yield f"nobody titled {titled} {_step(count, (1, 2, 5, 10))}"
    yield f"nobody titled {titled} {now.opening} {now.closing}"
    yield from _words_around(now)
    first = now.inner[:1]
    yield f"nobody begins {'upper' if first.isupper() else 'lower' if first.islower() else 'sign'}"
    yield f"nobody person {bool(_FIRST_PERSON.search(now.inner))}"
    yield f"nobody sentences {bool(_SENTENCE_INSIDE.search(now.inner))}"
    yield f"nobody alone {now.is_alone} {_length(now)}"
    yield f"nobody reports {_count(now)} {titled}"
    yield f"nobody reports {_count(now)} {_step(count, (1, 3, 6))}"
    yield f"nobody verbs {_kinds(now)}"
    yield f"nobody depth {now.chain and _kind_of(now, now.chain[0])}"
    mark = now.text[max(0, now.quoted.start - 1) : now.quoted.start]
    yield f"nobody single {mark in '‘’'}" if mark else "nobody bare"
    if now.last:
        apart = min(3, now.scene.frame.paragraph - now.last.paragraph)
        yield f"nobody last {apart} {now.is_alone} {_step(count, (1, 3, 6))}"
    else:
        yield f"nobody before {now.is_alone}"
    if not now.quoted.closed:
        yield "nobody not closed"


def _words_around(now: Situation) -> Iterator[str]:
    before = now.before.split()
    near = before[-1].lower().strip(",.;’'") if before else ""
    yield f"nobody after {near if near in words('before_titles') else _shape(near)}"
    second = before[-2].lower().strip(",.") if len(before) > 1 else ""
    if second in words("before_titles"):
        yield f"nobody after {second} x"
    following = now.after.split()
    yield f"nobody followed {_shape(following[0].lower()) if following else 'end'}"


def _is_titled(inner: Sequence[str]) -> bool:
    """Whether all words but the small ones begin with capitals, as in the title of a show."""
    small = words("small_in_titles")
    return bool(inner and _TITLED.match(inner[0])) and all(
        _TITLED.match(word) or word.lower() in small for word in inner
    )


def _length(now: Situation) -> str:
    return str(_step(len(now.words), _WORD_STEPS))


def _kinds(now: Situation) -> str:
    return " ".join(sorted({report.kind for report in now.scene.reports if report.cue >= 0}))


def _kind_of(now: Situation, cue: int) -> str:
    return next((report.kind for report in now.scene.reports if report.cue == cue), "")


def _shape(word: str) -> str:
    if not word:
        return "nothing"
    if word in words("determiners"):
        return "determiner"
    if word in words("prepositions"):
        return word
    return "word" if word[0].isalpha() else "sign"


def _side(now: Situation, number: int) -> str:
    return "left" if number < now.span[0] else "right"


def _gap(now: Situation, number: int) -> str:
    first, end = now.span
    words = now.outside(number + 1, first) if number < first else now.outside(end, number)
    return str(_step(words, _STEPS))


def _depth(now: Situation, cue: int) -> str:
    if cue in now.chain:
        return str(min(now.chain.index(cue), 3))
    if not now.scene.has_parse:
        return "unknown"
    tokens = now.scene.tokens
    first, end = now.span
    at = cue
    for _ in range(30):
        if tokens[at].head == at:
            break
        at = tokens[at].head
        if first <= at < end:
            return "under"
    return "apart"


def _between(now: Situation, cue: int) -> int:
    first, end = now.span
    low, high = (cue + 1, first) if cue < first else (end, cue)
    cues = {r.cue for r in now.scene.reports if r.kind in ("say", "state", "judge", "think")}
    return min(2, sum(low <= other < high for other in cues))


def _quotes_between(now: Situation, cue: int) -> int:
    place = now.scene.tokens[cue].start
    low, high = sorted((place, now.quoted.start))
    starts = now.scene.quoted_starts
    return min(2, max(0, bisect_left(starts, high) - bisect_right(starts, low)))


def _step(value: int, steps: Sequence[int]) -> int:
    return next((number for number, step in enumerate(steps) if value < step), len(steps))
