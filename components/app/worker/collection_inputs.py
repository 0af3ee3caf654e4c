"""Inputs of one step over the collection, with a mark of each article to see which changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd

from components.analysis.article.outline import Parts
from components.analysis.pipeline.step import (
    FACTS,
    Step,
    facts_below,
    split_version,
    stored_as,
    stored_name,
)
from components.analysis.pipeline.step_inputs import Decided, Inputs, Pair, digest
from components.analysis.selection import Settings
from components.app.worker.pair_keys import make_keys
from components.app.worker.stored_inputs import StoredInputs

T = TypeVar("T")
# The tables by which pairs are chosen.
PAIR_TABLES = ("reuse", "pairs")


@dataclass(frozen=True)
class CollectionInputs:
    """The inputs of one step per collection, as `pipeline.step_inputs.Inputs` has them."""

    stored: StoredInputs
    step: Step
    memory: dict[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The settings of the step."""
        return self.step.settings_for(self.stored.asked)

    @property
    def decided(self) -> Decided:
        """What analysts decided."""
        return self.stored.decided

    @property
    def articles(self) -> pd.DataFrame:
        """The articles that are there, by day."""
        return self.stored.articles

    def column(self, name: str) -> dict[str, str]:
        """One column of the articles, by id."""
        return self.stored.column(name)

    def texts(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Texts by id, in the order of `articles` or of `ids`."""
        return self.stored.store.texts(self.articles["id"] if ids is None else ids)

    def parts(self, ids: Iterable[str] | None = None) -> dict[str, Parts]:
        """The parts of articles by id."""
        return self.stored.parts(ids)

    def marks(self) -> dict[str, Hashable]:
        """A mark for each article: the same while it and what counts of it stay as they are."""
        quoted, lines = self.stored.spans
        decided = self.decided
        without = self.settings.without
        counting = [
            *([quoted] if "quotations" in without else []),
            *([lines, decided.back, decided.left] if "boilerplate" in without else []),
        ]
        # What changed meanwhile is not in `articles` perhaps, and has another mark the next time.
        seen = self.stored.revision

        def make() -> dict[str, Hashable]:
            return {
                id: (min(changed, seen), *(tuple(spans.get(id, ())) for spans in counting))
                for id, changed in self.stored.changed.items()
            }

        # Most steps leave out the same.
        return self.stored.kept.keep(("marks", without), (seen, *counting), make)

    def version(self, step: str) -> str:
        """The version of the results of a step."""
        return self.stored.versions[step]

    def results(self, step: str, ids: Iterable[str] | None = None) -> dict[str, Any]:
        """Results of a step per article, by id."""
        return self.stored.results(step, ids)

    def pair_results(self, step: str, read: Callable[[Any], T]) -> dict[Pair, T]:
        """What `read` gives of results of a step per pair, in the order of its pairs.

        Outdated and failed ones are left out.
        """
        made, settings = self.made_pairs(self.stored.steps[step]), self.settings.key
        results = self.stored.store.pair_results
        failed = results.faults(step, settings)
        # Of settings that a page asked for nothing is kept.
        known = {} if settings else self.memory.pop(f"{step} by pair", {})
        # A result that failed may be made with the same key later.
        missing = [
            pair for pair, key in made.items() if pair in failed or known.get(pair, ("",))[0] != key
        ]
        for pair, (key, value) in results.load(step, settings, missing).items():
            known[pair] = key, None if value is None else read(value)
        found = {
            pair: known[pair] for pair, key in made.items() if known.get(pair, ("",))[0] == key
        }
        if not settings:
            kept = {pair: one for pair, one in found.items() if pair not in failed}
            self.memory[f"{step} by pair"] = kept
        return {pair: value for pair, (_, value) in found.items() if value is not None}

    def chosen_pairs(self, choose: Callable[[Inputs], list[Pair]]) -> list[Pair]:
        """What `choose` gives of these inputs, kept while articles and tables of pairs stay."""
        stored = self.stored
        steps, asked = stored.steps.values(), stored.asked
        names = [stored_as(name, steps, asked) for name in PAIR_TABLES]
        mark = (stored.revision, *map(stored.digests.get, names))
        kept = ("chosen", choose.__name__, asked.key)
        return list(stored.kept.keep(kept, mark, lambda: choose(self)))

    def made_pairs(self, step: Step) -> dict[Pair, str]:
        """The pairs of a step per pair whose results have the key that they should have, with it.

        What was found once stays while neither article changes.
        """
        stored, settings = self.stored, step.settings_for(self.stored.asked).key
        keys, results = self.keys_of(step), stored.store.pair_results
        known: list[Any] = [0, {}]
        if not settings:  # those of others are dropped when nobody asks for them
            known = stored.kept.keep(("found pairs", step.name), "", lambda: [0, {}])
        at, found = known
        changed = {*stored.changed_since(at)}
        found = {pair: key for pair, key in found.items() if changed.isdisjoint(pair)}
        asked = [pair for pair, key in keys.items() if found.get(pair) != key]
        # Where most are asked for, all are read sooner than these.
        found |= results.keys(step.name, settings, asked if len(asked) < len(found) else None)
        known[:] = stored.revision, found
        return {pair: key for pair, key in keys.items() if found.get(pair) == key}

    def keys_of(self, step: Step) -> dict[Pair, str]:
        """The pairs of a step per pair, with the keys that their results should have."""
        return self._list_keys(step)[0]

    def _list_keys(self, step: Step) -> tuple[dict[Pair, str], str]:
        """The keys of a step per pair, and a digest of them in their order."""
        inputs, stored = CollectionInputs(self.stored, step), self.stored

        def make() -> tuple[dict[Pair, str], str]:
            assert step.pairs is not None
            keys = make_keys(stored, step, inputs.chosen_pairs(step.pairs))
            return keys, digest(tuple(keys.items()))

        return stored.kept.keep(("keys", *stored.key_of(step)), inputs.mark, make)

    @property
    def mark(self) -> str:
        """A digest of all that the step works on: with an equal one it would give the same again.

        That is the version of its rules and decisions, the fields of articles on which it rests,
        directly or by results per article, failures among these, and the tables that it reads; of
        results per pair their keys.
        """
        key = self.stored.key_of(self.step)
        if key not in self.stored.marks:
            self.stored.marks[key] = digest(self._tell())
        return self.stored.marks[key]

    def _tell(self) -> list[object]:
        stored, step, own = self.stored, self.step, self.settings
        names = [*step.inputs_for(own), *step.chosen_by]
        before = [stored.steps[name] for name in names if name in stored.steps]
        facts = set(names) & FACTS
        told: list[object] = [stored.versions[step.name], own.key]
        if step.per == "pair" and "facts" in step.inputs:
            # Its keys tell which pairs a verdict on a figure touches; its version does not.
            told.append(stored.decisions["figures judged"])
        if step.per == "pair" or not before or any(one.per != "pair" for one in before):
            # The order of articles follows their days. Of pairs alone a step is given their
            # results in the order of their keys.
            facts.add("published")
        for one in before:
            if one.per == "article":
                facts |= facts_below(stored.steps, one.name)
                told.append((one.name, [*stored.missing(one)], sorted(stored.faults(one))))
            elif one.per == "collection":
                tables = [stored_name(name, one.settings_for(stored.asked)) for name in one.tables]
                told += [(name, stored.digests.get(name, "")) for name in tables]
            elif step.per == "pair":
                told.append((one.name, CollectionInputs(stored, one).mark))
            else:
                told.append((one.name, self._list_keys(one)[1]))
        return [*told, *((fact, stored.fields[fact]) for fact in sorted(facts))]

    def keep_tables(self, made: Mapping[str, tuple[str, int]], count: int) -> bool:
        """Take the tables of the step for new where it would make the same; False where not.

        `made` has version and revision of each stored table, `count` says from how many results per
        pair they would be made.
        """
        names = [*self.stored.tables_of(self.step)]
        if not names:
            return False
        version = self.stored.version_of(self.step, count, self.mark)
        if any(made.get(name, ("", -1))[0] != version for name in names):
            return False
        self.stored.store.results.keep_frames(names, self.stored.revision)
        return True

    def table(self, name: str) -> pd.DataFrame | None:
        """A table of a step before, by the asked settings."""
        return self.stored.table(name)

    def own(self, name: str) -> pd.DataFrame | None:
        """The step's own table as it was made by the same rules."""
        found = self.stored.store.results.frame(stored_name(name, self.settings))
        version = self.stored.versions[self.step.name]
        return found.frame if found and split_version(found.version)[0] == version else None
