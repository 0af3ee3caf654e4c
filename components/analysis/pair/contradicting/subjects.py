"""Subjects: whether two sentences are of one thing at all, and of one moment of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from components.analysis.article.figures import Figure
from components.analysis.pair.contradicting.circumstances import Circumstances, Sentence
from components.analysis.word_lists import read_table, read_words
from components.text.date_expressions import FoundDate
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold
from components.text.segment import words

_PACKAGE = "pair/contradicting"
# A word with a capital behind a small letter; one that begins a line may be a common word.
_NAME_WITHIN = re.compile(r"(?<=[^\W\d_A-Z][ \n])[^\W\d_a-z][\w’'-]+")
_COVERED = re.compile(r"\b(?:ended|ending|through|as of|as at)\s+(?:on\s+)?\Z")
_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_a-z][\w’'-]*[a-zа-яіїєґß-ü][\w’'-]*")
# In characters: how much of an article tells whom it is about.
_LEAD = 300
_REACH = 60
_FEWEST_WORDS = 3
# "800 million in lost revenue", "12 tonnes of rice": what a sum or an amount is of.
_MADE_OF = re.compile(r"[ \n](?:in|of|for)[ \n]((?:[a-zа-яіїєґ-]+[ \n]?){1,3})")


def are_of_other_subjects(
    sentences: tuple[Sentence, Sentence], about: tuple[Circumstances, Circumstances]
) -> bool:
    """Whether two sentences that follow one template name others, as reports of companies do.

    Both have names and share none, and none of either stands in the other's whole text; or
    neither sentence has a shared name or an event, nor have their whole texts a name in common.
    """
    own, others = (one.names - read_words(_PACKAGE, "subjects", "generic") for one in about)
    if own & others:
        return False
    texts = tuple(_names_within(one.text) for one in sentences)
    if own and others:
        return not (own & texts[1] or others & texts[0])
    return not about[0].event and any(texts) and not texts[0] & texts[1]


def follow_template(first: str, second: str) -> bool:
    """Whether two texts that share much are about others: issues of two companies, say.

    Most names of either's beginning do not stand in the other.
    """
    leads = _lead_names(first), _lead_names(second)
    if not all(leads):
        return False
    texts = _words_within(second), _words_within(first)
    return all(
        2 * len(text.intersection(lead)) <= len(lead)
        for lead, text in zip(leads, texts, strict=True)
    )


def begin_otherwise(first: str, second: str) -> bool:
    """Whether the first name of either text does not stand in the other at all."""
    leads = _lead_names(first), _lead_names(second)
    if not all(leads):
        return False
    return leads[0][0] not in _words_within(second) and leads[1][0] not in _words_within(first)


@lru_cache(maxsize=256)
def _lead_names(text: str) -> tuple[str, ...]:
    """The names of the beginning, folded, in order, each once."""
    common = read_words(_PACKAGE, "subjects", "generic") | FUNCTION_WORDS
    found = (fold(one[0]).removesuffix("'s") for one in _CAPITAL.finditer(text[:_LEAD]))
    return tuple(dict.fromkeys(word for word in found if word not in common))


@lru_cache(maxsize=256)
def _words_within(text: str) -> frozenset[str]:
    return frozenset(fold(text[slice(*word)]).removesuffix("'s") for word in words(text))


def share_subject(a: Circumstances, b: Circumstances) -> bool:
    """Whether two sentences have a name in common, or one of them has none."""
    generic = read_words(_PACKAGE, "subjects", "generic")
    own, others = a.names - generic, b.names - generic
    return not own or not others or bool(own & others)


def has_name(a: Circumstances, b: Circumstances) -> bool:
    """Whether two sentences have a name in common that is not one of many bearers."""
    return bool((a.names & b.names) - read_words(_PACKAGE, "subjects", "generic"))


def is_of_a_moment(sentence: Sentence) -> bool:
    """Whether a sentence tells what moves by the hour: a price, an index, a count of votes."""
    return bool(_pattern("moving").search(sentence.written))


def is_of_one_person(about: Circumstances) -> bool:
    """Whether the event happens to one person at a time: charged, sentenced."""
    return about.event in read_words(_PACKAGE, "subjects", "personal")


def are_of_other_stuff(one: Figure, sentence: Sentence, other: Figure, beside: Sentence) -> bool:
    """Whether both say what a sum is of, in other words: in lost revenue, in damages."""
    own = _MADE_OF.match(sentence.text, one.end)
    others = _MADE_OF.match(beside.text, other.end)
    if own is None or others is None:
        return False
    return not set(own[1].split()) & set(others[1].split())


def is_only_a_date(sentence: Sentence, about: Circumstances) -> bool:
    """Whether hardly more than names and the date stand there: "Oldham, May 5.", a dateline."""
    dated = {fold(word) for one in sentence.dates for word in one.text.split()}
    return len(about.words - about.names - dated) < _FEWEST_WORDS


def is_day_of_report(sentence: Sentence, found: FoundDate) -> bool:
    """Whether a day is when somebody spoke to the press, or the end of what a report covers.

    "Told reporters on Friday", "in the week ended May 4", "prices through May 4".
    """
    before = sentence.text[max(sentence.span[0], found.start - _REACH) : found.start]
    after = sentence.text[found.end : min(sentence.span[1], found.end + _REACH)]
    if _COVERED.search(before):
        return True
    return bool(_saying()[0].search(before) or _saying()[1].match(after))


@lru_cache(maxsize=256)
def _names_within(text: str) -> frozenset[str]:
    found = {fold(one[0]).removesuffix("'s") for one in _NAME_WITHIN.finditer(text)}
    return frozenset(found) - read_words(_PACKAGE, "subjects", "generic")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(name)})(?!\w)", re.IGNORECASE)


@cache
def _saying() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The verbs of saying right before a day, with whom it was told, and right behind one."""
    verbs, ahead = _any_of("saying"), _any_of("before a day")
    whom = r"(?:[ \n][\w’']+){0,4}?"
    return (
        re.compile(rf"(?<!\w)(?:{verbs}){whom}[ \n](?:(?:{ahead})[ \n])?\Z", re.IGNORECASE),
        re.compile(rf"(?:,?[ \n][\w’']+){{0,2}},?[ \n](?:{verbs})(?!\w)", re.IGNORECASE),
    )


def _any_of(name: str) -> str:
    listed = sorted(read_table(_PACKAGE, "subjects")[name], key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in listed)
