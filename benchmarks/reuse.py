"""How well and how fast copied passages are found, beside MinHash and TF-IDF.

The sets are read from the folder that PARALLAX_EVAL names and are not part of the project.
`near-duplicates`: articles of one corpus against exact shares of five-word shingles. `recall` is
over the pairs of which one holds half of the other's shingles; `precision` over the pairs found
with a score of .4 or more, and of .5, right when one holds at least a fifth of the other's.
`aligned-reuse`: sources and hosts with sentences copied from them, verbatim, edited or misread.
`clough-stevenson`: short answers copied from an original in three degrees, or written freely.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from components.analysis.collection.reuse import reused_pairs
from components.analysis.collection.similarity import similar_pairs
from components.analysis.collection.tfidf import TfidfSettings, term_weights
from components.text.segment import words

Pairs = set[tuple[int, int]]
Finder = Callable[[Sequence[str]], Pairs]
SETS = {"reuters-21578": "reuters-", "bbc-news": "bbc-", "harvard-newsarticles": "hna-"}
SIZE = 5
LEAST = (0.4, 0.5)


def run() -> dict[str, Any]:
    """All figures; a set that is not there is answered with a sentence."""
    shared = Path(os.environ.get("PARALLAX_EVAL", "../shared"))
    bulk = shared / "bench" / "news-bulk.jsonl.gz"
    if not bulk.is_file():
        return {"skipped": f"there is no file {bulk}"}
    articles = _read_bulk(bulk)
    return {
        "near-duplicates": near_duplicates(articles, shared / "eval" / "near-duplicates"),
        "aligned-reuse": aligned_reuse(shared / "eval" / "aligned-reuse"),
        "clough-stevenson": clough_stevenson(shared / "eval" / "reuse" / "clough-stevenson"),
        "whole corpus": whole_corpus(articles),
    }


def ours(texts: Sequence[str], least: float = 0.0) -> Pairs:
    """The pairs of this project with a score of at least `least`."""
    found = reused_pairs(texts)
    found = found[found["score"] >= least]
    return set(zip(found["a"].tolist(), found["b"].tolist(), strict=True))


def by_minhash(texts: Sequence[str], least: float = 0.5) -> Pairs:
    """Pairs whose Jaccard of five-word shingles is `least` or more by datasketch (128 hashes)."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=least, num_perm=128)
    pairs: Pairs = set()
    for row, text in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(run).encode() for run in shingles(text)])
        pairs |= {(int(other), row) for other in index.query(sketch)}
        index.insert(str(row), sketch)
    return pairs


def by_tfidf(texts: Sequence[str], least: float = 0.6) -> Pairs:
    """Pairs whose cosine of TF-IDF weights is `least` or more."""
    found = similar_pairs(term_weights(texts, TfidfSettings()), threshold=least)
    return set(zip(found["a"].tolist(), found["b"].tolist(), strict=True))


PEERS: dict[str, Finder] = {"tf-idf": by_tfidf}
if find_spec("datasketch"):
    PEERS["datasketch"] = by_minhash


def shingles(text: str) -> set[tuple[str, ...]]:
    """The runs of five words of a text."""
    found = [text[a:b].lower() for a, b in words(text)]
    return {tuple(found[n : n + SIZE]) for n in range(len(found) - SIZE + 1)}


def near_duplicates(articles: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Precision, recall and seconds on each corpus that has exact pairs."""
    if not folder.is_dir():
        return {"skipped": f"there is no folder {folder}"}
    return {
        name: _near_duplicates(
            [row for row in articles if row["set"] == name], folder / f"{name}.tsv", prefix
        )
        for name, prefix in SETS.items()
    }


def _near_duplicates(articles: list[dict[str, Any]], table: Path, prefix: str) -> dict[str, Any]:
    rows = {article["id"].removeprefix(prefix): row for row, article in enumerate(articles)}
    texts = [article["text"] for article in articles]
    alike: Pairs = set()
    close: Pairs = set()
    with table.open(encoding="utf-8") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            ends = [line[key].replace("/", "-").removesuffix(".txt") for key in ("id_a", "id_b")]
            pair = min(map(rows.__getitem__, ends)), max(map(rows.__getitem__, ends))
            if float(line["containment5"]) >= 0.5:
                alike.add(pair)
            if float(line["jaccard5"]) >= 0.5:
                close.add(pair)
    figures: dict[str, Any] = {"articles": len(texts), "pairs": len(alike)}
    own = {f"ours, from {least}": partial(ours, least=least) for least in LEAST}
    for name, way in {**PEERS, **own}.items():
        began = time.perf_counter()
        found = way(texts)
        seconds = round(time.perf_counter() - began, 2)
        right = sum(_contained(texts, pair) >= 0.2 for pair in found)
        figures[name] = {
            "precision": round(right / max(1, len(found)), 4),
            "recall": round(len(found & alike) / max(1, len(alike)), 4),
            "recall where jaccard is .5 or more": round(len(found & close) / len(close), 4),
            "seconds": seconds,
        }
    figures["ours, at any score"] = {"recall": round(len(ours(texts) & alike) / len(alike), 4)}
    return figures


def _contained(texts: Sequence[str], pair: tuple[int, int]) -> float:
    one, other = (shingles(texts[row]) for row in pair)
    return len(one & other) / max(1, min(len(one), len(other)))


def aligned_reuse(folder: Path) -> dict[str, Any]:
    """Precision and recall of the pairs of a source and a host that was given its sentences."""
    if not folder.is_dir():
        return {"skipped": f"there is no folder {folder}"}
    sources, hosts = _rows(folder / "sources.jsonl"), _rows(folder / "hosts.jsonl")
    rows = {row["id"]: number for number, row in enumerate([*sources, *hosts])}
    texts = [" ".join(row["sentences"]) for row in sources] + [row["text"] for row in hosts]
    gold = {(rows[one["source"]], rows[one["host"]]) for one in _rows(folder / "gold.jsonl")}
    alike = {(rows[one["source"]], rows[one["host"]]) for one in _rows(folder / "natural.jsonl")}
    figures = {}
    for name, way in {"ours": ours, **PEERS}.items():
        began = time.perf_counter()
        found = {(a, b) for a, b in way(texts) if a < len(sources) <= b}
        wrong = len(found - gold - alike)
        figures[name] = {
            "precision": round(len(found & gold) / max(1, len(found & gold) + wrong), 4),
            "recall": round(len(found & gold) / len(gold), 4),
            "seconds": round(time.perf_counter() - began, 2),
        }
    return {"pairs": len(gold), **figures}


def clough_stevenson(folder: Path) -> dict[str, Any]:
    """How many answers of each kind are found to share a passage, and the mean share found."""
    if not folder.is_dir():
        return {"skipped": f"there is no folder {folder}"}
    with (folder / "data" / "file_information.csv").open(encoding="utf-8") as file:
        answers = list(csv.DictReader(file))
    texts = [
        (folder / "data" / row["File"]).read_text(encoding="utf-8", errors="replace")
        for row in answers
    ]
    original = {row["Task"]: n for n, row in enumerate(answers) if row["Category"] == "orig"}
    shares = {(row.a, row.b): (row.a_in_b, row.b_in_a) for row in reused_pairs(texts).itertuples()}
    found = defaultdict(list)
    for number, row in enumerate(answers):
        if row["Category"] != "orig":
            source = original[row["Task"]]
            low, high = sorted((number, source))
            found[row["Category"]].append(shares.get((low, high), (0.0, 0.0))[number > source])
    return {
        kind: {
            "answers": len(own),
            "found": sum(share > 0 for share in own),
            "mean share": round(sum(own) / len(own), 3),
        }
        for kind, own in found.items()
    }


def whole_corpus(articles: list[dict[str, Any]]) -> dict[str, Any]:
    """Seconds and pairs over all articles at once."""
    began = time.perf_counter()
    found = reused_pairs([row["text"] for row in articles])
    seconds = round(time.perf_counter() - began, 1)
    return {"articles": len(articles), "pairs": len(found), "seconds": seconds}


def _read_bulk(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
