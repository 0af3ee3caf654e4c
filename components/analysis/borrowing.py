"""Who takes text from whom: pairs that share text, each with a taker and a giver."""

from __future__ import annotations

import pandas as pd

from components.analysis.direction import Direction

VERSION = "2"
# Arguing costs an alignment, some 10 to 100 ms; the closest pairs are argued beforehand.
MOST_ARGUED = 400
LEAST_SHARE = 0.2

COLUMNS = ["taker", "giver", "taker_source", "giver_source", "share", "how", "sure"]
NO_VERDICTS = pd.DataFrame({name: pd.Series(dtype=str) for name in ("a", "b", "verdict", "sure")})


def worth_arguing(reuse: pd.DataFrame, source_of: pd.Series) -> pd.DataFrame:
    """The pairs that share most, at most `MOST_ARGUED` of them, those of one known source last.

    `reuse` is what `reused_pairs` gives, with ids; `source_of` the source of each id.
    """
    first, second = reuse["a"].map(source_of), reuse["b"].map(source_of)
    likely = reuse.assign(one=(first == second) & (first != ""))[reuse["score"] >= LEAST_SHARE]
    order = likely.sort_values(["one", "score"], ascending=[True, False], kind="stable")
    return order.head(MOST_ARGUED)[["a", "b"]]


def verdict_row(a: str, b: str, direction: Direction) -> dict[str, str]:
    """A row of the table of verdicts: `verdict` and `sure` are those of `argue_direction`."""
    return {"a": a, "b": b, "verdict": direction.verdict, "sure": direction.confidence}


def name_takers(
    reuse: pd.DataFrame, verdicts: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Say of each pair that shares text which article took from which, where that can be said.

    `reuse` has `a`, `b` (ids), `a_in_b`, `b_in_a`; `verdicts` has `a`, `b`, `verdict`, `sure`;
    `articles` has `id`, `source`, `published`. An argued direction counts; where none was argued
    the earlier day does, which is an assumption. Columns: `taker`, `giver` (ids), `taker_source`,
    `giver_source` ("" where not known), `share` (of the taker's words that stand in the giver),
    `how` ("argued" or "by day"), `sure` (the confidence of what was argued, else ""). Left out are
    pairs of which was argued that it cannot be told or that both have a common source, those not
    argued of one day or without one, and those with less than a fifth shared.
    """
    known = articles.set_index("id")
    pairs = reuse.merge(verdicts, on=["a", "b"], how="left")
    pairs = pairs[pairs["a"].isin(known.index) & pairs["b"].isin(known.index)]
    day_a, day_b = (pairs[side].map(known["published"]) for side in "ab")
    verdict = pairs["verdict"].fillna("")
    argued = verdict.isin(["second from first", "first from second"])
    by_day = (verdict == "") & (day_a != day_b) & day_a.notna() & day_b.notna()
    second_took = (verdict == "second from first") | (by_day & (day_a < day_b))
    table = pd.DataFrame(
        {
            "taker": pairs["b"].where(second_took, pairs["a"]),
            "giver": pairs["a"].where(second_took, pairs["b"]),
            "share": pairs["b_in_a"].where(second_took, pairs["a_in_b"]).astype(float),
            "how": pd.Series("by day", index=pairs.index).mask(argued, "argued"),
            "sure": pairs["sure"].fillna(""),
        }
    )
    for end in ("taker", "giver"):
        table[f"{end}_source"] = table[end].map(known["source"])
    told = table[(argued | by_day) & (table["share"] >= LEAST_SHARE)]
    return told[COLUMNS].reset_index(drop=True)


def count_taken(taken: pd.DataFrame) -> pd.DataFrame:
    """One row for each known source and another that it took from (itself included).

    Columns `taker_source`, `giver_source`, `articles` (different articles of the taker), `pairs`,
    `argued` (of the pairs), `share` (the mean over the pairs), most articles first.
    """
    named = taken[(taken["taker_source"] != "") & (taken["giver_source"] != "")]
    grouped = named.assign(argued=named["how"] == "argued").groupby(
        ["taker_source", "giver_source"], sort=True
    )
    counts = grouped.agg(
        articles=("taker", "nunique"),
        pairs=("taker", "size"),
        argued=("argued", "sum"),
        share=("share", "mean"),
    )
    return counts.reset_index().sort_values(
        ["articles", "pairs"], ascending=False, kind="stable", ignore_index=True
    )
