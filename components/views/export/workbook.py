"""Workbook of the selection: the sheets, each a table narrowed to the selected articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from components.analysis.quotations.variants import measure_within
from components.corpus.annotations.article_notes import Note
from components.views.copies import copy_table
from components.views.export.evidence_pack.pack_records import Pack, Pair
from components.views.export.table_files import Sheet


@dataclass(frozen=True)
class Tables:
    """The input of a workbook: the stored tables, tags, notes and texts.

    `articles` are the selected rows of the store's table; the other tables may have more.
    `left_out` has by article that counts leave out, as a copy, the one that counts for it.
    """

    articles: pd.DataFrame
    pairs: pd.DataFrame
    relations: pd.DataFrame
    mentions: pd.DataFrame
    quotations: pd.DataFrame
    variants: pd.DataFrame
    figures: pd.DataFrame
    tags: Mapping[str, Sequence[str]]
    notes: Sequence[Note]
    texts: Mapping[str, str]
    left_out: Mapping[str, str] = field(default_factory=dict)


def selection_sheets(tables: Tables, pack: Pack) -> list[Sheet]:
    """One sheet for each table; `pack` has the pairs that were compared.

    Every row has the titles and ids of its articles; `start` and `end` are offsets in the text, in
    code points.
    """
    titles = dict(zip(tables.articles["id"], tables.articles["label"], strict=True))
    own = measure_within(tables.variants, titles)
    return [
        Sheet("articles", _articles(tables)),
        Sheet("pairs", _pairs(tables.pairs, titles)),
        Sheet("relations", _two_titles(tables.relations, titles, _RELATIONS)),
        Sheet("compared", pd.DataFrame([_compared(one, titles) for one in pack.pairs])),
        Sheet("edits", _edits(pack, titles)),
        Sheet("entities", _entities(tables, titles)),
        Sheet("mentions", _about(tables.mentions, titles, _MENTIONS)),
        Sheet("quotations", _about(tables.quotations, titles, _QUOTATIONS)),
        Sheet("quotation variants", _about(own, titles, _VARIANTS)),
        Sheet("figures", _about(tables.figures, titles, list(tables.figures.columns))),
        Sheet("notes", _notes(tables, titles)),
        *([Sheet("copies", copy_table(tables.left_out, titles))] if tables.left_out else []),
    ]


_RELATIONS = ["a_in_b", "b_in_a", "kind", "direction", "confidence", "decided", "decided_by"]
_MENTIONS = ["entity", "type", "surface", "start", "end"]
_QUOTATIONS = ["speaker", "confidence", "kind", "text", "start", "end", "decided"]
_VARIANTS = ["quotation", "state", "first", "earliest", "reattributed", "speaker", "confidence",
             "text", "left_out", "edits", "more", "inserted", "start", "end"]  # fmt: skip


def _articles(tables: Tables) -> pd.DataFrame:
    columns = ["label", "source", "author", "published", "language", "words", "url", "name"]
    if "status" in tables.articles and tables.articles["status"].any():
        columns.insert(1, "status")
    if "modified" in tables.articles and tables.articles["modified"].notna().any():
        columns.insert(columns.index("published") + 1, "modified")
    counts = pd.Series([note.article for note in tables.notes], dtype=str).value_counts()
    return (
        tables.articles[[*columns, "sha256", "id"]]
        .assign(
            tags=["; ".join(tables.tags.get(id, ())) for id in tables.articles["id"]],
            notes=[int(counts.get(id, 0)) for id in tables.articles["id"]],
        )
        .rename(columns={"label": "title", "name": "file", "modified": "changed"})
    )


def _pairs(pairs: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    named = pairs.rename(columns={"score": "cosine"})
    columns = ["cosine", "words", "shared", "edited", "moved"]
    return _two_titles(named, titles, columns)


def _two_titles(
    pairs: pd.DataFrame, titles: Mapping[str, str], columns: Sequence[str]
) -> pd.DataFrame:
    inside = pairs[pairs["a"].isin(titles) & pairs["b"].isin(titles)]
    names = pd.DataFrame({"a": inside["a"].map(titles), "b": inside["b"].map(titles)})
    ids = inside[["a", "b"]].rename(columns={"a": "id of a", "b": "id of b"})
    return pd.concat([names, inside[list(columns)], ids], axis=1)


def _compared(pair: Pair, titles: Mapping[str, str]) -> dict[str, object]:
    counts = pair.counts
    return {
        "first": titles[pair.first],
        "second": titles[pair.second],
        "cosine": pair.cosine,
        "first in second": pair.first_in_second,
        "second in first": pair.second_in_first,
        "sentences kept": counts.kept,
        "of": counts.first,
        "edited": counts.edited,
        "moved": counts.moved,
        "only in first": counts.dropped,
        "only in second": counts.added,
        "direction": pair.direction.verdict,
        "confidence": pair.direction.confidence,
        "evidence": [reason.sentence for reason in pair.direction.reasons],
        "verdict": pair.verdict.value if pair.verdict else "",
        "id of first": pair.first,
        "id of second": pair.second,
    }


def _edits(pack: Pack, titles: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "first": titles[pair.first],
                "second": titles[pair.second],
                "change": one.change,
                "kind": one.kind,
                "weight": one.weight,
                "before": one.before,
                "after": one.after,
                "why it matters": one.reason,
                "first start": one.first[0] if one.first else None,
                "first end": one.first[1] if one.first else None,
                "second start": one.second[0] if one.second else None,
                "second end": one.second[1] if one.second else None,
                "verdict": one.verdict.value if one.verdict else "",
                "note": one.verdict.note if one.verdict else "",
                "by": one.verdict.who if one.verdict else "",
                "id": one.id,
            }
            for pair in pack.pairs
            for one in pair.changes
        ]
    )


def _entities(tables: Tables, titles: Mapping[str, str]) -> pd.DataFrame:
    from components.analysis.entities.mention_counts import count_entities

    return count_entities(tables.mentions, list(titles))


def _about(table: pd.DataFrame, titles: Mapping[str, str], columns: Sequence[str]) -> pd.DataFrame:
    """The rows of these articles, with the title as first and the id as last column."""
    if "article" not in table:
        return pd.DataFrame()
    inside = table[table["article"].isin(list(titles))]
    ids = inside["article"].astype(str)
    shown = [column for column in columns if column in inside and column != "article"]
    return pd.concat([ids.map(titles).rename("article"), inside[shown], ids.rename("id")], axis=1)


def _notes(tables: Tables, titles: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "article": titles[note.article],
                "note": note.text,
                "colour": note.colour,
                "on the words": tables.texts[note.article][note.start : note.end]
                if note.start is not None
                else "",
                "start": note.start,
                "end": note.end,
                "by": note.who,
                "when": note.made.isoformat(" ", "seconds"),
                "id": note.article,
            }
            for note in tables.notes
            if note.article in titles
        ]
    )
