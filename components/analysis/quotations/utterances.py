"""Utterances: the parts of one quotation together, as words that can be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from components.analysis.entities.linking.name_forms import plain, romanised
from components.analysis.quotations.resolve_speakers import Quotation
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import find_insertions, fold, is_cut
from components.text.segment import Span, words

# Between parts of one quotation: what is there in the article is not quoted.
PAUSE = " … "
FEWEST_WORDS = 4
_STEM = 5
# Words are kept for each utterance: equal ones take the room of one.
_one_object = lru_cache(maxsize=1 << 16)(str)


@dataclass(frozen=True, eq=False)
class Utterance:
    """A quotation with its parts (around the speaker, over paragraphs), or a reported clause.

    Two are never equal: each is the one that was read of an article, printed on its `day`.
    `text` is the printed text, with `PAUSE` between parts; `keys` are the normal forms of its
    spoken words, `breaks` how many words are before each part but the first. An editor's words in
    square brackets are not spoken: they are `inserted`, and `is_cut` says that a pair of brackets
    marks a cut. `spans` are those of the parts in the article; `confidence` is that of the speaker,
    0 to 1, and `by_name` says that the article has a word of the speaker's name where it tells who
    speaks.
    """

    article: Hashable
    spans: tuple[Span, ...]
    text: str = field(repr=False)
    keys: tuple[str, ...]
    breaks: frozenset[int]
    inserted: tuple[str, ...]
    is_cut: bool
    speaker: str | None
    confidence: float
    by_name: bool
    kind: str
    language: str
    day: date | None

    def words(self, start: int, end: int) -> str:
        """The words from number `start` to before `end` as printed, brackets included."""
        return (
            self.text[self.word_spans[start][0] : self.word_spans[end - 1][1]]
            if start < end
            else ""
        )

    @cached_property
    def word_spans(self) -> tuple[Span, ...]:
        """The spans of its spoken words in `text`; of most utterances nobody asks for them."""
        return tuple(_spoken(self.text, find_insertions(self.text)))

    @property
    def content_stems(self) -> frozenset[str]:
        """The first letters of the words that are no function words, so that tenses agree."""
        return frozenset(self.stems)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The `content_stems`, each once, as they first stand."""
        # A set takes ten times the room.
        content = (key for key in self.keys if key not in FUNCTION_WORDS)
        stems = (key.removesuffix("s") if len(key) > _STEM - 1 else key for key in content)
        return tuple(_one_object(stem) for stem in dict.fromkeys(stem[:_STEM] for stem in stems))


def read_utterances(
    article: Hashable, listed: Sequence[Quotation], language: str, day: date | None = None
) -> Iterator[Utterance]:
    """The utterances of an article of four words or more; strings that nobody says are left out."""
    parts: defaultdict[tuple[str, int], list[Quotation]] = defaultdict(list)
    for number, one in enumerate(listed):
        alone = one.kind == "reported"
        if one.kind in ("direct", "reported"):
            parts[(one.kind, number if alone else one.group)].append(one)
    for (kind, _), together in parts.items():
        utterance = _read(article, together, kind, language, day)
        if len(utterance.keys) >= FEWEST_WORDS:
            yield utterance


def _read(
    article: Hashable, parts: Sequence[Quotation], kind: str, language: str, day: date | None
) -> Utterance:
    text = PAUSE.join(" ".join(part.text.split()) for part in parts)
    brackets = find_insertions(text)
    held = [text[slice(*span)] for span in brackets]
    word_spans = list(_spoken(text, brackets))
    keys = (fold(re.sub(r"[\[\]]", "", text[a:b])) for a, b in word_spans)
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(" ".join(part.text.split())) + len(PAUSE))
    known = [part for part in parts if part.speaker]
    return Utterance(
        article=article,
        spans=tuple((part.start, part.end) for part in parts),
        text=text,
        keys=tuple(map(_one_object, keys)),
        breaks=frozenset(sum(a < end for a, _ in word_spans) for end in ends[1:-1]),
        inserted=tuple(one[1:-1].strip() for one in held if not is_cut(one)),
        is_cut=any(map(is_cut, held)),
        speaker=known[0].speaker if known else None,
        confidence=known[0].confidence if known else 0.0,
        by_name=any(
            words_of_name(part.mention) & words_of_name(str(part.speaker)) for part in known
        ),
        kind=kind,
        language=language,
        day=day,
    )


def words_of_name(name: str) -> frozenset[str]:
    """The words of a name in Latin letters, without accents and case."""
    return frozenset(romanised(plain(name[a:b])) for a, b in words(name))


def _spoken(text: str, brackets: Sequence[Span]) -> Iterator[Span]:
    """Spans of the words outside brackets; a word with some letters in brackets is one word."""
    last: Span | None = None
    for start, end in words(text):
        if any(a <= start < b for a, b in brackets):
            continue
        if last and text[last[1] : start] in ("[", "]"):
            last = last[0], end
            continue
        if last:
            yield last
        opens = text[start - 1 : start] == "[" and text[end : end + 1] == "]"
        last = (start - 1, end) if opens else (start, end)
    if last:
        yield last
