"""Blocks of a pair in an evidence document: numbers, evidence, ledger, and texts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from components.text.segment import Span
from components.views.compare.aligned_panes import mark_legend
from components.views.compare.ledger_rows import KIND_NAMES, SIGNS
from components.views.export.evidence_document.blocks import (
    Block,
    Grid,
    Heading,
    Paragraph,
    Run,
    Runs,
    paragraph,
    place,
    places,
    plain,
)
from components.views.export.evidence_pack.html_pair import CHANGES_EACH
from components.views.export.evidence_pack.html_parts import percent
from components.views.export.evidence_pack.html_texts import (
    PASSED,
    ROW_SIGNS,
    STYLES,
    describe_passed,
    edit_marks,
)
from components.views.export.evidence_pack.pack_records import (
    AlignedRow,
    Change,
    Named,
    Pack,
    PackArticle,
    Pair,
    Verdict,
)
from components.views.pairs import describe_verdict
from components.views.panes import Mark, cut_pieces
from components.views.selection_text import PART_NAMES


def pair_blocks(pack: Pack, pair: Pair) -> Iterator[Block]:
    """The section of one pair; with other pairs in the pack, it has only the changed sentences."""
    first, second = pack.article(pair.first), pack.article(pair.second)
    whole = len(pack.pairs) == 1
    yield Heading(2, f"{first.letter} and {second.letter} compared")
    yield paragraph(f"{first.letter}, the first: {first.title}")
    yield paragraph(f"{second.letter}, the second: {second.title}")
    yield _numbers(pair, first, second)
    if pair.verdict:
        value = describe_verdict(pair.verdict.value, first.letter, second.letter)
        yield paragraph("Verdict: ", _verdict(replace(pair.verdict, value=value)))
    yield Heading(3, "Who took it from whom")
    yield paragraph(plain(pair.direction.sentence, "strong"))
    yield from _reasons(pair, first, second)
    yield Heading(3, "What was changed, the most telling first")
    yield from _ledger(pair, first, second, whole)
    yield Heading(3, "Side by side")
    yield from _side_by_side(pair, first, second, whole)
    yield Heading(3, "Named in only one of them")
    yield _only(first, pair.only_in_first)
    yield _only(second, pair.only_in_second)
    yield from _similarity(pair)


def describe_cosine(cosine: float | None) -> str:
    """A cosine with two decimal places, or that it is not known."""
    return "not known" if cosine is None else f"{cosine:.2f}"


def _numbers(pair: Pair, first: PackArticle, second: PackArticle) -> Grid:
    a, b, counts = first.letter, second.letter, pair.counts
    rows = (
        ("similarity (cosine) in this library", describe_cosine(pair.cosine)),
        ("similarity by the words of the two alone", describe_cosine(pair.alone)),
        (f"of the words of {a} are in {b}", percent(pair.first_in_second)),
        (f"of the words of {b} are in {a}", percent(pair.second_in_first)),
        (f"sentences of {a} in {b}", f"{counts.kept} of {counts.first}"),
        ("of them edited", counts.edited),
        ("moved", counts.moved),
        (f"only in {a}", counts.dropped),
        (f"only in {b}", counts.added),
    )
    return Grid(
        ("measure", "value"), tuple((plain(name), plain(value)) for name, value in rows), (3, 1)
    )


def _verdict(verdict: Verdict) -> Runs:
    note = f" — {verdict.note}" if verdict.note else ""
    by = f" ({verdict.who or 'name not given'}, {verdict.when[:10]})"
    return (*plain(verdict.value, "strong"), *plain(note + by))


def _reasons(pair: Pair, first: PackArticle, second: PackArticle) -> Iterator[Block]:
    for number, reason in enumerate(pair.direction.reasons, 1):
        spoken = "" if reason.points == "cannot tell" else f" Supports: {reason.points}."
        where = [
            places(text, spans)
            for text, spans in ((first, reason.first), (second, reason.second))
            if spans
        ]
        told = f"{spoken} Weight {reason.weight:.1f}. {', '.join(where)}".rstrip()
        yield paragraph(f"{number}. {reason.sentence}", plain(told, "quiet"))


def _ledger(pair: Pair, first: PackArticle, second: PackArticle, whole: bool) -> Iterator[Block]:
    changes = pair.changes
    if not changes:
        yield paragraph("Only case, spaces and typography differ.")
        return
    telling = changes if whole else changes[:CHANGES_EACH]
    kept = [*telling, *(change for change in changes[len(telling) :] if change.verdict)]
    directed = all(change.change in ("edited", "moved", "dropped", "added") for change in changes)
    sides = ("before", "after") if directed else (first.letter, second.letter)
    decided = any(change.verdict for change in kept)
    heads = ("weight", "change", "sentence (offsets)", *sides, "why it matters")
    yield Grid(
        (*heads, *(("verdict",) if decided else ())),
        tuple(_change(change, first, second)[: len(heads) + decided] for change in kept),
        (*(9, 13, 17, 21, 21, 22), *((14,) if decided else ())),
        tuple(_change_fills(change)[: len(heads) + decided] for change in kept),
    )
    if len(kept) < len(changes):
        told = f"{len(kept)} of {len(changes):,}: the most telling, and those with a verdict. "
        yield paragraph(plain(f"{told}The JSON file has all.", "quiet"))


def _change(change: Change, first: PackArticle, second: PackArticle) -> tuple[Runs, ...]:
    where = "\n".join(
        place(text, span)
        for text, span in ((first, change.first), (second, change.second))
        if span is not None
    )
    # A whole sentence struck through cannot be read; the colour behind it says the same.
    marks = ("dropped", "added") if change.change == "edited" else ("", "")
    return (
        plain(f"{change.weight:.2f}"),
        plain(f"{SIGNS[change.change]} {KIND_NAMES.get(change.kind, change.kind)}"),
        plain(where),
        plain(change.before, marks[0]),
        plain(change.after, marks[1]),
        plain(change.reason),
        _verdict(change.verdict) if change.verdict else (),
    )


def _change_fills(change: Change) -> tuple[str, ...]:
    marked = change.change not in ("moved", "only first", "only second")
    before, after = (
        mark if marked and words else ""
        for mark, words in (("dropped", change.before), ("added", change.after))
    )
    return ("", "", "", before, after, "", "")


def _side_by_side(
    pair: Pair, first: PackArticle, second: PackArticle, whole: bool
) -> Iterator[Block]:
    signs = {"moved": ROW_SIGNS["moved"], "dropped": ROW_SIGNS["dropped"], "added": "+"}
    legend = mark_legend(2)
    yield Paragraph(
        (
            Run("Marks: "),
            Run(legend["edited"], "edited"),
            Run("; "),
            Run(legend["dropped"], "dropped"),
            Run("; "),
            Run(legend["added"], "added"),
            Run("; "),
            Run(f"{signs['moved']} {legend['moved']}", "quiet"),
        )
    )
    marks = edit_marks(pair, 0), edit_marks(pair, 1)
    rows: list[tuple[Runs, ...]] = []
    fills: list[tuple[str, ...]] = []
    for passed, run in groupby(pair.rows, key=lambda row: row.kind in PASSED):
        own = list(run)
        if passed and not whole:
            rows.append((plain(describe_passed(own), "quiet"), (), ()))
            fills.append(("", "", ""))
            continue
        for row in own:
            rows.append(_row(row, (first, second), marks))
            kind = STYLES.get(row.kind, row.kind)
            fills.append(
                (kind if kind in ("dropped", "moved") else "", "",
                 kind if kind in ("added", "moved") else "")
            )  # fmt: skip
    heads = (f"{first.letter} · {first.title}", "", f"{second.letter} · {second.title}")
    yield Grid(heads, tuple(rows), (10, 2, 10), tuple(fills))


def _row(
    row: AlignedRow, texts: tuple[PackArticle, PackArticle], marks: tuple[list[Mark], list[Mark]]
) -> tuple[Runs, ...]:
    sides = zip(texts, (row.first, row.second), marks, strict=True)
    cells = [_marked(text, spans, own, row.kind) for text, spans, own in sides]
    return (cells[0], plain(ROW_SIGNS[row.kind], "quiet"), cells[1])


def _marked(text: PackArticle, spans: Sequence[Span], marks: Sequence[Mark], kind: str) -> Runs:
    runs: list[Run] = []
    for span in spans:
        runs.append(Run(f"{place(text, span)} ", "number"))
        own = "aside" if kind == "aside" else ""
        runs += [Run(words, mark or own) for words, mark in cut_pieces(text.text, span, marks)]
        runs.append(Run(" "))
    return tuple(runs[:-1])


def _only(text: PackArticle, names: Sequence[Named]) -> Paragraph:
    if not names:
        return paragraph(f"{text.letter}: nobody who is missing in the other.")
    told = "; ".join(f"{one.name} ({places(text, one.mentions)})" for one in names)
    return paragraph(f"{text.letter}: {told}")


def _similarity(pair: Pair) -> Iterator[Block]:
    if pair.parts:
        yield Heading(3, "Why they are similar")
        rows = (
            (plain(PART_NAMES[name]), plain(f"{share:.2f}"), plain(f"{pair.without[name]:.2f}"))
            for name, share in pair.parts.items()
        )
        yield Grid(("part", "adds to the cosine", "cosine without it"), tuple(rows), (2, 1, 1))
    if pair.terms:
        terms = tuple((plain(one.term), plain(f"{one.share:.3f}")) for one in pair.terms)
        yield Grid(("word", "share"), terms, (2, 1))
