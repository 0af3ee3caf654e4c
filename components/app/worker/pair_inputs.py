"""Inputs of the steps per pair, what is missing of them, and results that are read or made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.analysis.article.outline import Parts, blank, outline, set_aside
from components.analysis.pair.alignment import CountedText
from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_inputs import Pair, PairInputs, Pairs, PairSide
from components.app.worker.collection_inputs import CollectionInputs
from components.app.worker.engines.engine import attempt
from components.app.worker.pair_keys import find_shares, make_keys
from components.app.worker.stored_inputs import StoredInputs


def missing_pairs(inputs: StoredInputs, step: Step) -> tuple[dict[Pair, str], int]:
    """The pairs of a step without a result, or with an outdated one, with the key of each.

    With them, of how many pairs in all.
    """
    given = CollectionInputs(inputs, step)
    keys = given.keys_of(step)
    made = given.made_pairs(step)
    return {pair: key for pair, key in keys.items() if pair not in made}, len(keys)


def read_pairs(inputs: StoredInputs, step: Step, pairs: Sequence[Pair]) -> dict[Pair, Any]:
    """The results of a step for these pairs: as stored, or else made here and not stored.

    Where the step fails the result is that of a failure (`Step.nothing`), and the log says why.
    """
    stored = inputs.store.pair_results.load(step.name, step.settings_for(inputs.asked).key, pairs)
    keys = make_keys(inputs, step, pairs)
    found = {pair: stored[pair][1] for pair in pairs if stored.get(pair, ("",))[0] == keys[pair]}
    missing = [pair for pair in pairs if pair not in found]
    if missing:
        made = attempt(step, of_pairs(inputs, step, missing))
        found |= {pair: value for pair, (value, _) in zip(missing, made, strict=True)}
    return found


def of_pairs(inputs: StoredInputs, step: Step, pairs: Sequence[Pair]) -> Pairs:
    """What a step per pair is given of these pairs."""
    settings = step.settings_for(inputs.asked)
    ids = sorted({id for pair in pairs for id in pair})
    parts = inputs.parts(ids)
    languages, outlines = inputs.column("language"), _read_outlines(inputs, ids, parts)
    about = {one.name: inputs.results(one.name, ids) for one in inputs.before(step, "article")}
    between = {one.name: read_pairs(inputs, one, pairs) for one in inputs.before(step, "pair")}
    shares = find_shares(inputs, pairs)
    source, address = inputs.column("source"), inputs.column("url")
    sides = {
        id: PairSide(
            id,
            parts[id].text,
            CountedText(
                blank(parts[id].text, set_aside(parts[id], settings)),
                outlines[id]["sentences"],
            ),
            languages[id],
            inputs.days[id],
            source[id],
            address[id],
            {name: found.get(id) for name, found in about.items()},
            inputs.decided.figures.get(id, {}),
        )
        for id in ids
    }
    return Pairs(
        PairInputs(
            sides[a],
            sides[b],
            shares[a, b],
            {name: found[a, b] for name, found in between.items()},
        )
        for a, b in pairs
    )


def _read_outlines(
    inputs: StoredInputs, ids: Sequence[str], parts: Mapping[str, Parts]
) -> dict[str, Any]:
    """The outline of each article, made here where none is stored yet."""
    known, languages = inputs.results("outlines", ids), inputs.column("language")
    return {id: known.get(id) or outline(parts[id].text, languages[id]) for id in ids}
