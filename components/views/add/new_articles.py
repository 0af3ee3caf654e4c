"""New articles as rows: copies and new versions of earlier ones, families, closest article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.text.plural import agree
from components.views.locale_formatting import count_of, format_share
from components.views.pairs import pair_reason
from components.views.panes import list_row

# The labels of the filter, by relation.
RELATIONS = {"same": "copies", "near": "near copies", "version": "new versions"}


def copy_rows(relatives: pd.DataFrame) -> list[dict[str, Any]]:
    """New articles that are copies or versions of earlier ones, with buttons to compare and remove.

    `relatives` has columns `article`, `label`, `relation` (one of `RELATIONS`), `other`,
    `other_label` ("" for a deleted article), `share` (0 to 1) and `removed`. A row's id is
    `article.other`.
    """
    return [_relative_row(row) for row in relatives.to_dict("records")]


def _relative_row(row: dict[str, Any]) -> dict[str, Any]:
    says = [[_describe_relation(row), "quiet"], [row["other_label"] or "a deleted article", ""]]
    state = [["  in the bin", "quiet"]] if row["removed"] else []
    act = ["restore", "Restore"] if row["removed"] else ["bin", "Move to the bin"]
    compare = [["compare", "Compare"]] if row["other_label"] and not row["removed"] else []
    return list_row(
        f"{row['article']}.{row['other']}",
        [[[row["label"], "strong"], *state], says],
        actions=[*compare, act],
    )


def _describe_relation(row: dict[str, Any]) -> str:
    if row["relation"] == "same":
        return "same text as "
    share = (
        f"{format_share(row['share'])} of five-word sequences in common with "
        if row["share"]
        else ""
    )
    return share if row["relation"] == "near" else f"new text at the same web address: {share}"


@dataclass(frozen=True)
class JoinedFamily:
    """A family that has new members; both lists are article ids in order of publication."""

    new: list[str]
    earlier: list[str]


def find_joined_families(
    new: Sequence[str], members: pd.DataFrame, labels: Mapping[str, str]
) -> list[JoinedFamily]:
    """The families of two or more with new members, the most new ones first.

    `members` has columns `article` and `family`; the keys of `labels` are article ids in order of
    publication.
    """
    arrived = set(new)
    touched = set(members.loc[members["article"].isin(arrived), "family"])
    own = members[members["family"].isin(touched)]
    rank = {article: place for place, article in enumerate(labels)}
    found = []
    for _, articles in own.groupby("family")["article"]:
        ordered = sorted((i for i in articles if i in rank), key=rank.__getitem__)
        is_new = [i for i in ordered if i in arrived]
        if is_new and len(ordered) > 1:
            found.append(JoinedFamily(is_new, [i for i in ordered if i not in arrived]))
    return sorted(found, key=lambda one: -len(one.new))


def family_rows(joined: Sequence[JoinedFamily], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each family with buttons to its lineage and to Compare; the id is that of two members."""
    return [_family_row(one, labels) for one in joined]


def _family_row(one: JoinedFamily, labels: Mapping[str, str]) -> dict[str, Any]:
    named = one.earlier or one.new
    first = named[0]
    other = next(i for i in (*one.new, *one.earlier) if i != first)
    return list_row(
        f"{first}.{other}",
        [[[labels[first], "strong"]], [[_describe_joined(one), "quiet"]]],
        actions=[["lineage", "Lineage"], ["compare", "Compare"]],
    )


def _describe_joined(one: JoinedFamily) -> str:
    count = len(one.new)
    articles = count_of(count, "new article", "new articles")
    if not one.earlier:
        return f"{articles} form a new family"
    versions = count_of(len(one.earlier), "earlier version", "earlier versions")
    return f"{articles} {agree(count, 'joins', 'join')} {versions}"


def closest_article_rows(
    ids: Sequence[str], pairs: pd.DataFrame, labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each new article with the most similar one, their cosine as score, and what they share.

    `pairs` is the stored table, the highest score first. A row's id is `article.relative`, or
    `article` when no other article is similar.
    """
    own = pairs[(pairs["a"].isin(ids) | pairs["b"].isin(ids)) & (pairs["score"] > 0)]
    best: dict[str, dict[str, Any]] = {}
    for row in own.to_dict("records"):
        best.setdefault(row["a"], row)
        best.setdefault(row["b"], row)
    return [
        _closest_row(article, best.get(article), labels) for article in ids if article in labels
    ]


def _closest_row(
    article: str, best: dict[str, Any] | None, labels: Mapping[str, str]
) -> dict[str, Any]:
    lines = [[[labels[article], "strong"]]]
    if best is None:
        lines.append([["no similar article in the library", "quiet"]])
        return list_row(article, lines)
    relative = best["b"] if best["a"] == article else best["a"]
    lines.append([["most similar to ", "quiet"], [labels[relative], ""]])
    lines.append([[pair_reason(best), "quiet"]])
    return list_row(
        f"{article}.{relative}", lines, score=float(best["score"]), actions=[["compare", "Compare"]]
    )
