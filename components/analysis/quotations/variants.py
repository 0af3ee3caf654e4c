"""The same quotation across articles: who prints it whole, cut, altered or as somebody else's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise

import pandas as pd

from components.analysis.connected import label_connected
from components.analysis.quotations import Quotation
from components.analysis.quotations.utterances import Utterance, read_utterances
from components.text.stop_words import FUNCTION_WORDS

_SHINGLE = 3
_ALIKE = 0.7
_MOST_BEARERS = 50
_SHARED_CONTENT, _FEWEST_SHARED = 0.6, 4
_STEM = 5

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
    """Quotations that stand in several articles, one row for each article that carries one.

    The sequences run over the articles; `quotations` may hold reported clauses too. Columns:
    `quotation` (number, by the first article), `article` (row number), `state`, `first` (whether
    it stands here first by date, or by order where dates are missing), `reattributed` (to another
    speaker than the first that names one), `speaker`, `confidence` (of the speaker), `text` (as it
    is printed, a pause between its parts), `spans`, `left_out` (runs of words of the first printed
    form that are missing here), `edits` (pairs of words there and here), `more` (runs of words
    before, behind or between the parts of that form) and `inserted` (what an editor put in square
    brackets, which nobody spoke).
    `state` is `verbatim`, `cut` (words only left out), `longer` (more is quoted), `altered` (other
    words) or `reported` (told without quotation marks). Case, punctuation and an editor's brackets
    do not count, but [...] is a cut; quotations under four words and those of another language are
    never matched. Roughly linear in the number of words.
    """
    size = len(quotations)
    tongues = languages if languages is not None else [""] * size
    days = published if published is not None else [None] * size
    if not size == len(tongues) == len(days):
        raise ValueError("quotations, published and languages need one entry for each article")
    said = [
        one
        for number, listed in enumerate(quotations)
        for one in read_utterances(number, listed, tongues[number])
    ]
    direct = [one for one in said if one.kind == "direct"]
    reported = [one for one in said if one.kind == "reported"]
    order = sorted(range(size), key=lambda number: (days[number] or date.max, number))
    rank = {number: place for place, number in enumerate(order)}
    families = _with_reported(_families(direct), reported)
    several = [family for family in families if len({one.article for one in family}) > 1]
    several.sort(key=lambda family: min((rank[one.article], one.spans) for one in family))
    rows = [row for number, family in enumerate(several) for row in _rows(number, family, rank)]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def printers(ledger: pd.DataFrame, articles: Iterable[int]) -> pd.DataFrame:
    """For each quotation of a ledger, who of these articles prints it and who does not.

    Columns `quotation`, `text` (the fullest version), `speaker`, `prints`, `reports`, `lacks`
    (lists of article numbers).
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


def _families(said: Sequence[Utterance]) -> list[list[Utterance]]:
    """Utterances joined to the ones that carry the same words, directly or through others."""
    same: dict[tuple[str, tuple[str, ...]], int] = {}
    edges = [
        (same.setdefault((utterance.language, utterance.keys), number), number)
        for number, utterance in enumerate(said)
    ]
    edges += (
        (one, other)
        for one, other in _candidates(said, sorted(same.values()))
        if _are_alike(said[one], said[other])
    )
    families: defaultdict[int, list[Utterance]] = defaultdict(list)
    for utterance, label in zip(said, label_connected(len(said), edges).tolist(), strict=True):
        families[label].append(utterance)
    return list(families.values())


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


def _are_alike(one: Utterance, other: Utterance) -> bool:
    """Whether nearly all words of the shorter stand in the longer, in order."""
    from rapidfuzz.distance import LCSseq

    shorter = min(len(one.keys), len(other.keys))
    shared: int = LCSseq.similarity(one.keys, other.keys, score_cutoff=int(_ALIKE * shorter))
    return shared >= _ALIKE * shorter


def _with_reported(
    families: Sequence[Sequence[Utterance]], reported: Sequence[Utterance]
) -> list[list[Utterance]]:
    """The families, each with the reported clauses that tell the same in other words."""
    content = [_content(_fullest(family)) for family in families]
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(content):
        for stem in stems:
            bearers[stem].append(number)
    grown = [list(family) for family in families]
    for clause in reported:
        stems = _content(clause)
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


def _may_report(clause: Utterance, family: Sequence[Utterance]) -> bool:
    speakers = {one.speaker for one in family if one.speaker}
    known = clause.speaker is None or not speakers or clause.speaker in speakers
    elsewhere = all(one.article != clause.article for one in family)
    return known and elsewhere and clause.language == family[0].language


def _content(one: Utterance) -> set[str]:
    """The beginnings of the words that carry meaning, so that other tenses agree."""
    content = (key for key in one.keys if key not in FUNCTION_WORDS)
    return {(key.removesuffix("s") if len(key) > _STEM - 1 else key)[:_STEM] for key in content}


def _fullest(family: Sequence[Utterance]) -> Utterance:
    return max(family, key=lambda one: (one.kind == "direct", len(one.keys), -one.article))


def _rows(
    number: int, family: Sequence[Utterance], rank: Mapping[int, int]
) -> Iterator[dict[str, object]]:
    """One row an article: the longest of its utterances in the family.

    All are held against the first that is printed in quotation marks.
    """
    by_article: dict[int, Utterance] = {}
    for one in sorted(family, key=lambda one: (one.kind == "direct", len(one.keys)), reverse=True):
        by_article.setdefault(one.article, one)
    listed = sorted(by_article.values(), key=lambda one: rank[one.article])
    measure = next(one for one in listed if one.kind == "direct")
    first_speaker = next((one.speaker for one in listed if one.speaker), None)
    for place, one in enumerate(listed):
        changes = _Changes() if one.kind == "reported" else _compare(measure, one)
        yield {
            "quotation": number,
            "article": one.article,
            "state": _state(one, changes),
            "first": place == 0,
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
    """What an utterance leaves out, has otherwise and has besides."""

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


def _compare(measure: Utterance, other: Utterance) -> _Changes:
    """Runs of words in which one utterance differs from the one that is the measure."""
    from rapidfuzz.distance import Indel

    found = _Changes()
    edges = {0, len(measure.keys), *measure.breaks}
    blocks = [block for block in Indel.opcodes(measure.keys, other.keys) if block.tag == "equal"]
    ends = [(0, 0), *((block.src_end, block.dest_end) for block in blocks)]
    starts = [
        *((block.src_start, block.dest_start) for block in blocks),
        (len(measure.keys), len(other.keys)),
    ]
    for (start, other_start), (end, other_end) in zip(ends, starts, strict=True):
        before, after = measure.words(start, end), other.words(other_start, other_end)
        if after and not before and start in edges:
            found.more.append(after)
        elif after:
            found.edits.append((before, after))
        elif before:
            found.left_out.append(before)
    return found
