"""Pipeline of the worker: queued files first, then the steps of `STEPS` in their order.

Names and quotations are found here; the other steps stand in `collection_steps` and `figure_steps`.
"""

from __future__ import annotations

import os
import socket
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pandas as pd

from components.app.worker import collection_steps, result_tables
from components.app.worker.figure_steps import (
    contradict_some,
    outline_some,
    read_some_facts,
    update_facts,
)
from components.app.worker.read_files import read_next
from components.app.worker.result_tables import REQUESTED
from components.app.worker.steps import Step, analyse_missing, do_next
from components.corpus.store import Store

if TYPE_CHECKING:
    from components.analysis.entities import Gazetteer, Memory

# What linking remembers of the articles of each library, for as long as this process works.
_memories: WeakKeyDictionary[Store, Memory] = WeakKeyDictionary()


def work_through(store: Store) -> None:
    """Do all that waits in a library, in this process, and return when nothing is left.

    A step that fails is skipped; `store.results.step_faults()` has the reason.
    """
    while work_once(store, worker_name()):
        pass


def worker_name() -> str:
    """The name of this process, `host:pid`, under which it holds leases in a library."""
    return f"{socket.gethostname()}:{os.getpid()}"


def work_once(store: Store, worker: str) -> bool:
    """Do the next piece of work under this worker's name; returns False when nothing waits.

    Files come first, then the steps in the order in which a reader waits for them: similarity, then
    names. Progress that a failed step reported is cleared when nothing else is to be done.
    """
    if read_next(store, worker):
        return True
    tasks = [progress.task for progress in store.results.progress()]
    requested = [
        Step(task, partial(collection_steps.compare_requested, task))
        for task in tasks
        if task.startswith(REQUESTED)
    ]
    if do_next(store, [*STEPS, *requested]):
        return True
    for task in tasks:
        store.results.clear_progress(task)
    return False


def recognise_some(store: Store) -> bool:
    """Recognise names in a few of the articles in which none were looked for yet."""
    from components.analysis import entities

    def read(_: list[str], texts: list[str], language: str) -> list[Any]:
        return entities.recognise(texts, language)

    return analyse_missing(store, "names", entities.MODEL_VERSION, read, [])


def read_some_quotations(store: Store) -> bool:
    """Find quotations in a few of the articles in which none were looked for yet."""
    from components.analysis import entities, quotations

    verbs = result_tables.added_verbs(store)

    def read(ids: list[str], texts: list[str], language: str) -> list[Any]:
        names = store.results.load("names", entities.MODEL_VERSION, ids)
        spans = [names.get(i, []) for i in ids]
        return quotations.read_quotations(texts, language, spans, verbs)

    return analyse_missing(store, "quotations", quotations.version_of(verbs), read, [])


def update_mentions(store: Store) -> bool:
    """Link the mentions of the whole corpus when it has changed: the table of mentions."""
    from components.analysis import entities
    from components.analysis.article import outline

    revision, version = store.revision(), result_tables.mentions_version(store)
    if store.results.frame_made("mentions") == (version, revision):
        return False
    articles = store.articles()
    ids = _readable_ids(articles, entities.languages_supported())
    spoken = articles.set_index("id")["language"]
    texts = store.texts(ids)
    raw = store.results.load("names", entities.MODEL_VERSION, ids)
    table = entities.resolve(
        [texts[i] for i in ids],
        [raw[i] for i in ids],
        [spoken[i] for i in ids],
        gazetteer=_name_list(store),
        memory=_memories.setdefault(store, entities.Memory()),
    )
    table["article"] = pd.Categorical.from_codes(table["article"].to_numpy(), categories=ids)
    table = outline.locate(table, store.results.load("outlines", outline.VERSION, ids))
    store.results.save_frame("mentions", version, revision, table)
    store.results.clear_progress("names")
    return True


def _name_list(store: Store) -> Gazetteer:
    """The list of names that an analyst gave, else only the tables of the project."""
    from components.analysis import entities

    held = store.verdicts.all(result_tables.NAME_LIST)["value"].tolist()
    return entities.read_gazetteer(held[0].encode()) if held else entities.TABLES_ALONE


def _readable_ids(articles: pd.DataFrame, languages: frozenset[str]) -> list[str]:
    """The articles in a language in which names are found."""
    return articles.loc[articles["language"].isin(languages), "id"].tolist()


def update_quotations(store: Store) -> bool:
    """Resolve the speakers over the whole corpus: tables of quotations and of their variants."""
    from components.analysis import quotations
    from components.analysis.quotations.variants import quotation_ledger

    revision, version = store.revision(), result_tables.quotations_version(store)
    made_by = quotations.version_of(result_tables.added_verbs(store))
    if store.results.frame_made("quotations") == (version, revision):
        return False
    articles = store.articles()
    ids = articles["id"].tolist()
    texts = list(store.texts(ids).values())
    raw = store.results.load("quotations", made_by, ids)
    mentions = _number_mentions(store, ids)
    said = quotations.resolve_quotations(texts, [raw.get(i, []) for i in ids], mentions)
    days = [None if pd.isna(day) else day.date() for day in articles["published"]]
    ledger = quotation_ledger(said, days, articles["language"].tolist())
    ledger["article"] = [ids[row] for row in ledger["article"]]
    ledger["start"] = [spans[0][0] for spans in ledger["spans"]]
    ledger["end"] = [spans[-1][1] for spans in ledger["spans"]]
    for name in ("left_out", "more", "inserted"):
        ledger[name] = [list(words) for words in ledger[name]]
    ledger["edits"] = [[_describe_edit(*pair) for pair in pairs] for pairs in ledger["edits"]]
    table = ledger.drop(columns="spans")
    store.results.save_frame("quotation_ledger", version, revision, table)
    store.results.save_frame("quotations", version, revision, _quotation_table(ids, said))
    store.results.clear_progress("quotations")
    return True


def _describe_edit(there: str, here: str) -> str:
    return f"{there} → {here}" if there else f"put in: {here}"


def _number_mentions(store: Store, ids: list[str]) -> pd.DataFrame | None:
    """The table of mentions with the position in `ids` for each article; None before it is made."""
    stored = store.results.frame("mentions")
    if stored is None:
        return None
    row_of = {article: row for row, article in enumerate(ids)}
    own = stored.frame[stored.frame["article"].isin(row_of)]
    return own.assign(article=own["article"].astype(str).map(row_of).astype("int64"))


def _quotation_table(ids: list[str], said: list[list[Any]]) -> pd.DataFrame:
    columns = ["article", "start", "end", "text", "speaker", "kind", "mention", "confidence", "how"]
    rows = [
        {
            "article": ids[number],
            **asdict(quotation),
            "named": quotation.named_span[0] if quotation.named_span else -1,
        }
        for number, found in enumerate(said)
        for quotation in found
    ]
    return pd.DataFrame(rows, columns=[*columns, "cue", "named"])


# Each step works on what those before it have made.
STEPS = (
    Step("lines", collection_steps.find_some_lines),
    Step("boilerplate", collection_steps.update_lines, ("boilerplate",)),
    Step("pairs", collection_steps.update_pairs, ("pairs", "terms")),
    Step("reuse", collection_steps.update_reuse, ("reuse",)),
    Step("words", collection_steps.update_words, ("vocabulary", "words")),
    Step("outlines", outline_some),
    Step("names", recognise_some),
    Step("mentions", update_mentions, ("mentions",)),
    Step("directions", collection_steps.update_directions, ("directions",)),
    Step("quotations", read_some_quotations),
    Step("speakers", update_quotations, ("quotation_ledger", "quotations")),
    Step("facts", read_some_facts),
    Step("contradictions", contradict_some),
    Step("figures", update_facts, ("figures", "dates", "contradictions")),
    Step("map", collection_steps.update_map, ("map",)),
)
