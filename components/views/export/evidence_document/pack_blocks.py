"""An evidence pack as blocks: the same content, in the same order, as its HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from components.analysis.pair.ledger import EDITS
from components.text.segment import paragraphs
from components.views.export.evidence_document.blocks import (
    Block,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Runs,
    paragraph,
    place,
    places,
    plain,
)
from components.views.export.evidence_document.pair_blocks import describe_cosine, pair_blocks
from components.views.export.evidence_pack.html_parts import percent
from components.views.export.evidence_pack.html_texts import text_marks
from components.views.export.evidence_pack.pack_records import (
    Pack,
    PackArticle,
    PackNote,
    PrintedQuotation,
)
from components.views.export.evidence_pack.write import EXPLAINED
from components.views.measures.checked_claims import describe_checked
from components.views.measures.measure_explanations import MEASURES
from components.views.notes.note_marks import describe_colour
from components.views.panes import cut_pieces
from components.views.quotations import STATES, UNKNOWN, format_name
from components.views.selection_text import about_rows

_ABOUT_HASHES = (
    "The sha256 of a file is computed from its bytes as they were added to the library; that of a "
    "text, from the text shown here in UTF-8. Equal hashes mean equal content. The data of this "
    "pack are inside this file: python -m components.corpus.verify FILE checks them."
)


def pack_blocks(pack: Pack) -> Iterator[Block]:
    """The whole pack as blocks, in reading order."""
    yield from _head(pack)
    yield from _articles(pack)
    if len(pack.pairs) > 1:
        yield from _pairs(pack)
    for pair in pack.pairs:
        yield PageBreak()
        yield from pair_blocks(pack, pair)
    yield from _quotations(pack)
    yield from _entities(pack)
    for number, one in enumerate(pack.articles):
        yield PageBreak()
        if not number:
            yield Heading(2, "The texts")
        yield from _text(one)
    yield PageBreak()
    yield from _method(pack)


def _head(pack: Pack) -> Iterator[Block]:
    about = pack.about
    yield paragraph(plain(f"Evidence pack of a {pack.kind}", "quiet"))
    yield Heading(1, pack.title)
    if pack.question:
        yield paragraph(plain(pack.question, "strong"))
    yield paragraph(
        f"Made by {about.who} on {about.made:%Y-%m-%d} at {about.made:%H:%M} UTC with "
        f"{about.software} from the library {about.library}, revision {about.revision}."
    )
    if pack.cut_offs:
        yield paragraph(" ".join(pack.cut_offs))
    told = (
        "A sentence is named by the letter of its article and its number, such as A3. In brackets "
        "stand offsets: the number of characters before the place begins and before it ends, "
        "counted in the text of the article."
    )
    yield paragraph(plain(told, "quiet"))


def _articles(pack: Pack) -> Iterator[Block]:
    rows = (
        tuple(
            plain(value)
            for value in (
                *(one.letter, one.title, one.source or "not known", one.published or "not known"),
                *(one.language, f"{one.words:,}", ", ".join(one.tags)),
            )
        )
        for one in pack.articles
    )
    yield Heading(2, "The articles")
    heads = ("", "title", "source", "published", "language", "words", "tags")
    yield Grid(heads, tuple(rows), (3, 23, 13, 11, 10, 8, 10))


def _pairs(pack: Pack) -> Iterator[Block]:
    rows = []
    for pair in pack.pairs:
        a, b = pack.article(pair.first), pack.article(pair.second)
        edits = sum(change.change in EDITS for change in pair.changes)
        cells = (
            *(f"{a.letter}, {b.letter}", f"{a.title}\n{b.title}", describe_cosine(pair.cosine)),
            *(percent(pair.first_in_second), percent(pair.second_in_first), edits),
            pair.direction.sentence,
        )
        rows.append(tuple(plain(cell) for cell in cells))
    heads = ("", "articles", "cosine", "first in second", "second in first", "edits", "direction")
    yield Heading(2, "The pairs")
    yield Grid(heads, tuple(rows), (5, 22, 8, 8, 8, 7, 20))


def _quotations(pack: Pack) -> Iterator[Block]:
    if not pack.quotations:
        return
    yield PageBreak()
    yield Heading(2, "The same quotation across the articles")
    for one in pack.quotations:
        yield Heading(3, one.speaker or UNKNOWN)
        heads = ("sentence (offsets)", "how", "attributed to", "words", "left out or changed")
        rows = tuple(_variant(pack, printed) for printed in one.variants)
        yield Grid(heads, rows, (12, 9, 12, 28, 18))


def _variant(pack: Pack, printed: PrintedQuotation) -> tuple[Runs, ...]:
    differences: list[Run] = []
    for words in printed.left_out:
        differences += [Run("left out: "), Run(words, "dropped"), Run(" ")]
    for told, changed in (
        ("changed: ", printed.edits),
        ("added: ", printed.more),
        ("inserted by an editor: ", [f"[{words}]" for words in printed.inserted]),
    ):
        differences += [Run(f"{told}{words} ") for words in changed]
    said = printed.text if printed.state == "reported" else f"“{printed.text}”"
    return (
        plain(place(pack.article(printed.article), printed.span)),
        plain(STATES[printed.state]),
        plain(format_name(asdict(printed)) or UNKNOWN),
        plain(said),
        tuple(differences),
    )


def _entities(pack: Pack) -> Iterator[Block]:
    if not pack.entities:
        return
    rows = []
    for one in pack.entities:
        groups = groupby(one.mentions, key=lambda mention: mention.article)
        where = "; ".join(
            places(pack.article(id), [mention.span for mention in mentions])
            for id, mentions in groups
        )
        rows.append(tuple(plain(cell) for cell in (one.name, one.type, len(one.mentions), where)))
    yield Heading(2, "Who is named")
    yield Grid(("name", "type", "mentions", "sentences (offsets)"), tuple(rows), (14, 7, 7, 40))


def _text(one: PackArticle) -> Iterator[Block]:
    yield Heading(3, f"{one.letter}  {one.title}")
    facts = (
        *(("status", one.status), ("source", one.source), ("author", one.author)),
        *(("published", one.published), ("address", one.url), ("file", one.file)),
        *(("sha256 of the file", one.sha256), ("sha256 of the text", one.text_sha256)),
        ("tags", ", ".join(one.tags)),
    )
    yield Grid(
        ("fact", "value"),
        tuple((plain(name), plain(value, "code" if "sha" in name else ""))
              for name, value in facts if value),
        (1, 4),
    )  # fmt: skip
    for note in one.notes:
        yield _note(one, note)
    if one.aside:
        told = "Words in grey are not counted in the comparison; see the settings."
        yield paragraph(plain(told, "quiet"))
    yield from _paragraphs(one)


def _note(one: PackArticle, note: PackNote) -> Paragraph:
    told = describe_colour(note.colour, {note.colour: note.meaning})
    chip = (*plain(told, f"note {note.colour}"), *plain(" ")) if told else ()
    where = f"{place(one, note.span)} “{note.quoted}”: " if note.span else ""
    by = f" ({note.who or 'name not given'}, {note.when[:10]})"
    return paragraph(plain("Note ", "strong"), chip, where + note.text, plain(by, "quiet"))


def _paragraphs(one: PackArticle) -> Iterator[Paragraph]:
    marks, upcoming = text_marks(one), 0
    for _, end in paragraphs(one.text):
        runs: list[Run] = []
        while upcoming < len(one.sentences) and one.sentences[upcoming][1] <= end:
            runs.append(Run(f"{upcoming + 1} ", "number"))
            span = one.sentences[upcoming]
            runs += [Run(words, mark) for words, mark in cut_pieces(one.text, span, marks)]
            runs.append(Run(" "))
            upcoming += 1
        yield Paragraph(tuple(runs[:-1]), is_text=True)


def _method(pack: Pack) -> Iterator[Block]:
    yield Heading(2, "How this was made")
    rows = tuple(
        (plain(name), plain(value)) for name, value in about_rows(pack.about, pack.title) if value
    )
    yield Grid(("fact", "value"), rows, (1, 3))
    yield paragraph(_ABOUT_HASHES)
    yield Heading(3, "What the numbers mean")
    for name in EXPLAINED:
        one, checked = MEASURES[name], describe_checked(name)
        told = f"{one.says} How: {one.formula} Source: {one.reference}. {checked}".strip()
        yield paragraph(plain(f"{one.name}: ", "strong"), told)
