"""Omissions: what other versions have and an article lacks, and what it alone has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from components.analysis.collection.families import label_connected
from components.analysis.pair.alignment import Alignment
from components.analysis.pair.edits import Side, read_side
from components.analysis.pair.edits.edit import Reason, Typed, weight
from components.analysis.pair.edits.edit_context import shorten
from components.analysis.pair.edits.whole_sentences import WholeText, find_unshared, type_sentence
from components.text.normalisation import fold
from components.text.segment import Span

Node = tuple[str, int]  # an article and the number of one of its sentences
COLUMNS = ["what", "kind", "weight", "reason", "text", "versions", "article", "sentence", "spans"]
LEFT_OUT, ONLY_HERE = "left out", "only here"


@dataclass(frozen=True)
class _Text:
    """An article as its alignments know it."""

    side: Side
    spans: list[Span]


def find_omissions(
    article: str, alignments: Mapping[tuple[str, str], Alignment], *, least: int = 2
) -> pd.DataFrame:
    """Find what `article` lacks that at least `least` other versions have, and what it alone has.

    `alignments` has the pairs of `article` with other versions and of those with each other, by the
    ids of first and second text. Sentences are the same when links lead from one to the other,
    directly or by way of others.

    Columns: `what` ("left out" or "only here"); `kind`, `weight` and `reason` as in the ledger;
    `text`, as the first of the versions writes it: a sentence, or only the figure, person or
    quotation where `article` has the sentence without it; `versions` (the ids that have it, [] for
    "only here"); `article` and `sentence` (whose text that is, and its number there); `spans` (id
    to span, for each version that has it). In order of `what`, weight, sentence. With fewer than
    `least` other versions nothing is left out; without any there are no rows.
    """
    versions = _versions_of(article, alignments)
    texts = _read_texts([article, *versions], alignments)
    if not versions:
        return pd.DataFrame(columns=COLUMNS)
    groups = _group_sentences(texts, alignments)
    rows = [
        *_missing(article, versions, texts, groups, least),
        *_missing_details(article, versions, texts, groups, least),
        *_alone(article, versions, texts, groups),
    ]
    rows.sort(key=lambda row: (row["what"], -row["weight"], row["sentence"]))
    return pd.DataFrame(rows, columns=COLUMNS)


def _versions_of(article: str, alignments: Mapping[tuple[str, str], Alignment]) -> list[str]:
    pairs = [pair for pair in alignments if article in pair]
    return list(dict.fromkeys(b if a == article else a for a, b in pairs))


def _read_texts(
    ids: Sequence[str], alignments: Mapping[tuple[str, str], Alignment]
) -> dict[str, _Text]:
    texts: dict[str, _Text] = {}
    for (first, second), alignment in alignments.items():
        for name, text, spans in (
            (first, alignment.first_text, alignment.first),
            (second, alignment.second_text, alignment.second),
        ):
            if name in ids and name not in texts:
                texts[name] = _Text(read_side(text, spans), spans)
    return texts


def _group_sentences(
    texts: Mapping[str, _Text], alignments: Mapping[tuple[str, str], Alignment]
) -> list[list[Node]]:
    """Groups of sentences that links lead to from one another, directly or by way of others."""
    nodes = [(name, place) for name, text in texts.items() for place in range(len(text.spans))]
    number = {node: at for at, node in enumerate(nodes)}
    edges: list[tuple[int, int]] = []
    for (first, second), alignment in alignments.items():
        if first not in texts or second not in texts:
            continue
        for link in alignment.links:
            linked = [number[first, place] for place in link.first]
            linked += [number[second, place] for place in link.second]
            edges += pairwise(linked)
    groups: defaultdict[int, list[Node]] = defaultdict(list)
    for node, label in zip(nodes, label_connected(len(nodes), edges).tolist(), strict=True):
        groups[label].append(node)
    return list(groups.values())


def _missing(
    article: str,
    versions: Sequence[str],
    texts: Mapping[str, _Text],
    groups: Sequence[Sequence[Node]],
    least: int,
) -> Iterator[dict[str, Any]]:
    own = WholeText(texts[article].side)
    for members in groups:
        carriers = {name for name, _ in members}
        if article in carriers or len(carriers) < least:
            continue
        name, place = _foremost(members, versions)
        differ = "" if _agree(members, texts) else ", in different words"
        opening = f"in {len(carriers)} of {len(versions)} related articles{differ}: "
        typed = type_sentence(
            texts[name].side, texts[name].spans[place], own, "lost", opening=opening,
            elsewhere="this one",
        )  # fmt: skip
        yield _record(LEFT_OUT, typed, (name, place), members, texts)


def _foremost(nodes: Sequence[Node], versions: Sequence[str]) -> Node:
    """Of these sentences that of the first version."""
    return min(nodes, key=lambda node: (versions.index(node[0]), node[1]))


def _agree(members: Sequence[Node], texts: Mapping[str, _Text]) -> bool:
    """Whether all versions write it alike; several sentences of one version count as one."""
    whole: dict[str, str] = {}
    for name, place in sorted(members):
        text = texts[name]
        whole[name] = whole.get(name, "") + " " + text.side.text[slice(*text.spans[place])]
    return len({fold(words) for words in whole.values()}) == 1


def _missing_details(
    article: str,
    versions: Sequence[str],
    texts: Mapping[str, _Text],
    groups: Sequence[Sequence[Node]],
    least: int,
) -> Iterator[dict[str, Any]]:
    """Figures, persons and quotations that `article` lacks in a sentence which it has."""
    own = WholeText(texts[article].side)
    for members in groups:
        names = {name for name, _ in members}
        if article not in names or len(names) <= least:
            continue
        carriers: dict[tuple[str, str], list[Node]] = {}
        for name, place in members:
            if name != article:
                for detail in _details(texts[name], place, own):
                    carriers.setdefault(detail, []).append((name, place))
        for (kind, written), nodes in carriers.items():
            held = {name for name, _ in nodes}
            if len(held) >= least:
                # A figure is told by its value, which no article need have written so.
                what = f"the number {written}" if kind == "number" else f"‘{shorten(written)}’"
                reason = Reason(f"{len(held)} of {len(versions)} related articles have {what} here")
                typed = Typed(kind, weight(kind, "lost"), reason)
                row = _record(LEFT_OUT, typed, _foremost(nodes, versions), nodes, texts)
                yield {**row, "text": written}


def _details(text: _Text, place: int, others: WholeText) -> Iterator[tuple[str, str]]:
    carried = find_unshared(text.side, text.spans[place], others)
    for kind, written in (
        ("quotation", carried.quotations),
        ("number", carried.figures),
        ("person", carried.persons),
    ):
        yield from ((kind, detail) for detail in written)


def _alone(
    article: str,
    versions: Sequence[str],
    texts: Mapping[str, _Text],
    groups: Sequence[Sequence[Node]],
) -> Iterator[dict[str, Any]]:
    others = [WholeText(texts[version].side) for version in versions]
    for members in groups:
        if {name for name, _ in members} != {article}:
            continue
        _, place = members[0]
        typed = _least_told(texts[article], place, others)
        yield _record(ONLY_HERE, typed, members[0], members, texts)


def _least_told(text: _Text, place: int, others: Sequence[WholeText]) -> Typed:
    """The kind beside that version which has most of what the sentence says."""
    typed = (
        type_sentence(
            text.side, text.spans[place], other, "gained", opening="in no related article: ",
            elsewhere="any related article",
        )
        for other in others
    )  # fmt: skip
    return min(typed, key=lambda found: found.weight)


def _record(
    what: str, typed: Typed, node: Node, members: Sequence[Node], texts: Mapping[str, _Text]
) -> dict[str, Any]:
    name, place = node
    spans: dict[str, Span] = {}
    for member, number in members:
        spans.setdefault(member, texts[member].spans[number])
    return {
        "what": what,
        "kind": typed.kind,
        "weight": typed.weight,
        "reason": typed.reason.directed,
        "text": texts[name].side.text[slice(*texts[name].spans[place])],
        "versions": [] if what == ONLY_HERE else list(spans),
        "article": name,
        "sentence": place,
        "spans": spans,
    }
