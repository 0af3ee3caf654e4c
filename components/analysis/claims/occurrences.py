"""Occurrences of a claim: where else in a library its words, or another form of them, stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from components.analysis.claims.judgements import make_place
from components.text.segment import Span, sentences

# A row for each occurrence: its span, how it stands to the claim (`state`), whether it is
# `reattributed`, and what is read there: a speaker or a thing (`about`), how certain (0 to 1, or
# NaN), why (`grounds`).
COLUMNS = {
    "article": "str",
    "start": "int64",
    "end": "int64",
    "state": "str",
    "reattributed": "bool",
    "about": "str",
    "certainty": "float64",
    "grounds": "str",
}
SAME_WORDS = "same words"
FIRST, SECOND, OTHERWISE = "as in the first", "as in the second", "in other words"
WITHOUT = "without these words"
_APOSTROPHE = re.compile(r"['’‘]")
_FEWEST_LETTERS = 12
# Of two sentences that are versions of one, per cent of `rapidfuzz`.
_LEAST_ALIKE = 60.0


def make_occurrences(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A table of `COLUMNS`, each place once."""
    table = pd.DataFrame(list(rows), columns=list(COLUMNS)).astype(COLUMNS)
    return table.drop_duplicates(["article", "start", "end"], ignore_index=True)


def quotation_occurrences(
    quotations: pd.DataFrame, variants: pd.DataFrame, place: str
) -> pd.DataFrame:
    """The quotation at `place` and its variants by day of print, each part of one by itself.

    `quotations` and `variants` are the tables of the library. No rows when it is not there.
    """
    article = place.partition(".")[0]
    own = quotations[quotations["article"] == article]
    said = [row for row in own.to_dict("records") if make_place(row) == place]
    if not said:
        return make_occurrences([])
    start, end = int(said[0]["start"]), int(said[0]["end"])
    here = variants[variants["article"] == article]
    around = here[(here["start"] <= start) & (here["end"] >= end)]
    forms = variants[variants["quotation"].isin(around["quotation"])].to_dict("records")
    near = quotations[quotations["article"].isin({str(form["article"]) for form in forms})]
    listed = near.to_dict("records")
    found = [_occurrence(row, form) for form in forms for row in listed if _is_in(row, form)]
    table = make_occurrences(found)
    there = (table["article"] == article) & (table["start"] == start) & (table["end"] == end)
    return table if there.any() else make_occurrences([_occurrence(said[0], {}), *found])


def _is_in(row: Mapping[Any, Any], form: Mapping[Any, Any]) -> bool:
    kind = "reported" if form["state"] == "reported" else "direct"
    inside = form["start"] <= row["start"] and row["end"] <= form["end"]
    return row["article"] == form["article"] and row["kind"] == kind and bool(inside)


def _occurrence(row: Mapping[Any, Any], form: Mapping[Any, Any]) -> dict[str, Any]:
    """A quotation as an occurrence; `form` is the variant that it is of, {} for none."""
    kind = "reported" if row["kind"] == "reported" else "verbatim"
    return {
        **{name: row[name] for name in ("article", "start", "end")},
        "state": form.get("state", kind),
        "reattributed": bool(form.get("reattributed", False)),
        "about": row["speaker"] if isinstance(row["speaker"], str) else "",
        "certainty": row["confidence"],
        "grounds": row["how"],
    }


def find_words(text: str, words: str) -> list[Span]:
    """Where a text has these words one after the other; case, space and apostrophes may differ.

    None for words with fewer than 12 letters: they are everywhere by chance.
    """
    parts = words.split()
    if sum(map(len, parts)) < _FEWEST_LETTERS:
        return []
    written = (_APOSTROPHE.sub("['’‘]", re.escape(part)) for part in parts)
    found = re.finditer(r"\s+".join(written), text, re.IGNORECASE)
    return [one.span() for one in found]


def same_words(texts: Mapping[str, str], words: str, known: pd.DataFrame) -> list[dict[str, Any]]:
    """Occurrences of these words in texts (by article) that are none of the `known` ones."""
    taken: dict[str, list[Span]] = {}
    for article, start, end in known[["article", "start", "end"]].itertuples(index=False):
        taken.setdefault(str(article), []).append((int(start), int(end)))
    return [
        _plain(article, span, SAME_WORDS)
        for article, text in texts.items()
        for span in find_words(text, words)
        if not any(start < span[1] and span[0] < end for start, end in taken.get(article, ()))
    ]


def _plain(article: str, span: Span, state: str) -> dict[str, Any]:
    return {
        "article": article, "start": span[0], "end": span[1], "state": state,
        "reattributed": False, "about": "", "certainty": float("nan"), "grounds": "",
    }  # fmt: skip


def change_occurrences(
    texts: Mapping[str, str],
    languages: Mapping[str, str],
    sides: tuple[str, str],
    words: tuple[str, str],
) -> pd.DataFrame:
    """The sentences of some articles that are a version of a changed one, and whose form they have.

    `sides` are the sentence before and after the change, `words` those that were changed; "" for
    what is in one only. The span is that of the words where the sentence has them.
    """
    rows = []
    for article, text in texts.items():
        spans = sentences(text, languages[article])
        scored = [(_alike(text[slice(*span)], sides), span) for span in spans]
        rows += [
            _formed(article, text, span, words) for score, span in scored if score >= _LEAST_ALIKE
        ]
    return make_occurrences(rows)


def _alike(sentence: str, sides: tuple[str, str]) -> float:
    from rapidfuzz.fuzz import ratio

    return max(ratio(sentence, side, score_cutoff=_LEAST_ALIKE) for side in sides if side)


def _formed(article: str, text: str, span: Span, words: tuple[str, str]) -> dict[str, Any]:
    """A sentence by the form of the changed words that it has; the longer words are looked for."""
    looked = sorted(zip(words, (FIRST, SECOND), strict=True), key=lambda pair: -len(pair[0]))
    for form, state in looked:
        at = text.find(form, *span) if form else -1
        if at >= 0:
            return _plain(article, (at, at + len(form)), state)
    return _plain(article, span, OTHERWISE if all(words) else WITHOUT)
