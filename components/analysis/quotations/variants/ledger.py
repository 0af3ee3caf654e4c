"""Variants of a quotation across articles: verbatim, cut, altered, reported or re-attributed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias, TypeVar

import pandas as pd

from components.analysis.quotations.resolve_speakers import Quotation
from components.analysis.quotations.utterances import FEWEST_WORDS, Utterance, read_utterances
from components.analysis.quotations.variants.alike import Alike
from components.analysis.quotations.variants.groups import add_reported, group_variants
from components.analysis.quotations.variants.one_utterance import measure_shared
from components.analysis.quotations.variants.same_speaker import Speakers
from components.analysis.quotations.variants.shared_stems import StemNumbers
from components.analysis.quotations.variants.shared_words import Changes, compare
from components.analysis.quotations.variants.written_forms import Printed

COLUMNS = {
    "quotation": "int64",
    "article": "int64",
    "state": "str",
    "first": "bool",
    "earliest": "bool",
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

"""Columns of the ledger with their types, as `quotation_ledger` says."""

Row: TypeAlias = dict[str, Any]
_Article = TypeVar("_Article", bound=Hashable)
# The utterances of a group, and of which the speaker is a person.
_Told: TypeAlias = tuple[object, ...]


def quotation_ledger(
    quotations: Sequence[Sequence[Quotation]],
    published: Sequence[date | None] | None = None,
    languages: Sequence[str] | None = None,
    persons: Collection[str] | None = None,
    texts: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Quotations that several articles have, one row for each article and quotation.

    An article that prints two parts of one apart has a row for each.
    The sequences run over the articles; `quotations` may hold reported clauses too. `persons`
    are the speakers that are persons (None: all are), `texts` the articles. Columns: `quotation`
    (number, by the first article), `article` (row number), `state`, `first` (whether it is the
    first by date, or by order where dates are equal or missing), `earliest` (whether it is the
    first and all others are of a later day), `reattributed` (to another person than in
    the first, both told for certain), `speaker`, `confidence` (of the speaker), `text` (as it is
    printed, a pause between its parts), `spans`, `left_out` (runs of words of the first printed
    form that are missing here, without the sentences that the article prints elsewhere), `edits`
    (pairs of words there and here), `more` (runs of words before, behind or between the parts of
    that form) and `inserted` (what an editor put in brackets, which nobody spoke).
    `state` is `verbatim`, `cut` (words left out at an end, at a mark, or many), `longer` (more is
    quoted), `altered` (other words) or `reported` (told without quotation marks). Case, spelling,
    punctuation and an editor's brackets do not count, but [...] is a cut. All are compared with the
    form printed first, which is the measure of the whole; so an utterance may be in two quotations,
    and two that share nothing with one form are never in one. Quotations of fewer than four words
    or of different languages are never matched. No rows without such quotations; ValueError where
    the sequences are not of one length. Roughly linear in the number of words.
    """
    size = len(quotations)
    spoken = languages if languages is not None else [""] * size
    days = published if published is not None else [None] * size
    if not size == len(spoken) == len(days):
        raise ValueError("quotations, published and languages need one entry for each article")
    said = {
        number: read_printed(number, quotations[number], spoken[number], days[number])
        for number in range(size)
    }
    text_of = None if texts is None else dict(enumerate(texts)).__getitem__
    rows = Variants().find(said, persons, text_of)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def read_printed(
    article: Hashable, listed: Sequence[Quotation], language: str, day: date | None
) -> list[Utterance]:
    """The utterances of one article, the longest first."""
    said = read_utterances(article, listed, language, day)
    return sorted(said, key=lambda one: -len(one.keys))


class Variants:
    """The variants of quotations in articles that come and go, from call to call.

    What was given to the last call and stays is not compared again; the rows are those of a new
    one, whatever it was asked before.
    """

    def __init__(self) -> None:
        self._alike = Alike()
        self._stems = StemNumbers()
        self._rows: dict[_Told, list[Row]] = {}

    def find(
        self,
        said: Mapping[_Article, Sequence[Utterance]],
        persons: Collection[str] | None,
        text_of: Callable[[Any], str] | None,
    ) -> list[Row]:
        """The rows of `quotation_ledger`, with articles as they are called in `said`.

        `said` has what `read_printed` gave for each article, the same objects as long as an article
        and what is known of its speakers stay, in the order by which equal days are told apart.
        """
        speakers = Speakers(persons, text_of)
        # What has no day comes last.
        order = sorted(filter(None, said.values()), key=lambda own: own[0].day or date.max)
        listed = [one for own in order for one in own]
        direct = [one for one in listed if one.kind == "direct"]
        reported = [one for one in listed if one.kind == "reported"]
        alone = group_variants(direct, self._alike.find(direct, speakers))
        groups = [
            group
            for group in add_reported(alone, reported, self._stems)
            if len({one.article for one in group}) > 1
        ]
        rank = {own[0].article: place for place, own in enumerate(order)}
        groups.sort(key=lambda group: min((rank[one.article], one.spans) for one in group))
        for group in groups:
            group.sort(key=lambda one: rank[one.article])
        printed, before, self._rows = Printed(text_of), self._rows, {}
        for group in groups:
            told = (*group, *(speakers.are_persons(one) for one in group))
            rows = before.get(told)
            self._rows[told] = list(_rows(group, speakers, printed)) if rows is None else rows
        return [
            {"quotation": number, **row}
            for number, rows in enumerate(self._rows.values())
            for row in rows
        ]


def describe_edit(there: str, here: str) -> str:
    """An edit in one line: words there and here, or what was put in or taken out."""
    if there and here:
        return f"{there} → {here}"
    return f"put in: {here}" if here else f"taken out: {there}"


def _rows(group: Sequence[Utterance], speakers: Speakers, printed: Printed) -> Iterator[Row]:
    """The rows of one quotation, in the order of print, all compared with its first form."""
    base = next(one for one in group if one.kind == "direct")
    others = [one for one in group if one.article != group[0].article]
    is_earliest = all(_is_before(group[0].day, other.day) for other in others)
    for position, one in enumerate(_choose(base, group)):
        changes = find_changes(base, one, printed, (base.article, one.article))
        yield {
            "article": one.article,
            "state": name_state(one, changes),
            "first": position == 0,
            "earliest": position == 0 and is_earliest,
            "reattributed": one.kind == "direct" and speakers.are_surely_two(base, one),
            "speaker": one.speaker,
            "confidence": one.confidence,
            "text": one.text,
            "spans": list(one.spans),
            "left_out": changes.left_out,
            "edits": changes.edits,
            "more": changes.more,
            "inserted": changes.inserted,
        }


def find_changes(
    base: Utterance, one: Utterance, printed: Printed, articles: tuple[Hashable, Hashable]
) -> Changes:
    """In what one differs from the base, without what either's whole article has elsewhere."""
    if one.kind == "reported":
        return Changes()
    found = compare(base, one)
    left_out = printed.find_missing(found.left_out, articles[1])
    return replace(found, left_out=left_out, more=printed.find_missing(found.more, articles[0]))


def _is_before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def _choose(base: Utterance, group: Sequence[Utterance]) -> Iterator[Utterance]:
    """Of each article what has most words of the base, and what else has others or quotes more."""
    by_article: defaultdict[Hashable, list[tuple[set[int], Utterance]]] = defaultdict(list)
    for one in group:
        shared = set(measure_shared(base, one).places) if one.kind == "direct" else set()
        by_article[one.article].append((shared, one))
    for listed in by_article.values():
        covered: set[int] = set()
        for shared, one in sorted(listed, key=lambda pair: (-len(pair[0]), len(pair[1].keys))):
            adds = len(shared) >= FEWEST_WORDS and len(one.keys) - len(shared) >= FEWEST_WORDS
            if not covered or adds or len(shared - covered) >= FEWEST_WORDS:
                covered |= shared or {-1}
                yield one


def name_state(one: Utterance, changes: Changes) -> str:
    """How an utterance stands to the form that it was compared with, as a word of the ledger."""
    if one.kind == "reported":
        return "reported"
    if changes.edits:
        return "altered"
    if changes.left_out or one.is_cut:
        return "cut"
    return "longer" if changes.more else "verbatim"
