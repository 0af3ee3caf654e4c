"""HTML of a pair in an evidence pack: shares, direction with evidence, ledger, cosine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from components.analysis.pair.ledger import EDITS
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
    sentence_links,
    table,
)
from components.views.export.evidence_pack.html_texts import ShownPair, side_by_side
from components.views.export.evidence_pack.pack_records import (
    Change,
    Named,
    Pack,
    PackArticle,
    Pair,
    Verdict,
)
from components.views.pairs import describe_verdict
from components.views.selection_text import PART_NAMES

# With several pairs the page has only the most telling changes of each; the JSON has all.
CHANGES_EACH = 15


def pairs_table(pack: Pack) -> Html:
    """The table of all pairs, with links to their sections."""
    rows = [
        (
            make("a", f"{a.letter}, {b.letter}", href=f"#pair{number + 1}"),
            join(isolate(a.title), " ↔ ", isolate(b.title)),
            _number(pair.cosine),
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


def pair_section(pack: Pack, number: int) -> Html:
    """The section of one pair; with other pairs in the pack, it has only the changed sentences."""
    pair = pack.pairs[number]
    first, second = pack.article(pair.first), pack.article(pair.second)
    shown = ShownPair(pair, first, second, f"pair{number + 1}", len(pack.pairs) == 1)
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
        side_by_side(shown),
        make("h3", "Named in only one of them"),
        _only(shown, first, pair.only_in_first),
        _only(shown, second, pair.only_in_second),
        *((make("h3", "Why they are similar"), _parts(pair)) if pair.parts else ()),
        _terms(pair) if pair.terms else None,
    )


def _number(cosine: float | None) -> str:
    return "not known" if cosine is None else f"{cosine:.2f}"


def _numbers(shown: ShownPair) -> Html:
    pair, a, b = shown.pair, shown.first.letter, shown.second.letter
    counts = pair.counts
    return large_numbers(
        [
            ("similarity (cosine) in this library", _number(pair.cosine)),
            ("similarity by the words of the two alone", _number(pair.alone)),
            (f"of the words of {a} are in {b}", percent(pair.first_in_second)),
            (f"of the words of {b} are in {a}", percent(pair.second_in_first)),
            (f"sentences of {a} in {b}", f"{counts.kept} of {counts.first}"),
            ("of them edited", str(counts.edited)),
            ("moved", str(counts.moved)),
            (f"only in {a}", str(counts.dropped)),
            (f"only in {b}", str(counts.added)),
        ]
    )


def _verdict_line(shown: ShownPair) -> Html | None:
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


def _reasons(shown: ShownPair) -> Html:
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


def _ledger(shown: ShownPair) -> Html:
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


def _change_row(shown: ShownPair, change: Change) -> list[Piece]:
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
        f"{SIGNS[change.change]} {kind}",
        join(*(join(" ", place) for place in places)),
        make(tags[0], isolate(change.before)) if edited and change.before else None,
        make(tags[1], isolate(change.after)) if edited and change.after else None,
        isolate(change.reason),
        join(*_describe_verdict(change.verdict)) if change.verdict else None,
    ]


def _only(shown: ShownPair, text: PackArticle, names: Sequence[Named]) -> Html:
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
