"""HTML of the texts in an evidence pack: every article in full, and a pair side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from components.analysis.pair.ledger import EDITS
from components.text.plural import agree
from components.text.segment import Span, paragraphs
from components.views.compare.aligned_panes import mark_legend
from components.views.compare.ledger_rows import SIGNS
from components.views.export.evidence_pack.html_parts import (
    Html,
    Piece,
    description_list,
    external_link,
    isolate,
    join,
    make,
    section,
    sentence_link,
    sentence_name,
)
from components.views.export.evidence_pack.pack_records import (
    AlignedRow,
    Pack,
    PackArticle,
    PackNote,
    Pair,
)
from components.views.notes.note_marks import describe_colour
from components.views.panes import Mark, cut_pieces

ROW_SIGNS = {**SIGNS, "same": "=", "aside": "not counted"}
# With several pairs on the page, such rows are only counted.
PASSED = ("same", "aside")
# The CSS class of rows that are only on one side.
STYLES = {"only first": "dropped", "only second": "added"}
_EDIT_ELEMENTS = {"edited": "mark", "dropped": "del", "added": "ins"}


def texts_section(pack: Pack) -> Html:
    """Every article in full: sentences numbered, notes marked, excluded text in grey."""
    return section("The texts", "texts", *(_full_text(one) for one in pack.articles))


def _full_text(one: PackArticle) -> Html:
    head = make("h3", f"{one.letter}  ", isolate(one.title), id=f"text{one.letter}")
    known = description_list(
        [
            ("status", make("strong", one.status) if one.status else None),
            ("source", isolate(one.source) if one.source else None),
            ("author", isolate(one.author) if one.author else None),
            ("published", one.published),
            ("address", external_link(one.url) if one.url else None),
            ("file", isolate(one.file) if one.file else None),
            ("sha256 of the file", make("code", one.sha256) if one.sha256 else None),
            ("sha256 of the text", make("code", one.text_sha256)),
            ("tags", isolate(", ".join(one.tags)) if one.tags else None),
        ]
    )
    language = one.language if one.language != "und" else None
    body = make("div", *_paragraphs(one), class_="text", lang=language, dir="auto")
    told = (
        "Words in grey are not counted in the comparison; see the settings." if one.aside else None
    )
    quiet = make("p", told, class_="quiet") if told else None
    return join(head, known, _notes(one), quiet, body)


def text_marks(one: PackArticle) -> list[Mark]:
    """The marks of the notes on an article, and of the excluded text that has no note."""
    noted = [note.span for note in one.notes if note.span]
    kinds = [(*note.span, f"note {note.colour}".strip()) for note in one.notes if note.span]
    free = [(s, e) for s, e in one.aside if all(e <= start or end <= s for start, end in noted)]
    return sorted([*kinds, *((*span, "aside") for span in free)])


def _paragraphs(one: PackArticle) -> list[Html]:
    marks = text_marks(one)
    found, upcoming = [], 0
    for _, end in paragraphs(one.text):
        pieces: list[Piece] = []
        while upcoming < len(one.sentences) and one.sentences[upcoming][1] <= end:
            pieces.append(_numbered_sentence(one, upcoming, marks))
            upcoming += 1
        found.append(make("p", *pieces))
    return found


def _numbered_sentence(one: PackArticle, place: int, marks: list[Mark]) -> Html:
    name = f"{one.letter}{place + 1}"
    cut = cut_pieces(one.text, one.sentences[place], marks)
    words = (
        make("span" if kind == "aside" else "mark", text, class_=kind) if kind else text
        for text, kind in cut
    )
    return make(
        "span", make("sup", str(place + 1)), make("bdi", *words), " ", class_="line", id=name
    )


def _notes(one: PackArticle) -> Html | None:
    if not one.notes:
        return None
    return make("ul", *(make("li", *_note(one, note)) for note in one.notes))


def _note(one: PackArticle, note: PackNote) -> list[Piece]:
    told = describe_colour(note.colour, {note.colour: note.meaning})
    where: list[Piece] = []
    if note.span:
        where = [sentence_link(one, note.span), " “", isolate(note.quoted), "”: "]
    return [
        make("strong", "Note "),
        join(make("span", told, class_=f"chip {note.colour}"), " ") if told else None,
        *where,
        isolate(note.text),
        make(
            "span",
            " (",
            isolate(note.who or "name not given"),
            f", {note.when[:10]})",
            class_="quiet",
        ),
    ]


@dataclass(frozen=True)
class ShownPair:
    """A pair on the page, with its two texts; `whole` when no other pair is in the pack."""

    pair: Pair
    first: PackArticle
    second: PackArticle
    anchor: str
    whole: bool

    @cached_property
    def rows(self) -> list[AlignedRow]:
        """The rows on the page; those of `PASSED` only for a pair shown whole."""
        return [row for row in self.pair.rows if self.whole or row.kind not in PASSED]

    @cached_property
    def anchored(self) -> dict[str, Span]:
        """The sentences in the rows by name; of a sentence in several spans, the first."""
        found: dict[str, Span] = {}
        for row in self.rows:
            for text, spans in ((self.first, row.first), (self.second, row.second)):
                for span in spans:
                    found.setdefault(sentence_name(text, span), span)
        return found

    def link(self, text: PackArticle, span: Span) -> Html:
        """The name of a sentence as a link to it, side by side or else in the full text."""
        name = sentence_name(text, span)
        within = f"{self.anchor}-" if name in self.anchored else ""
        return make("a", name, href=f"#{within}{name}")


def side_by_side(shown: ShownPair) -> Html:
    """The legend and the aligned sentences of both texts, row by row, with their edits marked."""
    keys = (make("span", words, class_=f"key {kind}") for kind, words in mark_legend(2).items())
    rows: list[Piece] = []
    marks = edit_marks(shown.pair, 0), edit_marks(shown.pair, 1)
    for passed, run in groupby(shown.pair.rows, key=lambda row: row.kind in PASSED):
        own = list(run)
        if passed and not shown.whole:
            rows.append(make("div", describe_passed(own), class_="row skipped"))
        else:
            rows += [_aligned_row(shown, row, marks) for row in own]
    titles = [
        make("div", f"{text.letter} · ", isolate(text.title))
        for text in (shown.first, shown.second)
    ]
    heads = make("div", titles[0], make("div"), titles[1], class_="heads")
    return join(make("p", *keys), heads, *rows)


def describe_passed(rows: Sequence[AlignedRow]) -> str:
    """How many rows of `PASSED` kinds are not shown."""
    same = sum(row.kind == "same" for row in rows)
    told = [f"{same} kept"] if same else []
    told += [f"{len(rows) - same} not counted"] if len(rows) > same else []
    return f"{' and '.join(told)} {agree(len(rows), 'sentence', 'sentences')}"


def edit_marks(pair: Pair, side: int) -> list[Mark]:
    """The marks of the edits in the first (side 0) or the second text (side 1), sorted."""
    found = set()
    for change in pair.changes:
        own, other = (change.first, change.second)[:: 1 if side == 0 else -1]
        if change.change in EDITS and own and own[0] < own[1]:
            both = other is not None and other[0] < other[1]
            found.add((*own, "edited" if both else ("dropped", "added")[side]))
    return sorted(found)


def _aligned_row(
    shown: ShownPair, row: AlignedRow, marks: tuple[Sequence[Mark], Sequence[Mark]]
) -> Html:
    sides = list(zip((shown.first, shown.second), (row.first, row.second), marks, strict=True))
    cells = [make("div", *_marked_sentences(shown, *side)) for side in sides]
    names = [sentence_link(text, span) for text, spans, _ in sides for span in spans[:1]]
    sign = make("div", ROW_SIGNS[row.kind], *(join(" ", name) for name in names), class_="sign")
    return make("div", cells[0], sign, cells[1], class_=f"row {STYLES.get(row.kind, row.kind)}")


def _marked_sentences(
    shown: ShownPair, text: PackArticle, spans: Sequence[Span], marks: Sequence[Mark]
) -> Iterator[Piece]:
    for span in spans:
        pieces = cut_pieces(text.text, span, marks)
        words = (make(_EDIT_ELEMENTS[kind], words) if kind else words for words, kind in pieces)
        name = sentence_name(text, span)
        first = shown.anchored[name] == span
        yield make("bdi", *words, class_="line", id=f"{shown.anchor}-{name}" if first else None)
        yield " "
