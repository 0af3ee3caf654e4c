"""What an article leaves out that its sister articles carry, and what it alone has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from components.analysis.connected import label_connected
from components.analysis.pair.alignment import Alignment
from components.analysis.pair.edits import Side, read_side
from components.analysis.pair.edits.change import Typed, shorten
from components.analysis.pair.edits.edit import Reason, weight
from components.analysis.pair.edits.whole_sentences import WholeText, find_unshared, type_sentence
from components.text.normalisation import fold
from components.text.segment import Span

Node = tuple[str, int]  # an article and the number of one of its sentences
COLUMNS = ["what", "kind", "weight", "reason", "text", "sisters", "article", "sentence", "spans"]
LEFT_OUT, ONLY_HERE = "left out", "only here"


@dataclass(frozen=True)
class _Text:
    """An article as its alignments know it."""

    side: Side
    spans: list[Span]


def left_out(
    article: str, alignments: Mapping[tuple[str, str], Alignment], *, least: int = 2
) -> pd.DataFrame:
    """Sentences that at least `least` sisters carry and `article` does not, and what it alone has.

    `alignments` holds the pairs of `article` with its sisters and of the sisters with each other,
    keyed by the ids of first and second text; sisters are all articles aligned with `article`. A
    sentence is carried by those that its links lead to, one step or several.

    Columns: `what` ("left out" or "only here"); `kind`, `weight` and `reason` as in the ledger;
    `text` as the first sister writes it, and only the figure, person or quotation where the
    sentence stands here without it; `sisters` (ids that carry it, [] for "only here"); `article`
    and `sentence` (whose the text is, and its number); `spans` (id to span, for every carrier). By
    weight, then by place. With fewer than `least` sisters nothing is left out; what stands here
    alone is told all the same.
    """
    sisters = _sisters_of(article, alignments)
    texts = _read_texts([article, *sisters], alignments)
    if not sisters:
        return pd.DataFrame(columns=COLUMNS)
    groups = _group_sentences(texts, alignments)
    rows = [
        *_missing(article, sisters, texts, groups, least),
        *_missing_parts(article, sisters, texts, groups, least),
        *_alone(article, sisters, texts, groups),
    ]
    rows.sort(key=lambda row: (row["what"], -row["weight"], row["sentence"]))
    return pd.DataFrame(rows, columns=COLUMNS)


def _sisters_of(article: str, alignments: Mapping[tuple[str, str], Alignment]) -> list[str]:
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
    """The sentences that links lead to from one another, directly or through others."""
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
    sisters: Sequence[str],
    texts: Mapping[str, _Text],
    groups: Sequence[Sequence[Node]],
    least: int,
) -> Iterator[dict[str, Any]]:
    own = WholeText(texts[article].side)
    for members in groups:
        carriers = {name for name, _ in members}
        if article in carriers or len(carriers) < least:
            continue
        name, place = _foremost(members, sisters)
        differ = "" if _agree(members, texts) else ", in different words"
        opening = f"in {len(carriers)} of {len(sisters)} related articles{differ}: "
        typed = type_sentence(
            texts[name].side, texts[name].spans[place], own, "lost", opening=opening,
            elsewhere="this one",
        )  # fmt: skip
        yield _record(LEFT_OUT, typed, (name, place), members, texts)


def _foremost(nodes: Sequence[Node], sisters: Sequence[str]) -> Node:
    """The sentence of the first sister among these."""
    return min(nodes, key=lambda node: (sisters.index(node[0]), node[1]))


def _agree(members: Sequence[Node], texts: Mapping[str, _Text]) -> bool:
    """Whether the carriers write it alike, each taken as one."""
    whole: dict[str, str] = {}
    for name, place in sorted(members):
        text = texts[name]
        whole[name] = whole.get(name, "") + " " + text.side.text[slice(*text.spans[place])]
    return len({fold(words) for words in whole.values()}) == 1


def _missing_parts(
    article: str,
    sisters: Sequence[str],
    texts: Mapping[str, _Text],
    groups: Sequence[Sequence[Node]],
    least: int,
) -> Iterator[dict[str, Any]]:
    """Figures, persons and quotations that sisters carry in a sentence which is here otherwise."""
    own = WholeText(texts[article].side)
    for members in groups:
        names = {name for name, _ in members}
        if article not in names or len(names) <= least:
            continue
        carriers: dict[tuple[str, str], list[Node]] = {}
        for name, place in members:
            if name != article:
                for part in _parts(texts[name], place, own):
                    carriers.setdefault(part, []).append((name, place))
        for (kind, written), nodes in carriers.items():
            held = {name for name, _ in nodes}
            if len(held) >= least:
                # A figure is told by its value, which no article need have written so.
                what = f"the number {written}" if kind == "number" else f"‘{shorten(written)}’"
                reason = Reason(f"{len(held)} of {len(sisters)} related articles have {what} here")
                typed = Typed(kind, weight(kind, "lost"), reason)
                row = _record(LEFT_OUT, typed, _foremost(nodes, sisters), nodes, texts)
                yield {**row, "text": written}


def _parts(text: _Text, place: int, others: WholeText) -> Iterator[tuple[str, str]]:
    carried = find_unshared(text.side, text.spans[place], others)
    for kind, written in (
        ("quotation", carried.quotations),
        ("number", carried.figures),
        ("person", carried.persons),
    ):
        yield from ((kind, part) for part in written)


def _alone(
    article: str,
    sisters: Sequence[str],
    texts: Mapping[str, _Text],
    groups: Sequence[Sequence[Node]],
) -> Iterator[dict[str, Any]]:
    others = [WholeText(texts[sister].side) for sister in sisters]
    for members in groups:
        if {name for name, _ in members} != {article}:
            continue
        _, place = members[0]
        typed = _least_told(texts[article], place, others)
        yield _record(ONLY_HERE, typed, members[0], members, texts)


def _least_told(text: _Text, place: int, others: Sequence[WholeText]) -> Typed:
    """What the sentence is beside the sister that has most of what it carries."""
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
        "sisters": [] if what == ONLY_HERE else list(spans),
        "article": name,
        "sentence": place,
        "spans": spans,
    }
