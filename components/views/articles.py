"""The articles that an article is a version or a copy of, or that are one of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from components.corpus.near_duplicates import Relations
from components.corpus.readers.detect_format import FORMATS
from components.corpus.search.find import Hit, Passage
from components.views.formatting import (
    format_count,
    format_day,
    format_share,
    format_short_day,
    shorten,
)
from components.views.notes import format_when
from components.views.panes import cut_pieces

# Before what an article of the invented sample is called, wherever it is shown.
SAMPLE_MARK = "Sample · "
# What a day rests on, where that is not what the file itself states.
_BASES = {"byline": " (from a line of the text)", "inferred": " (inferred)", "typed": " (typed)"}


def describe(row: dict[str, Any]) -> str:
    """Where and when an article appeared, and what the day rests on; else the file's name."""
    day = "" if pd.isna(row["published"]) else format_day(row["published"])
    day += _BASES.get(row.get("basis", ""), "") if day else ""
    known = [part for part in (row["source"], row["author"], day) if part]
    return " · ".join(known) or f"source and date not known · {shorten(row['name'], 60)}"


def mark_sample(articles: pd.DataFrame, files: Collection[str]) -> pd.DataFrame:
    """The articles with `sample`: whether each came in one of these files, by sha256.

    The label of one that did says so at its beginning, which nothing that is cut short loses.
    """
    sample = articles["sha256"].isin(files)
    return articles.assign(
        sample=sample, label=articles["label"].mask(sample, SAMPLE_MARK + articles["label"])
    )


def tick(row: dict[str, Any]) -> str:
    """A short name for an axis: the source and the day when both are known, else the title."""
    if not row["source"] or pd.isna(row["published"]):
        return str(row["label"])
    mark = SAMPLE_MARK if row.get("sample") else ""
    return f"{mark}{shorten(row['source'], 18)} {format_short_day(row['published'])}"


def label_article(tick: str, label: str) -> str:
    """Where and when, and the title, which may be the same."""
    return tick if tick == label else f"{tick} · {label}"


def distinct_names(
    ids: Sequence[str], ticks: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, str]:
    """A short name for each of these articles, none of them twice: the tick, else the title too."""
    often = Counter(ticks[article] for article in ids)
    names: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for article in ids:
        name = ticks[article]
        if often[name] > 1:
            name = f"{name} · {shorten(labels[article], 40)}"
        taken[name] += 1
        names[article] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return names


def disambiguate_labels(articles: pd.DataFrame) -> dict[str, str]:
    """The label of each article by its id; where several share one, what they differ in as well.

    That is the source, else source and day, else the file; where nothing differs, a number.
    """
    labels = dict(zip(articles["id"], articles["label"], strict=True))
    shared = articles[articles["label"].duplicated(keep=False)]
    namesakes = defaultdict(list)
    for row in shared[["id", "label", "source", "published", "name"]].to_dict("records"):
        namesakes[row["label"]].append(row)
    for label, rows in namesakes.items():
        for row, difference in zip(rows, _differences(rows), strict=True):
            labels[row["id"]] = f"{label} · {difference}"
    return labels


def _differences(rows: Sequence[dict[str, Any]]) -> list[str]:
    ways = (
        [row["source"] for row in rows],
        [_say_place(row) for row in rows],
        [shorten(row["name"], 40) for row in rows],
    )
    for told in ways:
        if all(told) and len(set(told)) == len(told):
            return told
    return [str(number) for number in range(1, len(rows) + 1)]


def _say_place(row: dict[str, Any]) -> str:
    # These names are shared by all readers, so the day is written in nobody's own way.
    day = "" if pd.isna(row["published"]) else f"{row['published']:%Y-%m-%d}"
    return " ".join(part for part in (row["source"], day) if part)


def article_rows(articles: pd.DataFrame, closest: Mapping[str, str]) -> list[dict[str, Any]]:
    """Articles as rows to pick, each with a way to its closest relative, if `closest` has one.

    A row's id is the article's, and that of the relative after a point when there is one.
    """
    return [_row(row, closest.get(row["id"])) for row in articles.to_dict("records")]


def _row(row: dict[str, Any], relative: str | None) -> dict[str, Any]:
    return {
        "id": row["id"] + (f".{relative}" if relative else ""),
        "score": None,
        "picked": False,
        "lines": [
            [[row["label"], "strong"]],
            [
                [
                    f"{describe(row)} · {format_count(row['words'])} words · {row['language']}",
                    "quiet",
                ]
            ],
        ],
        "actions": [["compare", "Compare"]] if relative else [],
    }


def hit_rows(hits: Iterable[Hit], heads: Mapping[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """A row for each passage, the first of an article under its title and `heads` line.

    `heads` gives the label and the line below it by article. A row's id is `article.start.end` of
    the first words found in the passage, or the article when none stand in its text.
    """
    return [row for hit in hits for row in _rows(hit, *heads[hit.id])]


def _rows(hit: Hit, label: str, meta: str) -> list[dict[str, Any]]:
    title = [[label, "strong"]]
    if hit.title.text:
        # What stands before the title in the label is no part of what was searched.
        before = label.removesuffix(hit.title.text) if label.endswith(hit.title.text) else ""
        title = [*([[before, "quiet"]] if before else []), *_pieces(hit.title, "strong")]
    head = [title, [[meta, "quiet"]]]
    if not hit.passages:
        return [_row_found(hit.id, head)]
    rows = []
    for number, passage in enumerate(hit.passages):
        start, end = passage.spans[0]
        place = f"{hit.id}.{passage.start + start}.{passage.start + end}"
        rows.append(_row_found(place, [*([] if number else head), _pieces(passage, "text")]))
    return rows


def _row_found(place: str, lines: list[list[list[str]]]) -> dict[str, Any]:
    return {"id": place, "score": None, "picked": False, "lines": lines, "actions": []}


def _pieces(passage: Passage, kind: str) -> list[list[str]]:
    marks = [(start, end, "hit") for start, end in passage.spans]
    pieces = cut_pieces(passage.text, (0, len(passage.text)), marks)
    return [[" ".join(text.split("\n")), own or kind] for text, own in pieces]


_ENDINGS = tuple(ending for known in FORMATS for ending in known.endings)


def detail_lines(row: dict[str, Any], zone: str) -> str:
    """A line for each thing known of an article, and for what is not."""
    told = {
        "Source": row["source"],
        "Author": row["author"],
        "Published": "" if pd.isna(row["published"]) else format_day(row["published"]),
        "Language": row["language"],
        "Address": row["url"],
        "Words": format_count(row["words"]),
        "Added": format_when(row["added"], zone),
        "File": row["name"],
    }
    return "\n".join(f"{name}: {value or 'not known'}" for name, value in told.items())


def original_name(name: str) -> str:
    """The name of the file that an article came in; of what was in an archive, the archive's."""
    parts = name.split("/")
    files = (part for part in parts if part.lower().endswith(_ENDINGS))
    return next(files, parts[-1]) or "original"


MOST = 50


def relative_rows(
    article: str,
    versions: pd.DataFrame,
    earlier: Relations,
    reuse: pd.DataFrame,
    labels: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Each relative with why it is one, as a row that bears its id: versions first, then copies.

    `versions` and `earlier` are what the store tells of the article, `reuse` the shared passages
    of all; a relative that `labels` does not name is left out.
    """
    reasons: dict[str, list[str]] = {}
    for row in versions[versions["id"] != article].to_dict("records"):
        day = f" of {format_day(row['published'])}" if not pd.isna(row["published"]) else ""
        reasons.setdefault(row["id"], []).append(f"another version{day} at the same web address")
    for other in [earlier.same_text[article]] if article in earlier.same_text else []:
        reasons.setdefault(other, []).append(
            "the same text, apart from case, spaces and punctuation"
        )
    if article in earlier.near:
        other, share = earlier.near[article]
        reasons.setdefault(other, []).append(
            f"nearly the same text: {format_share(share)} of five-word sequences in common"
        )
    shares = _shared(article, reuse)
    for other, told in shares.items():
        reasons.setdefault(other, []).append(told)
    return [
        {
            "id": other,
            "score": None,
            "picked": False,
            "lines": [[[labels[other], "strong"]], [["; ".join(told), "quiet"]]],
            "actions": [],
        }
        for other, told in reasons.items()
        if other in labels
    ][:MOST]


def _shared(article: str, reuse: pd.DataFrame) -> dict[str, str]:
    own = reuse[(reuse["a"] == article) | (reuse["b"] == article)]
    shared = {}
    for row in own.sort_values("score", ascending=False).to_dict("records"):
        is_first = row["a"] == article
        other = row["b"] if is_first else row["a"]
        here, there = ("a_in_b", "b_in_a") if is_first else ("b_in_a", "a_in_b")
        shared[other] = (
            f"{format_share(row[here])} of this article is in that one, "
            f"{format_share(row[there])} of that one is in this"
        )
    return shared
