"""How well sentences are aligned: against a set with exact links, beside two simpler ways.

The set is read from eval/aligned-reuse in the folder that PARALLAX_EVAL names, and is not part of
the project. difflib compares sentences as they are, so it finds nothing that was reworded.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from components.analysis.pair.alignment import align, align_sentences
from components.text.segment import Span, words

Pairs = set[tuple[int, int]]
Aligner = Callable[["Case"], Pairs]
SEED = 7


@dataclass(frozen=True)
class Case:
    """A source and a host with their sentences.

    `gold` gives the copied ones with the kind of change, `ignored` those that happen to be alike.
    """

    source: str
    source_spans: list[Span]
    host: str
    host_spans: list[Span]
    gold: dict[tuple[int, int], str]
    ignored: frozenset[tuple[int, int]]


def run() -> dict[str, Any]:
    """Quality by kind of change and speed, ours beside difflib's and Needleman-Wunsch's."""
    figures: dict[str, Any] = {"speed": {n: _speed(n) for n in (1_000, 5_000, 25_000)}}
    folder = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "eval" / "aligned-reuse"
    if not folder.is_dir():
        return {**figures, "aligned-reuse": {"skipped": f"there is no folder {folder}"}}
    cases = read_cases(folder)
    ways = {"ours": ours, "difflib": by_difflib, "needleman-wunsch": by_needleman_wunsch}
    return {**figures, "aligned-reuse": {name: quality(cases, way) for name, way in ways.items()}}


def read_cases(folder: Path) -> list[Case]:
    """Every source and host with copied sentences, and as many pairs with none."""
    sources = {row["id"]: row["sentences"] for row in _rows(folder / "sources.jsonl")}
    hosts = {row["id"]: row for row in _rows(folder / "hosts.jsonl")}
    gold: dict[tuple[str, str], dict[tuple[int, int], str]] = defaultdict(dict)
    for row in _rows(folder / "gold.jsonl"):
        place = row["source_sentence"], row["host_sentence"]
        gold[row["source"], row["host"]][place] = row["obfuscation"]
    alike: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for row in _rows(folder / "natural.jsonl"):
        alike[row["source"], row["host"]].add((row["source_sentence"], row["host_sentence"]))
    chance = random.Random(SEED)
    strangers = [(chance.choice(sorted(sources)), chance.choice(sorted(hosts))) for _ in gold]
    return [
        _case(sources[source], hosts[host], gold.get((source, host), {}), alike[source, host])
        for source, host in [*gold, *(pair for pair in strangers if pair not in gold)]
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _case(
    sentences: list[str],
    host: dict[str, Any],
    gold: dict[tuple[int, int], str],
    alike: set[tuple[int, int]],
) -> Case:
    spans, start = [], 0
    for sentence in sentences:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    host_spans = [(start, end) for start, end in host["sentence_spans"]]
    source = "\n".join(sentences)
    return Case(source, spans, host["text"], host_spans, gold, frozenset(alike - gold.keys()))


def quality(cases: list[Case], way: Aligner) -> dict[str, Any]:
    """Precision, recall and F1 of sentence links, recall by kind of change, and seconds."""
    found: Counter[str] = Counter()
    planned: Counter[str] = Counter()
    wrong = 0
    start = time.perf_counter()
    for case in cases:
        pairs = way(case)
        planned.update(case.gold.values())
        found.update(case.gold[pair] for pair in pairs & case.gold.keys())
        wrong += len(pairs - case.gold.keys() - case.ignored)
    seconds = time.perf_counter() - start
    right, total = found.total(), planned.total()
    precision, recall = right / max(1, right + wrong), right / max(1, total)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * right / max(1, right + wrong + total), 4),
        "recall by change": {kind: round(found[kind] / planned[kind], 4) for kind in planned},
        "seconds": round(seconds, 2),
    }


def ours(case: Case) -> Pairs:
    """The links of this project's alignment."""
    alignment = align_sentences(case.source, case.source_spans, case.host, case.host_spans)
    return {(a, b) for link in alignment.links for a in link.first for b in link.second}


def by_difflib(case: Case) -> Pairs:
    """Equal sentences in order, by the standard library's SequenceMatcher."""
    source = [case.source[start:end] for start, end in case.source_spans]
    host = [case.host[start:end] for start, end in case.host_spans]
    blocks = SequenceMatcher(None, source, host, autojunk=False).get_matching_blocks()
    return {(block.a + i, block.b + i) for block in blocks for i in range(block.size)}


def by_needleman_wunsch(case: Case, least: float = 0.5) -> Pairs:
    """The best rising path over all pairs of sentences, scored by their Dice share of words."""
    source, host = _bags(case.source, case.source_spans), _bags(case.host, case.host_spans)
    score = [[_dice(one, other) for other in host] for one in source]
    best = [[0.0] * (len(host) + 1) for _ in range(len(source) + 1)]
    for i in range(1, len(source) + 1):
        for j in range(1, len(host) + 1):
            here = score[i - 1][j - 1]
            paired = best[i - 1][j - 1] + here if here >= least else 0.0
            best[i][j] = max(best[i - 1][j], best[i][j - 1], paired)
    pairs, i, j = set(), len(source), len(host)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.add((i, j))
    return pairs


def _bags(text: str, spans: list[Span]) -> list[Counter[str]]:
    parts = [text[start:end].lower() for start, end in spans]
    return [Counter(part[a:b] for a, b in words(part)) for part in parts]


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _speed(length: int) -> dict[str, float]:
    """Milliseconds, the median of five, for two invented texts that differ in a tenth of words."""
    chance = random.Random(SEED)
    vocabulary = ["w" + format(number, "x") for number in range(6_000)]
    first = [_invented(chance, vocabulary) for _ in range(length // 20)]
    second = [_reworded(chance, vocabulary, sentence) for sentence in first]
    texts = [" ".join(" ".join(sentence) + "." for sentence in text) for text in (first, second)]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        alignment = align(*texts, language="en")
        for link in alignment.links:
            alignment.edits(link)
        times.append((time.perf_counter() - start) * 1000)
    return {"milliseconds": round(statistics.median(times), 1), "links": len(alignment.links)}


def _invented(chance: random.Random, vocabulary: list[str]) -> list[str]:
    # Squared, a share of words is frequent and most are rare, as in a language.
    size = len(vocabulary)
    return ["The", *(vocabulary[int(size * chance.random() ** 2)] for _ in range(19))]


def _reworded(chance: random.Random, vocabulary: list[str], sentence: list[str]) -> list[str]:
    rest = [chance.choice(vocabulary) if chance.random() < 0.1 else word for word in sentence[1:]]
    return [sentence[0], *rest]
