"""Fit the weights that choose speakers to annotated articles: a softmax over each string's options.

Any option whose speaker overlaps the annotated one is right, so their shares are added up. Weights
are few thousand numbers for features that name kinds of words and places; no words of the articles
but reporting verbs and forms of the project's own lists are among them.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from benchmarks.quotations import overlap, read_gold
from components.analysis.entities import recognise
from components.analysis.quotations.parsed_frame import ParsedFrame
from components.analysis.quotations.quotation_context import Context, Turn
from components.analysis.quotations.raw_quotations import parse_texts
from components.analysis.quotations.speaker_features import (
    list_nobody_features,
    list_option_features,
)

TABLES = Path(__file__).parents[1] / "components" / "analysis" / "quotations" / "tables"
PENALTY = 2.0
FEWEST = 8
SMALLEST = 0.02

Group = tuple[list[set[str]], list[bool]]
"""The features of each option of a string, and which options are right."""


def fit_all() -> None:
    """Write both tables of weights; takes about five minutes."""
    folder = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "eval" / "quotations"
    articles = read_gold(folder / "train.jsonl")
    texts = [article["text"] for article in articles]
    names = recognise(texts)
    for table, parsed in (("weights", True), ("weights_without_parser", False)):
        groups = [
            group
            for article, frames in zip(
                articles, parse_texts(texts, "en", names, (), parsed), strict=True
            )
            for group in groups_of(article, frames)
        ]
        weights = json.dumps(fit(groups), ensure_ascii=False, indent=0)
        (TABLES / f"{table}.json").write_text(weights, encoding="utf-8")


def groups_of(article: dict[str, Any], frames: Sequence[ParsedFrame]) -> Iterator[Group]:
    """One group for each annotated string; the string before is known to be answered right."""
    last: Turn | None = None
    for number, frame in enumerate(frames):
        for quoted in frame.quoted:
            span = {"start": quoted.start, "end": quoted.end}
            gold = next((one for one in article["quotes"] if overlap(span, one) >= 0.8), None)
            if gold is None or (gold["attributed"] and not gold["speaker_spans"]):
                continue
            context = Context(article["text"], quoted, number, frames, last)
            spans = gold["speaker_spans"] if gold["attributed"] else []
            right = [
                any(option.report.speaker.start < end and start < option.report.speaker.end
                    for start, end in spans)
                for option in context.options
            ]  # fmt: skip
            if any(right) or not gold["attributed"]:
                options = [set(list_option_features(context, option)) for option in context.options]
                nobody = set(list_nobody_features(context))
                yield [nobody, *options], [not gold["attributed"], *right]
            if any(right):
                speaker = context.options[right.index(True)].report.speaker
                last = Turn(quoted, speaker, number, frame.paragraph)


def fit(groups: Sequence[Group]) -> dict[str, float]:
    """The weight of each feature that is frequent and not negligible."""
    counts = Counter(name for options, _ in groups for option in options for name in option)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    number = {name: column for column, name in enumerate(names)}
    options = [option for group, _ in groups for option in group]
    cells = [(row, number[name]) for row, one in enumerate(options) for name in one & number.keys()]
    rows, columns = zip(*cells, strict=True)
    matrix = sp.csr_matrix((np.ones(len(rows)), (rows, columns)), (len(options), len(names)))
    right = np.array([answer for _, answers in groups for answer in answers], dtype=float)
    sizes = np.array([len(answers) for _, answers in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        shares = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        total, good = np.add.reduceat(shares, starts), np.add.reduceat(shares * right, starts)
        value = -(np.log(good) - np.log(total)).sum() + PENALTY / 2 * (weights @ weights)
        pull = shares / np.repeat(total, sizes) - shares * right / np.repeat(good, sizes)
        return value, matrix.T @ pull + PENALTY * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    rounded = zip(names, found.round(3).tolist(), strict=True)
    return {name: weight for name, weight in rounded if abs(weight) >= SMALLEST}
