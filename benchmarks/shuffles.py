"""What steps over a collection would send, were they partitioned by key: simulated for millions.

Drawn are PARALLAX_SIZES (4000) articles of bench/news-bulk.jsonl.gz in the folder that
PARALLAX_EVAL names. For the words of each (by which articles are weighed and paired) and its runs
of five words (by which copied passages are found) a row would be sent to the partition of its key:
eight bytes of key, four of article, four of count. What 10 and 100 million such articles send, and
how much more the fullest of 1,024 partitions gets than the mean, follow from the rows of the drawn
ones; of a key that most articles have one partition gets all rows, which is told beside, with and
without the keys that more than one article in a hundred has.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.pipeline import ROOT, draw_articles
from components.analysis.collection.shingles import distinct_runs, word_keys

ARTICLES = "4000"
PARTITIONS = 1024
BYTES = 16
MILLIONS = (10, 100)
COMMON = 0.01
KEYS: dict[str, Callable[[str], NDArray[np.uint64]]] = {
    "words": lambda text: np.unique(word_keys(text)),
    "runs of five words": lambda text: distinct_runs(word_keys(text)),
}


def run() -> dict[str, Any]:
    """By kind of key: rows and bytes an article, volumes, and the fullest partition."""
    bulk = Path(os.environ.get("PARALLAX_EVAL", ROOT.parent / "shared")) / "bench"
    if not (bulk / "news-bulk.jsonl.gz").is_file():
        return {"left out": "news-bulk.jsonl.gz is not there"}
    size = int(os.environ.get("PARALLAX_SIZES", ARTICLES))
    texts = [row["text"] for row in draw_articles(bulk / "news-bulk.jsonl.gz", size)]
    return {
        "articles": size,
        **{name: simulate([keys_of(text) for text in texts]) for name, keys_of in KEYS.items()},
    }


def simulate(articles: list[NDArray[np.uint64]]) -> dict[str, Any]:
    """What articles with these distinct keys send; see above."""
    rows = np.concatenate(articles)
    keys, times = np.unique(rows, return_counts=True)
    rare = times <= COMMON * len(articles)
    figures: dict[str, Any] = {"rows an article": round(len(rows) / len(articles), 1)}
    for name, kept in (("all keys", np.ones(len(keys), dtype=bool)), ("rare keys", rare)):
        sent = int(times[kept].sum())
        loads = np.bincount(keys[kept] % PARTITIONS, weights=times[kept], minlength=PARTITIONS)
        figures[name] = {
            "share of rows": round(sent / len(rows), 3),
            "kB an article": round(sent * BYTES / len(articles) / 1000, 2),
            **dict(_volumes(sent / len(articles))),
            "fullest partition to mean": round(float(loads.max() / loads.mean()), 2),
        }
    return figures


def _volumes(rows: float) -> Iterator[tuple[str, float]]:
    for millions in MILLIONS:
        yield f"GB for {millions} million", round(rows * BYTES * millions * 1e6 / 1e9, 1)
