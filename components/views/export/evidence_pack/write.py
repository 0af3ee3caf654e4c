"""Evidence pack as a file: one HTML page, or JSON as described in `docs/evidence.schema.json`."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import Any

from components.corpus.integrity.pack_manifest import (
    DATA_ELEMENT,
    MANIFEST,
    page_digest,
    write_manifest,
)
from components.text.unsafe_characters import escape_for_script
from components.views.export.evidence_pack.html_pair import pair_section, pairs_table
from components.views.export.evidence_pack.html_parts import (
    Html,
    Piece,
    description_list,
    isolate,
    join,
    join_with_commas,
    make,
    section,
    sentence_link,
    sentence_links,
    style_sheet,
    table,
)
from components.views.export.evidence_pack.html_texts import texts_section
from components.views.export.evidence_pack.pack_records import (
    FORMAT,
    VERSION,
    Entity,
    Pack,
    PrintedQuotation,
)
from components.views.measures.checked_claims import describe_checked
from components.views.measures.measure_explanations import MEASURES
from components.views.naming.entity_types import TYPE_NAMES
from components.views.quotations import STATES, UNKNOWN, format_name
from components.views.selection_text import about_rows

EXPLAINED = ("cosine", "term share", "shares", "sentences", "overlap", "weight", "direction",
              "mentions", "variants")  # fmt: skip


def write_html(pack: Pack) -> bytes:
    """The pack as one HTML page in UTF-8.

    Its Content-Security-Policy allows its own style sheet, by hash, and nothing else.
    """
    style = style_sheet()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = join(
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="referrer" content="no-referrer">'),
        make("title", f"Evidence: {pack.title}"),
        make("style", Html(style)),
    )
    running = make("div", "Evidence: ", isolate(pack.title), class_="running", aria_hidden="true")
    body = join(running, make("main", _body(pack)))
    page = make("html", make("head", head), make("body", body), lang="en-GB")
    return _embed_data(f"<!doctype html>\n{page}\n".encode("utf-8", "replace"), pack)


def _embed_data(page: bytes, pack: Pack) -> bytes:
    """The page with its data in a script element, which no browser runs, and its digest."""
    at = page.rindex(b"</body>")
    before, after = page[:at], page[at:]
    data = escape_for_script(write_json(pack).decode())
    element = make(
        "script", Html(data), type="application/json", id=DATA_ELEMENT,
        data_page=page_digest(before, after),
    )  # fmt: skip
    return before + element.encode() + after


def _body(pack: Pack) -> Html:
    several = len(pack.pairs) > 1
    return join(
        _head(pack),
        articles_section(pack),
        pairs_table(pack) if several else None,
        *(pair_section(pack, number) for number in range(len(pack.pairs))),
        quotations_section(pack) if pack.quotations else None,
        entities_section(pack) if pack.entities else None,
        texts_section(pack),
        _method_section(pack),
    )


def _head(pack: Pack) -> Html:
    about = pack.about
    return make(
        "header",
        make("p", f"Evidence pack of a {pack.kind}", class_="quiet"),
        make("h1", isolate(pack.title)),
        make("p", isolate(pack.question), class_="question") if pack.question else None,
        make(
            "p",
            "Made by ",
            isolate(about.who),
            f" on {about.made:%Y-%m-%d} at {about.made:%H:%M} UTC with {about.software} from the "
            "library ",
            isolate(about.library),
            f", revision {about.revision}.",
        ),
        make("p", *(join(words, " ") for words in pack.cut_offs)) if pack.cut_offs else None,
        make(
            "p",
            "A sentence is named by the letter of its article and its number, such as A3; this "
            "name is a link to the sentence.",
            class_="quiet",
        ),
    )


def articles_section(pack: Pack) -> Html:
    """The table of the articles with their metadata."""
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
    """The variants of each quotation that several articles print."""
    blocks = []
    for one in pack.quotations:
        rows = [_variant_row(pack, printed) for printed in one.variants]
        heads = ["where", "how", "attributed to", "words", "left out or changed"]
        blocks.append(join(make("h3", isolate(one.speaker or UNKNOWN)), table(heads, rows)))
    return section("The same quotation across the articles", "quotations", *blocks)


def _variant_row(pack: Pack, printed: PrintedQuotation) -> list[Piece]:
    left_out = [join("left out: ", make("del", isolate(words)), " ") for words in printed.left_out]
    others = [
        join(told, isolate(words), " ")
        for told, changed in (
            ("changed: ", printed.edits),
            ("added: ", printed.more),
            ("inserted by an editor: ", [f"[{words}]" for words in printed.inserted]),
        )
        for words in changed
    ]
    words = isolate(printed.text)
    return [
        sentence_link(pack.article(printed.article), printed.span),
        STATES[printed.state],
        isolate(format_name(asdict(printed)) or UNKNOWN),
        words if printed.state == "reported" else join("“", words, "”"),
        join(*left_out, *others),
    ]


def entities_section(pack: Pack) -> Html:
    """The entities with their mentions, as links to sentences."""
    rows = [
        (
            isolate(one.name),
            TYPE_NAMES.get(one.type, one.type),
            str(len(one.mentions)),
            _sentences_naming(pack, one),
        )
        for one in pack.entities
    ]
    return section("Who is named", "entities", table(["name", "type", "mentions", "where"], rows))


def _sentences_naming(pack: Pack, entity: Entity) -> Html:
    groups = groupby(entity.mentions, key=lambda place: place.article)
    return join_with_commas(
        sentence_links(pack.article(id), [place.span for place in places]) for id, places in groups
    )


def _method_section(pack: Pack) -> Html:
    measures = [
        make(
            "div",
            make("dt", one.name),
            make("dd", f"{one.says} How: {one.formula} Source: {one.reference}. {checked}".strip()),
            class_="line",
        )
        for one, checked in ((MEASURES[name], describe_checked(name)) for name in EXPLAINED)
    ]
    return section(
        "How this was made",
        "made",
        description_list(
            (name, isolate(value)) for name, value in about_rows(pack.about, pack.title)
        ),
        make(
            "p",
            "The sha256 of a file is computed from its bytes as they were added to the library; "
            "that of a text, from the text shown here in UTF-8. Equal hashes mean equal content.",
        ),
        make("h3", "What the numbers mean"),
        make("dl", *measures),
    )


def write_json(pack: Pack) -> bytes:
    """The pack as indented JSON in UTF-8, with its manifest.

    `</` is escaped, so that the JSON can be put into a script element. A lone surrogate, which a
    question may have, is written as a question mark.
    """
    told = {"format": FORMAT, "version": VERSION, **asdict(pack)}
    # The manifest is about what a reader of the file gets, so without lone surrogates.
    written = json.dumps(told, ensure_ascii=False, default=_plain).encode("utf-8", "replace")
    read = json.loads(written)
    sealed = {**read, MANIFEST: write_manifest(read)}
    return json.dumps(sealed, ensure_ascii=False, indent=1).replace("</", "<\\/").encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(f"no {type(value).__name__} is in a pack")
