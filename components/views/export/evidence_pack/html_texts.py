"""The articles of a pack: what they are, who is quoted and named in them, and all their words."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby

from components.text.segment import paragraphs
from components.views.export.evidence_pack.html_parts import (
    Html,
    Piece,
    description_list,
    external_link,
    isolate,
    join,
    join_with_commas,
    make,
    section,
    sentence_link,
    sentence_links,
    table,
)
from components.views.export.evidence_pack.pack import (
    Entity,
    Pack,
    PackArticle,
    PackNote,
    PrintedQuotation,
)
from components.views.panes import cut_pieces
from components.views.quotations import STATES, UNKNOWN, format_name

_ELEMENTS = {"note": "mark", "aside": "span"}


def articles_section(pack: Pack) -> Html:
    """What each article is, and the hashes that tell it from any other."""
    rows = [
        (
            make("a", one.letter, href=f"#text{one.letter}"),
            isolate(one.title),
            isolate(one.source or "not known"),
            make("time", one.published) if one.published else "not known",
            one.language,
            f"{one.words:,}",
            isolate(", ".join(one.tags)),
        )
        for one in pack.articles
    ]
    heads = ["", "title", "source", "published", "language", "words", "tags"]
    return section("The articles", "articles", table(heads, rows))


def quotations_section(pack: Pack) -> Html:
    """Each quotation that several of the articles print, and what became of it."""
    blocks = []
    for one in pack.quotations:
        rows = [_saying(pack, saying) for saying in one.variants]
        heads = ["where", "how", "attributed to", "words", "left out or changed"]
        blocks.append(join(make("h3", isolate(one.speaker or UNKNOWN)), table(heads, rows)))
    return section("The same quotation across the articles", "quotations", *blocks)


def _saying(pack: Pack, saying: PrintedQuotation) -> list[Piece]:
    left_out = [join("left out: ", make("del", isolate(words)), " ") for words in saying.left_out]
    others = [
        join(told, isolate(words), " ")
        for told, changed in (
            ("changed: ", saying.edits),
            ("added: ", saying.more),
            ("inserted by an editor: ", [f"[{words}]" for words in saying.inserted]),
        )
        for words in changed
    ]
    words = isolate(saying.text)
    return [
        sentence_link(pack.article(saying.article), saying.span),
        STATES[saying.state],
        isolate(format_name(asdict(saying)) or UNKNOWN),
        words if saying.state == "reported" else join("“", words, "”"),
        join(*left_out, *others),
    ]


def entities_section(pack: Pack) -> Html:
    """Who is named how often, and in which sentences."""
    rows = [
        (isolate(one.name), one.type, str(len(one.mentions)), _places(pack, one))
        for one in pack.entities
    ]
    return section("Who is named", "entities", table(["name", "type", "mentions", "where"], rows))


def _places(pack: Pack, entity: Entity) -> Html:
    groups = groupby(entity.mentions, key=lambda place: place.article)
    return join_with_commas(
        sentence_links(pack.article(id), [place.span for place in places]) for id, places in groups
    )


def texts_section(pack: Pack) -> Html:
    """Every article in full, its sentences numbered, its notes marked."""
    return section("The texts", "texts", *(_text(one) for one in pack.articles))


def _text(one: PackArticle) -> Html:
    head = make("h3", f"{one.letter}  ", isolate(one.title), id=f"text{one.letter}")
    known = description_list(
        [
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


def _paragraphs(one: PackArticle) -> list[Html]:
    noted = [note.span for note in one.notes if note.span]
    free = [(s, e) for s, e in one.aside if all(e <= start or end <= s for start, end in noted)]
    marks = sorted([*((*span, "note") for span in noted), *((*span, "aside") for span in free)])
    found, upcoming = [], 0
    for _, end in paragraphs(one.text):
        pieces: list[Piece] = []
        while upcoming < len(one.sentences) and one.sentences[upcoming][1] <= end:
            pieces.append(_sentence(one, upcoming, marks))
            upcoming += 1
        found.append(make("p", *pieces))
    return found


def _sentence(one: PackArticle, place: int, marks: list[tuple[int, int, str]]) -> Html:
    name = f"{one.letter}{place + 1}"
    cut = cut_pieces(one.text, one.sentences[place], marks)
    words = (make(_ELEMENTS[kind], text, class_=kind) if kind else text for text, kind in cut)
    return make(
        "span", make("sup", str(place + 1)), make("bdi", *words), " ", class_="line", id=name
    )


def _notes(one: PackArticle) -> Html | None:
    if not one.notes:
        return None
    return make("ul", *(make("li", *_note(one, note)) for note in one.notes))


def _note(one: PackArticle, note: PackNote) -> list[Piece]:
    where: list[Piece] = []
    if note.span:
        where = [sentence_link(one, note.span), " “", isolate(note.quoted), "”: "]
    return [
        make("strong", "Note "),
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
