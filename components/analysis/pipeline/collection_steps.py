"""Steps per collection: each makes its tables from all articles and the results before it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.analysis.pipeline.kept_counts import (
    compare_words,
    list_facts,
    read_lines,
    read_passages,
    reduce_words,
)
from components.analysis.pipeline.step_inputs import Inputs, number_arrivals

# By name, whole or in partitions.
Tables = dict[str, pd.DataFrame | dict[int, pd.DataFrame]]

# Up to here the matrix shows every article, and a projection would claim more than it knows.
MAP_ABOVE = 60


def find_boilerplate(inputs: Inputs) -> Tables:
    """The table of boilerplate: lines found by their wording and blocks the corpus repeats."""
    from components.analysis.collection.outlets import outlet_of
    from components.analysis.collection.repeats.repeated_blocks import Printed, RepeatedBlocks

    url, source, title, language = map(inputs.column, ("url", "source", "title", "language"))
    articles = {
        id: Printed(outlet_of(url[id], source[id]), title[id], language[id]) for id in language
    }
    kept = inputs.memory.pop("repeated", None) or RepeatedBlocks()
    repeated = kept.find(articles, inputs.texts)
    inputs.memory["repeated"] = kept
    worded = read_lines(inputs)
    rows = [(id, *line) for id in articles for line in worded.get(id, ())]
    rows += [
        (id, line.start, line.end, line.reason) for id, own in repeated.items() for line in own
    ]
    table = pd.DataFrame(rows, columns=["article", "start", "end", "reason"])
    kinds = {"article": "str", "start": "int64", "end": "int64", "reason": "str"}
    return {"boilerplate": table.astype(kinds)}


def compare_articles(inputs: Inputs) -> Tables:
    """The tables of similar pairs and of the frequencies of terms, by the settings."""
    found = compare_words(inputs)
    return {"terms": found.frequencies, "pairs": found.pairs}


def find_reuse(inputs: Inputs) -> Tables:
    """The table of pairs that share copied passages, by the settings."""
    ids = inputs.articles["id"].to_numpy()
    read, pairs = read_passages(inputs)
    table = pairs.find([read[id] for id in ids])
    return {"reuse": table.assign(a=ids[table["a"]], b=ids[table["b"]])}


def index_words(inputs: Inputs) -> Tables:
    """Every word with its place: the tables of words and of the vocabulary."""
    from components.analysis.collection.tfidf import list_stop_words
    from components.analysis.collection.words.word_reader import WordReader

    language = inputs.column("language")
    languages = {id: language[id] for id in number_arrivals(inputs)}
    common = {language: list_stop_words(language) for language in set(languages.values())}
    kept = inputs.memory.pop("words", None) or WordReader()
    table, vocabulary = kept.read(languages, inputs.texts, common)
    inputs.memory["words"] = kept
    return {"vocabulary": vocabulary, "words": table}


def link_mentions(inputs: Inputs) -> Tables:
    """The table of mentions: those of one entity are linked over the whole corpus."""
    from components.analysis.pipeline.kept_mentions import KeptMentions

    kept = inputs.memory.pop("mentions", None) or KeptMentions()
    table = kept.link(inputs)
    inputs.memory["mentions"] = kept
    return {"mentions": table}


def resolve_quotations(inputs: Inputs) -> Tables:
    """Speakers resolved over the corpus: the tables of quotations and of their variants.

    Variants are as analysts judged their quotations; the table of quotations is as they were read,
    and pages apply the verdicts to it.
    """
    from components.analysis.pipeline import kept_quotations
    from components.analysis.quotations.variants import COLUMNS, describe_edit

    quotations, found = kept_quotations.read_quoted(inputs)
    ledger = pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS | {"article": "str"})
    ledger["start"] = [spans[0][0] for spans in ledger["spans"]]
    ledger["end"] = [spans[-1][1] for spans in ledger["spans"]]
    for name in ("left_out", "more", "inserted"):
        ledger[name] = [list(words) for words in ledger[name]]
    ledger["edits"] = [[describe_edit(*pair) for pair in pairs] for pairs in ledger["edits"]]
    return {"quotation_ledger": ledger.drop(columns="spans"), "quotations": quotations}


def place_on_map(inputs: Inputs) -> Tables:
    """The articles on a plane when there are more than `MAP_ABOVE`; else an empty table."""
    from components.analysis.collection.words import projection

    ids, known = inputs.articles["id"].tolist(), inputs.own("map")
    if len(ids) <= MAP_ABOVE:
        return {"map": projection.no_points()}
    reduced = reduce_words(inputs, again=not projection.stays(ids, known))
    return {"map": projection.place_articles(ids, reduced, known)}


def list_figures(inputs: Inputs) -> Tables:
    """The tables of figures and of dates in what counts of the articles."""
    return list_facts(inputs)


def list_contradictions(inputs: Inputs) -> Tables:
    """The table of contradictions, sure ones, plain values and linked sentences first.

    The article that arrived first is the first of a pair; pairs are in the order of their choice.
    """
    from components.analysis.pair.contradictions import COLUMNS, SURE, number_things

    place = number_arrivals(inputs)
    types = {"a": "str", "b": "str", **COLUMNS}
    rows = [
        row if place[row["a"]] < place[row["b"]] else _turn(row)
        for (a, b), listed in inputs.pair_results("contradictions", list).items()
        for row in (dict(zip(types, (a, b, *one), strict=True)) for one in listed)
    ]
    table = pd.DataFrame(rows, columns=list(types)).astype(types)
    unsure, vague = table["strength"] != SURE, table["difference"] != "value"
    plain = table.assign(unsure=unsure, vague=vague, alike=table["basis"] == "alike")
    order = plain.sort_values(["unsure", "vague", "alike"], kind="stable").index
    table = table.loc[order].reset_index(drop=True)
    return {"contradictions": table.assign(thing=number_things(table))}


def _turn(row: dict[str, Any]) -> dict[str, Any]:
    """A row about a pair the other way round."""
    turned = {"a": row["b"], "b": row["a"]}
    for name in ("start", "end", "text"):
        turned[f"first_{name}"], turned[f"second_{name}"] = (
            row[f"second_{name}"], row[f"first_{name}"],
        )  # fmt: skip
    return row | turned


def list_relations(inputs: Inputs) -> Tables:
    """The table of relations, and the counts of all pairs that are aligned."""
    from components.analysis.pair.relation_records import join_rows, relation_row, unpack_relation
    from components.analysis.pair.stored_alignment import aligned_table, count_packed

    return {
        "aligned": aligned_table(inputs.pair_results("alignments", count_packed)),
        "relations": join_rows(
            inputs.pair_results("relations", lambda packed: relation_row(unpack_relation(packed)))
        ),
    }
