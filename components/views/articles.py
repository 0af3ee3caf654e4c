"""Labels of articles everywhere, and the Articles page as rows: list, search hits, relatives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from components.corpus.near_duplicates import Relations
from components.corpus.readers.detect_format import FORMATS
from components.corpus.search.find_passages import Passage
from components.corpus.search.search_articles import Hit
from components.text.hidden_signs import isolate
from components.views.article_details import (
    SAMPLE_MARK,
    describe_article,
    mark_in_label,
    warning_line,
)
from components.views.locale_formatting import (
    count_of,
    format_day,
    format_share,
    format_short_day,
    shorten,
)
from components.views.naming.differing_words import differing_words
from components.views.panes import cut_pieces, list_row

MOST_RELATIVES = 50
# Of a title that stands for source and day, in characters.
LONGEST_TITLE = 39
_LONGEST_DIFFERENCE = 30
_BETWEEN = " · "
# With one of them a passage ends as its sentence does.
_STOPS = (".", "!", "?", "”", "»", '"')
_ENDINGS = tuple(ending for known in FORMATS for ending in known.endings)


def mark_sample(articles: pd.DataFrame, files: Collection[str]) -> pd.DataFrame:
    """Add a column `sample`: whether an article came in one of these files (sha256).

    Its label then begins with `SAMPLE_MARK`, which stays when labels are shortened.
    """
    sample = articles["sha256"].isin(files)
    return articles.assign(
        sample=sample, label=articles["label"].mask(sample, SAMPLE_MARK + articles["label"])
    )


def short_label(row: dict[str, Any]) -> str:
    """The label for an axis: source and day when both are known, else the title."""
    if not row["source"] or pd.isna(row["published"]):
        return str(row["label"])
    mark = SAMPLE_MARK if row.get("sample") else ""
    mark += f"{row['status']} · " if row.get("status") else ""
    return f"{mark}{isolate(shorten(row['source'], 18))} {format_short_day(row['published'])}"


def label_article(short: str, label: str) -> str:
    """The short label and the title, which may be the same or say the same words in part."""
    if label.startswith(short.rstrip("…")):
        return label
    mark, title = _part_mark(label)
    before, _, told = short.rpartition(_BETWEEN)
    if told.strip("…") in title:
        short = before
    return label if f"{short}{_BETWEEN}" in (mark, _BETWEEN) else f"{short}{_BETWEEN}{label}"


def _part_mark(label: str) -> tuple[str, str]:
    """The mark of the sample that begins a label, if any, and the rest."""
    title = label.removeprefix(SAMPLE_MARK)
    return label[: len(label) - len(title)], title


def name_shortly(articles: pd.DataFrame, labels: Mapping[str, str]) -> dict[str, str]:
    """A short name for each article by id, all different; `labels` are their titles."""
    columns = ["id", "label", "source", "published", "sample", "status"]
    named = articles.assign(label=articles["id"].map(labels))[columns]
    short = {row["id"]: short_label(row) for row in named.to_dict("records")}
    return distinct_names(list(short), short, labels)


def distinct_names(
    ids: Sequence[str], ticks: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, str]:
    """A short name for each of these articles, all different.

    `ticks` are the short labels of articles, `labels` their titles, by id. Where several have one
    short label, the words follow by which their titles differ. A title that is the short label is
    cut to its first words, or to those that differ.
    """
    names = {
        article: shorten(tick, LONGEST_TITLE)
        if (tick := ticks[article]) == labels[article]
        else tick
        for article in ids
    }
    alike = defaultdict(list)
    for article, name in names.items():
        alike[name].append(article)
    taken: Counter[str] = Counter()
    for name, group in alike.items():
        if len(group) > 1:
            names |= _tell_apart(name, group, ticks, labels)
    for article, name in names.items():
        taken[name] += 1
        names[article] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return names


def _tell_apart(
    name: str, group: Sequence[str], ticks: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, str]:
    parted = [_part_mark(labels[article]) for article in group]
    words = differing_words([title for _, title in parted], _LONGEST_DIFFERENCE)
    return {
        article: f"{mark}{told}" if ticks[article] == labels[article] else f"{name}{_BETWEEN}{told}"
        for article, (mark, _), told in zip(group, parted, words, strict=True)
    }


def article_rows(articles: pd.DataFrame, closest: Mapping[str, str]) -> list[dict[str, Any]]:
    """Articles as rows; those with a relative in `closest` have a button to compare the two.

    A row's id is `article` or `article.relative`.
    """
    return [_row(row, closest.get(row["id"])) for row in articles.to_dict("records")]


def _row(row: dict[str, Any], relative: str | None) -> dict[str, Any]:
    return list_row(
        row["id"] + (f".{relative}" if relative else ""),
        [
            [[text, kind or "strong"] for text, kind in _cut_label(row)],
            *warning_line(row.get("details", "")),
            [[" · ".join([describe_article(row), _count_words(row), row["language"]]), "quiet"]],
        ],
        actions=[["compare", "Compare"]] if relative else [],
    )


def _cut_label(row: dict[str, Any]) -> list[list[str]]:
    return cut_pieces(row["label"], (0, len(row["label"])), mark_in_label(row))


def _count_words(row: dict[str, Any]) -> str:
    return count_of(row["words"], "word", "words")


def hit_rows(hits: Iterable[Hit], heads: Mapping[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """Search hits: a row for each passage, the first of an article with its label and a line.

    `heads` has both by article id. A row's id is `article.start.end` of the first match in the
    passage, or `article` when only the title matches.
    """
    return [row for hit in hits for row in _rows(hit, *heads[hit.id])]


def _rows(hit: Hit, label: str, meta: str) -> list[dict[str, Any]]:
    title = [[label, "strong"]]
    if hit.title.text:
        # The label may have a prefix, which was not searched.
        before = label.removesuffix(hit.title.text) if label.endswith(hit.title.text) else ""
        title = [*([[before, "quiet"]] if before else []), *_pieces(hit.title, "strong")]
    head = [title, [[meta, "quiet"]]]
    if not hit.passages:
        return [list_row(hit.id, head)]
    rows = []
    for number, passage in enumerate(hit.passages):
        start, end = passage.spans[0]
        place = f"{hit.id}.{passage.start + start}.{passage.start + end}"
        rows.append(list_row(place, [*([] if number else head), _excerpt(passage)]))
    return rows


def _excerpt(passage: Passage) -> list[list[str]]:
    """A passage, with an ellipsis where it begins or ends within a text, or within a sentence."""
    before = [["… ", "quiet"]] if passage.start else []
    after = [] if passage.text.rstrip().endswith(_STOPS) else [[" …", "quiet"]]
    return [*before, *_pieces(passage, "text"), *after]


def _pieces(passage: Passage, kind: str) -> list[list[str]]:
    marks = [(start, end, "hit") for start, end in passage.spans]
    pieces = cut_pieces(passage.text, (0, len(passage.text)), marks)
    return [[" ".join(text.split("\n")), own or kind] for text, own in pieces]


def original_name(name: str) -> str:
    """The file that an article came in, from its path; for a file in an archive, the archive."""
    parts = name.split("/")
    files = (part for part in parts if part.lower().endswith(_ENDINGS))
    return next(files, parts[-1]) or "original"


def relative_rows(
    article: str,
    versions: pd.DataFrame,
    earlier: Relations,
    relations: pd.DataFrame,
    labels: Mapping[str, str],
) -> list[dict[str, Any]]:
    """The relatives of an article with the reasons, as rows: versions, copies, shared passages.

    `versions` and `earlier` are what the store has of the article, `relations` has the pairs that
    share text, the largest overlap first. A row's id is the relative's; one without a label is left
    out.
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
    shares = _shared(article, relations)
    for other, told in shares.items():
        reasons.setdefault(other, []).append(told)
    return [
        list_row(other, [[[labels[other], "strong"]], [["; ".join(told), "quiet"]]])
        for other, told in reasons.items()
        if other in labels
    ][:MOST_RELATIVES]


def _shared(article: str, relations: pd.DataFrame) -> dict[str, str]:
    own = relations[(relations["a"] == article) | (relations["b"] == article)]
    shared = {}
    for row in own.to_dict("records"):
        is_first = row["a"] == article
        other = row["b"] if is_first else row["a"]
        here, there = ("a_in_b", "b_in_a") if is_first else ("b_in_a", "a_in_b")
        shared[other] = (
            f"{format_share(row[here])} of this article is in that one, "
            f"{format_share(row[there])} of that one is in this"
        )
    return shared
