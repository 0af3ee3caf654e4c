"""All engines store the same: this process alone, a pool, a real cluster."""

import sqlite3
from pathlib import Path
from typing import Any

from components.app.worker.engines.process_pool import ProcessPool
from components.app.worker.runner import Runner
from components.corpus.article import Article
from components.corpus.store import open_store


def stored(library: Path) -> dict[tuple[str, ...], Any]:
    """Every table and every result, by article or pair, as they lie in a library."""
    with sqlite3.connect(library) as connection:
        return {
            tuple(map(str, row[:-1])): row[-1]
            for query in (
                "SELECT name, version, revision, number, data"
                " FROM frame JOIN frame_partition USING (name)",
                "SELECT kind, version, article, value FROM result",
                "SELECT kind, settings, a, b, key, value FROM pair_result",
            )
            for row in connection.execute(query)
        }


def test_a_pool_and_a_cluster_store_what_one_process_stores(cluster, tmp_path):
    words = [
        "ferry",
        "harbour",
        "bridge",
        "mayor",
        "council",
        "storm",
        "winter",
        "market",
        "school",
    ]
    articles = [
        Article(
            f"{n:012x}", f"The {words[n % 9]}",
            f"“The {words[n % 9]} closes,” Ann Lee said in Oslo. {n % 7 + 20} people waited at the "
            f"{words[n % 5]} for ship{n} to port{n // 2} and quay{n // 3} with load{n} on day{n}.",
            ("Wire", "Post")[n % 2], language=("nl", "nl", "nl", "en")[n % 4],
        )
        for n in range(80)
    ]  # fmt: skip
    found = []
    pool = ProcessPool(2)
    for number, engine in enumerate((None, pool, cluster)):
        library = tmp_path / f"{number}.sqlite"
        store = open_store(f"sqlite:///{library}")
        store.add(articles)
        one = Runner(store, engine)
        while one.run_next():
            pass
        assert store.results.step_faults() == {}
        store.close()
        found.append(stored(library))
    pool.close()
    alone, *others = found
    kinds = [kind for kind, *_ in alone]
    assert kinds.count("names") == kinds.count("outlines") == 80
    assert kinds.count("alignments") > 48
    for together in others:
        assert alone.keys() == together.keys()
        assert [key for key in alone if alone[key] != together[key]] == []
