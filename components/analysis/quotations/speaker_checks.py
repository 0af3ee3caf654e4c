"""Checks of a chosen speaker against the words around the quotation.

They strike what nobody says, put the quotation's own verb before one further off, and doubt places.
"""

from __future__ import annotations

import re

from components.analysis.quotations.parsed_frame import Report, Speaker, names_role, words
from components.analysis.quotations.quotation_context import Context, Option
from components.analysis.quotations.speaker_features import is_titled

_FEWEST_IN_TITLE = 4
_NEAR_WORDS = 4
_BEHIND = 6
_SAYING = frozenset({"say", "state"})
_RELAYING = frozenset({"quote", "cite", "report"})
_CALLING = frozenset(
    {"call", "describe", "dub", "label", "brand", "denounce", "hail", "dismiss", "refer"}
)
_PEOPLE, _THINGS = {"person", "role", "he", "she", "they"}, {"noun", "title", "it", "who"}
_RELAYED = re.compile(
    r"\b(?:quot|cit|report|describ)(?:e|es|ed|ing|s)\s(?P<who>[^.;:“\"]{2,80}?)\s"
    r"as\s(?:having\s)?(?:say|said|tell|told|writ|add|warn|claim|declar)\w*\b"
)
_SPEAKS_BEFORE_COLON = re.compile(
    r"\s*(?:[-•–—*]\s*)?(?P<name>(?:[^\W\d_][\w.’'-]*\s){0,4}[^\W\d_][\w.’'-]*)"
    r"(?:\s*\([^()]{1,40}\)|,[^:.!?“\"]{1,80})?\s*:\s*\Z"
)
_MOST_NAMES, _MOST_IN_TITLE = 4, 8
# Behind these a capitalised string in marks is a programme or a book, not what is said.
_NOT_BEFORE_WORDS = frozenset({"tell", "report", "praise", "hail", "discuss", "publish", "release"})
_PLACE_ELSEWHERE, _NO_SAYING, _ANOTHERS = 0.5, 0.55, 0.5


def find_named_before_colon(context: Context) -> Option | None:
    """The name that stands alone before a colon: “Ann Example (54): “…””; else None."""
    if context.opening != "colon":
        return None
    match = _SPEAKS_BEFORE_COLON.match(context.before)
    if match is None or context.quoted.start - 1 - context.frame.start != len(context.before):
        return None
    start = context.frame.start + match.start("name")
    end = context.frame.start + match.end("name")
    named = match["name"].split()
    known = context.frame.names.find_only(start, end)
    listed = known is not None and known[2] in ("PERSON", "ORG")
    looks = 1 < len(named) <= _MOST_NAMES and all(_is_name_word(word) for word in named)
    if not listed and not (looks and is_sentence(context)):
        return None
    if known is not None and listed:
        title = context.text[start : max(start, known[0])].split()
        if known[1] < end or not all(w[0].isupper() or names_role([w.lower()]) for w in title):
            return None
        start, end = known[:2]
    token = next((n for n, t in enumerate(context.frame.tokens) if t.end > start), None)
    if token is None:
        return None
    return Option(Report(Speaker(start, end, "person", token), -1, "", "none", "colon"), "here")


def _is_name_word(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and word.lower() not in words("never_names")


def is_sentence(context: Context) -> bool:
    """Whether a quotation begins with a capital and ends with a sign, and is no title."""
    inner = context.inner
    ends = context.closing in ("stop", "ask", "comma")
    return inner[:1].isupper() and ends and not is_titled(context.words)


def has_verb_beside(context: Context) -> bool:
    """Whether, without a parser, a verb of saying stands right behind or before a colon."""
    frame = context.frame
    if frame.has_parse:
        return False
    first, end = context.span
    behind = range(end, min(end + _BEHIND, len(frame.tokens)))
    before = range(max(0, first - _BEHIND), first) if context.opening == "colon" else range(0)
    return any(frame.verb_at(number) is not None for number in (*behind, *before))


def is_title(context: Context) -> bool:
    """Whether all words are capitalised behind a word that comes before titles.

    A name of few words is a title only behind a kind of work (“the film …”, “an episode of …”) or
    behind whose it is (“Channel Nine's “Late Hour””).
    """
    if not is_titled(context.words) or context.opening != "word" or context.inner[-1:] in "!?":
        return False
    near = [word.lower().strip(",.;’'") for word in context.before.split()[-2:]]
    if near[-1] in words("kinds_of_works") or (
        near[-1] == "of" and near[0] in words("kinds_of_works")
    ):
        return True
    if len(context.words) > 1 and context.before.rstrip().endswith(("'s", "’s")):
        return True
    is_name = len(context.words) >= _FEWEST_IN_TITLE and not context.inner.isupper()
    return is_name and near[-1] in words("before_titles") | words("before_names_of_works")


def _is_name_in_passing(context: Context) -> bool:
    """Whether a few capitalised words stand inside a plain sentence: she told “Night & Day” that.

    In a headline all words are capitalised, and behind a verb of saying or calling they are said.
    """
    own = [word for word in context.before.split() + context.after.split() if word[:1].isalpha()]
    plain = sum(word[0].islower() for word in own)
    least = 1 if context.before.endswith((" on ", " in ")) else 2
    if not least <= len(context.words) <= _MOST_IN_TITLE or 2 * plain < len(own):
        return False
    return not any(
        one.report.cue >= 0
        and one.report.kind in (*_SAYING, "judge")
        and context.span[0] - one.report.cue <= _NEAR_WORDS
        and one.report.verb not in _NOT_BEFORE_WORDS
        for one in context.options
        if one.where == "here" and one.report.cue < context.span[0]
    ) and not context.inner.endswith((",", "!", "?"))


def is_of_a_crowd(context: Context) -> bool:
    """Whether a crowd, a slogan or a placard has the words: nobody in the article says them."""
    near = [word.lower().strip(",.;:’'") for word in context.before.split()[-_NEAR_WORDS:]]
    if any(word in words("of_a_crowd") for word in near):
        return True
    after = [word.lower().strip(",.;:’'") for word in context.after.split()[:2]]
    return any(word in words("of_a_crowd") for word in after)


def find_own_report(context: Context, option: Option) -> Option | None:
    """The speaker of the verb that governs the quotation itself, where another was chosen.

    “The paper reported that A had said “…”” and “quoted A as saying “…”” are A's.
    """
    if option.where != "here":
        return None
    if option.report.kind == "according":
        return _said_by_another(context, option)
    relayed = _relayed(context)
    if relayed is not None:
        return relayed
    own = context.chain[0] if context.chain else -1
    if own < 0 or own == option.report.cue or option.report.cue not in context.chain:
        return None
    found = [
        one
        for one in context.options
        if one.where == "here"
        and one.report.cue == own
        and one.report.kind in _SAYING
        and one.report.verb in words("report_a_clause")
        and one.report.route == "subject"
    ]
    if not found:
        return None
    is_thing = found[0].report.speaker.kind in _THINGS
    return None if is_thing and option.report.kind in _SAYING else found[0]


def _said_by_another(context: Context, option: Option) -> Option | None:
    """Who says it where “according to” tells the outlet: “…,” Ann said, according to Reuters."""
    behind = option.report.cue >= context.span[0]
    if not behind or option.report.speaker.kind not in ("org", "noun", "title"):
        return None
    return next(
        (
            one
            for one in context.options
            if one.where == "here"
            and one.report.kind in _SAYING
            and one.report.route in ("subject", "after")
            and one.report.speaker.kind in _PEOPLE
            and one.report.speaker[:2] != option.report.speaker[:2]
            and (one.report.cue in context.chain or context.opening == "first")
        ),
        None,
    )


def _relayed(context: Context) -> Option | None:
    relays = list(_RELAYED.finditer(context.before))
    match = relays[-1] if relays else None
    if match is None or len(context.before[match.end() :].split()) > _NEAR_WORDS:
        return None
    offset = context.quoted.start - 1 - len(context.before)
    start, end = offset + match.start("who"), offset + match.end("who")
    inside = [
        one
        for one in context.options
        if one.where == "here" and start <= one.report.speaker.start < end
    ]
    if inside:
        return inside[0]
    tokens = context.frame.tokens
    last = max((n for n, token in enumerate(tokens) if start <= token.start < end), default=None)
    if last is None:
        return None
    return Option(Report(Speaker(start, end, "noun", last), -1, "", "none", "there"), "here")


def weigh_speaker(context: Context, option: Option) -> float:
    """How much of the confidence stays, 0 to 1.

    A place that does not stand with a verb hardly speaks; nor does the subject of a verb that is
    none of saying say a string inside its sentence, nor the subject of one verb what another tells,
    and a few capitalised words inside a plain sentence may be the name of a programme.
    """
    report = option.report
    apart = option.where in ("before", "next") or report.kind not in (*_SAYING, "judge", "words")
    if report.speaker.kind == "place" and apart:
        return _PLACE_ELSEWHERE
    if context.opening == "word" and is_titled(context.words) and _is_name_in_passing(context):
        return _ANOTHERS
    said = context.text[report.speaker.start : report.speaker.end]
    if option.where != "here":
        return 1.0
    if said.isupper() and len(said.split()) > 1:
        return _ANOTHERS
    if report.kind in ("other", "think", "none") and context.opening == "word":
        return _NO_SAYING
    if report.kind in ("other", "none") and context.opening == "that":
        return _NO_SAYING
    speaker = context.frame.tokens[report.speaker.token]
    passive = speaker.relation == "nsubjpass" and speaker.head == report.cue
    if passive and report.verb not in _RELAYING:
        return _ANOTHERS
    return _ANOTHERS if _is_told_by_another(context, report) else 1.0


def _is_told_by_another(context: Context, report: Report) -> bool:
    """Whether another has the nearest verb of saying above the quotation, or the words said."""
    if context.owner:
        return context.owner not in context.text[report.speaker.start : report.speaker.end]
    own = context.chain[0] if context.chain else -1
    if own < 0 or own == report.cue or report.cue not in context.chain:
        return False
    subjects = [
        one.report
        for one in context.options
        if one.where == "here"
        and one.report.cue == own
        and (
            one.report.verb in words("report_a_clause")
            or (one.report.verb in _CALLING and one.report.speaker.kind == "person")
        )
    ]
    return bool(subjects) and all(one.speaker[:2] != report.speaker[:2] for one in subjects)
