"""Tense: whether a sentence puts a day that it names ahead of it or behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from components.text.date_words import read_table

_REACH = 240
_KINDS = ("skip", "first_past", "perfect", "ahead", "either", "past")
_ENDS = re.compile(
    r"(?<![ .][A-Z])(?<!Mr)(?<!Mrs)(?<!Dr)(?<!Sen)(?<!Gov)(?<!Rep)(?<!Gen)(?<!Lt)(?<!St)(?<!Sept)"
    r"(?<!Jan)(?<!Feb)(?<!Aug)(?<!Oct)(?<!Nov)(?<!Dec)[.!?…][\"”»'’)]*\s+(?=[\"“„«(]?[^\W\d_a-zа-яіїєґ])"
    r"|\n"
)
_CLAUSE = re.compile(r"[,;:()“”„«»\"—–]")
# A word with a capital right before the day begins the sentence.
_OPENING = re.compile(
    r"(?<=[^\W_] )(?:On|In|By|Until|From|Since|This|Last|Am|Im|En|Le|El|У|В|Во) \Z"
)
_MODAL = re.compile(r"(?i)(?:will|shall|is|are|due|'ll|won't|to) ?")
_PAST_FIRST = re.compile(r"[a-z]+ed\b|told\b")
# “After winning Tuesday's primary”, “needs a win in Tuesday's primary”, “Friday's match will …”.
_AFTER_DOING = re.compile(r"\b[Aa]fter (?:\w+ly )?\w+ing\b[^,;:]*\Z")
_WANTS = re.compile(
    r"(?i)\b(?:needs?|wants?|hopes?|hoping|expects?|seeks?|seeking|eyes|eyeing|faces"
    r"|(?:is|are) (?:running|competing|standing|counting)|heading into|going into|leading up to"
    r"|run-up to|ahead of|vying|poised|bracing|preparing)\b"
    r"(?: (?!and\b|but\b)[\w'-]+){0,8} \Z"
)
_COMING = re.compile(
    r"'s (?:[\w'-]+ ){1,4}(?:(?:will|would)\b|takes? place|begins?\b|starts?\b"
    r"|(?:is|are) (?:set|due|scheduled|expected|slated|to)\b)"
)
# “They gave him until Monday to answer.”
_TASK = re.compile(r" (?:to|pour|para|um|щоб|чтобы) [^\W\d]")
_HOUR = (
    r"(?:(?:midnight|noon|at least|late|early|mittag|mitternacht|minuit|midi|\d{1,2}(?::\d\d)?"
    r" ?(?:am|pm|a\.m\.|p\.m\.|uhr|h)) (?:on |am )?)?"
)
_WAS = re.compile(
    r"was|were|had|war|wollte|sollte|hätte|était|devai|allai|estaba|iba|debía|мав|мал|планував|долж"
    r"|было|було"
)


def find_tense(text: str, start: int, end: int, language: str, is_month: bool = False) -> str:
    """“ahead”, “past”, “either” (“was due on Friday”) or "", where no word tells.

    The nearest verb before the day in its clause decides, then the first behind it, then those of
    the rest of the sentence; and a word right before the day (“until”, “since”; “for Friday” but
    not “for May”, so `is_month`). `text` has plain apostrophes (`with_plain_signs`). "" for a
    language without a table.
    """
    if language not in _known():
        return ""
    words = read_table("tenses", language)
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    if ends := list(_ENDS.finditer(before + text[start : start + 1])):
        before = before[ends[-1].end() :]
    if found := _ENDS.search(after):
        after = after[: found.start()]
    if _OPENING.search(before):
        before = ""
    kind, cue, behind = _nearest(before, after, language)
    if language == "en" and after.startswith("'s"):
        owned = _owned(before, after, kind, behind)
        if owned:
            return owned
    following = _cues(language).match(after.removeprefix(" "))
    if kind != "ahead" and following and following.lastgroup == "past":
        return "past"
    return _with_lead(words, before, after, kind, cue, behind, is_month)


@cache
def _known() -> frozenset[str]:
    return frozenset(("en", "de", "fr", "es", "uk", "ru"))


def _nearest(before: str, after: str, language: str) -> tuple[str, str, str]:
    """The kind and words of the verb that decides, and what stands between it and the day."""
    cuts = [found.end() for found in _CLAUSE.finditer(before)]
    near = before[cuts[-1] :] if cuts else before
    cut = _CLAUSE.search(after)
    for part, is_before in (
        (near, True),
        (after[: cut.start()] if cut else after, False),
        (before, True),
        (after, False),
    ):
        found = [one for one in _cues(language).finditer(part) if one.lastgroup != "skip"]
        if found:
            one = found[-1] if is_before else found[0]
            kind = (one.lastgroup or "").removeprefix("first_")
            if kind == "perfect":
                kind = "past" if _has_participle(after, language) else "either"
            if not is_before and _PAST_FIRST.match(one[0]):
                kind = "past"  # “on Tuesday he agreed to meet”: the agreeing is of Tuesday
            return kind, one[0].lower(), part[one.end() :] if is_before else ""
    # Where English has a word for nearly each tense, others have forms that no table lists.
    is_alone = not re.search(r"\w{3}", before + after)
    return "" if language == "en" or is_alone else "either", "", ""


def _has_participle(after: str, language: str) -> bool:
    participle = read_table("tenses", language)["participle"]
    return bool(re.search(rf"(?<!\w)(?:{participle})(?!\w)", after))


def _with_lead(
    words: dict[str, Any], before: str, after: str, kind: str, cue: str, behind: str,
    is_month: bool,
) -> str:  # fmt: skip
    """The tense, by the word right before the day as well."""
    is_owned = after.startswith("'s")
    if _stands_before(before, words["past_lead"]):
        return "past"
    if _stands_before(before, words.get("after_lead", "")):
        return "ahead" if kind == "ahead" and _MODAL.match(cue) else "past"
    if _stands_before(before, words["is_lead"]):
        return "ahead"
    sure = words["sure_ahead"]
    if is_owned or is_month:
        sure = sure.removeprefix("for|")
    if _stands_before(before, sure) and kind != "either":
        return "ahead"
    is_lead = (not is_owned or not kind) and _stands_before(before, words["ahead_lead"])
    if is_lead and kind == "either" and not _WAS.match(cue):
        return "ahead"
    if is_lead and kind in ("", "past"):
        asks = re.search(rf"(?i)\b(?:{words['infinitive']})\b", behind) or _TASK.match(after)
        return "ahead" if not kind or asks else kind
    return kind


def _owned(before: str, after: str, kind: str, behind: str) -> str:
    """What the words beside “Tuesday's vote” tell of it; "" where they tell nothing.

    A verb behind tells of the vote's effect (“Tuesday's result may help”) unless it says that the
    vote will be held, and one before says what somebody did who may not have waited for it.
    """
    if _AFTER_DOING.search(before):
        return "past"
    if _WANTS.search(before):
        return "ahead"
    if before.endswith((" before ", "Before ")) and kind == "past":
        return "either"
    is_told_behind = kind == "ahead" and not behind and not _CLAUSE.search(after)
    return "either" if is_told_behind and not _COMING.match(after) else ""


def _stands_before(before: str, lead: str) -> bool:
    return bool(lead) and bool(
        re.search(rf"(?i)\b(?:{lead}) (?:the |le |la |el |l'|dem )?{_HOUR}\Z", before)
    )


@cache
def _cues(language: str) -> re.Pattern[str]:
    words = read_table("tenses", language)
    kinds = [(kind, "|".join(words[kind])) for kind in _KINDS if words.get(kind)]
    listed = "|".join(f"(?P<{kind}>{patterns})" for kind, patterns in kinds)
    # English headlines in capitals, glued to a sentence, hold no verb of it.
    flags = re.NOFLAG if language == "en" else re.IGNORECASE
    return re.compile(rf"(?:(?<!\w)|(?='))(?:{listed})(?!\w)", flags)
