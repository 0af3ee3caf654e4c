"""Two articles in a pack: the numbers, the argument, the ledger, and the texts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from components.analysis.pair.ledger import EDITS
from components.text.plural import agree
from components.text.segment import Span
from components.views.compare.aligned_panes import mark_legend
from components.views.compare.ledger_rows import KIND_NAMES, SIGNS
from components.views.export.evidence_pack.html_parts import (
    Html,
    Piece,
    bar,
    isolate,
    join,
    join_with_commas,
    large_numbers,
    make,
    percent,
    section,
    sentence_link,
    sentence_links,
    sentence_name,
    table,
)
from components.views.export.evidence_pack.pack import (
    AlignedRow,
    Change,
    Named,
    Pack,
    PackArticle,
    Pair,
    Verdict,
)
from components.views.pairs import describe_verdict
from components.views.panes import cut_pieces
from components.views.selection_text import PART_NAMES

# In a pack of several pairs only the most telling changes stand on the page; all are in the JSON.
CHANGES_EACH = 15
_SIGNS = {**SIGNS, "same": "=", "aside": "not counted"}
Marks = Sequence[tuple[int, int, str]]

# What is passed over with a count where several pairs share a page.
_PASSED = ("same", "aside")
# How the style sheet names what stands on one side only.
_STYLES = {"only first": "dropped", "only second": "added"}
_ELEMENTS = {"edited": "mark", "dropped": "del", "added": "ins"}


def pairs_table(pack: Pack) -> Html:
    """All pairs of the pack in one table, each leading to its own section."""
    rows = [
        (
            make("a", f"{a.letter}, {b.letter}", href=f"#pair{number + 1}"),
            join(isolate(a.title), " ↔ ", isolate(b.title)),
            _cosine(pair),
            percent(pair.first_in_second),
            percent(pair.second_in_first),
            str(sum(change.change in EDITS for change in pair.changes)),
            pair.direction.sentence,
        )
        for number, pair in enumerate(pack.pairs)
        for a, b in [(pack.article(pair.first), pack.article(pair.second))]
    ]
    heads = ["", "articles", "cosine", "first in second", "second in first", "edits", "direction"]
    return section("The pairs", "pairs", table(heads, rows))


@dataclass(frozen=True)
class _Shown:
    """A pair as it stands on the page: its texts, and whether it is the only one, shown whole."""

    pair: Pair
    first: PackArticle
    second: PackArticle
    anchor: str
    whole: bool

    @cached_property
    def rows(self) -> list[AlignedRow]:
        """The rows on the page; runs of equal sentences only where they are shown whole."""
        return [row for row in self.pair.rows if self.whole or row.kind not in _PASSED]

    @cached_property
    def anchored(self) -> dict[str, Span]:
        """The sentences that stand in the rows, by name; where one is cut in two, its first."""
        found: dict[str, Span] = {}
        for row in self.rows:
            for text, spans in ((self.first, row.first), (self.second, row.second)):
                for span in spans:
                    found.setdefault(sentence_name(text, span), span)
        return found

    def link(self, text: PackArticle, span: Span) -> Html:
        """The name of a sentence, leading to it side by side, or else in the whole text."""
        name = sentence_name(text, span)
        within = f"{self.anchor}-" if name in self.anchored else ""
        return make("a", name, href=f"#{within}{name}")


def pair_section(pack: Pack, number: int) -> Html:
    """Everything about one pair; beside other pairs only what changed."""
    pair = pack.pairs[number]
    first, second = pack.article(pair.first), pack.article(pair.second)
    shown = _Shown(pair, first, second, f"pair{number + 1}", len(pack.pairs) == 1)
    return section(
        f"{first.letter} and {second.letter} compared",
        shown.anchor,
        make("p", f"{first.letter}, the first: ", isolate(first.title)),
        make("p", f"{second.letter}, the second: ", isolate(second.title)),
        _numbers(shown),
        _verdict_line(shown),
        make("h3", "Who took it from whom"),
        make("p", pair.direction.sentence),
        _reasons(shown),
        make("h3", "What was changed, the most telling first"),
        _ledger(shown),
        make("h3", "Side by side"),
        _legend(),
        _side_by_side(shown),
        make("h3", "Named in only one of them"),
        _only(shown, first, pair.only_in_first),
        _only(shown, second, pair.only_in_second),
        *((make("h3", "Why they are similar"), _parts(pair)) if pair.parts else ()),
        _terms(pair) if pair.terms else None,
    )


def _cosine(pair: Pair) -> str:
    return "not known" if pair.cosine is None else f"{pair.cosine:.2f}"


def _numbers(shown: _Shown) -> Html:
    pair, a, b = shown.pair, shown.first.letter, shown.second.letter
    counts = pair.counts
    return large_numbers(
        [
            ("similarity (cosine)", _cosine(pair)),
            (f"of the words of {a} are in {b}", percent(pair.first_in_second)),
            (f"of the words of {b} are in {a}", percent(pair.second_in_first)),
            (f"sentences of {a} in {b}", f"{counts.kept} of {counts.first}"),
            ("of them edited", str(counts.edited)),
            ("moved", str(counts.moved)),
            (f"only in {a}", str(counts.dropped)),
            (f"only in {b}", str(counts.added)),
        ]
    )


def _verdict_line(shown: _Shown) -> Html | None:
    verdict = shown.pair.verdict
    if verdict is None:
        return None
    letters = shown.first.letter, shown.second.letter
    told = replace(verdict, value=describe_verdict(verdict.value, *letters))
    return make("p", "Verdict: ", *_describe_verdict(told))


def _describe_verdict(verdict: Verdict) -> Iterator[Piece]:
    yield isolate(verdict.value, class_="verdict")
    if verdict.note:
        yield join(" — ", isolate(verdict.note))
    yield join(" (", isolate(verdict.who or "name not given"), f", {verdict.when[:10]})")


def _reasons(shown: _Shown) -> Html:
    items = []
    for reason in shown.pair.direction.reasons:
        spoken = "" if reason.points == "cannot tell" else f" Supports: {reason.points}."
        places = [
            sentence_links(text, spans, shown.link)
            for text, spans in ((shown.first, reason.first), (shown.second, reason.second))
            if spans
        ]
        joined = join(*(join(" ", place) for place in places))
        items.append(
            make(
                "li",
                isolate(reason.sentence),
                make("span", f"{spoken} Weight {reason.weight:.1f}.", class_="quiet"),
                joined,
            )
        )
    return make("ol", *items, class_="reasons")


def _ledger(shown: _Shown) -> Html:
    changes = shown.pair.changes
    if not changes:
        return make("p", "Only case, spaces and typography differ.")
    telling = changes if shown.whole else changes[:CHANGES_EACH]
    kept = [*telling, *(change for change in changes[len(telling) :] if change.verdict)]
    directed = all(change.change in ("edited", "moved", "dropped", "added") for change in changes)
    sides = ["before", "after"] if directed else [shown.first.letter, shown.second.letter]
    heads = ["weight", "change", "where", *sides, "why it matters"]
    decided = any(change.verdict for change in kept)
    rows = [_change_row(shown, change)[: len(heads) + decided] for change in kept]
    cut = None
    if len(kept) < len(changes):
        words = f"{len(kept)} of {len(changes):,}: the most telling, and those with a verdict. "
        cut = make("p", words, "The JSON file has all.", class_="quiet")
    return join(table([*heads, *(["verdict"] * decided)], rows, class_="ledger"), cut)


def _change_row(shown: _Shown, change: Change) -> list[Piece]:
    kind = KIND_NAMES.get(change.kind, change.kind)
    places = [
        shown.link(text, span)
        for text, span in ((shown.first, change.first), (shown.second, change.second))
        if span is not None
    ]
    edited = change.change in EDITS
    tags = ("del", "ins") if change.change == "edited" else ("span", "span")
    return [
        join(f"{change.weight:.2f} ", bar(change.weight)),
        f"{_SIGNS[change.change]} {kind}",
        join(*(join(" ", place) for place in places)),
        make(tags[0], isolate(change.before)) if edited and change.before else None,
        make(tags[1], isolate(change.after)) if edited and change.after else None,
        isolate(change.reason),
        join(*_describe_verdict(change.verdict)) if change.verdict else None,
    ]


def _legend() -> Html:
    keys = (make("span", words, class_=f"key {kind}") for kind, words in mark_legend(2).items())
    return make("p", *keys)


def _side_by_side(shown: _Shown) -> Html:
    rows: list[Piece] = []
    marks = _marks(shown.pair, 0), _marks(shown.pair, 1)
    for passed, run in groupby(shown.pair.rows, key=lambda row: row.kind in _PASSED):
        own = list(run)
        if passed and not shown.whole:
            rows.append(make("div", _describe_passed(own), class_="row skipped"))
        else:
            rows += [_row(shown, row, marks) for row in own]
    titles = [
        make("div", f"{text.letter} · ", isolate(text.title))
        for text in (shown.first, shown.second)
    ]
    return join(make("div", titles[0], make("div"), titles[1], class_="heads"), *rows)


def _describe_passed(rows: Sequence[AlignedRow]) -> str:
    same = sum(row.kind == "same" for row in rows)
    told = [f"{same} kept"] if same else []
    told += [f"{len(rows) - same} not counted"] if len(rows) > same else []
    return f"{' and '.join(told)} {agree(len(rows), 'sentence', 'sentences')}"


def _marks(pair: Pair, side: int) -> list[tuple[int, int, str]]:
    found = set()
    for change in pair.changes:
        own, other = (change.first, change.second)[:: 1 if side == 0 else -1]
        if change.change in EDITS and own and own[0] < own[1]:
            both = other is not None and other[0] < other[1]
            found.add((*own, "edited" if both else ("dropped", "added")[side]))
    return sorted(found)


def _row(shown: _Shown, row: AlignedRow, marks: tuple[Marks, Marks]) -> Html:
    sides = list(zip((shown.first, shown.second), (row.first, row.second), marks, strict=True))
    cells = [make("div", *_sentences(shown, *side)) for side in sides]
    names = [sentence_link(text, span) for text, spans, _ in sides for span in spans[:1]]
    sign = make("div", _SIGNS[row.kind], *(join(" ", name) for name in names), class_="sign")
    return make("div", cells[0], sign, cells[1], class_=f"row {_STYLES.get(row.kind, row.kind)}")


def _sentences(
    shown: _Shown, text: PackArticle, spans: Sequence[Span], marks: Marks
) -> Iterator[Piece]:
    for span in spans:
        pieces = cut_pieces(text.text, span, marks)
        words = (make(_ELEMENTS[kind], words) if kind else words for words, kind in pieces)
        name = sentence_name(text, span)
        first = shown.anchored[name] == span
        yield make("bdi", *words, class_="line", id=f"{shown.anchor}-{name}" if first else None)
        yield " "


def _only(shown: _Shown, text: PackArticle, names: Sequence[Named]) -> Html:
    if not names:
        return make("p", f"{text.letter}: nobody who is missing in the other.")
    said = (
        join(isolate(one.name), " (", sentence_links(text, one.mentions, shown.link), ")")
        for one in names
    )
    return make("p", f"{text.letter}: ", join_with_commas(said))


def _parts(pair: Pair) -> Html:
    rows = [
        (PART_NAMES[name], f"{share:.2f}", bar(share), f"{pair.without[name]:.2f}")
        for name, share in pair.parts.items()
    ]
    return table(["part", "adds to the cosine", "", "cosine without it"], rows)


def _terms(pair: Pair) -> Html:
    rows = [
        (isolate(one.term), f"{one.share:.3f}", bar(one.share / pair.terms[0].share))
        for one in pair.terms
    ]
    return table(["word", "share", ""], rows)
