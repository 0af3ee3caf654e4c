"""Places of words on SQLite, which FTS5 tells word by word."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection

from components.corpus.search.nearness import Places, as_places
from components.corpus.search.ranking import Phrase

_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.article_search_place"
    " USING fts5vocab(main, article_search, instance)"
)
_WORD = (
    "SELECT doc, col LIKE 'title%', \"offset\" FROM temp.article_search_place"
    " WHERE term >= ? AND term <= ? AND col IN (?, ?)"
)
LAST_CHARACTER = "\U0010ffff"


def read_places(connection: Connection, phrase: Phrase) -> Places:
    """Where a phrase begins, sorted; some 1 µs for each place of each of its words."""
    starts = _read_word(connection, phrase, 0)
    for step in range(1, len(phrase.words)):
        starts = starts[np.isin(starts + step, _read_word(connection, phrase, step))]
    return np.sort(starts)


def _read_word(connection: Connection, phrase: Phrase, step: int) -> Places:
    connection.exec_driver_sql(_TABLE)
    word = phrase.words[step]
    goes_on = phrase.prefix and step == len(phrase.words) - 1
    kind = "_stems" if phrase.stemmed else ""
    columns = f"title{kind}", f"{'title' if phrase.titled else 'body'}{kind}"
    asked = (word, word + LAST_CHARACTER if goes_on else word, *columns)
    rows = connection.exec_driver_sql(_WORD, asked).all()
    article, titled, place = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return as_places(article, titled, place)
