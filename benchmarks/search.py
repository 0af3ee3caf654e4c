"""Search: how fast the first page comes, and how well it is ordered, beside plain ways.

Speed is measured on made text: sentences of words drawn as often as words are in a language. The
set for quality (423 articles of 1963 with 83 questions) is read from eval/search/time-ir in the
folder that PARALLAX_EVAL names, and is not part of the project. PARALLAX_BENCH_POSTGRESQL names an
empty database to measure beside the file.
"""

from __future__ import annotations

import json
import math
import os
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text as sql

from components.corpus.article import Article
from components.corpus.store import Store, open_store

SEED = 7
ARTICLES = int(os.environ.get("PARALLAX_BENCH_ARTICLES", "100000"))
WORDS = 200
BATCH = 2_000
TIMES = 10
# By how many of the articles a word is in: one of a thousand, one of twenty, nearly all.
QUERIES = {
    "rare word": "w2000x",
    "word": "w200x",
    "common word": "w20x",
    "word of nearly all": "w1x",
    "two common words": "w20x w30x",
    "rare words": "w2000x w3000x",
    "five words, one of them common": "w20x w2000x w3000x w4000x w5000x",
    "two common words, all": "w20x AND w30x",
    "one or the other": "w20x OR w300x",
    "phrase": '"w20x w30x"',
    "begin of a word": "w200*",
    "with fields": "w20x source:post date:2019-03..2019-04",
    "a word or a field": "w2000x OR (source:herald date:2019-03)",
    "fields alone": "source:post date:2019-03..2019-04",
    "all but": "w20x -w30x",
    "nothing": "nowhere",
    "in the title": "title:w20x",
    "near": "w20x NEAR/5 w30x",
    "near, common words": "w1x NEAR/5 w2x",
    "near a phrase": '"w20x w30x" NEAR/9 w200x',
    "letters inside": "w2*99x",
    "end of a word": "*999x",
    "one letter": "w2?00x",
    "alike, one change": "w2000x~1",
    "alike, two changes": "w20000x~2",
    "pattern": "/w[12]000x/",
    "pattern of 200 words": "/w[1-9]00?x|w12.*/",
    "near, with gaps": "w2?0x NEAR/5 w3?x",
}


def run() -> dict[str, Any]:
    """Milliseconds to the first page by kind of query, and the order's quality beside peers'."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        urls = {"sqlite": f"sqlite:///{folder}/library.sqlite"}
        if server := os.environ.get("PARALLAX_BENCH_POSTGRESQL"):
            urls["postgresql"] = server
        for name, url in urls.items():
            figures[f"speed, {name}"] = measure_speed(open_store(url))
    place = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "eval" / "search" / "time-ir"
    if not place.is_dir():
        return {**figures, "time-ir": {"skipped": f"there is no folder {place}"}}
    return {**figures, "time-ir": measure_quality(place)}


def measure_speed(store: Store) -> dict[str, Any]:
    """Fill a library and ask each query ten times; LIKE is asked once."""
    start = time.perf_counter()
    for batch in make_batches():
        store.add(batch)
    filled = time.perf_counter() - start
    store.search("w1x")
    # The vocabulary is read once by each process.
    store.readings("w?x")
    found = {name: _ask(store, query) for name, query in QUERIES.items()}
    with store._database.reading() as connection:
        start = time.perf_counter()
        like = sql("SELECT count(*) FROM article_text WHERE text LIKE '% w2000x %'")
        connection.execute(like).scalar_one()
        peer = time.perf_counter() - start
    store.close()
    return {
        "articles": ARTICLES,
        "load of the machine": round(os.getloadavg()[0], 1),
        "words an article": WORDS,
        "articles added a second": round(ARTICLES / filled),
        "LIKE, rare word, ms": round(peer * 1000),
        "first page": found,
    }


def _ask(store: Store, query: str) -> dict[str, float]:
    """Beside the wait the time of processors, of ours and the server's: a loaded machine waits."""
    seconds = []
    before = time.process_time() + _server_seconds(store)
    for _ in range(TIMES):
        start = time.perf_counter()
        result = store.search(query)
        seconds.append(time.perf_counter() - start)
    spent = time.process_time() + _server_seconds(store) - before
    return {
        "ms": round(statistics.median(seconds) * 1000, 1),
        "processor ms": round(spent / TIMES * 1000, 1),
        "found": result.total,
    }


def _server_seconds(store: Store) -> float:
    """What the one connection to PostgreSQL has cost its server so far, if that runs here."""
    with store._database.reading() as connection:
        if connection.dialect.name != "postgresql":
            return 0.0
        number = connection.execute(sql("SELECT pg_backend_pid()")).scalar_one()
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def make_batches() -> Iterator[list[Article]]:
    """Articles of words w1x, w2x, …, each as rare as its number is high."""
    chance = random.Random(SEED)
    words = [f"w{rank}x" for rank in range(1, 50_000)]
    weights = [1 / rank for rank in range(1, 50_000)]

    for first in range(0, ARTICLES, BATCH):
        drawn = iter(chance.choices(words, weights, k=BATCH * WORDS))
        yield [
            Article(
                f"{first + number:012x}",
                " ".join(next(drawn) for _ in range(8)),
                " ".join(next(drawn) for _ in range(WORDS - 8)),
                source=("Post", "Gazette", "Herald")[number % 3],
                published=date(2019, 1 + number % 12, 1 + number % 28),
                language="en",
            )
            for number in range(BATCH)
        ]


def measure_quality(place: Path) -> dict[str, Any]:
    """Mean average precision and more, of the whole ranked list for each question."""
    documents = [json.loads(line) for line in (place / "docs.jsonl").read_text().splitlines()]
    questions = [json.loads(line) for line in (place / "queries.jsonl").read_text().splitlines()]
    ways: dict[str, Callable[[str], list[int]]] = {
        "BM25 of plain words": _plain_bm25(documents),
        "most words in common": _overlap(documents),
    }
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/library.sqlite")
        store.add(Article(str(d["doc"]), "", d["text"], language="en") for d in documents)

        def ours(question: str) -> list[int]:
            return [int(id) for id in store.search(question, limit=1000).ids]

        def ours_with_all(question: str) -> list[int]:
            return [int(id) for id in store.search(question, limit=1000, every=True).ids]

        ways |= {"ours": ours, "ours, all words": ours_with_all}
        figures = {name: _score(way, questions) for name, way in ways.items()}
        store.close()
    return figures


def _score(way: Callable[[str], list[int]], questions: list[dict[str, Any]]) -> dict[str, float]:
    precisions, reciprocals, gains, firsts = [], [], [], []
    for question in questions:
        wanted = set(question["relevant"])
        hits = [document in wanted for document in way(question["text"])]
        ranks = [rank for rank, hit in enumerate(hits, 1) if hit]
        precisions.append(sum(n / rank for n, rank in enumerate(ranks, 1)) / len(wanted))
        reciprocals.append(1 / ranks[0] if ranks else 0.0)
        ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(wanted), 10) + 1))
        gains.append(sum(1 / math.log2(rank + 1) for rank in ranks if rank <= 10) / ideal)
        firsts.append(sum(hits[:5]) / 5)
    named = {"MAP": precisions, "MRR": reciprocals, "nDCG@10": gains, "P@5": firsts}
    return {name: round(statistics.mean(values), 3) for name, values in named.items()}


def _plain_bm25(documents: list[dict[str, Any]]) -> Callable[[str], list[int]]:
    counts = {d["doc"]: Counter(re.findall(r"\w+", d["text"].lower())) for d in documents}
    mean = statistics.mean(count.total() for count in counts.values())
    spread = Counter(word for count in counts.values() for word in count)

    def rank(question: str) -> list[int]:
        scores: Counter[int] = Counter()
        for word in set(re.findall(r"\w+", question.lower())):
            idf = math.log((len(counts) - spread[word] + 0.5) / (spread[word] + 0.5))
            for document, count in counts.items():
                if count[word]:
                    norm = 1.2 * (0.25 + 0.75 * count.total() / mean)
                    scores[document] += max(idf, 1e-6) * count[word] * 2.2 / (count[word] + norm)
        return [document for document, _ in scores.most_common()]

    return rank


def _overlap(documents: list[dict[str, Any]]) -> Callable[[str], list[int]]:
    words = {d["doc"]: set(re.findall(r"\w+", d["text"].lower())) for d in documents}

    def rank(question: str) -> list[int]:
        asked = set(re.findall(r"\w+", question.lower()))
        return sorted(words, key=lambda document: -len(words[document] & asked))

    return rank
