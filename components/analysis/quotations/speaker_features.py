"""Features: what speaks for each possible speaker of a quotation, and for nobody.

A feature is a string; its weight is in `tables/weights.json`, so its wording must stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.analysis.quotations.parsed_frame import Report, words
from components.analysis.quotations.quotation_context import Context, Option

_STEPS = (1, 2, 4, 8, 15, 30)
_WORD_STEPS = (1, 2, 3, 4, 6, 9, 15, 30)
_TITLED = re.compile(r"[A-Z0-9]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us|I’m|I'm|you|You)\b")
_SENTENCE_INSIDE = re.compile(r"[.!?] [A-Z]")


def list_option_features(context: Context, option: Option) -> Iterator[str]:
    """The features of one option."""
    report, where = option.report, option.where
    who = report.speaker.kind
    yield f"{where} {who}"
    yield f"{where} {report.kind} {report.route}"
    if where == "last":
        yield from _going_on(context)
        return
    if where != "here":
        yield from _elsewhere(context, option)
        return
    yield from _who(context, report)
    if report.cue >= 0:
        yield from _verb(context, report)
    else:
        side, gap = context.side(report.speaker.token), _gap(context, report.speaker.token)
        yield f"no verb {report.kind} {report.route} {side} {who}"
        yield f"no verb {side} {gap} {context.closing} {context.opening}"
        if context.opening == "colon" and side == "left":
            yield f"no verb colon {who} {report.route}"
    last = context.last
    if last and last.frame_number == context.number:
        same = last.speaker[:2] == report.speaker[:2]
        yield f"{'same' if same else 'another'} in frame {context.opening} {report.kind}"


def _who(context: Context, report: Report) -> Iterator[str]:
    who = report.speaker.kind
    yield f"{who} {report.kind} {report.route}"
    yield f"{who} length {_length(context)}"
    token = report.speaker.token
    first = context.count_words(0, token) == 0
    yield f"{who} first" if first else f"{who} later"
    tokens = context.frame.tokens
    if token + 1 < len(tokens) and tokens[token + 1].word in ("'s", "’s", "'", "’"):
        yield f"{who} possessive {report.kind}"
    yield f"who {tokens[token].relation} {report.kind}"


def _verb(context: Context, report: Report) -> Iterator[str]:
    side, gap = context.side(report.cue), _gap(context, report.cue)
    depth = _depth(context, report.cue)
    kind = report.kind
    yield f"verb {kind} {side} {gap}"
    yield f"verb {kind} {side} {depth}"
    yield f"verb {side} {depth} {context.opening} {context.closing}"
    yield f"verb {kind} {side} {context.opening} {context.closing} near {gap in '0 1 2'}"
    yield f"verb {report.verb or 'other'} {side}"
    order = "after" if report.speaker.token > report.cue else "before"
    yield f"order {order} {side} {kind} {report.speaker.kind}"
    yield f"route {report.route} {side} {depth} {context.frame.tokens[report.cue].relation}"
    between = _between(context, report.cue)
    yield f"between {between} {side} {kind} {depth}"
    quotes = min(2, context.count_quoted(report.cue))
    yield f"quotes between {quotes} {side} {context.opening} {kind}"
    apart = _step(context.count_words(*sorted((report.speaker.token, report.cue))), _STEPS)
    yield f"apart {apart} {report.route} {order}"
    if side == "left" and report.speaker.token >= context.span[1]:
        yield "quotation between verb and speaker"


def _elsewhere(context: Context, option: Option) -> Iterator[str]:
    report = option.report
    near = context.frame_beside(-1 if option.where == "before" else 1)
    assert near is not None
    same = near.paragraph == context.frame.paragraph
    ends = (*near.quoted[:1], *near.quoted[-1:])
    quoted = any(one.group == context.quoted.group for one in ends)
    prefix = f"{option.where} {'same' if same else 'other'} paragraph"
    alone = "alone" if context.frame.is_all_quoted else "framed"
    yield f"{prefix} {alone} {report.kind} {report.route}"
    quotes = bool(near.quoted)
    yield f"{prefix} {alone} {report.speaker.kind} verb {report.cue >= 0} quotes {quotes}"
    yield f"{prefix} {alone} {_length(context)}"
    yield f"{prefix} {context.opening} {context.closing} reports {_count(context)}"
    if quoted:
        yield f"{prefix} one quotation"
    if near.text[near.start : near.end].rstrip().endswith(":"):
        yield f"{prefix} colon {report.kind} {alone}"
        yield f"{prefix} colon {report.speaker.kind}"
    first = near.tokens and not any(
        t.word[:1].isalnum() for t in near.tokens[: report.speaker.token]
    )
    yield f"{prefix} first {bool(first)} {alone}"
    relation = near.tokens[report.speaker.token].relation
    head = near.tokens[report.cue].relation if report.cue >= 0 else ""
    yield f"{prefix} {relation} {head} {alone}"
    if context.last and context.last.speaker[:2] == report.speaker[:2]:
        yield f"{prefix} spoke last {alone}"


def _going_on(context: Context) -> Iterator[str]:
    last = context.last
    assert last is not None
    alone = "alone" if context.frame.is_all_quoted else "framed"
    apart = context.frame.paragraph - last.paragraph
    frames = _step(context.number - last.frame_number, (1, 2, 3, 5))
    where = f"last {min(apart, 3)} {frames}"
    yield where
    yield f"{where} {alone} {_length(context)}"
    yield f"{where} {alone} reports {_count(context)}"
    yield f"{where} {context.opening} {context.closing}"
    yield f"last {alone} {last.speaker.kind}"
    if last.quoted.group == context.quoted.group:
        yield f"one quotation {min(apart, 2)}"
    if not last.quoted.closed:
        yield f"not closed {min(apart, 2)}"


def list_nobody_features(context: Context) -> Iterator[str]:
    """The features of the answer that nobody says it: a title, a term, a single word."""
    yield "nobody"
    yield f"nobody length {_length(context)}"
    titled = is_titled(context.words)
    count = len(context.words)
    yield f"nobody {context.opening} {context.closing} {_step(count, (1, 3, 6))}"
    yield f"nobody titled {titled} {_step(count, (1, 2, 5, 10))}"
    yield f"nobody titled {titled} {context.opening} {context.closing}"
    yield from _words_around(context)
    first = context.inner[:1]
    yield f"nobody begins {'upper' if first.isupper() else 'lower' if first.islower() else 'sign'}"
    yield f"nobody person {bool(_FIRST_PERSON.search(context.inner))}"
    yield f"nobody sentences {bool(_SENTENCE_INSIDE.search(context.inner))}"
    yield f"nobody alone {context.frame.is_all_quoted} {_length(context)}"
    yield f"nobody reports {_count(context)} {titled}"
    yield f"nobody reports {_count(context)} {_step(count, (1, 3, 6))}"
    yield f"nobody verbs {_kinds(context)}"
    yield f"nobody depth {context.chain and _kind_of(context, context.chain[0])}"
    mark = context.text[max(0, context.quoted.start - 1) : context.quoted.start]
    yield f"nobody single {mark in '‘’'}" if mark else "nobody bare"
    if context.last:
        apart = min(3, context.frame.paragraph - context.last.paragraph)
        yield f"nobody last {apart} {context.frame.is_all_quoted} {_step(count, (1, 3, 6))}"
    else:
        yield f"nobody before {context.frame.is_all_quoted}"
    if not context.quoted.closed:
        yield "nobody not closed"


def _words_around(context: Context) -> Iterator[str]:
    before = context.before.split()
    near = before[-1].lower().strip(",.;’'") if before else ""
    yield f"nobody after {near if near in words('before_titles') else _shape(near)}"
    second = before[-2].lower().strip(",.") if len(before) > 1 else ""
    if second in words("before_titles"):
        yield f"nobody after {second} x"
    following = context.after.split()
    yield f"nobody followed {_shape(following[0].lower()) if following else 'end'}"


def is_titled(inner: Sequence[str]) -> bool:
    """Whether all words but the small ones begin with capitals, as in the title of a show."""
    small = words("small_in_titles")
    return bool(inner and _TITLED.match(inner[0])) and all(
        _TITLED.match(word) or word.lower() in small for word in inner
    )


def _length(context: Context) -> str:
    return str(_step(len(context.words), _WORD_STEPS))


def _count(context: Context) -> int:
    return min(
        2, len({report.cue for report in context.frame.reports if report.kind in ("say", "state")})
    )


def _kinds(context: Context) -> str:
    return " ".join(sorted({report.kind for report in context.frame.reports if report.cue >= 0}))


def _kind_of(context: Context, cue: int) -> str:
    return next((report.kind for report in context.frame.reports if report.cue == cue), "")


def _shape(word: str) -> str:
    if not word:
        return "nothing"
    if word in words("determiners"):
        return "determiner"
    if word in words("prepositions"):
        return word
    return "word" if word[0].isalpha() else "sign"


def _gap(context: Context, number: int) -> str:
    return str(_step(context.count_words(*context.tokens_between(number)), _STEPS))


def _depth(context: Context, cue: int) -> str:
    if cue in context.chain:
        return str(min(context.chain.index(cue), 3))
    if not context.frame.has_parse:
        return "unknown"
    return "under" if context.is_below(cue) else "apart"


def _between(context: Context, cue: int) -> int:
    low, high = context.tokens_between(cue)
    classes = ("say", "state", "judge", "think")
    cues = {report.cue for report in context.frame.reports if report.kind in classes}
    return min(2, sum(low <= other < high for other in cues))


def _step(value: int, steps: Sequence[int]) -> int:
    return next((number for number, step in enumerate(steps) if value < step), len(steps))
