"""A base text against its other versions: shaded sentences, all forms of one, and the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import pandas as pd

from components.analysis.pair.alignment import Alignment, Link
from components.text.segment import Span
from components.views.compare.inline_pane import track_changes
from components.views.locale_formatting import count_of, format_count
from components.views.panes import ExcludedText, make_pane

HEADLINE = "headline"
LEVELS = 4
# In the order in which forms are listed: what differs most first.
_SIGNS = {"edited": "≠", "moved": "↕", "dropped": "−", "same": "="}
_WORDS = {
    "edited": "changed",
    "moved": "moved",
    "moved and edited": "moved and changed",
    "dropped": "dropped",
    "same": "the same words",
    "none": "no headline",
}
COMPARED, NO_TEXT, OTHER_LANGUAGE = "compared", "no text in common", "in another language"


def base_sheet(
    text: str,
    spans: Sequence[Span],
    counts: pd.DataFrame,
    excluded: ExcludedText,
    headline: tuple[str, Mapping[str, int]],
) -> dict[str, Any]:
    """The base text as JSON: `headline` and `paragraphs` of sentences, each with its numbers.

    `counts` is the result of `collation.count_forms`; `headline` has the words and the counts of
    `count_headlines`. A sentence has `told` (in words), `level` (0 where no version changed or
    dropped it, to `LEVELS` where all did) and `changes` (whether any did anything to it).
    """
    states = [
        _numbers(dict(counts.loc[place])) if place in counts.index else _numbers({})
        for place in range(len(spans))
    ]
    pane = make_pane("s", text, spans, states, [], {}, excluded)
    for paragraph in pane["paragraphs"]:
        for unit in paragraph:
            unit.pop("lines", None)
    words, own = headline
    title = {"id": HEADLINE, "pieces": [[words, ""]], **_numbers(own, dropped="without one")}
    return {"headline": title if words else None, "paragraphs": pane["paragraphs"]}


def _numbers(counts: Mapping[str, int], dropped: str = "dropped") -> dict[str, Any]:
    of = int(counts.get("of", 0))
    if not of:
        return {"told": "", "level": 0, "changes": False, "state": ""}
    differ = int(counts["changed"]) + int(counts["dropped"])
    told = describe_counts(counts, dropped)
    changes = bool(differ or counts["moved"])
    return {"told": told, "level": ceil(LEVELS * differ / of), "changes": changes, "state": ""}


def describe_counts(counts: Mapping[str, int], dropped: str = "dropped") -> str:
    """What the versions did to a sentence: "4 of 7 changed, 1 dropped"; "0 of 7" if nothing.

    `counts` is a row of `collation.count_forms`.
    """
    words = {"changed": "changed", "dropped": dropped, "moved": "moved"}
    of = f"of {format_count(int(counts['of']))}"
    some = [(int(counts[name]), word) for name, word in words.items() if counts[name]]
    if not some:
        return f"0 {of}"
    parts = [f"{format_count(number)} {word}" for number, word in some]
    first, word = some[0]
    return ", ".join([f"{format_count(first)} {of} {word}", *parts[1:]])


def count_headlines(headlines: Mapping[str, Alignment]) -> dict[str, int]:
    """The counts of `collation.count_forms` for the headline; `dropped` are those without one.

    `headlines` has by version its headline aligned with that of the base, by `align_headlines`.
    """
    states = [_headline_state(one) for one in headlines.values()]
    names = {"changed": "edited", "dropped": "none", "same": "same"}
    counts = {name: states.count(state) for name, state in names.items()}
    return {**counts, "moved": 0, "of": len(states)}


def _headline_state(aligned: Alignment) -> str:
    return aligned.links[0].kind if aligned.links else "none"


def list_forms(
    sentence: int,
    collated: pd.DataFrame,
    alignments: Mapping[str, Alignment],
    texts: Mapping[str, str],
    base: str,
    names: Mapping[str, str],
) -> list[dict[str, Any]]:
    """All forms of one sentence of the base, changed ones first, each with its versions.

    `collated` is the result of `collation.collate`; `texts` are whole texts and `names` short
    labels of the versions by id. A form has its `state`, `sign`, `words` (what was done to it),
    `pieces` (the words of the base that are gone and the new ones marked; none where the words are
    the same or dropped) and `versions`, each `{"id", "name", "place"}`, the place as
    `article.start.end`.
    """
    rows = collated[collated["sentence"] == sentence]
    found = []
    for version, state, number in zip(rows["version"], rows["state"], rows["link"], strict=True):
        alignment = alignments[version]
        link = alignment.links[number] if number >= 0 else None
        both = (texts[base], texts[version])
        found.append((version, *_form(version, state, alignment, link, both)))
    return _group_forms(found, names)


def _form(
    version: str, state: str, alignment: Alignment, link: Link | None, texts: tuple[str, str]
) -> tuple[str, list[list[str]], str]:
    """The state in one word, the pieces, and the place in the text of the version."""
    if link is None:
        return "dropped", [], f"{version}.0.0"
    pieces: list[list[str]] = []
    for place in link.second:
        pieces += [[" ", ""]] if pieces else []
        pieces += track_changes(texts, alignment, place, link)
    start, end = alignment.second[link.second[0]][0], alignment.second[link.second[-1]][1]
    told = "moved and edited" if state == "moved" and link.changed else state
    return told, pieces, f"{version}.{start}.{end}"


def list_headlines(
    headlines: Mapping[str, Alignment], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """All forms of the headline, as `list_forms` gives those of a sentence."""
    found = []
    for version, aligned in headlines.items():
        state, link = _headline_state(aligned), next(iter(aligned.links), None)
        texts = aligned.first_text, aligned.second_text
        pieces = track_changes(texts, aligned, 0, link) if link else []
        found.append((version, state, pieces, f"{version}.0.0"))
    return _group_forms(found, names)


def _group_forms(
    found: Sequence[tuple[str, str, list[list[str]], str]], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for version, state, pieces, place in found:
        kind = {"moved and edited": "moved", "none": "dropped"}.get(state, state)
        # Equal ones differ at most in case and typography, which no mark would show.
        shown = [] if state in ("same", "moved") else pieces
        form = {"state": kind, "sign": _SIGNS[kind], "pieces": shown, "versions": [], "told": state}
        group = groups.setdefault((state, str(shown)), form)
        group["versions"].append({"id": version, "name": names[version], "place": place})
    order = [*_SIGNS]
    ordered = sorted(
        groups.values(), key=lambda one: (order.index(one["state"]), -len(one["versions"]))
    )
    for one in ordered:
        count = count_of(len(one["versions"]), "version", "versions")
        one["words"] = f"{_WORDS[one.pop('told')]} in {count}"
    return ordered


def base_table(
    text: str, spans: Sequence[Span], counts: pd.DataFrame, headline: tuple[str, Mapping[str, int]]
) -> pd.DataFrame:
    """The sentences of the base with their numbers as a table for export, the headline first."""
    words, own = headline
    rows = [(HEADLINE, words, own)] if words else []
    rows += [
        (str(place + 1), text[slice(*spans[place])], dict(row)) for place, row in counts.iterrows()
    ]
    names = {"changed": "changed in", "dropped": "dropped in", "moved": "moved in", "of": "of"}
    return pd.DataFrame(
        [
            {"sentence": number, "words": " ".join(said.split())}
            | {name: int(row[count]) for count, name in names.items()}
            for number, said, row in rows
        ],
        columns=["sentence", "words", *names.values()],
    )


def index_table(
    alignments: Mapping[str, Alignment],
    indexes: Mapping[str, float],
    others: Mapping[str, str],
    names: Mapping[str, str],
) -> pd.DataFrame:
    """A row for each version: its change `index` and what became of the sentences of the base.

    `others` has by version, in the order of the rows, whether it was `COMPARED` or why not; the
    numbers of one that was not are empty.
    """
    rows = []
    for version, told in others.items():
        row: dict[str, Any] = {"version": names[version], "index": indexes.get(version)}
        if told == COMPARED:
            counts = alignments[version].counts()
            numbers = (counts.edited, counts.dropped, counts.added, counts.moved)
            row |= dict(zip(("changed", "dropped", "added", "moved"), numbers, strict=True))
        rows.append({**row, "compared": "yes" if told == COMPARED else f"no: {told}"})
    columns = ["version", "index", "changed", "dropped", "added", "moved", "compared"]
    whole = dict.fromkeys(["changed", "dropped", "added", "moved"], "Int64")
    return pd.DataFrame(rows, columns=columns).astype({**whole, "index": "float64"})


def describe_missing(others: Mapping[str, str]) -> str:
    """Which versions do not count in the numbers, and why; "" when all do."""
    said = {
        NO_TEXT: ("version has no text in common with the base", "versions have no text in common "
                  "with the base"),
        OTHER_LANGUAGE: ("version is in another language and was not compared", "versions are in "
                         "another language and were not compared"),
    }  # fmt: skip
    told = [
        count_of(number, *words)
        for reason, words in said.items()
        if (number := list(others.values()).count(reason))
    ]
    return f"Not in these numbers: {'; '.join(told)}." if told else ""
