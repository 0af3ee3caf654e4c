"""Rows of the Entities page: mentions in context, analysts' decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.analysis.entities import Decision, Preview, read_decisions
from components.text.segment import sentences
from components.views.locale_formatting import count_of, format_count, format_signature, shorten
from components.views.naming.entity_types import TYPE_NAMES
from components.views.panes import cut_pieces, list_row

CONTEXT = 90
_LONGEST = 60


def mention_rows(
    mentions: pd.DataFrame,
    texts: Mapping[str, str],
    labels: Mapping[str, str],
    selected: str = "",
) -> list[dict[str, Any]]:
    """Each mention with up to `CONTEXT` characters before and after it.

    A row's id is `article.start.end`; `selected` is such an id.
    """
    return [
        list_row(
            f"{row.article}.{row.start}.{row.end}",
            [
                _context(texts[str(row.article)], int(row.start), int(row.end)),
                [[labels[str(row.article)], "quiet"]],
            ],
            selected=f"{row.article}.{row.start}.{row.end}" == selected,
        )
        for row in mentions.itertuples()
    ]


def headline_rows(
    mentions: pd.DataFrame, titles: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each mention in a headline; the id leads to the start of the article."""
    return [
        list_row(
            f"{row.article}.0.0",
            [
                _context(titles[str(row.article)], int(row.start), int(row.end)),
                [[f"headline of {labels[str(row.article)]}", "quiet"]],
            ],
        )
        for row in mentions.itertuples()
    ]


def sentence_rows(
    mentions: pd.DataFrame, texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The sentences with mentions, all of them marked.

    `mentions` has columns `article`, `sentence` (its number), `start` and `end`. A row's id is
    `article.start.end` of the first mention.
    """
    rows = []
    spans = {article: sentences(text) for article, text in texts.items()}
    for (article, number), own in mentions.groupby(
        ["article", "sentence"], observed=True, sort=False
    ):
        known = spans[str(article)]
        first = own.iloc[0]
        span = known[number] if number < len(known) else (int(first["start"]), int(first["end"]))
        marks = [(int(s), int(e), "hit") for s, e in zip(own["start"], own["end"], strict=True)]
        pieces = cut_pieces(texts[str(article)], span, sorted(marks))
        line = [[" ".join(text.split("\n")), kind or "text"] for text, kind in pieces]
        rows.append(
            list_row(
                f"{article}.{first['start']}.{first['end']}",
                [line, [[labels[str(article)], "quiet"]]],
            )
        )
    return rows


def entity_comparison_rows(table: pd.DataFrame, selected: str) -> list[dict[str, Any]]:
    """Entities with their counts on two sides; a side without mentions is not written.

    `table` has columns `entity`, `type`, `first` and `second` (mentions). A row's id is the entity.
    """
    rows = []
    for row in table.itertuples():
        counts = [n for n in (row.first, row.second) if n]
        told = " and ".join(format_count(n) for n in counts)
        kind = TYPE_NAMES.get(str(row.type), str(row.type).lower())
        rows.append(
            list_row(
                str(row.entity),
                [[[str(row.entity), "strong"], [f"  {told}, {kind}", "quiet"]]],
                selected=row.entity == selected,
            )
        )
    return rows


def _context(text: str, start: int, end: int) -> list[list[str]]:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "…" + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…"
    pieces = [(before, "text"), (text[start:end], "hit"), (after, "text")]
    return [[" ".join(piece.split("\n")), kind] for piece, kind in pieces]


def describe_decision(decision: Decision, labels: Mapping[str, str]) -> str:
    """A decision about an entity in one sentence."""
    names = [shorten(one.name, _LONGEST) for one in decision.of]
    of, into = names[0] if names else "nothing", shorten(decision.into, _LONGEST)
    kind = TYPE_NAMES.get(decision.type, decision.type.lower())
    if decision.kind == "split":
        part = f"“{shorten(decision.surface, _LONGEST)}”" if decision.surface else "All mentions"
        where = f" in “{shorten(labels.get(decision.article, 'an article'), _LONGEST)}”"
        return f"{part}{where if decision.article else ''} of {of} mean {into}"
    merged = ", ".join(name for name in names if name != into)
    return {
        "differ": f"{' and '.join(names)} are not the same",
        "merge": f"{merged} and {into} are the same: {into}",
        "rename": f"{of} is shown as {into}",
        "retype": f"{of} has the type: {kind}",
        "hide": f"{of} is hidden",
        "reject": f"{of} is not an entity",
    }[decision.kind]


def describe_preview(decision: Decision, seen: Preview) -> str:
    """How many mentions and articles a decision would change, in one sentence."""
    count, articles = len(seen.changed), seen.articles
    if not count:
        return "Nothing would change."
    told = (
        f"{count_of(count, 'mention', 'mentions')} in {count_of(articles, 'article', 'articles')}"
    )
    if decision.kind in ("hide", "reject"):
        return f"{told} would no longer be shown or counted."
    if decision.kind == "retype":
        return f"{told} would change to the other type."
    words = f"{told} would be counted under “{shorten(decision.into, _LONGEST)}”"
    if seen.joined:
        words += f", with the {format_count(seen.joined)} already counted there"
    return f"{words}; {format_count(seen.left)} would stay." if seen.left else f"{words}."


def perhaps_same_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Pairs of entities that may be one, each with its grounds and buttons to join or part them.

    `table` has the columns of `find_perhaps_same`. A row's id has its type and both names.
    """
    rows = []
    for row in table.itertuples():
        kind = TYPE_NAMES.get(str(row.type), str(row.type).lower())
        names = [[row.first, "strong"], [" and ", "quiet"], [row.second, "strong"]]
        counted = count_of(row.mentions, "mention", "mentions")
        articles = count_of(row.articles, "article", "articles")
        told = f"{row.grounds}. “{shorten(row.second, _LONGEST)}”: {counted} in {articles}"
        rows.append(
            list_row(
                f"{row.type} {row.first} = {row.second}",
                [[*names, [f"  {kind}", "quiet"]], [[told, "quiet"]]],
                actions=[["merge", "The same"], ["differ", "Not the same"]],
            )
        )
    return rows


def decision_rows(
    history: pd.DataFrame, labels: Mapping[str, str], zone: str
) -> list[dict[str, Any]]:
    """Decisions as rows, the latest first, each with a button to withdraw or repeat it.

    `history` are the stored verdicts of kind `entity`, the oldest first: the last row of a key
    counts, and an empty value withdraws it. A row's id is the number of that last verdict.
    """
    rows = []
    for _, own in history.groupby("key", sort=True):
        last = own.iloc[-1]
        written = next((value for value in reversed(own["value"].tolist()) if value), "")
        for decision in read_decisions([written]):
            rows.append(_decision_row(decision, last, bool(last["value"]), labels, zone))
    return rows[::-1]


def decision_table(history: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """The history of decisions as a table: `when`, `who`, `decision`, `state`.

    Steps are grouped by decision, the oldest first within each.
    """
    rows = []
    said = ""
    for _, own in history.groupby("key", sort=True):
        for row in own.to_dict("records"):
            told = [describe_decision(one, labels) for one in read_decisions([row["value"]])]
            said = told[0] if told else said
            state = "decided" if row["value"] else "withdrawn"
            rows.append((row["when"], row["who"], said, state))
    return pd.DataFrame(rows, columns=["when", "who", "decision", "state"])


def _decision_row(
    decision: Decision, last: pd.Series, holds: bool, labels: Mapping[str, str], zone: str
) -> dict[str, Any]:
    done = "decided by" if holds else "withdrawn by"
    said = describe_decision(decision, labels)
    return list_row(
        str(last["number"]),
        [
            [[said, "strong" if holds else "quiet"]],
            [[f"{done} {format_signature(last['who'], last['when'], zone)}", "quiet"]],
        ],
        actions=[["undo", "Withdraw" if holds else "Decide again"]],
    )
