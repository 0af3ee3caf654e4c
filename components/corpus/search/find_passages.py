"""Passages of a text that show what a query found in it, and spans of each word of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from components.corpus.search.nearness import ByLength, by_length, near
from components.corpus.search.query_tree import All, Either, Near, Query, Words, leaves
from components.corpus.search.ranking import Phrase, phrases_of
from components.text.search_terms import plain, stem, terms
from components.text.segment import Span

# Characters of a passage, passages of an article, and characters of a text that are searched for
# them.
WIDTH = 240
PASSAGES = 3
SEARCHED = 200_000


@dataclass(frozen=True)
class Passage:
    """A piece of a title or text that begins at the offset `start`; `spans` count from there."""

    text: str
    spans: list[Span]
    start: int = 0


@dataclass(frozen=True)
class Sought:
    """The phrases of a query: those that show wherever they are, and pairs that do close together.

    Of a pair each part is a list of phrases; the third are the words between them at most.
    """

    phrases: list[Phrase] = field(default_factory=list)
    pairs: list[tuple[list[Phrase], list[Phrase], int]] = field(default_factory=list)


def sought_by(query: Query, languages: Iterable[str]) -> Sought:
    """What a query without patterns looks for, in a library of these languages."""
    found, known = Sought(), {*languages}
    for part in _parts(query):
        if isinstance(part, Near):
            one, other = (
                [phrase for words in leaves(side) for phrase in phrases_of(words, known)]
                for side in (part.one, part.other)
            )
            found.pairs.append((one, other, part.between))
        else:
            found.phrases.extend(phrases_of(part, known))
    return found


def _parts(query: Query) -> Iterator[Words | Near]:
    if isinstance(query, Words | Near):
        yield query
    elif isinstance(query, All | Either):
        for part in query.parts:
            yield from _parts(part)


def mark(text: str, sought: Sought, language: str, *, titled: bool = False) -> list[Span]:
    """Spans of what is sought in the first `SEARCHED` characters, in order, not overlapping.

    `titled` says that the text is a title.
    """
    return [span for span, _ in _find(text, sought, language, titled)]


def passages(text: str, sought: Sought, language: str) -> list[Passage]:
    """At most `PASSAGES` pieces that show most of the phrases, in the order of the text.

    Only the first `SEARCHED` characters are searched.
    """
    groups: list[list[tuple[Span, Phrase]]] = []
    for span, phrase in _find(text, sought, language, titled=False):
        if groups and span[1] - groups[-1][0][0][0] <= WIDTH:
            groups[-1].append((span, phrase))
        else:
            groups.append([(span, phrase)])
    best = sorted(groups, key=lambda group: -len({phrase for _, phrase in group}))[:PASSAGES]
    first = sorted(best, key=lambda group: group[0][0])
    return [_cut(text, [span for span, _ in group]) for group in first]


# Where a phrase begins, and the words after its last one.
Place = tuple[int, int, Phrase]


def _find(text: str, sought: Sought, language: str, titled: bool) -> list[tuple[Span, Phrase]]:
    """Spans of phrases, in order; none begins within another."""
    spans, words, stems = _split_words(text[:SEARCHED], language)
    forms = words, stems
    places = _places(forms, sought.phrases, titled)
    for one, other, between in sought.pairs:
        places += _close(_places(forms, one, titled), _places(forms, other, titled), between)
    found: list[tuple[Span, Phrase]] = []
    for first, after, phrase in sorted(places, key=lambda place: place[0]):
        if not found or spans[first][0] >= found[-1][0][1]:
            found.append(((spans[first][0], spans[after - 1][1]), phrase))
    return found


def _places(
    forms: tuple[list[str], list[str]], phrases: Sequence[Phrase], titled: bool
) -> list[Place]:
    """Where phrases are in a text, given by its words as written and their stems."""
    begins: defaultdict[str, list[Phrase]] = defaultdict(list)
    open_ended = []
    for phrase in phrases:
        if titled or not phrase.titled:
            begins[phrase.words[0]].append(phrase)
            open_ended += [phrase] if phrase.prefix and not phrase.words[1:] else []
    found = []
    none: list[Phrase] = []
    for place, (word, base) in enumerate(zip(*forms, strict=True)):
        likely = begins.get(word, none)
        if base != word and base in begins:
            likely = likely + begins[base]
        for phrase in likely + open_ended if open_ended else likely:
            after = place + len(phrase.words)
            if _fits(forms[phrase.stemmed][place:after], phrase):
                found.append((place, after, phrase))
    return found


def _close(one: list[Place], other: list[Place], between: int) -> list[Place]:
    """The places of either part that are close to one of the other."""
    near_one = near(_by_length(one), _by_length(other), between)
    near_other = near(_by_length(other), _by_length(one), between)
    return [
        place
        for places, close in ((one, near_one), (other, near_other))
        for place in places
        if place[0] in close[place[1] - place[0]]
    ]


def _by_length(places: Sequence[Place]) -> ByLength:
    return by_length((after - place, np.array([place])) for place, after, _ in places)


def _split_words(text: str, language: str) -> tuple[list[Span], list[str], list[str]]:
    """The words of a text: their spans, plain forms and stems, as the index has them."""
    spans = terms(text, language)
    words = [plain(text[start:end]) for start, end in spans]
    kept = [place for place, word in enumerate(words) if word]
    plains = [words[place] for place in kept]
    return [spans[place] for place in kept], plains, [stem(word, language) for word in plains]


def _fits(words: Sequence[str], phrase: Phrase) -> bool:
    if not phrase.prefix or len(words) != len(phrase.words):
        return tuple(words) == phrase.words
    return tuple(words[:-1]) == phrase.words[:-1] and words[-1].startswith(phrase.words[-1])


def _cut(text: str, spans: list[Span]) -> Passage:
    """A piece of some `WIDTH` characters around the spans, cut between words."""
    room = max(0, WIDTH - (spans[-1][1] - spans[0][0]))
    start = max(0, spans[0][0] - room // 3)
    end = min(len(text), spans[-1][1] + room - (spans[0][0] - start))
    if start:
        space = text.find(" ", start, spans[0][0])
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", spans[-1][1], end)
        end = space if space >= 0 else end
    return Passage(text[start:end], [(one - start, other - start) for one, other in spans], start)
