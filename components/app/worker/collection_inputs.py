"""Inputs of one step over the collection, with a mark of each article to see which changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from components.analysis.article.outline import Parts
from components.analysis.pipeline.step import Step, split_version, stored_name
from components.analysis.pipeline.step_inputs import Decided, Pair
from components.analysis.selection import Settings
from components.app.worker.pair_keys import make_keys
from components.app.worker.stored_inputs import StoredInputs


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

    def texts(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Texts by id, in the order of `articles` or of `ids`."""
        return self.stored.store.texts(self.articles["id"] if ids is None else ids)

    def parts(self, ids: Iterable[str] | None = None) -> dict[str, Parts]:
        """The parts of articles by id."""
        return self.stored.parts(ids)

    def marks(self) -> dict[str, Hashable]:
        """A mark for each article: the same while it and what counts of it stay as they are."""
        states = self.stored.store.article_states()
        quoted, lines = self.stored.spans
        decided = self.decided
        without = self.settings.without
        counting = [
            *([quoted] if "quotations" in without else []),
            *([lines, decided.back, decided.left] if "boilerplate" in without else []),
        ]
        # What changed meanwhile is not in `articles` perhaps, and has another mark the next time.
        seen = self.stored.revision
        return {
            id: (min(changed, seen), *(tuple(spans.get(id, ())) for spans in counting))
            for id, changed in zip(states["id"], states["changed"], strict=True)
        }

    def results(self, step: str, ids: Iterable[str] | None = None) -> dict[str, Any]:
        """Results of a step per article, by id."""
        return self.stored.results(step, ids)

    def pair_results(self, step: str) -> dict[Pair, Any]:
        """Results of a step per pair, in the order of its pairs; no outdated or failed ones."""
        keys = self.keys_of(self.stored.steps[step])
        found = self.stored.store.pair_results.load(step, self.settings.key)
        made = {
            pair: found[pair][1] for pair, key in keys.items() if found.get(pair, ("",))[0] == key
        }
        return {pair: value for pair, value in made.items() if value is not None}

    def keys_of(self, step: Step) -> dict[Pair, str]:
        """The pairs of a step per pair, with the keys that their results should have."""
        assert step.pairs is not None
        return make_keys(self.stored, step, step.pairs(CollectionInputs(self.stored, step)))

    def table(self, name: str) -> pd.DataFrame | None:
        """A table of a step before, by the asked settings."""
        return self.stored.table(name)

    def own(self, name: str) -> pd.DataFrame | None:
        """The step's own table as it was made by the same rules."""
        found = self.stored.store.results.frame(stored_name(name, self.settings))
        version = self.stored.versions[self.step.name]
        return found.frame if found and split_version(found.version)[0] == version else None
