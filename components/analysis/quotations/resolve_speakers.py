"""Quotations with resolved speakers: from raw records, and again after analysts' decisions."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.analysis import entities
from components.analysis.quotations.raw_quotations import RawQuotation, read_quotations
from components.text.segment import Span

_SPEAKING = frozenset({"PERSON", "ORG", "GPE"})
_WHOLE, _TEXT = "int64", "str"
COLUMNS = {
    "article": _TEXT, "start": _WHOLE, "end": _WHOLE, "text": _TEXT, "speaker": _TEXT,
    "kind": _TEXT, "group": _WHOLE, "mention": _TEXT, "confidence": "float64", "how": _TEXT,
    "cue": _TEXT, "named": _WHOLE,
}  # fmt: skip
"""Columns of the table of quotations with their types; a speaker whom nobody knows is missing."""


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks, or a clause that reports words, and who says them.

    `kind` is `direct` (somebody's words), `scare` (a title, a term, words nobody says) or
    `reported` (a clause without marks). `speaker` is the resolved name, None where the article
    does not say whose words they are or no name is known; `mention` is how the article calls the
    speaker ("the spokesman").
    Parts of one quotation, over paragraphs or around its speaker, share `group` (unique in the
    article). `confidence` (0-1) is that of the speaker, or of nobody speaking for `scare`; `how`
    says in words why this speaker was chosen. Spans lie in the article, marks excluded.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    kind: str
    group: int = 0
    mention: str = ""
    mention_span: Span | None = None
    named_span: Span | None = None
    cue: str = ""
    cue_span: Span | None = None
    confidence: float = 0.0
    how: str = ""


def find_quotations(text: str, language: str = "en", verbs: Iterable[str] = ()) -> list[Quotation]:
    """Direct quotations and other quoted strings (`scare`) of one text, in order, not overlapping.

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
    `speaker`. Without it, and where it has no mention, the speaker is named as in the article.
    ValueError where the two lists are not of one length.
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
    """The entity of a span; of several that speak together their entities, joined by “and”."""
    end = bisect_right(names, named[1] - 1, key=lambda name: name[0])
    first = end
    while first and names[first - 1][1] > named[0]:
        first -= 1
    together = list(dict.fromkeys(entity for _, _, entity in names[first:end]))
    # A headline's words that were cut off the name make the mention longer than the name; of a
    # body (“the Harbour health office”) the place is only a part.
    if together and names[first][0] >= named[0] and names[end - 1][1] >= named[1]:
        return ", ".join(together[:-1]) + " and " * (len(together) > 1) + together[-1]
    return " ".join(text[slice(*named)].split())


def rename_speakers(
    quotations: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame
) -> pd.DataFrame:
    """The quotations with the speakers that the decided mentions give.

    `quotations` has columns `article`, `speaker` and `named` (start of the speaker's name, -1
    where there is none). `before` are the mentions as found and `after` as decided, whose index
    is that of the rows it kept. A speaker that is hidden or rejected becomes None.
    """
    context = after["entity"].reindex(before.index)
    changed = before.index[(context != before["entity"]).to_numpy()]
    touched = set(before.loc[changed, "entity"])
    rows = quotations.index[quotations["speaker"].isin(touched)]
    if rows.empty:
        return quotations
    own = before[before["article"].isin(set(quotations.loc[rows, "article"]))]
    mentions_of: defaultdict[str, list[tuple[int, int, object]]] = defaultdict(list)
    for article, start, end, name in zip(
        own["article"], own["start"], own["end"], context[own.index], strict=True
    ):
        mentions_of[str(article)].append((int(start), int(end), name))
    affected = quotations.loc[rows, ["article", "named", "speaker"]]
    speakers = [
        _speaker(mentions_of.get(str(article), []), int(named), speaker)
        for article, named, speaker in affected.itertuples(index=False)
    ]
    renamed = quotations["speaker"].astype(object)
    renamed.loc[rows] = speakers
    return quotations.assign(speaker=renamed)


def _speaker(names: list[tuple[int, int, object]], named: int, speaker: object) -> object:
    """The entity whose mention covers the offset `named`, else the speaker as it was."""
    number = bisect_right(names, named, key=lambda name: name[0]) - 1
    if named < 0 or number < 0 or names[number][1] <= named:
        return speaker
    name = names[number][2]
    return None if pd.isna(name) else name


def rename_in_ledger(variants: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """The quotation ledger with the speakers of renamed quotations.

    `variants` has columns `quotation`, `article`, `start`, `speaker`; `reattributed`
    is worked out again: whether the speaker is another than the first that is named.
    """
    if variants.empty:
        return variants
    keys = zip(quotations["article"].astype(str), quotations["start"], strict=True)
    known = dict(zip(keys, quotations["speaker"], strict=True))
    own = zip(variants["article"].astype(str), variants["start"], variants["speaker"], strict=True)
    speakers = [
        known.get((article, start), speaker) if isinstance(speaker, str) else speaker
        for article, start, speaker in own
    ]
    renamed = variants.assign(speaker=pd.Series(speakers, index=variants.index, dtype=object))
    first = renamed.groupby("quotation")["speaker"].transform("first")
    is_named = renamed["speaker"].notna()
    return renamed.assign(reattributed=is_named & (renamed["speaker"] != first))
