"""The same quotation across articles: who prints it whole, cut, altered or as somebody else's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

import pandas as pd

from components.analysis.quotations import Quotation
from components.text.function_words import FUNCTION_WORDS
from components.text.normal import fold
from components.text.segment import Span, words

_SHINGLE = 3
_FEWEST_WORDS = 4
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
    "text": "str",
    "spans": "object",
    "left_out": "object",
    "edits": "object",
    "fullest": "int64",
}


@dataclass(frozen=True)
class Utterance:
    """What an article quotes in one go, parts around the speaker or over paragraphs together."""

    article: int
    spans: tuple[Span, ...]
    shown: tuple[str, ...]
    keys: tuple[str, ...]
    speaker: str | None
    kind: str
    language: str

    @property
    def text(self) -> str:
        """Its words, one space between them."""
        return " ".join(self.shown)


def quotation_ledger(
    quotations: Sequence[Sequence[Quotation]],
    published: Sequence[date | None] | None = None,
    languages: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Quotations that stand in several articles, one row for each article that carries one.

    The sequences run over the articles; `quotations` may hold reported clauses too. Columns:
    `quotation` (number, by the first article), `article` (row number), `state`, `first` (whether
    it stands here first by date, or by order where dates are missing), `reattributed` (to another
    speaker than the first that names one), `speaker`, `text`, `spans`, `left_out` (runs of words
    of the fullest version that are missing here), `edits` (pairs of words there and here) and
    `fullest` (the article of the fullest version, with which all are compared).
    `state` is `verbatim`, `cut` (words only left out), `altered` (other words) or `reported` (told
    without quotation marks). Case and punctuation do not count; quotations under four words and
    those of another language are never matched. Roughly linear in the number of words.
    """
    size = len(quotations)
    tongues = languages if languages is not None else [""] * size
    days = published if published is not None else [None] * size
    if not size == len(tongues) == len(days):
        raise ValueError("quotations, published and languages need one entry for each article")
    said = [
        one
        for number, listed in enumerate(quotations)
        for one in _utterances(number, listed, tongues[number])
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


def _utterances(article: int, listed: Sequence[Quotation], language: str) -> Iterator[Utterance]:
    parts: defaultdict[tuple[str, int], list[Quotation]] = defaultdict(list)
    for number, one in enumerate(listed):
        alone = one.kind == "reported"
        if one.kind in ("direct", "reported"):
            parts[(one.kind, number if alone else one.group)].append(one)
    for (kind, _), together in parts.items():
        shown = [part.text[slice(*word)] for part in together for word in words(part.text)]
        keys = tuple(fold(word) for word in shown)
        speaker = next((part.speaker for part in together if part.speaker), None)
        spans = tuple((part.start, part.end) for part in together)
        if len(keys) >= _FEWEST_WORDS:
            yield Utterance(article, spans, tuple(shown), keys, speaker, kind, language)


def _families(said: Sequence[Utterance]) -> list[list[Utterance]]:
    """Utterances joined to the ones that carry the same words, directly or through others."""
    leader = list(range(len(said)))
    same: dict[tuple[str, tuple[str, ...]], int] = {}
    for number, utterance in enumerate(said):
        leader[number] = same.setdefault((utterance.language, utterance.keys), number)
    distinct = sorted(same.values())

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for one, other in _candidates(said, distinct):
        if lead(one) != lead(other) and _are_alike(said[one], said[other]):
            leader[max(lead(one), lead(other))] = min(lead(one), lead(other))
    families: defaultdict[int, list[Utterance]] = defaultdict(list)
    for number, utterance in enumerate(said):
        families[lead(number)].append(utterance)
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
    """One row an article: the longest of its utterances in the family."""
    by_article: dict[int, Utterance] = {}
    for one in sorted(family, key=lambda one: (one.kind == "direct", len(one.keys)), reverse=True):
        by_article.setdefault(one.article, one)
    listed = sorted(by_article.values(), key=lambda one: rank[one.article])
    fullest = _fullest(listed)
    first_speaker = next((one.speaker for one in listed if one.speaker), None)
    for place, one in enumerate(listed):
        left_out, edits = ([], []) if one.kind == "reported" else _changes(fullest, one)
        state = "altered" if edits else "cut" if left_out else "verbatim"
        yield {
            "quotation": number,
            "article": one.article,
            "state": "reported" if one.kind == "reported" else state,
            "first": place == 0,
            "reattributed": one.speaker is not None and one.speaker != first_speaker,
            "speaker": one.speaker,
            "text": one.text,
            "spans": list(one.spans),
            "left_out": left_out,
            "edits": edits,
            "fullest": fullest.article,
        }


def _changes(fullest: Utterance, other: Utterance) -> tuple[list[str], list[tuple[str, str]]]:
    """Runs of words that the other leaves out, and pairs of words there and here."""
    from rapidfuzz.distance import Indel

    left_out: list[str] = []
    edits: list[tuple[str, str]] = []
    before: list[str] = []
    after: list[str] = []
    steps: list[tuple[str, int, int, int, int]] = [
        *Indel.opcodes(fullest.keys, other.keys),
        ("equal", 0, 0, 0, 0),
    ]
    for tag, start, end, other_start, other_end in steps:
        if tag != "equal":
            before += fullest.shown[start:end]
            after += other.shown[other_start:other_end]
            continue
        if after:
            edits.append((" ".join(before), " ".join(after)))
        elif before:
            left_out.append(" ".join(before))
        before, after = [], []
    return left_out, edits
