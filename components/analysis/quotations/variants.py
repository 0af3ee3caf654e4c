"""Variants of a quotation across articles: verbatim, cut, altered, reported or re-attributed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise

import pandas as pd

from components.analysis.collection.families import label_connected
from components.analysis.quotations.resolve_speakers import Quotation
from components.analysis.quotations.utterances import Utterance, read_utterances

_SHINGLE = 3
_MOST_BEARERS = 50
_SHARED_CONTENT, _FEWEST_SHARED = 0.6, 4

_COLUMNS = {
    "quotation": "int64",
    "article": "int64",
    "state": "str",
    "first": "bool",
    "reattributed": "bool",
    "speaker": "object",
    "confidence": "float64",
    "text": "str",
    "spans": "object",
    "left_out": "object",
    "edits": "object",
    "more": "object",
    "inserted": "object",
}


def quotation_ledger(
    quotations: Sequence[Sequence[Quotation]],
    published: Sequence[date | None] | None = None,
    languages: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Quotations that several articles have, one row for each article and quotation.

    The sequences run over the articles; `quotations` may hold reported clauses too. Columns:
    `quotation` (number, by the first article), `article` (row number), `state`, `first` (whether
    it is here first by date, or by order where dates are missing), `reattributed` (to another
    speaker than the first that names one), `speaker`, `confidence` (of the speaker), `text` (as it
    is printed, a pause between its parts), `spans`, `left_out` (runs of words of the first printed
    form that are missing here), `edits` (pairs of words there and here), `more` (runs of words
    before, behind or between the parts of that form) and `inserted` (what an editor put in square
    brackets, which nobody spoke).
    `state` is `verbatim`, `cut` (words only left out), `longer` (more is quoted), `altered` (other
    words) or `reported` (told without quotation marks). Case, punctuation and an editor's brackets
    do not count, but [...] is a cut; quotations of fewer than four words or of different languages
    are never matched. No rows without such quotations; ValueError where the sequences are not of
    one length. Roughly linear in the number of words.
    """
    size = len(quotations)
    spoken = languages if languages is not None else [""] * size
    days = published if published is not None else [None] * size
    if not size == len(spoken) == len(days):
        raise ValueError("quotations, published and languages need one entry for each article")
    said = [
        one
        for number, listed in enumerate(quotations)
        for one in read_utterances(number, listed, spoken[number])
    ]
    direct = [one for one in said if one.kind == "direct"]
    reported = [one for one in said if one.kind == "reported"]
    order = sorted(range(size), key=lambda number: (days[number] or date.max, number))
    rank = {number: position for position, number in enumerate(order)}
    groups = _with_reported(_group(direct), reported)
    several = [group for group in groups if len({one.article for one in group}) > 1]
    several.sort(key=lambda group: min((rank[one.article], one.spans) for one in group))
    rows = [row for number, group in enumerate(several) for row in _rows(number, group, rank)]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def printers(ledger: pd.DataFrame, articles: Iterable[int]) -> pd.DataFrame:
    """For each quotation of a ledger, which of these articles print it and which do not.

    Columns `quotation`, `text` (the longest that is printed), `speaker`, and lists of article
    numbers: `prints`, `reports` (told without quotation marks), `lacks`.
    """
    wanted = list(articles)
    rows = []
    for number, lines in ledger.groupby("quotation", sort=True):
        fullest = lines.iloc[int(lines["text"].str.len().to_numpy().argmax())]
        direct = lines["state"] != "reported"
        prints = set(lines.loc[direct, "article"])
        reports = set(lines["article"]) - prints
        groups = (
            [one for one in wanted if one in prints],
            [one for one in wanted if one in reports],
            [one for one in wanted if one not in prints | reports],
        )
        rows.append((number, fullest["text"], fullest["speaker"], *groups))
    columns = ["quotation", "text", "speaker", "prints", "reports", "lacks"]
    return pd.DataFrame(rows, columns=columns)


def _group(said: Sequence[Utterance]) -> list[list[Utterance]]:
    """Groups of utterances that are alike, directly or through others."""
    same: dict[tuple[str, tuple[str, ...]], int] = {}
    edges = [
        (same.setdefault((utterance.language, utterance.keys), number), number)
        for number, utterance in enumerate(said)
    ]
    edges += (
        (one, other)
        for one, other in _candidates(said, sorted(same.values()))
        if said[one].is_like(said[other])
    )
    groups: defaultdict[int, list[Utterance]] = defaultdict(list)
    for utterance, label in zip(said, label_connected(len(said), edges).tolist(), strict=True):
        groups[label].append(utterance)
    return list(groups.values())


def _candidates(said: Sequence[Utterance], distinct: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs that share a run of three words; where very many do, only neighbours are paired."""
    bearers: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in distinct:
        one = said[number]
        keys = one.keys
        for run in {(one.language, *keys[n : n + _SHINGLE]) for n in range(len(keys) - 2)}:
            bearers[run].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in bearers.values():
        few = len(numbers) <= _MOST_BEARERS
        for pair in combinations(numbers, 2) if few else pairwise(numbers):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _with_reported(
    groups: Sequence[Sequence[Utterance]], reported: Sequence[Utterance]
) -> list[list[Utterance]]:
    """The groups, each with the reported clauses that say the same in other words."""
    content = [_fullest(group).content_stems for group in groups]
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(content):
        for stem in stems:
            bearers[stem].append(number)
    grown = [list(group) for group in groups]
    for clause in reported:
        stems = clause.content_stems
        shared: Counter[int] = Counter()
        for stem in stems:
            if len(bearers[stem]) <= _MOST_BEARERS:
                shared.update(bearers[stem])
        best = max(shared, key=lambda number: (shared[number], -number), default=None)
        if best is None:
            continue
        enough = len(stems & content[best]) >= max(_FEWEST_SHARED, _SHARED_CONTENT * len(stems))
        if enough and _may_report(clause, grown[best]):
            grown[best].append(clause)
    return grown


def _may_report(clause: Utterance, group: Sequence[Utterance]) -> bool:
    speakers = {one.speaker for one in group if one.speaker}
    known = clause.speaker is None or not speakers or clause.speaker in speakers
    elsewhere = all(one.article != clause.article for one in group)
    return known and elsewhere and clause.language == group[0].language


def _fullest(group: Sequence[Utterance]) -> Utterance:
    return max(group, key=lambda one: (one.kind == "direct", len(one.keys), -one.article))


def _rows(
    number: int, group: Sequence[Utterance], rank: Mapping[int, int]
) -> Iterator[dict[str, object]]:
    """One row for each article, with its longest utterance of the group.

    All are compared with the first one that is printed in quotation marks.
    """
    by_article: dict[int, Utterance] = {}
    for one in sorted(group, key=lambda one: (one.kind == "direct", len(one.keys)), reverse=True):
        by_article.setdefault(one.article, one)
    listed = sorted(by_article.values(), key=lambda one: rank[one.article])
    base = next(one for one in listed if one.kind == "direct")
    first_speaker = next((one.speaker for one in listed if one.speaker), None)
    for position, one in enumerate(listed):
        changes = _Changes() if one.kind == "reported" else _compare(base, one)
        yield {
            "quotation": number,
            "article": one.article,
            "state": _state(one, changes),
            "first": position == 0,
            "reattributed": one.speaker is not None and one.speaker != first_speaker,
            "speaker": one.speaker,
            "confidence": one.confidence,
            "text": one.text,
            "spans": list(one.spans),
            "left_out": changes.left_out,
            "edits": changes.edits,
            "more": changes.more,
            "inserted": list(one.inserted),
        }


@dataclass(frozen=True)
class _Changes:
    """What an utterance leaves out, changes and has in addition."""

    left_out: list[str] = field(default_factory=list)
    edits: list[tuple[str, str]] = field(default_factory=list)
    more: list[str] = field(default_factory=list)


def _state(one: Utterance, changes: _Changes) -> str:
    if one.kind == "reported":
        return "reported"
    if changes.edits:
        return "altered"
    if changes.left_out or one.is_cut:
        return "cut"
    return "longer" if changes.more else "verbatim"


def _compare(base: Utterance, other: Utterance) -> _Changes:
    """The runs of words in which an utterance differs from the one that all are compared with."""
    from rapidfuzz.distance import Indel

    found = _Changes()
    edges = {0, len(base.keys), *base.breaks}
    blocks = [block for block in Indel.opcodes(base.keys, other.keys) if block.tag == "equal"]
    ends = [(0, 0), *((block.src_end, block.dest_end) for block in blocks)]
    starts = [
        *((block.src_start, block.dest_start) for block in blocks),
        (len(base.keys), len(other.keys)),
    ]
    for (start, other_start), (end, other_end) in zip(ends, starts, strict=True):
        before, after = base.words(start, end), other.words(other_start, other_end)
        if after and not before and start in edges:
            found.more.append(after)
        elif after:
            found.edits.append((before, after))
        elif before:
            found.left_out.append(before)
    return found
