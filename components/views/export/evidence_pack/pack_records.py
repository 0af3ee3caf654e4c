"""Evidence pack as dataclasses, with the fields of its JSON (`docs/evidence.schema.json`).

Spans are start and end in code points of the article's `text`, the end excluded.
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
    """A verdict of an analyst; `when` is in UTC, ISO 8601."""

    value: str
    note: str
    who: str
    when: str


@dataclass(frozen=True)
class PackNote:
    """A note of an analyst; `span` is None for a note on the whole article.

    `colour` is the name of one or "", `meaning` what it stands for in the library.
    """

    span: Span | None
    quoted: str
    text: str
    who: str
    when: str
    colour: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class PackArticle:
    """An article, named by its `letter`; `sha256` is the hash of the file it came in.

    `aside` are the spans that the settings exclude from comparisons. `status` says that the file
    calls the article killed, withheld, a correction, an update or embargoed; the title begins with
    it.
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
    status: str = ""


@dataclass(frozen=True)
class Term:
    """A term and its share of the cosine."""

    term: str
    share: float


@dataclass(frozen=True)
class Reason:
    """A piece of evidence about the direction, with its spans in both texts."""

    kind: str
    sentence: str
    points: str
    weight: float
    first: tuple[Span, ...]
    second: tuple[Span, ...]


@dataclass(frozen=True)
class Argument:
    """The direction: verdict, confidence, both in one sentence, and the evidence."""

    verdict: str
    confidence: str
    sentence: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class AlignedRow:
    """Aligned sentences of a pair, in reading order of the first text.

    `kind` is `same` (kept), `edited`, `moved`, `dropped` (no `second`) or `added` (no `first`);
    where the direction is not known, the last two are `only first` and `only second`. `aside` is an
    excluded sentence, on one side only.
    """

    kind: str
    first: tuple[Span, ...]
    second: tuple[Span, ...]


@dataclass(frozen=True)
class Change:
    """A line of the ledger; a span is None in the text that lacks the words."""

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
    """An entity that only one of two articles names, with its mentions."""

    name: str
    type: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True)
class Pair:
    """Two articles, by id; shares and cosines are 0 to 1.

    `cosine` is that of the text that is not excluded, `terms` the words that add most to it,
    `parts` what each part of the articles adds, and `without` the cosine without each part and that
    of the whole articles; `alone` the cosine by the words of the two alone, which does not depend
    on the library. All five are None or empty where the cosine is not known.
    """

    first: str
    second: str
    cosine: float | None
    terms: tuple[Term, ...]
    parts: dict[str, float]
    without: dict[str, float]
    alone: float | None
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
    """A variant: a quotation as one article prints it, compared with the form printed first.

    `left_out` are words of that form which are missing here, `edits` replaced words with their
    replacement, `more` words quoted only here, `inserted` words in square brackets. `confidence` (0
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
    """One quotation in several articles; a doubtful speaker is written with “perhaps”."""

    speaker: str
    variants: tuple[PrintedQuotation, ...]


@dataclass(frozen=True)
class Place:
    """A mention: article, span, surface form."""

    article: str
    span: Span
    surface: str


@dataclass(frozen=True)
class Entity:
    """An entity with all its mentions in the articles of the pack."""

    name: str
    type: str
    mentions: tuple[Place, ...]


@dataclass(frozen=True)
class Pack:
    """The whole evidence pack. `kind` is `pair`, `family` or `selection`."""

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
