"""How well sentences of real reprints and rewrites are aligned, beside three peers.

`gold/real-links.json` names pairs of articles by their ids in the bulk file of the folder that
PARALLAX_EVAL names, with the spans of their sentences and the links between these, read and judged
one by one; no text is in it. Links about which two readers may differ are `unsure` and count
neither way. The texts are taken only when their digests agree.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.alignment import (
    Case,
    Pairs,
    by_difflib,
    by_needleman_wunsch,
    ours,
    quality,
)
from components.analysis.pair.sentence_normalisation import find_tokens
from components.text.segment import Span

GOLD = Path(__file__).with_name("gold") / "real-links.json"


def run() -> dict[str, Any]:
    """Precision, recall and F1 of sentence links, and recall by kind of change."""
    bulk = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "bench" / "news-bulk.jsonl.gz"
    if not bulk.is_file():
        return {"skipped": f"there is no file {bulk}"}
    cases = list(read_cases(bulk))
    ways = {
        "ours": ours,
        "difflib": by_difflib,
        "needleman-wunsch": by_needleman_wunsch,
    }
    if find_spec("collatex"):
        ways["collatex"] = by_collatex
    links = Counter(kind for case in cases for kind in case.gold.values())
    figures = {name: quality(cases, way) for name, way in ways.items()}
    return {"pairs": len(cases), "links": dict(links), **figures}


def read_cases(bulk: Path) -> Iterator[Case]:
    """The pairs whose texts are in the bulk file as they were judged."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    wanted = {row[side] for row in gold for side in ("first", "second")}
    with gzip.open(bulk, "rt", encoding="utf-8") as file:
        articles = (json.loads(line) for line in file)
        texts = {row["id"]: row["text"] for row in articles if row["id"] in wanted}
    for row in gold:
        first, second = texts.get(row["first"], ""), texts.get(row["second"], "")
        if [_digest(first), _digest(second)] == row["sha"]:
            yield Case(
                first,
                [(start, end) for start, end in row["first_sentences"]],
                second,
                [(start, end) for start, end in row["second_sentences"]],
                {(a, b): kind for a, b, kind in row["links"]},
                frozenset((a, b) for a, b in row["unsure"]),
            )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def by_collatex(case: Case, least: float = 0.5) -> Pairs:
    """Sentences of which CollateX sets at least half of the shorter's words in one column."""
    from collatex import collate

    witnesses = [
        {"id": "A", "tokens": list(_tokens(case.source, case.source_spans))},
        {"id": "B", "tokens": list(_tokens(case.host, case.host_spans))},
    ]
    table = collate({"witnesses": witnesses}, output="table", segmentation=False)
    sizes = [Counter(token["sentence"] for token in one["tokens"]) for one in witnesses]
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for column in table.columns:
        one, other = (column.tokens_per_witness.get(name) for name in ("A", "B"))
        if one and other and one[0].token_string == other[0].token_string:
            shared[one[0].token_data["sentence"], other[0].token_data["sentence"]] += 1
    return {
        (a, b) for (a, b), count in shared.items() if count >= least * min(sizes[0][a], sizes[1][b])
    }


def _tokens(text: str, spans: list[Span]) -> Iterator[dict[str, Any]]:
    for number, span in enumerate(spans):
        for key in find_tokens(text, [span]).keys:
            yield {"t": key + " ", "n": key, "sentence": number}
