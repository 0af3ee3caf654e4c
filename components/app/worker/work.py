"""The pieces of work that wait in a library: files to read, then what is to be found in articles.

Each step does one piece and says whether there was any. It knows the store and the analysis and
never Streamlit.
"""

from __future__ import annotations

import os
import socket
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pandas as pd

from components.app.worker import comparing
from components.app.worker.comparing import ASKED
from components.app.worker.figure_steps import (
    contradict_some,
    outline_some,
    read_some_facts,
    update_facts,
)
from components.app.worker.piecemeal import read_some
from components.app.worker.read_files import read_next
from components.app.worker.steps import Step, do_next
from components.app.worker.surveys import update_map, update_verdicts, update_words
from components.corpus.store import Store

if TYPE_CHECKING:
    from components.analysis.entities import Gazetteer, Memory

# What was found in the articles of each library, for as long as this process works.
_memories: WeakKeyDictionary[Store, Memory] = WeakKeyDictionary()


def work_through(store: Store) -> None:
    """Do all that waits, in this process, and come back when nothing is left.

    A step that fails is passed over; `store.results.step_faults()` says why.
    """
    while work_once(store, worker_name()):
        pass


def worker_name() -> str:
    """What this process is called in a library, so that what it holds is told from others'."""
    return f"{socket.gethostname()}:{os.getpid()}"


def work_once(store: Store, worker: str) -> bool:
    """Do the next piece of work; False when nothing waits.

    What a reader waits for most comes first: files, then similarity, then names. What a step that
    failed had reported of its progress is taken back when there is nothing else to do.
    """
    if read_next(store, worker):
        return True
    told = [task.task for task in store.results.progress()]
    asked = [Step(t, partial(comparing.compare_asked, t)) for t in told if t.startswith(ASKED)]
    if do_next(store, [*STEPS, *asked]):
        return True
    for task in told:
        store.results.clear_progress(task)
    return False


def recognise_some(store: Store) -> bool:
    """Find the names in a few of the articles that were not read for names yet."""
    from components.analysis import entities

    def read(_: list[str], texts: list[str], language: str) -> list[Any]:
        return entities.recognise(texts, language)

    return read_some(store, "names", entities.MODEL_VERSION, read, [])


def read_some_quotations(store: Store) -> bool:
    """Find who says what in a few of the articles that were not read for quotations yet."""
    from components.analysis import entities, quotations

    verbs = comparing.added_verbs(store)

    def read(ids: list[str], texts: list[str], language: str) -> list[Any]:
        names = store.results.load("names", entities.MODEL_VERSION, ids)
        spans = [names.get(i, []) for i in ids]
        return quotations.read_quotations(texts, language, spans, verbs)

    return read_some(store, "quotations", quotations.version_of(verbs), read, [])


def update_mentions(store: Store) -> bool:
    """Resolve the names over the whole corpus when it has changed."""
    from components.analysis import entities
    from components.analysis.article import outline

    revision, version = store.revision(), comparing.mentions_version(store)
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
    """The list of names an analyst gave."""
    from components.analysis import entities

    held = store.verdicts.all(comparing.NAME_LIST)["value"].tolist()
    return entities.read_gazetteer(held[0].encode()) if held else entities.TABLES_ALONE


def _readable_ids(articles: pd.DataFrame, languages: frozenset[str]) -> list[str]:
    """The articles in a language in which names are found."""
    return articles.loc[articles["language"].isin(languages), "id"].tolist()


def update_quotations(store: Store) -> bool:
    """Name the speakers over the whole corpus, and follow each quotation through the articles."""
    from components.analysis import quotations
    from components.analysis.quotations.variants import quotation_ledger

    revision, version = store.revision(), comparing.quotations_version(store)
    made_by = quotations.version_of(comparing.added_verbs(store))
    if store.results.frame_made("quotations") == (version, revision):
        return False
    articles = store.articles()
    ids = articles["id"].tolist()
    texts = list(store.texts(ids).values())
    raw = store.results.load("quotations", made_by, ids)
    mentions = _numbered_mentions(store, ids)
    said = quotations.resolve_quotations(texts, [raw.get(i, []) for i in ids], mentions)
    days = [None if pd.isna(day) else day.date() for day in articles["published"]]
    ledger = quotation_ledger(said, days, articles["language"].tolist())
    ledger["article"] = [ids[row] for row in ledger["article"]]
    ledger["start"] = [spans[0][0] for spans in ledger["spans"]]
    ledger["end"] = [spans[-1][1] for spans in ledger["spans"]]
    for name in ("left_out", "more", "inserted"):
        ledger[name] = [list(words) for words in ledger[name]]
    ledger["edits"] = [[_say_edit(*pair) for pair in pairs] for pairs in ledger["edits"]]
    table = ledger.drop(columns="spans")
    store.results.save_frame("quotation_ledger", version, revision, table)
    store.results.save_frame("quotations", version, revision, _quotation_table(ids, said))
    store.results.clear_progress("quotations")
    return True


def _say_edit(there: str, here: str) -> str:
    return f"{there} → {here}" if there else f"put in: {here}"


def _numbered_mentions(store: Store, ids: list[str]) -> pd.DataFrame | None:
    stored = store.results.frame("mentions")
    if stored is None:
        return None
    place = {article: row for row, article in enumerate(ids)}
    own = stored.frame[stored.frame["article"].isin(place)]
    return own.assign(article=own["article"].astype(str).map(place).astype("int64"))


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


STEPS = (
    Step("lines", comparing.find_some_lines),
    Step("boilerplate", comparing.update_lines, ("boilerplate",)),
    Step("pairs", comparing.update_pairs, ("pairs", "terms")),
    Step("reuse", comparing.update_reuse, ("reuse",)),
    Step("words", update_words, ("vocabulary", "words")),
    Step("outlines", outline_some),
    Step("names", recognise_some),
    Step("mentions", update_mentions, ("mentions",)),
    Step("directions", update_verdicts, ("directions",)),
    Step("quotations", read_some_quotations),
    Step("speakers", update_quotations, ("quotation_ledger", "quotations")),
    Step("facts", read_some_facts),
    Step("contradictions", contradict_some),
    Step("figures", update_facts, ("figures", "dates", "contradictions")),
    Step("map", update_map, ("map",)),
)
"""Every step of the analysis in its order: each works on what those before it have made."""
