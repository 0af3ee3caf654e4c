"""Steps per collection: each makes its tables from all articles and the results before it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from components.analysis.article.outline import counted_text, is_left
from components.analysis.pipeline.kept_counts import count_words, read_passages, reduce_words
from components.analysis.pipeline.step_inputs import Inputs

Tables = dict[str, pd.DataFrame]

# Up to here the matrix shows every article, and a projection would claim more than it knows.
MAP_ABOVE = 60


def find_boilerplate(inputs: Inputs) -> Tables:
    """The table of boilerplate: lines found by their wording and blocks the corpus repeats."""
    from components.analysis.collection.outlets import outlet_of
    from components.analysis.collection.repeats.repeated_blocks import Printed, RepeatedBlocks

    columns = ("id", "url", "source", "title", "language")
    known = [inputs.articles[name].tolist() for name in columns]
    articles = {
        id: Printed(outlet_of(address, source), title, language)
        for id, address, source, title, language in zip(*known, strict=True)
    }
    kept = inputs.memory.pop("repeated", None) or RepeatedBlocks()
    repeated = kept.find(articles, inputs.texts)
    inputs.memory["repeated"] = kept
    worded = inputs.results("lines")
    rows = [(id, *line) for id in articles for line in worded.get(id, [])]
    rows += [
        (id, line.start, line.end, line.reason) for id, own in repeated.items() for line in own
    ]
    table = pd.DataFrame(rows, columns=["article", "start", "end", "reason"])
    kinds = {"article": "str", "start": "int64", "end": "int64", "reason": "str"}
    return {"boilerplate": table.astype(kinds)}


def compare_articles(inputs: Inputs) -> Tables:
    """The tables of similar pairs and of the frequencies of terms, by the settings."""
    from components.analysis.collection import pairs

    found = pairs.compare_counted(count_words(inputs), inputs.articles["id"].tolist())
    return {"terms": found.frequencies, "pairs": found.pairs}


def find_reuse(inputs: Inputs) -> Tables:
    """The table of pairs that share copied passages, by the settings."""
    from components.analysis.collection.reuse import pairs_of_words

    ids = inputs.articles["id"].to_numpy()
    read, measured = read_passages(inputs)
    table = pairs_of_words([read[id] for id in ids], measured)
    return {"reuse": table.assign(a=ids[table["a"]], b=ids[table["b"]])}


def index_words(inputs: Inputs) -> Tables:
    """Every word with its place: the tables of words and of the vocabulary."""
    from components.analysis.collection.tfidf import list_stop_words
    from components.analysis.collection.word_index import WordReader

    languages = dict(zip(inputs.articles["id"], inputs.articles["language"], strict=True))
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
    from components.analysis import quotations
    from components.analysis.claims.judged_quotations import judge_found, speakers_given
    from components.analysis.quotations.variants import describe_edit, quotation_ledger

    ids = inputs.articles["id"].tolist()
    raw = inputs.results("quotations")
    mentions = _number_mentions(inputs.table("mentions"), ids)
    texts = list(inputs.texts().values())
    found = quotations.resolve_quotations(texts, [raw.get(i, []) for i in ids], mentions)
    counted = _counted_texts(inputs)
    said = [
        [one for one in own if is_left(counted[id], one.start, one.end)]
        for id, own in zip(ids, found, strict=True)
    ]
    days = [None if pd.isna(day) else day.date() for day in inputs.articles["published"]]
    languages = inputs.articles["language"].tolist()
    verdicts = inputs.decided.quotations
    judged = [judge_found(id, own, verdicts.get(id, {})) for id, own in zip(ids, said, strict=True)]
    given = speakers_given(value for own in verdicts.values() for value in own.values())
    persons = _find_persons(mentions) | given
    ledger = quotation_ledger(judged, days, languages, persons, texts)
    ledger["article"] = [ids[row] for row in ledger["article"]]
    ledger["start"] = [spans[0][0] for spans in ledger["spans"]]
    ledger["end"] = [spans[-1][1] for spans in ledger["spans"]]
    for name in ("left_out", "more", "inserted"):
        ledger[name] = [list(words) for words in ledger[name]]
    ledger["edits"] = [[describe_edit(*pair) for pair in pairs] for pairs in ledger["edits"]]
    return {
        "quotation_ledger": ledger.drop(columns="spans"),
        "quotations": _quotation_table(ids, said),
    }


def _find_persons(mentions: pd.DataFrame | None) -> frozenset[str]:
    """The entities that are persons in all of their mentions."""
    if mentions is None:
        return frozenset()
    is_person = mentions["type"] == "PERSON"
    others = mentions.loc[~is_person, "entity"]
    return frozenset(mentions.loc[is_person, "entity"]).difference(others)


def _number_mentions(mentions: pd.DataFrame | None, ids: list[str]) -> pd.DataFrame | None:
    """The table of mentions with the position in `ids` for each article; None before it is made."""
    if mentions is None:
        return None
    row_of = {article: row for row, article in enumerate(ids)}
    own = mentions[mentions["article"].isin(row_of)]
    return own.assign(article=own["article"].astype(str).map(row_of).astype("int64"))


def _quotation_table(ids: list[str], said: list[list[Any]]) -> pd.DataFrame:
    columns = ("start", "end", "text", "speaker", "kind", "group", "mention", "confidence", "how")
    rows = [
        (
            *(ids[number], *(getattr(one, name) for name in columns), one.cue),
            one.named_span[0] if one.named_span else -1,
        )
        for number, found in enumerate(said)
        for one in found
    ]
    return pd.DataFrame(rows, columns=["article", *columns, "cue", "named"])


def _counted_texts(inputs: Inputs) -> dict[str, str]:
    """The texts of all articles by id with what does not count blanked."""
    return {id: counted_text(one, inputs.settings) for id, one in inputs.parts().items()}


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
    from components.analysis.article import dates, figures

    found, counted = inputs.results("facts"), _counted_texts(inputs)
    tables = {"figures": figures.figure_table(found), "dates": dates.date_table(found)}
    for name, table in tables.items():
        places = zip(table["article"].astype(str), table["start"], table["end"], strict=True)
        left = [is_left(counted[id], start, end) for id, start, end in places]
        tables[name] = table[np.array(left, dtype=bool)].reset_index(drop=True)
    return tables


def list_contradictions(inputs: Inputs) -> Tables:
    """The table of contradictions, sure ones, plain values and linked sentences first.

    The article that arrived first is the first of a pair; pairs are in the order of their choice.
    """
    from components.analysis.pair.contradictions import COLUMNS, SURE, number_things

    added = dict(zip(inputs.articles["id"], inputs.articles["added"], strict=True))
    place = {id: n for n, id in enumerate(sorted(added, key=lambda id: (added[id], id)))}
    types = {"a": "str", "b": "str", **COLUMNS}
    rows = [
        row if place[row["a"]] < place[row["b"]] else _turn(row)
        for (a, b), listed in inputs.pair_results("contradictions").items()
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
    from components.analysis.pair.relation_records import relation_table, unpack_relation
    from components.analysis.pair.stored_alignment import count_aligned

    related = inputs.pair_results("relations")
    return {
        "aligned": count_aligned(inputs.pair_results("alignments")),
        "relations": relation_table({pair: unpack_relation(one) for pair, one in related.items()}),
    }
