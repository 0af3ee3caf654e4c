"""Gather an evidence pack: choose its pairs and articles, and collect what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from components.analysis.collection.families import closest_pairs
from components.analysis.collection.lineage import Lineage
from components.analysis.entities.mention_counts import count_entities
from components.analysis.pair.alignment import Alignment
from components.analysis.pair.relation import Relation
from components.analysis.pair.similarity_parts import SimilarityParts
from components.analysis.quotations.variants import measure_within
from components.corpus.annotations.article_notes import Note
from components.corpus.integrity.pack_manifest import text_digest
from components.text.segment import Span, sentences
from components.views.export.evidence_pack.gather_pair import PairMaterial, gather_pair
from components.views.export.evidence_pack.pack_records import (
    Entity,
    Pack,
    PackArticle,
    PackNote,
    Pair,
    Place,
    PrintedQuotation,
    Quotation,
)
from components.views.quotations import UNKNOWN, format_speaker
from components.views.selection_text import About

Edge = tuple[str, str]

MOST_ARTICLES = 60
MOST_PAIRS = 40
MOST_ENTITIES = 40


def family_edges(lineage: Lineage, ids: Sequence[str]) -> list[Edge]:
    """The likely steps of a family as pairs of ids, earlier version first, in lineage order."""
    steps = lineage.steps
    return [(ids[s], ids[v]) for s, v in zip(steps["source"], steps["version"], strict=True)]


def selection_edges(relations: pd.DataFrame, ids: Sequence[str]) -> list[Edge]:
    """The pairs that connect the articles which share text, at most `MOST_PAIRS`, strongest first.

    `relations` is the table of relations; `ids` gives the order of articles in a pair.
    """
    place = {id: number for number, id in enumerate(ids)}
    inside = relations[relations["a"].isin(place) & relations["b"].isin(place)]
    kept = closest_pairs(inside).head(MOST_PAIRS)
    pairs = zip(kept["a"], kept["b"], strict=True)
    return [(a, b) if place[a] < place[b] else (b, a) for a, b in pairs]


def choose_articles(edges: Sequence[Edge], ids: Sequence[str]) -> list[str]:
    """At most `MOST_ARTICLES`, in the order of `ids`: all of the edges, and the first others."""
    paired = {id for edge in edges for id in edge}
    others = [id for id in ids if id not in paired][: max(0, MOST_ARTICLES - len(paired))]
    wanted = paired | {*others}
    return [id for id in ids if id in wanted]


@dataclass(frozen=True)
class Material:
    """The input of a pack.

    `articles` has the columns of the store's table, in the order of their letters; `aside` has the
    excluded spans of each. `edges` are the pairs to compare; `alignments` and `relations` have each
    of them both ways round, and `similarity_parts` explains their cosines, by edge. `mentions` and
    `variants` are the stored tables of the library. The verdicts are tables of the store:
    `edit_verdicts` has keys `first.second:change`, `pair_verdicts` both ids in alphabetical order.
    `meanings` has what the colours of notes stand for.
    """

    articles: pd.DataFrame
    texts: Mapping[str, str]
    aside: Mapping[str, Sequence[Span]]
    edges: Sequence[tuple[str, str]]
    alignments: Mapping[Edge, Alignment]
    relations: Mapping[Edge, Relation]
    similarity_parts: Mapping[tuple[str, str], SimilarityParts]
    mentions: pd.DataFrame
    variants: pd.DataFrame
    edit_verdicts: pd.DataFrame
    pair_verdicts: pd.DataFrame
    tags: Mapping[str, Sequence[str]]
    notes: Sequence[Note]
    meanings: Mapping[str, str] = field(default_factory=dict)


def gather_pack(
    material: Material,
    about: About,
    *,
    kind: str,
    title: str,
    question: str = "",
    cut_offs: Collection[str] = (),
) -> Pack:
    """The pack of a `kind`: pair, family or selection.

    Beyond `MOST_ENTITIES` those with the fewest mentions are left out, and a cut-off says so.
    """
    rows = material.articles.to_dict("records")
    texts = tuple(_article(place, row, material) for place, row in enumerate(rows))
    by_id = {one.id: one for one in texts}
    entities, cut = _entities(material, by_id)
    return Pack(
        kind=kind,
        title=title,
        question=question,
        about=about,
        cut_offs=(*cut_offs, *cut),
        articles=texts,
        pairs=tuple(_pairs(material, by_id)),
        quotations=tuple(_quotations(material.variants, by_id)),
        entities=entities,
    )


def article_letter(number: int) -> str:
    """The letter of an article by its number from 0: A, B … Z, AA, AB …"""
    more, last = divmod(number, 26)
    return (article_letter(more - 1) if more else "") + chr(ord("A") + last)


def _article(place: int, row: Mapping[str, Any], material: Material) -> PackArticle:
    text = material.texts[row["id"]]
    day = row["published"]
    return PackArticle(
        letter=article_letter(place),
        id=row["id"],
        title=row["label"],
        source=row["source"],
        author=row["author"],
        published="" if pd.isna(day) else f"{day:%Y-%m-%d}",
        language=row["language"],
        url=row["url"],
        file=row["name"],
        sha256=row["sha256"],
        text_sha256=text_digest(text),
        words=int(row["words"]),
        text=text,
        sentences=tuple(sentences(text, row["language"])),
        aside=tuple(material.aside.get(row["id"], ())),
        tags=tuple(material.tags.get(row["id"], ())),
        notes=tuple(
            _pack_note(n, text, material.meanings) for n in material.notes if n.article == row["id"]
        ),
        status=row.get("status", ""),
    )


def _pack_note(note: Note, text: str, meanings: Mapping[str, str]) -> PackNote:
    return PackNote(
        span=note.span,
        quoted=text[slice(*note.span)] if note.span else "",
        text=note.text,
        who=note.who,
        when=note.made.isoformat(timespec="seconds"),
        colour=note.colour,
        meaning=meanings.get(note.colour, ""),
    )


def _pairs(material: Material, by_id: Mapping[str, PackArticle]) -> Iterator[Pair]:
    """Each pair in the order in which its changes have verdicts, else in that of its edge."""
    judged = {key.partition(":")[0] for key in material.edit_verdicts["key"]}
    for first, second in material.edges:
        turned = f"{second}.{first}" in judged and f"{first}.{second}" not in judged
        a, b = (second, first) if turned else (first, second)
        sides = PairMaterial(
            by_id[a],
            by_id[b],
            alignment=material.alignments[a, b],
            relation=material.relations[a, b],
            similarity_parts=material.similarity_parts.get((first, second)),
            mentions=material.mentions,
            edit_verdicts=material.edit_verdicts,
            pair_verdicts=material.pair_verdicts,
        )
        yield gather_pair(sides)


def _quotations(variants: pd.DataFrame, by_id: Mapping[str, PackArticle]) -> Iterator[Quotation]:
    """The quotations that at least two articles of the pack print, measured within the pack."""
    for _, rows in measure_within(variants, by_id).groupby("quotation", sort=True):
        told = format_speaker(rows)
        speaker = "" if told == UNKNOWN else told
        yield Quotation(speaker, tuple(map(_printed, rows.to_dict("records"))))


def _printed(row: Mapping[str, Any]) -> PrintedQuotation:
    return PrintedQuotation(
        article=row["article"],
        span=(int(row["start"]), int(row["end"])),
        state=row["state"],
        speaker=row["speaker"] if isinstance(row["speaker"], str) else "",
        confidence=float(row.get("confidence", 1.0)),
        text=row["text"],
        left_out=tuple(row["left_out"]),
        edits=tuple(row["edits"]),
        more=tuple(row.get("more", ())),
        inserted=tuple(row.get("inserted", ())),
    )


def _entities(
    material: Material, by_id: Mapping[str, PackArticle]
) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
    counts = count_entities(material.mentions, list(by_id))
    kept = counts.head(MOST_ENTITIES)
    inside = material.mentions[material.mentions["article"].isin(list(by_id))]
    order = {id: place for place, id in enumerate(by_id)}
    found = tuple(
        _entity(str(row["entity"]), str(row["type"]), inside, order)
        for row in kept.to_dict("records")
    )
    if len(counts) > MOST_ENTITIES:
        return found, (f"The {MOST_ENTITIES} names mentioned most, of {len(counts):,}.",)
    return found, ()


def _entity(name: str, kind: str, mentions: pd.DataFrame, order: Mapping[str, int]) -> Entity:
    own = mentions[(mentions["entity"] == name) & (mentions["type"] == kind)]
    places = [
        Place(str(row["article"]), (int(row["start"]), int(row["end"])), str(row["surface"]))
        for row in own.to_dict("records")
    ]
    return Entity(name, kind, tuple(sorted(places, key=lambda p: (order[p.article], p.span))))
