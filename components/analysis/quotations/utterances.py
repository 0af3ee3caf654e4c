"""What an article quotes in one go: its words as printed, and what an editor put in brackets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from components.analysis.quotations import Quotation
from components.text.normalisation import find_insertions, fold, is_cut
from components.text.segment import Span, words

# Between parts of one quotation: what stands there in the article is not quoted.
PAUSE = " … "
_FEWEST_WORDS = 4


@dataclass(frozen=True)
class Utterance:
    """What an article quotes in one go, parts around the speaker or over paragraphs together.

    `text` is printed text, with a pause between parts; `places` are its spoken words in it, `keys`
    the same folded, `breaks` how many words stand before each part but the first. An editor's words
    in square brackets are not spoken: they are `inserted`, and `is_cut` says that a pair of
    brackets marks a cut. `confidence` is that of the speaker.
    """

    article: int
    spans: tuple[Span, ...]
    text: str = field(repr=False)
    places: tuple[Span, ...]
    keys: tuple[str, ...]
    breaks: frozenset[int]
    inserted: tuple[str, ...]
    is_cut: bool
    speaker: str | None
    confidence: float
    kind: str
    language: str

    def words(self, start: int, end: int) -> str:
        """The words from one to before another, as they are printed, brackets included."""
        return self.text[self.places[start][0] : self.places[end - 1][1]] if start < end else ""


def read_utterances(
    article: int, listed: Sequence[Quotation], language: str
) -> Iterator[Utterance]:
    """The quotations and reported clauses of four words or more, parts of one together."""
    parts: defaultdict[tuple[str, int], list[Quotation]] = defaultdict(list)
    for number, one in enumerate(listed):
        alone = one.kind == "reported"
        if one.kind in ("direct", "reported"):
            parts[(one.kind, number if alone else one.group)].append(one)
    for (kind, _), together in parts.items():
        utterance = _read(article, together, kind, language)
        if len(utterance.keys) >= _FEWEST_WORDS:
            yield utterance


def _read(article: int, parts: Sequence[Quotation], kind: str, language: str) -> Utterance:
    text = PAUSE.join(" ".join(part.text.split()) for part in parts)
    brackets = find_insertions(text)
    held = [text[slice(*span)] for span in brackets]
    places = list(_spoken(text, brackets))
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(" ".join(part.text.split())) + len(PAUSE))
    known = [part for part in parts if part.speaker]
    return Utterance(
        article=article,
        spans=tuple((part.start, part.end) for part in parts),
        text=text,
        places=tuple(places),
        keys=tuple(fold(re.sub(r"[\[\]]", "", text[a:b])) for a, b in places),
        breaks=frozenset(sum(a < end for a, _ in places) for end in ends[1:-1]),
        inserted=tuple(one[1:-1].strip() for one in held if not is_cut(one)),
        is_cut=any(map(is_cut, held)),
        speaker=known[0].speaker if known else None,
        confidence=known[0].confidence if known else 0.0,
        kind=kind,
        language=language,
    )


def _spoken(text: str, brackets: Sequence[Span]) -> Iterator[Span]:
    """The words outside the brackets; one with letters in brackets is one word."""
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
