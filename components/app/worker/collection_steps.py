"""Worker steps over the whole collection: boilerplate, pairs, reuse, words, directions, map.

Each `update_…` makes its tables again when they are behind the articles or what counts of them, and
returns whether it did.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.analysis.article.outline import Parts, counted_text, set_aside
from components.analysis.collection import pairs
from components.analysis.selection import Settings, settings_of
from components.app.worker.result_tables import (
    LINES_VERSION,
    REQUESTED,
    expected_version,
    is_for_settings,
    put_back_mark,
    put_back_spans,
    read_parts,
    table_name,
)
from components.app.worker.steps import analyse_missing
from components.corpus.analysis_results import StoredFrame
from components.corpus.store import Store

# Up to here the matrix shows every article, and a projection would claim more than it knows.
MAP_ABOVE = 60
_LINES_AT_ONCE = 200
_DEFAULT = Settings()


def find_some_lines(store: Store) -> bool:
    """Find boilerplate by its wording in some of the articles that were not searched for it yet."""
    from components.analysis.article.boilerplate import find_boilerplate

    def read(_: list[str], texts: list[str], language: str) -> list[Any]:
        found = (find_boilerplate(text, language) for text in texts)
        return [[[line.start, line.end, line.reason] for line in lines] for lines in found]

    return analyse_missing(store, "lines", LINES_VERSION, read, [], _LINES_AT_ONCE)


def update_lines(store: Store) -> bool:
    """Make the table of boilerplate: lines found by their wording and lines the corpus repeats."""
    from components.analysis.article.boilerplate import find_repeated

    revision = store.revision()
    if store.results.frame_made("boilerplate") == (LINES_VERSION, revision):
        return False
    articles = store.articles()
    ids = articles["id"].tolist()
    worded = store.results.load("lines", LINES_VERSION, ids)
    often = find_repeated(list(store.texts(ids).values()), articles["source"].tolist())
    rows = [(id, *line) for id in ids for line in worded.get(id, [])]
    rows += [
        (id, line.start, line.end, line.reason)
        for id, own in zip(ids, often, strict=True)
        for line in own
    ]
    table = pd.DataFrame(rows, columns=["article", "start", "end", "reason"])
    table = table.astype({"article": "str", "start": "int64", "end": "int64", "reason": "str"})
    store.results.save_frame("boilerplate", LINES_VERSION, revision, table)
    store.results.clear_progress("lines")
    return True


def update_pairs(store: Store, settings: Settings = _DEFAULT) -> bool:
    """Compare all articles by these settings: the tables of pairs and of terms."""
    name, version, revision, done = _current(store, "pairs", settings)
    if done:
        return False
    articles = store.articles()
    known: StoredFrame | None = store.results.frame(name)
    usable = known.frame if known and known.version.startswith(f"{pairs.VERSION},") else None
    parts = read_parts(store, articles)
    languages = dict(zip(articles["id"], articles["language"], strict=True))
    found = pairs.compare_all(parts, languages, usable, settings)
    terms = table_name("terms", settings)
    store.results.save_frame(terms, version, revision, found.frequencies)
    store.results.save_frame(name, version, revision, found.pairs)
    return True


def update_reuse(store: Store, settings: Settings = _DEFAULT) -> bool:
    """Find copied passages by these settings: the table of reuse."""
    from components.analysis.collection.reuse import reused_pairs

    name, version, revision, done = _current(store, "reuse", settings)
    if done:
        return False
    articles = store.articles()
    parts = read_parts(store, articles).values()
    aside = [list(set_aside(one, settings)) for one in parts]
    table = reused_pairs([one.text for one in parts], aside=aside)
    ids = articles["id"].to_numpy()
    named = table.assign(a=ids[table["a"]], b=ids[table["b"]])
    store.results.save_frame(name, version, revision, named)
    return True


def compare_requested(task: str, store: Store) -> bool:
    """Do a part of the comparison that a page requested by this task; False when all is done."""
    settings = settings_of(task.removeprefix(REQUESTED))
    if not (update_pairs(store, settings) or update_reuse(store, settings)):
        store.results.clear_progress(task)
        _drop_outdated(store)
        return False
    return True


def _current(store: Store, table: str, settings: Settings) -> tuple[str, str, int, bool]:
    """Name, version and revision the table should have, and whether it has them."""
    name, revision = table_name(table, settings), store.revision()
    version = expected_version(table, put_back_mark(put_back_spans(store)))
    return name, version, revision, store.results.frame_made(name) == (version, revision)


def _drop_outdated(store: Store) -> None:
    """Drop outdated tables of other settings, which a page requests again when it needs them."""
    revision = store.revision()
    for name, (_, made) in store.results.frames().items():
        if is_for_settings(name) and made < revision:
            store.results.drop_frame(name)


def update_words(store: Store) -> bool:
    """Index every word: the tables of words and of the vocabulary."""
    from components.analysis.collection import word_index
    from components.analysis.collection.tfidf import list_stop_words

    revision = store.revision()
    made = word_index.VERSION, revision
    if store.results.frame_made("words") == made == store.results.frame_made("vocabulary"):
        return False
    articles = store.articles()
    common = {language: list_stop_words(language) for language in set(articles["language"])}
    texts = store.texts(articles["id"])
    table, vocabulary = word_index.read_words(texts, articles["language"].tolist(), common)
    store.results.save_frame("vocabulary", *made, vocabulary)
    store.results.save_frame("words", *made, table)
    return True


def update_directions(store: Store) -> bool:
    """Argue who took from whom in the pairs that share most, by the default settings."""
    from components.analysis.collection import lineage

    version = f"{lineage.VERSION}{put_back_mark(put_back_spans(store))}"
    revision, known = store.revision(), store.results.frame("directions")
    if known and (known.version, known.revision) == (version, revision):
        return False
    reuse = store.results.frame("reuse")
    if reuse is None:
        return False
    articles = store.articles().set_index("id", drop=False)
    pairs = lineage.worth_arguing(reuse.frame, articles["source"])
    ends = articles[articles["id"].isin({*pairs["a"], *pairs["b"]})]
    parts = read_parts(store, ends)
    rows = [_argue(parts, articles, a, b) for a, b in pairs.itertuples(index=False)]
    table = pd.DataFrame(rows, columns=lineage.NO_VERDICTS.columns).astype(str)
    store.results.save_frame("directions", version, revision, table)
    return True


def _argue(parts: Mapping[str, Parts], articles: pd.DataFrame, a: str, b: str) -> dict[str, str]:
    """The verdict that Compare and Lineage give: on the whole texts, aligned in what counts."""
    from components.analysis.collection.lineage import verdict_row
    from components.analysis.pair.alignment import align
    from components.analysis.pair.direction import argue_direction

    rows = articles.loc[[a, b]]
    days = [None if pd.isna(day) else day.date() for day in rows["published"]]
    direction = argue_direction(
        parts[a].text,
        parts[b].text,
        align(counted_text(parts[a], _DEFAULT), counted_text(parts[b], _DEFAULT)),
        published=(days[0], days[1]),
        sources=(rows["source"].iloc[0], rows["source"].iloc[1]),
    )
    return verdict_row(a, b, direction)


def update_map(store: Store) -> bool:
    """Place the articles on a plane when there are more than `MAP_ABOVE`; else an empty table."""
    from components.analysis.collection import similarity
    from components.analysis.collection.tfidf import blank_stop_words, term_weights

    revision, known = store.revision(), store.results.frame("map")
    if known and (known.version, known.revision) == (similarity.VERSION, revision):
        return False
    articles = store.articles()
    table = similarity.no_points()
    if len(articles) > MAP_ABOVE:
        texts = store.texts(articles["id"])
        library = frozenset(articles["language"])
        read = [
            blank_stop_words(Parts("", text), language, library, common=False).text
            for text, language in zip(texts.values(), articles["language"], strict=True)
        ]
        weights = term_weights(read)
        usable = known.frame if known and known.version == similarity.VERSION else None
        table = similarity.project_articles(list(texts), weights, usable)
    store.results.save_frame("map", similarity.VERSION, revision, table)
    return True
