"""Keys of results per pair: what they were made from, told from what lies in a library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from components.analysis.pipeline.step import Step, pair_key
from components.analysis.pipeline.step_inputs import Pair, Shares, digest
from components.analysis.selection import Settings
from components.app.worker.stored_inputs import StoredInputs

K = TypeVar("K")
V = TypeVar("V")
_NONE: Shares = (0.0, 0.0)
_MOST_KEPT = 1 << 20


def make_keys(inputs: StoredInputs, step: Step, pairs: Sequence[Pair]) -> dict[Pair, str]:
    """The keys that the results of a step for these pairs have when they are up to date."""
    own, version = step.settings_for(inputs.asked), inputs.versions[step.name]
    shares = find_shares(inputs, pairs) if "reuse" in step.inputs else dict.fromkeys(pairs, _NONE)
    about = _tell_articles(inputs, step, own, {id for pair in pairs for id in pair})
    # Most pairs are those of the last time, and of articles of which the same is told.
    known = inputs.kept.keep(("made keys", step.name, own.key), version, dict[Pair, _Made])
    made = {}
    for pair in pairs:
        a, b, shared = about[pair[0]], about[pair[1]], shares[pair]
        last = known.get(pair)
        if last is None or last[0] is not a or last[1] is not b or last[2] != shared:
            key = pair_key(version, (a.mark, b.mark), (a.told, b.told), shared)
            last = a, b, shared, key
        made[pair] = last
    _keep(known, made)
    return {pair: one[3] for pair, one in made.items()}


@dataclass(frozen=True)
class _About:
    """What a key tells of an article: a `mark` of its text, and `told`, day and source and such."""

    mark: str
    told: tuple[object, ...]


_Made: TypeAlias = tuple[_About, _About, Shares, str]


def _tell_articles(
    inputs: StoredInputs, step: Step, settings: Settings, ids: Set[str]
) -> dict[str, _About]:
    """What the keys of a step tell of each article; the same object while it stays the same."""
    marks = _mark_articles(inputs, settings, ids)
    source = inputs.column("source") if "source" in step.inputs else {}
    address = inputs.column("url") if "url" in step.inputs else {}
    days = inputs.days if {"published", "facts"} & {*step.inputs} else {}
    verdicts = inputs.decided.figures if "facts" in step.inputs else {}
    # Only the pairs of an article with a verdict have another key than before it.
    judged = {id: [tuple(sorted(own.items()))] for id, own in verdicts.items()}
    known = inputs.kept.keep(("told of", step.name, settings.key), "", dict[str, _About])
    found = {}
    for id in ids:
        told = days.get(id), source.get(id), address.get(id), *judged.get(id, ())
        last = known.get(id)
        if last is None or last.mark != marks[id] or last.told != told:
            last = _About(marks[id], told)
        found[id] = last
    _keep(known, found)
    return found


def _mark_articles(inputs: StoredInputs, settings: Settings, ids: Set[str]) -> dict[str, str]:
    """A digest of what counts of each article: of its text, language and what is set aside."""
    quoted, lines = inputs.spans
    hashes, decided, without = _read_hashes(inputs, ids), inputs.decided, settings.without
    parts = (quoted, "quotations"), (lines, "boilerplate")
    counting = [spans for spans, name in parts if name in without]
    back, left = (decided.back, decided.left) if "boilerplate" in without else ({}, {})
    languages = inputs.column("language")
    known = inputs.kept.keep(("digests", without), "", dict[str, tuple[object, str]])
    found = {}
    for id in ids:
        counts = (
            hashes.get(id, ""),
            languages.get(id, ""),
            [spans.get(id, ()) for spans in counting],
            sorted(back.get(id, ())),
            *([sorted(left[id])] if id in left else []),
        )
        last = known.get(id)
        found[id] = last if last is not None and last[0] == counts else (counts, digest(counts))
    _keep(known, found)
    return {id: mark for id, (_, mark) in found.items()}


def _keep(known: dict[K, V], more: Mapping[K, V]) -> None:
    """Keep what was found; of pairs and articles that went until all of it is too much."""
    if len(known) > _MOST_KEPT:
        known.clear()
    known.update(more)


def _read_hashes(inputs: StoredInputs, ids: Set[str]) -> dict[str, str]:
    """The hashes of the texts of articles that have an outline; each is read once.

    A text never changes, but an outline that failed, which has none, may be made later.
    """
    known = inputs.kept.keep("hashes", inputs.versions["outlines"], dict[str, str])
    outlines = inputs.results("outlines", sorted(id for id in ids if id not in known))
    known.update((id, one["hash"]) for id, one in outlines.items() if one["hash"])
    return known


def find_shares(inputs: StoredInputs, pairs: Sequence[Pair]) -> dict[Pair, Shares]:
    """The shares of copied passages of each pair, None before they are looked for."""
    shares = inputs.shares
    if shares is None:
        return dict.fromkeys(pairs, (None, None))
    return {pair: shares.get(pair, _NONE) for pair in pairs}
