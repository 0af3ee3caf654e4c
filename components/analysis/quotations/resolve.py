"""From stored quotations to the ones on screen: speakers under the names of the corpus."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from components.analysis import entities
from components.analysis.quotations.quotation import Quotation
from components.analysis.quotations.read import RawQuotation, read_quotations
from components.text.segment import Span

_SPEAKING = frozenset({"PERSON", "ORG", "GPE"})


def find_quotations(text: str, language: str = "en", verbs: Iterable[str] = ()) -> list[Quotation]:
    """Direct quotations and other quoted strings (`scare`) of one text, in order, none overlapping.

    `verbs` are reporting verbs to add to the list, in the base form. Reported clauses are given by
    `find_reported`.
    """
    return [one for one in _find(text, language, verbs) if one.kind != "reported"]


def find_reported(text: str, language: str = "en", verbs: Iterable[str] = ()) -> list[Quotation]:
    """Clauses that report speech without quotation marks (“said that …”), with who speaks."""
    return [one for one in _find(text, language, verbs) if one.kind == "reported"]


def _find(text: str, language: str, verbs: Iterable[str]) -> list[Quotation]:
    names = entities.recognise([text], language)
    raw = read_quotations([text], language, names, verbs)
    known = language in entities.languages_supported()
    mentions = entities.resolve([text], names, [language]) if known else None
    return resolve_quotations([text], raw, mentions)[0]


def resolve_quotations(
    texts: Sequence[str],
    raw: Sequence[Sequence[RawQuotation]],
    mentions: pd.DataFrame | None = None,
) -> list[list[Quotation]]:
    """The quotations that `read_quotations` gave, with the entity's name for each named speaker.

    `mentions` is what `entities.resolve` gave for the same texts: its `entity` becomes the
    `speaker`. Without it, and where no mention lies there, the speaker is named as in the article.
    """
    if len(texts) != len(raw):
        raise ValueError(f"{len(texts)} texts need as many lists of quotations, not {len(raw)}")
    by_article = _by_article(mentions)
    return [
        [_quotation(text, one, by_article.get(number, [])) for one in records]
        for number, (text, records) in enumerate(zip(texts, raw, strict=True))
    ]


def _by_article(mentions: pd.DataFrame | None) -> dict[int, list[tuple[int, int, str]]]:
    found: dict[int, list[tuple[int, int, str]]] = {}
    if mentions is None:
        return found
    speaking = mentions[mentions["type"].isin(_SPEAKING)]
    columns = (speaking[name] for name in ("article", "start", "end", "entity"))
    for article, start, end, entity in sorted(zip(*columns, strict=True)):
        found.setdefault(int(article), []).append((int(start), int(end), entity))
    return found


def _quotation(text: str, raw: RawQuotation, names: Sequence[tuple[int, int, str]]) -> Quotation:
    mention, named, cue = _span(raw["mention"]), _span(raw["named"]), _span(raw["cue"])
    return Quotation(
        raw["start"],
        raw["end"],
        text[raw["start"] : raw["end"]],
        _name(text, named, names) if named else None,
        raw["kind"],
        raw["group"],
        text[slice(*mention)] if mention else "",
        mention,
        named,
        text[slice(*cue)] if cue else "",
        cue,
        raw["confidence"],
        raw["how"],
    )


def _span(raw: Any) -> Span | None:
    return (int(raw[0]), int(raw[1])) if raw else None


def _name(text: str, named: Span, names: Sequence[tuple[int, int, str]]) -> str:
    place = bisect_right(names, named[1] - 1, key=lambda name: name[0]) - 1
    if place >= 0 and names[place][1] > named[0]:
        return names[place][2]
    return " ".join(text[slice(*named)].split())
