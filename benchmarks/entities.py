"""How well names are found and linked, beside the plain model, and how fast.

`seeds`: exact span and type, and B-cubed of the entities, on five real articles for which
`gold/seeds-mentions.json` holds offsets (drafted by machine, then read through; upper bounds,
since the rules were written with these articles in sight).
`worldwide`: exact span and type on newswire from outside the West; the rules were tuned on 100
other articles of the set, not on these.
`speed`: resolving an invented corpus, recognition left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from components.analysis.entities import MODEL_VERSION, SECOND_TYPES, Memory, recognise, resolve
from components.analysis.entities.incremental_linking import CorpusLinks
from components.analysis.entities.linking.resolved_mentions import Mention
from components.analysis.entities.recognition.name_spans import trim_span

TYPES = ("PERSON", "ORG", "GPE", "LOC", "NORP")
WORLDWIDE_TYPES = {"Person": "PERSON", "Organization": "ORG", "Location": "LOC", "NORP": "NORP"}
ARTICLES = 200

Spans = set[tuple[int, int, int, str]]
"""Article, start, end, type."""


def run() -> dict[str, Any]:
    """All figures; a set that is not there is answered with a sentence."""
    shared = Path(os.environ.get("PARALLAX_EVAL", "../shared"))
    return {
        "model": MODEL_VERSION,
        "seeds": _where(shared / "seeds", seeds),
        "worldwide": _where(shared / "eval" / "entities" / "worldwide", worldwide),
        "speed": speed(),
    }


def _where(folder: Path, measure: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    return measure(folder) if folder.is_dir() else {"skipped": f"there is no folder {folder}"}


def seeds(folder: Path) -> dict[str, Any]:
    """F1 and B-cubed on the five articles, ours and the plain model's."""
    gold_file = Path(__file__).with_name("gold") / "seeds-mentions.json"
    files = {_sha(path): path for path in sorted(folder.glob("*.txt"))}
    texts = [path.read_bytes().decode("utf-8") for path in files.values()]
    numbers = {sha: number for number, sha in enumerate(files)}
    rows = [row for row in json.loads(gold_file.read_text(encoding="utf-8")) if row[0] in numbers]
    gold = {(numbers[sha], start, end, kind) for sha, start, end, kind, _ in rows}
    identity = {(numbers[sha], start, end): who for sha, start, end, _, who in rows}
    raw = recognise(texts)
    frame = resolve(texts, raw)
    ours = {
        (row.article, row.start, row.end): f"{row.type} {row.entity}"
        for row in frame.itertuples()
        if row.type not in SECOND_TYPES
    }
    plain = {one[:3]: texts[one[0]][one[1] : one[2]] for one in _plain(texts, raw)}
    return {
        "mentions": len(gold),
        "f1": _f1(gold, _resolved(frame)),
        "f1_plain_model": _f1(gold, _plain(texts, raw)),
        "b_cubed": b_cubed(identity, ours),
        "b_cubed_exact_strings_of_plain_model": b_cubed(identity, plain),
    }


def worldwide(folder: Path) -> dict[str, Any]:
    """F1 on a fixed sample of articles; GPE and LOC are one type there."""
    paths = sorted((folder / "processed_annotated").glob("*.tsv"))
    random.Random(2).shuffle(paths)
    texts, gold = [], set()
    for path in paths[:ARTICLES]:
        text, spans = _read_annotated(path)
        gold |= {
            (len(texts), *trim_span(text, start, end), WORLDWIDE_TYPES[kind])
            for start, end, kind in spans
            if kind in WORLDWIDE_TYPES
        }
        texts.append(text)
    raw = recognise(texts)
    ours, plain = _one_place(_resolved(resolve(texts, raw))), _one_place(_plain(texts, raw))
    by_type = {
        kind: {"f1": _f1(_only(gold, kind), _only(ours, kind))}
        | {"f1_plain_model": _f1(_only(gold, kind), _only(plain, kind))}
        for kind in WORLDWIDE_TYPES.values()
    }
    figures = {"f1": _f1(gold, ours), "f1_plain_model": _f1(gold, plain)}
    return {"articles": len(texts), "mentions": len(gold), **figures, "by_type": by_type}


def speed(articles: int = 2_000) -> dict[str, Any]:
    """CPU seconds to resolve an invented corpus of 40 names an article; again with 10 more."""
    texts, raw = [], []
    draw = random.Random(3)
    given = [f"{a}{b}" for a in ("An", "Bo", "Cal", "Dor") for b in ("na", "ris", "tin", "vid")]
    family = [f"{a}{b}{c}" for a in "KLMNPRSTV" for b in "aeiou" for c in ("dov", "nenko", "rsen")]
    for _ in range(articles + 10):
        text, spans = "", []
        for _ in range(20):
            person = f"{draw.choice(given)} {draw.choice(family)}"
            text += "On Monday the speaker of a regional council met "
            spans.append((len(text), len(text) + len(person), "PERSON"))
            text += f"{person} and talked about grain, trains and Russia for a long hour. "
        texts.append(text)
        raw.append(spans)
    memory = Memory()
    began = time.process_time()
    resolve(texts[:articles], raw[:articles], memory=memory)
    whole = time.process_time()
    frame = resolve(texts, raw, memory=memory)
    again = time.process_time()
    return {
        "articles": articles,
        "mentions": len(frame),
        "seconds": round(whole - began, 2),
        "seconds_with_10_more": round(again - whole, 2),
    }


def link_known(texts: Sequence[str], mentions: Iterable[Mention]) -> dict[Mention, str]:
    """Type and entity of mentions that are given, in order of article and start."""
    own = {number: (text, list[Mention]()) for number, text in enumerate(texts)}
    for mention in mentions:
        own[mention.article][1].append(mention)
    links, place = CorpusLinks(), {number: number for number in own}
    links.update((), own, place, lambda numbers: {number: texts[number] for number in numbers})
    return {
        mention: f"{link.type} {link.entity}"
        for number, (_, named) in own.items()
        for mention, link in zip(named, links.resolved(number, named), strict=True)
    }


def b_cubed(gold: dict[Any, str], found: dict[Any, str]) -> float:
    """B-cubed F over the mentions of both; a mention only one side has counts as a miss there."""
    both = gold.keys() & found.keys()
    pairs = Counter((gold[one], found[one]) for one in both)
    gold_sizes, found_sizes = Counter(gold.values()), Counter(found.values())
    recall = sum(n * n / gold_sizes[g] for (g, _), n in pairs.items()) / max(1, len(gold))
    precision = sum(n * n / found_sizes[f] for (_, f), n in pairs.items()) / max(1, len(found))
    return round(2 * precision * recall / max(precision + recall, 1e-9), 4)


def _f1(gold: Spans, found: Spans) -> float:
    return round(2 * len(gold & found) / max(1, len(gold) + len(found)), 4)


def _resolved(frame: Any) -> Spans:
    return {
        (row.article, row.start, row.end, row.type)
        for row in frame.itertuples()
        if row.type in TYPES
    }


def _plain(texts: Sequence[str], raw: Iterable[Iterable[tuple[int, int, str]]]) -> Spans:
    """What the model says, with articles and possessives stripped as in the gold."""
    return {
        (number, *trim_span(texts[number], start, end), label)
        for number, spans in enumerate(raw)
        for start, end, label in spans
        if label in TYPES
    }


def _one_place(spans: Spans) -> Spans:
    return {(*where, "LOC" if kind == "GPE" else kind) for *where, kind in spans}  # type: ignore[misc]


def _only(spans: Spans, kind: str) -> Spans:
    return {span for span in spans if span[3] == kind}


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _read_annotated(path: Path) -> tuple[str, list[tuple[int, int, str]]]:
    """The original text of an annotated file, with the spans of its names found again in it."""
    original = path.parent.parent / "original_articles" / path.name.removesuffix(".tsv")
    text = original.read_text(encoding="utf-8")
    spans: list[tuple[int, int, str]] = []
    at = 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        token, _, tag = line.partition("\t")
        start = text.find(token, at, at + 300) if token else -1
        if start < 0:
            continue
        at = start + len(token)
        if tag.startswith("B-"):
            spans.append((start, at, tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], at, tag[2:])
    return text, spans


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
