"""Tables about the whole library, made once by the worker: words, map, who took from whom.

As `work`, it knows the store and the analysis and never Streamlit.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from components.analysis.article.outline import Parts, counted_text
from components.analysis.settings import Settings
from components.app.worker.comparing import mark_of, parts_of, put_back_spans
from components.corpus.store import Store

# Up to here the matrix shows every article, and a projection would claim more than it knows.
MAP_ABOVE = 60


def update_words(store: Store) -> bool:
    """Read every word anew when the corpus has changed."""
    from components.analysis.collection import word_index
    from components.analysis.collection.stop_words import list_stop_words

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


def update_verdicts(store: Store) -> bool:
    """Argue who took from whom, for the pairs that share most, by what counts of them as usual."""
    from components.analysis.collection import lineage

    version = f"{lineage.VERSION}{mark_of(put_back_spans(store))}"
    revision, known = store.revision(), store.results.frame("directions")
    if known and (known.version, known.revision) == (version, revision):
        return False
    reuse = store.results.frame("reuse")
    if reuse is None:
        return False
    articles = store.articles().set_index("id", drop=False)
    pairs = lineage.worth_arguing(reuse.frame, articles["source"])
    ends = articles[articles["id"].isin({*pairs["a"], *pairs["b"]})]
    parts = parts_of(store, ends)
    rows = [_argue(parts, articles, a, b) for a, b in pairs.itertuples(index=False)]
    table = pd.DataFrame(rows, columns=lineage.NO_VERDICTS.columns).astype(str)
    store.results.save_frame("directions", version, revision, table)
    return True


def _argue(parts: Mapping[str, Parts], articles: pd.DataFrame, a: str, b: str) -> dict[str, str]:
    """The verdict that Compare and Lineage give: of the whole texts, aligned in what counts."""
    from components.analysis.collection.lineage import verdict_row
    from components.analysis.pair.alignment import align
    from components.analysis.pair.direction import argue_direction

    rows, usual = articles.loc[[a, b]], Settings()
    days = [None if pd.isna(day) else day.date() for day in rows["published"]]
    direction = argue_direction(
        parts[a].text,
        parts[b].text,
        align(counted_text(parts[a], usual), counted_text(parts[b], usual)),
        published=(days[0], days[1]),
        sources=(rows["source"].iloc[0], rows["source"].iloc[1]),
    )
    return verdict_row(a, b, direction)


def update_map(store: Store) -> bool:
    """Place the articles on a plane, when there are more than a matrix can show."""
    from components.analysis.article.outline import Parts
    from components.analysis.collection import projection
    from components.analysis.collection.stop_words import blank_stop_words
    from components.analysis.collection.tfidf import term_weights

    revision, known = store.revision(), store.results.frame("map")
    if known and (known.version, known.revision) == (projection.VERSION, revision):
        return False
    articles = store.articles()
    table = projection.no_points()
    if len(articles) > MAP_ABOVE:
        texts = store.texts(articles["id"])
        library = frozenset(articles["language"])
        read = [
            blank_stop_words(Parts("", text), language, library, common=False).text
            for text, language in zip(texts.values(), articles["language"], strict=True)
        ]
        weights = term_weights(read)
        usable = known.frame if known and known.version == projection.VERSION else None
        table = projection.project_articles(list(texts), weights, usable)
    store.results.save_frame("map", projection.VERSION, revision, table)
    return True
