"""Places of words on SQLite, which FTS5 tells word by word."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection

from components.corpus.search.index import LAST_PLACE
from components.corpus.search.nearness import ARTICLE_BITS, TITLE_BIT, Places
from components.corpus.search.ranking import Phrase

_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.article_search_place"
    " USING fts5vocab(main, article_search, instance)"
)
# As one text, because a row for each place would cost twenty times as much.
_WORD = (
    "SELECT group_concat("  # noqa: S608 (constants)
    f"(doc << {ARTICLE_BITS}) + ((col LIKE 'title%') << {TITLE_BIT}) + \"offset\") "
    "FROM temp.article_search_place WHERE term >= ? AND term <= ? AND col IN (?, ?)"
    f' AND "offset" < {LAST_PLACE}'
)
LAST_CHARACTER = "\U0010ffff"


def read_places(connection: Connection, phrase: Phrase) -> Places:
    """Where a phrase begins, sorted; half a second for a million places of its words."""
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
    joined = connection.exec_driver_sql(_WORD, asked).scalar()
    return np.fromstring(joined or "", np.int64, sep=",")
