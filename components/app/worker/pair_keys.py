"""Keys of results per pair: what they were made from, told from what lies in a library."""

from __future__ import annotations

from collections.abc import Sequence

from components.analysis.pipeline.step import Step, pair_key
from components.analysis.pipeline.step_inputs import Pair, Shares, digest
from components.analysis.selection import Settings
from components.app.worker.stored_inputs import StoredInputs

_NONE: Shares = (0.0, 0.0)


def make_keys(inputs: StoredInputs, step: Step, pairs: Sequence[Pair]) -> dict[Pair, str]:
    """The keys that the results of a step for these pairs have when they are up to date."""
    marks = _marks(inputs, step.settings_for(inputs.asked), {id for pair in pairs for id in pair})
    shares = find_shares(inputs, pairs) if "reuse" in step.inputs else dict.fromkeys(pairs, _NONE)
    source = inputs.column("source") if "source" in step.inputs else {}
    address = inputs.column("url") if "url" in step.inputs else {}
    days = inputs.days if {"published", "facts"} & {*step.inputs} else {}
    verdicts = inputs.decided.figures if "facts" in step.inputs else {}
    # Only the pairs of an article with a verdict have another key than before it.
    judged = {id: [tuple(sorted(own.items()))] for id, own in verdicts.items()}
    version = inputs.versions[step.name]
    return {
        pair: pair_key(
            version,
            (marks[pair[0]], marks[pair[1]]),
            [(days.get(id), source.get(id), address.get(id), *judged.get(id, ())) for id in pair],
            shares[pair],
        )
        for pair in pairs
    }


def _marks(inputs: StoredInputs, settings: Settings, ids: set[str]) -> dict[str, str]:
    """A digest of what counts of each article: of its text, language and what is set aside."""
    quoted, lines = inputs.spans
    parts = (quoted, "quotations"), (lines, "boilerplate")
    counting = [spans for spans, name in parts if name in settings.without]
    languages, hashes = inputs.column("language"), _read_hashes(inputs, ids)
    aside = "boilerplate" in settings.without
    back, left = (inputs.decided.back, inputs.decided.left) if aside else ({}, {})
    return {
        id: digest(
            (
                hashes.get(id, ""),
                languages.get(id, ""),
                [spans.get(id, ()) for spans in counting],
                sorted(back.get(id, ())),
                *([sorted(left[id])] if id in left else []),
            )
        )
        for id in ids
    }


def _read_hashes(inputs: StoredInputs, ids: set[str]) -> dict[str, str]:
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
