"""What the step of mentions keeps of the articles that stay as they are: names and their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from components.analysis import entities
from components.analysis.article.outline import place_in
from components.analysis.pipeline.kept_values import Kept, KeptRows
from components.analysis.pipeline.step_inputs import Inputs

_Places = tuple[np.ndarray, np.ndarray]
"""For each mention of an article the number of its sentence, and whether it is in the lead."""


class KeptMentions:
    """Mentions of all articles in a language that is read, kept from one call to the next."""

    def __init__(self) -> None:
        self._memory = Kept(entities.Memory())
        self._places: dict[str, _Places] = {}
        self._table = MentionTable()
        # Articles of which a step before gave no result, so that it may come later.
        self._lacking: dict[str, dict[str, None]] = {"names": {}, "outlines": {}}

    def link(self, inputs: Inputs) -> pd.DataFrame:
        """The table of mentions; only articles that changed, or that new facts concern, are read.

        A row is a mention as `entities.resolve` has it, with the id of its `article`, the number of
        its `sentence`, and whether it is in the `lead`.
        """
        supported = frozenset(entities.languages_supported())
        known = inputs.column("language").items()
        languages = {id: language for id, language in known if language in supported}
        marks = inputs.marks()
        changed, gone = self._memory.compare(
            {id: (marks.get(id), language) for id, language in languages.items()}
        )
        for id in gone:
            self._places.pop(id, None)
            for lacking in self._lacking.values():
                lacking.pop(id, None)
        given = inputs.decided.names
        linked, others = self._memory.value.link(
            list(languages),
            {*changed, *self._results(inputs, "names", self._lacking["names"])},
            lambda ids: self._read(inputs, ids, languages),
            entities.read_gazetteer(given.encode()) if given else entities.TABLES_ALONE,
        )
        self._place(inputs, dict(zip(languages, linked, strict=True)), others)
        ids = list(languages)
        table = self._table.tabulate(dict(zip(ids, linked, strict=True)))
        places = [self._places[id] for id in ids]
        none = np.empty(0, np.int64), np.empty(0, bool)
        sentence, lead = (np.concatenate(one) for one in zip(none, *places, strict=True))
        return table.assign(sentence=sentence, lead=lead)

    def _read(
        self, inputs: Inputs, ids: Sequence[str], languages: Mapping[str, str]
    ) -> list[entities.Article]:
        texts, raw = inputs.texts(ids), self._results(inputs, "names", ids)
        return [
            entities.Article(texts[id], languages[id], entities.read_spans(raw.get(id, [])))
            for id in ids
        ]

    def _place(
        self, inputs: Inputs, linked: Mapping[str, entities.Linked], others: Iterable[str]
    ) -> None:
        """Find the sentences of mentions that are others than before or were not found yet."""
        wanted = [*dict.fromkeys((*others, *self._lacking["outlines"]))]
        outlines = self._results(inputs, "outlines", wanted)
        for id in wanted:
            starts = np.array([one.start for one in linked[id].mentions], dtype=np.int64)
            self._places[id] = place_in(outlines.get(id), starts)

    def _results(self, inputs: Inputs, step: str, ids: Iterable[str]) -> dict[str, Any]:
        """Results of a step by id; of those that are not made it is noted that they may come."""
        wanted = list(ids)
        found = inputs.results(step, wanted) if wanted else {}
        for id in wanted:
            if id in found:
                self._lacking[step].pop(id, None)
            else:
                self._lacking[step][id] = None
        return found


class MentionTable:
    """The table of the mentions of articles that come and go; rows of those that stay stay."""

    def __init__(self) -> None:
        self._rows = KeptRows()
        # By article what its rows show.
        self._shown: dict[str, tuple[entities.Linked, object]] = {}

    def tabulate(self, articles: Mapping[str, entities.Linked]) -> pd.DataFrame:
        """As `entities.tabulate_mentions`, of articles by id.

        What was given to the last call counts as the same while it is the same object, and has the
        same list of what its mentions are resolved to.
        """
        changed = {id: own for id, own in articles.items() if not self._is_shown(id, own)}
        self._shown = {id: (own, own.resolved) for id, own in articles.items()}
        # The numbers that articles have among these alone tell nothing.
        new = entities.tabulate_mentions([*changed.values()]).drop(columns="article")
        counts = {id: len(own.mentions) for id, own in changed.items()}
        table = self._rows.put(new, counts, articles).copy(deep=False)
        sizes = [len(own.mentions) for own in articles.values()]
        codes = np.repeat(np.arange(len(sizes)), sizes)
        table.insert(0, "article", pd.Categorical.from_codes(codes, categories=[*articles]))
        return table

    def _is_shown(self, id: str, own: entities.Linked) -> bool:
        known = self._shown.get(id)
        return known is not None and known[0] is own and known[1] is own.resolved
