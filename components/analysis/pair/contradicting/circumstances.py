"""Circumstances of a figure or a date: what happened, where, when, and which quantity it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from components.analysis.article.figures import Figure
from components.analysis.word_lists import read_table, read_words
from components.text.date_expressions import FoundDate
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold
from components.text.search_terms import stem
from components.text.segment import Span, words

_PACKAGE = "pair/contradicting"
_NEAR_BEFORE, _NEAR_AFTER = 4, 8  # words from the verb before a figure, and to that behind it
_REACH = 40  # characters before a figure: words that say that it is only expected
_SPANS_OF_TIME = frozenset({"h", "min", "d", "week", "month", "year"})
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*[\w]")
_WORD = re.compile(r"(?<!\w)\w{1,3}")
_CLAUSE = re.compile(r"[,;:(]")
_JOINED = re.compile(r"[,;]|\b(?:and|und|et|y|та|і|й|и)\b")
QUANTITIES = ("total", "period", "part", "rest", "rate", "expected")


@dataclass(frozen=True)
class Circumstances:
    """What a sentence tells of one of its figures or dates.

    `event` is a kind of `tables/events.json`, "" for none that is listed, `verb` the word that told
    it, `kinds` the kinds of all events of the sentence; `names` and `places` folded words with a
    capital, those of places after a word such as "in"; `days` in ISO form; `quantity` some of
    `QUANTITIES`; `words` the words of the sentence that have a meaning of their own.
    """

    event: str
    verb: str
    names: frozenset[str]
    places: frozenset[str]
    days: frozenset[str]
    kinds: frozenset[str]
    quantity: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True)
class Sentence:
    """One sentence with its figures and dates, each in the order of the text."""

    text: str
    span: Span
    figures: tuple[Figure, ...]
    dates: tuple[FoundDate, ...]

    @property
    def written(self) -> str:
        """What stands there."""
        return self.text[slice(*self.span)]

    @property
    def is_of_the_page(self) -> bool:
        """Whether it speaks of the page, as "You have half of this article left to read"."""
        return bool(_pattern("page", "phrases").search(self.written))


# An article is compared with several others, and its figures with several of theirs.
@lru_cache(maxsize=512)
def describe(sentence: Sentence, found: Figure | FoundDate) -> Circumstances:
    """What a sentence tells of a figure or a date."""
    before, after = _window(sentence, found)
    event, verb = _event(sentence, found, before, after)
    if isinstance(found, Figure) and event in read_words(_PACKAGE, "subjects", "of days"):
        event, verb = "", ""  # "109 tons at the end of May": nothing that was counted
    quantity = frozenset(_quantities(found, before, after))
    if any(kind != event for kind, *_ in _events(sentence.text[sentence.span[0] : found.start])):
        quantity -= {"rest"}  # "killed one and wounded another 22": not another of the same kind
    places, days = places_and_days(sentence)
    return Circumstances(
        event,
        verb,
        frozenset(_names(sentence)),
        places,
        days,
        frozenset(kind for kind, *_ in _events(sentence.written)),
        quantity,
        frozenset(_content(sentence.written)),
    )


def places_and_days(sentence: Sentence) -> tuple[frozenset[str], frozenset[str]]:
    """The places of a sentence and its days, as in `Circumstances`."""
    days = frozenset(d.value for d in sentence.dates if d.period == "day" and d.value)
    return frozenset(_places(sentence)), days


def _window(sentence: Sentence, found: Figure | FoundDate) -> tuple[str, str]:
    """What stands before and behind it in its sentence, up to the figures on either side."""
    start, end = sentence.span
    for other in sentence.figures:
        if other.unit in _SPANS_OF_TIME or other.start == found.start:
            continue
        if other.end <= found.start:
            start = max(start, other.end)
        elif other.start >= found.end:
            end = min(end, other.start)
    return sentence.text[start : found.start], sentence.text[found.end : end]


def _event(
    sentence: Sentence, found: Figure | FoundDate, before: str, after: str
) -> tuple[str, str]:
    """The kind of event that is told, and its word: that beside the figure, else the nearest."""
    behind = next(_events(after), None)
    ahead = [] if _is_of_another(sentence, found, before) else list(_events(before))
    distance = len(_words(after[: behind[2]])) if behind else _NEAR_AFTER + 1
    counted = len(found.counts.split()) if isinstance(found, Figure) else 0
    if behind and distance <= max(1, counted) and not _CLAUSE.search(after[: behind[2]]):
        return behind[:2]
    if ahead and len(_words(before[ahead[-1][3] :])) <= _NEAR_BEFORE:
        return ahead[-1][:2]
    earlier = [one for one in sentence.figures if one.end <= found.start]
    if earlier and _pattern("quantities", "part").search(before):
        return _event(sentence, earlier[-1], *_window(sentence, earlier[-1]))
    if behind and distance <= _NEAR_AFTER:
        return behind[:2]
    near = ahead and len(_words(before[ahead[-1][3] :])) <= _NEAR_AFTER
    return ahead[-1][:2] if near else ("", "")


def _is_of_another(sentence: Sentence, found: Figure | FoundDate, before: str) -> bool:
    """Whether what happened before it is told of the figure ahead: nine were killed and 14 …"""
    if not any(one.end == found.start - len(before) for one in sentence.figures):
        return False
    events = list(_events(before))
    if len(events) != 1:
        return False
    ahead, behind = before[: events[0][2]], before[events[0][3] :]
    if _JOINED.search(ahead) or len(ahead.split()) >= _NEAR_BEFORE:
        return False
    return bool(_JOINED.search(behind))


def _events(text: str) -> Iterator[tuple[str, str, int, int]]:
    patterns = _event_patterns()
    end = 0
    for word in _WORD.finditer(text):
        pattern = patterns.get(word[0].lower())
        if pattern is None or word.start() < end:
            continue
        if found := pattern.match(text, word.start()):
            end = found.end()
            yield (found.lastgroup or "").rpartition("_")[0], found[0], found.start(), end


def _quantities(found: Figure | FoundDate, before: str, after: str) -> Iterator[str]:
    whole, ahead, behind = f"{before} {after}", before.split(), after.split()
    reach = {
        "total": whole,
        "period": whole,
        "part": _around(ahead[-5:], behind[:3]),
        "rest": _around(ahead[-2:], _CLAUSE.split(after)[0].split()[:3]),
        "rate": _around(ahead[-3:], behind[:4]),
        "expected": _around(before[-_REACH:].split(), behind[:3]),
    }
    if isinstance(found, Figure):
        reach["rest"] += f" | {found.counts}"
    for name, text in reach.items():
        listed = _pattern("quantities", name).finditer(text)
        if any(one[0][0].islower() or before.startswith(one[0]) for one in listed):  # no name
            yield name


def _around(ahead: Sequence[str], behind: Sequence[str]) -> str:
    return f"{' '.join(ahead)} | {' '.join(behind)}"


def _names(sentence: Sentence) -> Iterator[str]:
    """Folded words with a capital, but for those of dates and figures."""
    dated = [(one.start, one.end) for one in sentence.dates]
    dated += [(one.start, one.end) for one in sentence.figures]
    for found in _NAME.finditer(sentence.text, *sentence.span):
        word = fold(found[0])
        inside = any(start <= found.start() < end for start, end in dated)
        if found[0][0].isupper() and not inside and word not in FUNCTION_WORDS:
            yield read_name(word)


def _places(sentence: Sentence) -> Iterator[str]:
    names = frozenset(_names(sentence))
    for found in _place_pattern().finditer(sentence.written):
        for word in (found["place"] or "").split():
            if read_name(word) in names:
                yield read_name(word)
        if found["common"]:
            yield fold(found["common"])


def read_name(word: str) -> str:
    """A name folded, without a genitive's ending; of Cyrillic the stem: Харкові, Харків."""
    folded = fold(word).strip(".,;:'").removesuffix("'s")
    return stem(folded.replace("ы", "и"), "uk") if "а" <= folded[:1] <= "ґ" else folded


def _words(text: str) -> list[str]:
    return [fold(text[slice(*word)]) for word in words(text)]


def _content(text: str) -> list[str]:
    return [w for w in _words(text) if w not in FUNCTION_WORDS and not w[:1].isdecimal()]


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(read_table(_PACKAGE, table)[name])})(?!\w|-old)", re.I)


@cache
def _event_patterns() -> dict[str, re.Pattern[str]]:
    """All words for events by how they begin; a longer phrase wins over its parts."""
    # To try one pattern of all words at each word of a text takes thirty times as long.
    events = read_table(_PACKAGE, "events")
    listed = [(word, event) for event, forms in events.items() for word in forms]
    listed.sort(key=lambda pair: (" " not in pair[0], pair[0].endswith("*"), -len(pair[0])))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for number, (word, event) in enumerate(listed):
        groups[word[:3]].append(rf"(?P<{event}_{number}>{_any_of([word])})")
    edges = r"(?<!\w)(?:", r")(?!\w)"
    return {start: re.compile("|".join(own).join(edges), re.I) for start, own in groups.items()}


@cache
def _place_pattern() -> re.Pattern[str]:
    leads = _any_of(read_table(_PACKAGE, "places")["before"])
    common = _any_of(read_table(_PACKAGE, "places")["common"])
    capital = r"[^\W\d_a-z][\w’'-]*"
    return re.compile(
        rf"(?<!\w)(?i:{leads}) (?:(?:[Tt]he|de[rnm]|la|le) )?(?:[a-z]+(?:ern)? )?"
        rf"(?:(?P<place>{capital}(?: {capital})*)|(?P<common>(?i:{common}))(?!\w))"
    )


def _any_of(listed: Sequence[str]) -> str:
    """A pattern for any of some phrases; * stands for the rest of a word."""
    longest = sorted(listed, key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in longest)
