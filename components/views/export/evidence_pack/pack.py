"""What is in an evidence pack. Spans are code points of the article's `text`, start and end.

The fields are those of the JSON form, so `docs/evidence.schema.json` describes them as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.analysis.pair.alignment import Counts
from components.text.segment import Span
from components.views.selection_text import About

FORMAT = "parallax-evidence"
VERSION = 1


@dataclass(frozen=True)
class Verdict:
    """What an analyst decided, and when (UTC, ISO 8601)."""

    value: str
    note: str
    who: str
    when: str


@dataclass(frozen=True)
class PackNote:
    """A note of an analyst; `span` is None when it is on the whole article."""

    span: Span | None
    quoted: str
    text: str
    who: str
    when: str


@dataclass(frozen=True)
class PackArticle:
    """An article. `letter` names it in the pack; `sha256` is that of the file it came in.

    `aside` are the spans that do not count in the comparison, as the settings say.
    """

    letter: str
    id: str
    title: str
    source: str
    author: str
    published: str
    language: str
    url: str
    file: str
    sha256: str
    text_sha256: str
    words: int
    text: str
    sentences: tuple[Span, ...]
    aside: tuple[Span, ...]
    tags: tuple[str, ...]
    notes: tuple[PackNote, ...]


@dataclass(frozen=True)
class Term:
    """A word and its share of the cosine."""

    term: str
    share: float


@dataclass(frozen=True)
class Reason:
    """A piece of evidence about the direction, and the spans it rests on in both texts."""

    kind: str
    sentence: str
    points: str
    weight: float
    first: tuple[Span, ...]
    second: tuple[Span, ...]


@dataclass(frozen=True)
class Argument:
    """Who took it from whom: the verdict, how sure, both in a sentence, and the reasons."""

    verdict: str
    confidence: str
    sentence: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class AlignedRow:
    """Sentences that answer to each other, in reading order of the first text.

    `kind` is `same`, `edited`, `moved`, `dropped` or `added`; a dropped one has no `second`, an
    added one no `first`. Where it is not known that the second was taken from the first, they are
    `only first` and `only second`. `aside` is a sentence that does not count in the comparison,
    alone on its side.
    """

    kind: str
    first: tuple[Span, ...]
    second: tuple[Span, ...]


@dataclass(frozen=True)
class Change:
    """A line of the ledger; a span is None in the text that has nothing there."""

    id: str
    change: str
    kind: str
    weight: float
    reason: str
    before: str
    after: str
    first: Span | None
    second: Span | None
    verdict: Verdict | None


@dataclass(frozen=True)
class Named:
    """Who is named in only one of two articles, and where."""

    name: str
    type: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True)
class Pair:
    """Two articles, by id; shares are 0 to 1.

    `cosine` is that of what counts, `terms` the words that give most to it, `parts` what each part
    of the articles gives, `without` the cosine of the whole articles ("everything") and of what
    stays without each part. All four are None or empty where the cosine is not known.
    """

    first: str
    second: str
    cosine: float | None
    terms: tuple[Term, ...]
    parts: dict[str, float]
    without: dict[str, float]
    first_in_second: float
    second_in_first: float
    counts: Counts
    direction: Argument
    verdict: Verdict | None
    changes: tuple[Change, ...]
    rows: tuple[AlignedRow, ...]
    only_in_first: tuple[Named, ...]
    only_in_second: tuple[Named, ...]


@dataclass(frozen=True)
class PrintedQuotation:
    """A quotation as one article prints it, held against the form that was printed first.

    `left_out` are words of that form that are missing here, `edits` words there and here, `more`
    what is quoted here besides, `inserted` what an editor put in square brackets. `confidence` (0
    to 1) is that of the speaker.
    """

    article: str
    span: Span
    state: str
    speaker: str
    confidence: float
    text: str
    left_out: tuple[str, ...]
    edits: tuple[str, ...]
    more: tuple[str, ...]
    inserted: tuple[str, ...]


@dataclass(frozen=True)
class Quotation:
    """One quotation in several articles; a speaker that nobody is sure of is “perhaps” one."""

    speaker: str
    variants: tuple[PrintedQuotation, ...]


@dataclass(frozen=True)
class Place:
    """A mention: the article, where, and by which words."""

    article: str
    span: Span
    surface: str


@dataclass(frozen=True)
class Entity:
    """Somebody or something named, with every mention in the articles of the pack."""

    name: str
    type: str
    mentions: tuple[Place, ...]


@dataclass(frozen=True)
class Pack:
    """Everything a reader needs to check what is said. `kind` is `pair`, `family`, `selection`."""

    kind: str
    title: str
    question: str
    about: About
    cut_offs: tuple[str, ...]
    articles: tuple[PackArticle, ...]
    pairs: tuple[Pair, ...]
    quotations: tuple[Quotation, ...]
    entities: tuple[Entity, ...]

    def article(self, id: str) -> PackArticle:
        """The article with this id."""
        return next(one for one in self.articles if one.id == id)
