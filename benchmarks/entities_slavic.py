"""How well names are found and linked in Ukrainian and Russian news.

`uk`, `ru`: exact span and type of people, places and organisations on the articles of SlavicNER
about two subjects, beside slovnet alone (in Ukrainian on the text as it is). The rules were written
with these articles in sight: expect less elsewhere. Half of what is missed are peoples and parties
in small letters, which the set counts and we do not look for.
`linked`: B-cubed over its mentions in both languages, linked as one corpus; the gold identity of a
mention is the set's, which is one for all languages.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.entities import b_cubed, link_known
from components.analysis.entities import recognise, resolve
from components.analysis.entities.linking.resolved_mentions import Mention
from components.analysis.entities.recognition.name_spans import trim_span

TYPES = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
_PLACES = ("LOC", "FAC")

Spans = set[tuple[int, int, int, str]]


class _Article(NamedTuple):
    language: str
    text: str
    gold: dict[tuple[int, int, str], str]
    """The identity of each span and type."""


def run() -> dict[str, Any]:
    """All figures, or a sentence when the set is not there."""
    folder = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "eval/entities/slavic"
    if not folder.is_dir():
        return {"skipped": f"there is no folder {folder}"}
    articles = _read(folder)
    return {language: _found(articles, language) for language in ("uk", "ru")} | {
        "linked": _linked(articles)
    }


def _found(articles: list[_Article], language: str) -> dict[str, Any]:
    own = [one for one in articles if one.language == language]
    texts = [one.text for one in own]
    gold = {(number, *span) for number, one in enumerate(own) for span in one.gold}
    raw = recognise(texts, language)
    frame = resolve(texts, raw, [language] * len(texts))
    columns = (frame[name].tolist() for name in ("article", "start", "end", "type"))
    ours = {
        (article, start, end, "GPE" if kind in _PLACES else kind)
        for article, start, end, kind in zip(*columns, strict=True)
        if kind in (*TYPES.values(), *_PLACES)
    }
    alone = recognise(texts, "ru") if language == "uk" else raw
    plain = {
        (number, *trim_span(texts[number], start, end), kind)
        for number, spans in enumerate(alone)
        for start, end, kind in spans
    }
    by_type = {
        kind: {"f1": _f1(gold, ours, kind), "f1_slovnet_alone": _f1(gold, plain, kind)}
        for kind in TYPES.values()
    }
    figures = {"f1": _f1(gold, ours), "f1_slovnet_alone": _f1(gold, plain)}
    return {"articles": len(own), "mentions": len(gold), **figures, "by_type": by_type}


def _linked(articles: list[_Article]) -> dict[str, Any]:
    gold = {
        Mention(number, start, end, kind, one.text[start:end]): who
        for number, one in enumerate(articles)
        for (start, end, kind), who in one.gold.items()
    }
    ordered = sorted(gold)
    persons = [one for one in ordered if one.type == "PERSON"]
    texts = [one.text for one in articles]
    ours = link_known(texts, ordered)
    only = {mention: gold[mention] for mention in persons}
    return {
        "mentions": len(gold),
        "b_cubed": b_cubed(gold, ours),
        "b_cubed_exact_strings": b_cubed(gold, {one: one.surface for one in gold}),
        "b_cubed_persons": b_cubed(only, {one: ours[one] for one in persons}),
        "b_cubed_persons_exact_strings": b_cubed(only, {one: one.surface for one in persons}),
    }


def _f1(gold: Spans, found: Spans, kind: str = "") -> float:
    one = {span for span in gold if kind in ("", span[3])}
    other = {span for span in found if kind in ("", span[3])}
    return round(2 * len(one & other) / max(1, len(one) + len(other)), 4)


def _read(folder: Path) -> list[_Article]:
    articles = []
    for path in sorted((folder / "raw").glob("*/*/*.txt")):
        topic, language = path.parts[-3:-1]
        if language not in ("uk", "ru"):
            continue
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        marked = folder / "ner" / topic / language / f"{path.name.removesuffix('.txt')}.tsv"
        gold = {}
        for line in marked.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) == 6 and columns[4] in TYPES:
                start, end = trim_span(text, int(columns[0]), int(columns[1]))
                gold[start, end, TYPES[columns[4]]] = columns[5]
        articles.append(_Article(language, text, gold))
    return articles


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
