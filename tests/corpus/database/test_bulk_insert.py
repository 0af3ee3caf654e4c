"""Many rows at once mean on either database what one at a time means."""

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from components.corpus.database.bulk_insert import FEWEST, insert_rows
from components.corpus.database.connection import Database
from components.corpus.database.tables import progress, result, search_word
from components.corpus.store import Store

# Every sign that means something to COPY, and what is left out.
VALUES = ["", "\\N", "\\", "a\tb", "two\nlines\r", '"quoted", and more', "ї 日本", "\\.", "NULL"]


def rows(count: int) -> list[dict[str, object]]:
    return [
        {
            "kind": "trial",
            "article": f"{number:06d}",
            "version": VALUES[number % len(VALUES)],
            "value": bytes([number % 256, 0, 92]),
        }
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1, FEWEST, 3 * FEWEST])
def test_rows_come_back_as_they_were(store: Store, count: int) -> None:
    with store._database.writing() as connection:
        insert_rows(connection, result, rows(count))
    with store._database.reading() as connection:
        found = connection.execute(select(result).order_by(result.c.article)).mappings().all()
    assert [dict(row) for row in found] == rows(count)


def test_columns_that_are_left_out_have_their_default(store: Store) -> None:
    tasks = [{"task": f"{n}", "done": n, "total": n, "reported": ""} for n in range(2 * FEWEST)]
    with store._database.writing() as connection:
        insert_rows(connection, progress, tasks)
    assert {one.seconds for one in _progress(store._database)} == {-1.0}


def _progress(database: Database):
    with database.reading() as connection:
        return connection.execute(select(progress)).all()


@pytest.mark.parametrize("count", [FEWEST - 1, 2 * FEWEST])
def test_a_row_that_is_there_stops_all_with_the_error_of_an_insert(
    store: Store, count: int
) -> None:
    words = [{"number": n, "word": f"word{n}"} for n in range(1, count + 1)]
    with store._database.writing() as connection:
        connection.execute(insert(search_word), words[-1])
    with pytest.raises(IntegrityError), store._database.writing() as connection:
        insert_rows(connection, search_word, words)
    with store._database.reading() as connection:
        assert connection.execute(select(search_word.c.word)).scalars().all() == [f"word{count}"]
