"""A worker with a pool that is killed at any moment: the next one makes what it would have made."""

import os
import random
import sqlite3
import time
from pathlib import Path
from typing import Any

from components.corpus.article import Article
from components.corpus.store import Store, open_store
from tests.app.worker.forked_processes import ForkedProcesses

# Rounds in which a worker is killed; `PARALLAX_KILLS=200` for many.
KILLS = int(os.environ.get("PARALLAX_KILLS", "3"))
LOAD = """
from components.app.worker.work import work_through
from components.corpus.store import open_store
"""
WORK = """
store = open_store(arguments[0])
work_through(store)
assert not store.results.step_faults()
"""


def write_articles() -> list[Article]:
    """Seventy articles, of which four at a time share a passage: enough that pairs are kept.

    In a language without models: what is loaded for others would take most of the time.
    """
    chance = random.Random(3)

    def sentence() -> str:
        words = [
            "".join(chance.choices("bdklmnr", k=3)) + chance.choice("aeiou") for _ in range(25)
        ]
        return f"De {' '.join(words)} op maandag 14 mei {chance.randint(20, 90)} minuten te laat. "

    shared = [sentence() for _ in range(15)]
    return [
        Article(
            f"{n:012x}", f"Bericht {n}", (shared[n % 15] + sentence()).strip(),
            ("Wire", "Post")[n % 2], language="nl",
        )
        for n in range(70)
    ]  # fmt: skip


ARTICLES = write_articles()


def start_workers(library: Path) -> ForkedProcesses:
    """Workers with two processes each for one library, one after the other."""
    return ForkedProcesses(LOAD, WORK, f"sqlite:///{library}", PARALLAX_PROCESSES="2")


def finish(workers: ForkedProcesses) -> float:
    """Have a worker do all that waits; gives the seconds that it took."""
    workers.start()
    began = time.monotonic()
    assert workers.wait() == 0
    return time.monotonic() - began


def change(store: Store, number: int) -> None:
    """One more change of the articles, the same each time for the same number."""
    id = ARTICLES[number % len(ARTICLES)].id
    if number % 3 == 0:
        store.edit(id, source=f"Paper {number}")
    elif number % 3 == 1:
        store.remove([id])
    else:
        store.restore([ARTICLES[(number - 1) % len(ARTICLES)].id])


TABLES = "SELECT name, version, revision, number, data FROM frame JOIN frame_partition USING (name)"


def made(library: Path) -> dict[tuple[Any, ...], bytes]:
    """Every table and every result by article, as they lie in the library."""
    with sqlite3.connect(library) as connection:
        tables = connection.execute(TABLES).fetchall()
        results = connection.execute("SELECT kind, version, article, value FROM result").fetchall()
    return {("table", *about): data for *about, data in tables} | {
        (kind, version, article): value for kind, version, article, value in results
    }


def test_workers_killed_at_any_moment_leave_what_an_undisturbed_one_makes(tmp_path):
    disturbed, calm = tmp_path / "disturbed.sqlite", tmp_path / "calm.sqlite"
    stores = [open_store(f"sqlite:///{path}") for path in (disturbed, calm)]
    for store in stores:
        store.add(ARTICLES)
    chance, changes, killed = random.Random(9), 0, 0
    with start_workers(disturbed) as workers, start_workers(calm) as undisturbed:
        seconds = finish(undisturbed)
        while killed < KILLS:
            # After a change there is less to do: some come to the end, and change more.
            workers.start()
            if workers.ends_within(chance.uniform(0, seconds)):
                assert workers.wait() == 0
                change(stores[0], changes)
                changes += 1
            else:
                workers.kill()
                killed += 1
        finish(workers)
        for number in range(changes):
            change(stores[1], number)
        finish(undisturbed)
    found, expected = made(disturbed), made(calm)
    assert {name for kind, name, *_ in found if kind == "table"} >= {"pairs", "relations", "map"}
    assert found.keys() == expected.keys()
    assert {key[1] for key in expected if found[key] != expected[key]} <= {"map"}
    # On the map an article that was away comes back beside its neighbours; the others stay.
    maps = [store.results.frame("map").frame for store in stores]
    assert [*maps[0]["article"]] == [*maps[1]["article"]]
    for store in stores:
        store.close()
