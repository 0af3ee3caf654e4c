"""An evidence pack as data, as `docs/evidence.schema.json` describes it."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any

from components.views.export.evidence_pack.html_pair import pair_section, pairs_table
from components.views.export.evidence_pack.html_parts import (
    Html,
    description_list,
    isolate,
    join,
    make,
    section,
    style_sheet,
)
from components.views.export.evidence_pack.html_texts import (
    articles_section,
    entities_section,
    quotations_section,
    texts_section,
)
from components.views.export.evidence_pack.pack import FORMAT, VERSION, Pack
from components.views.measures import MEASURES
from components.views.selection_text import about_rows

_EXPLAINED = ("cosine", "term share", "shares", "sentences", "overlap", "weight", "direction",
              "mentions", "variants")  # fmt: skip


def write_html(pack: Pack) -> bytes:
    """The whole pack, UTF-8. Its policy allows its own style sheet, by hash, and nothing else."""
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
    body = make("body", make("main", _body(pack)))
    page = make("html", make("head", head), body, lang="en-GB")
    return f"<!doctype html>\n{page}\n".encode("utf-8", "replace")


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
        _made(pack),
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


def _made(pack: Pack) -> Html:
    measures = [
        make(
            "div",
            make("dt", one.name),
            make("dd", f"{one.says} How: {one.formula} Source: {one.reference}."),
            class_="line",
        )
        for one in (MEASURES[name] for name in _EXPLAINED)
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
    """UTF-8, readable, without any `</` that could end a script it is pasted into.

    A lone surrogate, which no article has but a question may, is written as a question mark.
    """
    told = {"format": FORMAT, "version": VERSION, **asdict(pack)}
    written = json.dumps(told, ensure_ascii=False, indent=1, default=_plain).replace("</", "<\\/")
    return written.encode("utf-8", "replace")


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(f"no {type(value).__name__} is in a pack")
