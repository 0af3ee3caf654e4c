"""Subjects: whether two sentences are of one thing at all, and of one moment of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from components.analysis.article.figures import Figure
from components.analysis.pair.contradicting.circumstances import (
    Circumstances,
    Sentence,
    read_name,
)
from components.analysis.word_lists import read_table, read_words
from components.text.date_expressions import FoundDate
from components.text.language import FUNCTION_WORDS, identify
from components.text.normalisation import fold
from components.text.segment import Span, words

_PACKAGE = "pair/contradicting"
# A word with a capital behind a small letter; one that begins a line may be a common word.
_NAME_WITHIN = re.compile(r"(?<=[^\W\d_A-ZА-ЯІЇЄҐ][ \n])[^\W\d_a-zа-яіїєґß-ü][\w’'-]+")
_COVERED = re.compile(r"\b(?:ended|ending|through|as of|as at)\s+(?:on\s+)?\Z")
_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_a-zа-яіїєґß-ü][\w’'-]*[a-zа-яіїєґß-ü][\w’'-]*")
# In characters: how much of an article tells whom it is about.
_LEAD = 300
_REACH = 60
_FEWEST_WORDS = 3
# "800 million in lost revenue", "12 tonnes of rice": what a sum or an amount is of.
_MADE_OF = re.compile(r"[ \n](?:in|of|for)[ \n]((?:[a-zа-яіїєґ-]+[ \n]?){1,3})")
# "15 млн рублей штрафа": or the next word.
_NEXT = re.compile(r"[ \n]([a-zа-яіїєґß-ü]{4,})(?!\w)")
_STEM, _BESIDE = 4, 3
_SETS_APART = (
    ("first of several", "second of several", "third of several"),
    ("male", "female"),
    ("by the police", "by organisers"),
)
# A full name with the age of its bearer, and how far apart articles may be that tell it.
_FULL = r"(?P<name>(?<![\w’'-])[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][\w’'-]+(?: [A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][\w’'-]+){1,3})"
_YEARS = r"(?:ans|años|Jahre(?: alt)?|рок\w+|рік|лет|год\w*)"
_AGES = (
    re.compile(rf"{_FULL}, (?:aged )?(?P<age>\d\d)(?: {_YEARS})?(?=[,.;](?!\d))"),
    re.compile(
        rf"{_FULL},? (?:has died|who died|died|dies),? (?:at the age of|aged) (?P<age>\d\d)(?!\w)"
    ),
    re.compile(rf"{_FULL} \((?:aged )?(?P<age>\d\d) {_YEARS}\)"),
    re.compile(
        r"(?<![\w.,-])(?P<age>\d\d)(?:[- ]years?[- ]old|-jährige\w?|-(?:річн|летн)\w+)"
        rf" (?:[a-zа-яіїєґß-ü-]+ ){{0,4}}{_FULL}"
    ),
)
_BARE_AGE = re.compile(rf"{_FULL} \((?P<age>\d\d)\)")


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
    found = (one[0] for one in _CAPITAL.finditer(text[:_LEAD]) if fold(one[0]) not in common)
    return tuple(dict.fromkeys(word for word in map(read_name, found) if word not in common))


@lru_cache(maxsize=256)
def _words_within(text: str) -> frozenset[str]:
    return frozenset(map(read_name, {text[slice(*word)] for word in words(text)}))


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


def are_of_one_poll(a: Circumstances, b: Circumstances) -> bool:
    """Whether two sentences have two names or more in common, and hardly another."""
    own, others = (one.names - read_words(_PACKAGE, "subjects", "generic") for one in (a, b))
    return len(own & others) > 1 and len(own ^ others) <= 1


def is_of_one_person(about: Circumstances) -> bool:
    """Whether the event happens to one person at a time: charged, sentenced."""
    return about.event in read_words(_PACKAGE, "subjects", "personal")


def are_of_other_stuff(one: Figure, sentence: Sentence, other: Figure, beside: Sentence) -> bool:
    """Whether both say what a sum is of, in other words: in lost revenue, in damages."""
    own = _MADE_OF.match(sentence.text, one.end)
    others = _MADE_OF.match(beside.text, other.end)
    if own is not None and others is not None:
        return not set(own[1].split()) & set(others[1].split())
    own, others = _NEXT.match(sentence.text, one.end), _NEXT.match(beside.text, other.end)
    if own is None or others is None or one.counts or other.counts or not one.unit:
        return False
    if not FUNCTION_WORDS.isdisjoint((own[1], others[1])):
        return False
    return own[1][:_STEM] != others[1][:_STEM]


def are_set_apart(
    one: Figure | FoundDate, sentence: Sentence, other: Figure | FoundDate, beside: Sentence
) -> bool:
    """Whether one is of the first and the other of the second of several, or of a man and a woman.

    Or one by the police and the other by those who called a march. Man or woman stands next to a
    figure, the others anywhere in the sentence.
    """
    ahead = (_before(one, sentence), _before(other, beside))
    near = [
        " ".join(
            [*before.split()[-_BESIDE:], "|", *text.text[end : text.span[1]].split()[:_BESIDE]]
        )
        for before, text, end in zip(ahead, (sentence, beside), (one.end, other.end), strict=True)
    ]
    whole = sentence.written, beside.written
    told = whole, near, whole
    return any(_are_apart(group, *pair) for group, pair in zip(_SETS_APART, told, strict=True))


def _before(found: Figure | FoundDate, sentence: Sentence) -> str:
    return sentence.text[sentence.span[0] : found.start]


def _are_apart(group: tuple[str, ...], one: str, other: str) -> bool:
    own, others = ({name for name in group if _pattern(name).search(text)} for text in (one, other))
    return bool(own and others) and not own & others


@lru_cache(maxsize=256)
def ages_by_name(text: str) -> dict[str, tuple[int, Span]]:
    """The age of each person whom a text tells it of by first and family name, with its place.

    By the last two words of the name, folded. One who has two ages in the text is left out. "Rosa
    Lind (67)" is an age in German only, for elsewhere it may be the minute of a goal.
    """
    forms = (*_AGES, _BARE_AGE) if _BARE_AGE.search(text) and identify(text) == "de" else _AGES
    told: dict[str, tuple[int, Span]] = {}
    twice = set()
    for found in (one for form in forms for one in form.finditer(text)):
        name = " ".join(fold(found["name"]).split()[-2:])
        if told.setdefault(name, (int(found["age"]), found.span("age")))[0] != int(found["age"]):
            twice.add(name)
    return {name: age for name, age in told.items() if name not in twice}


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
    found = {read_name(one[0]) for one in _NAME_WITHIN.finditer(text)}
    return frozenset(found) - read_words(_PACKAGE, "subjects", "generic")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(name)})(?!\w)", re.IGNORECASE)


@cache
def _saying() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The verbs of saying right before a day, with whom it was told, and right behind one.

    "Began on Friday, said the mayor" is no day of saying.
    """
    verbs, ahead = _any_of("saying"), _any_of("before a day")
    whom = r"(?:[ \n][\w’']+){0,4}?"
    return (
        re.compile(rf"(?<!\w)(?:{verbs}){whom}[ \n](?:(?:{ahead})[ \n])?\Z", re.IGNORECASE),
        re.compile(rf"(?:(?:,?[ \n][\w’']+){{1,2}},?)?[ \n](?:{verbs})(?!\w)", re.IGNORECASE),
    )


def _any_of(name: str) -> str:
    listed = sorted(read_table(_PACKAGE, "subjects")[name], key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in listed)
